// SPDX-License-Identifier: Apache-2.0
// What agents do with calls beside answering and hanging up.
#pragma once

#include <cordboard/call.hpp>
#include <cordboard/forwarding.hpp>
#include <cordboard/monitoring.hpp>
#include <cordboard/recording.hpp>
#include <cordboard/result.hpp>

#include "state/context.hpp"
#include "state/state.hpp"

namespace cordboard {

Verdict decide(const State& state, const DialCall& command, Context& context);
Verdict decide(const State& state, const HoldCall& command, Context& context);
Verdict decide(const State& state, const RetrieveCall& command, Context& context);
Verdict decide(const State& state, const SendDtmf& command, Context& context);
Verdict decide(const State& state, const MuteCall& command, Context& context);
Verdict decide(const State& state, const InitiateTransfer& command, Context& context);
Verdict decide(const State& state, const InitiateConference& command, Context& context);
Verdict decide(const State& state, const CompleteTransfer& command, Context& context);
Verdict decide(const State& state, const CompleteConference& command, Context& context);
Verdict decide(const State& state, const SwapCalls& command, Context& context);
Verdict decide(const State& state, const MergeWithOtherCall& command, Context& context);
Verdict decide(const State& state, const SingleStepTransfer& command, Context& context);
Verdict decide(const State& state, const SingleStepConference& command, Context& context);
Verdict decide(const State& state, const RemoveParticipantFromConference& command,
               Context& context);
Verdict decide(const State& state, const ForwardCallsOn& command, Context& context);
Verdict decide(const State& state, const ForwardCallsOff& command, Context& context);
Verdict decide(const State& state, const MonitorCalls& command, Context& context);
Verdict decide(const State& state, const CancelSupervisorMonitoring& command, Context& context);
Verdict decide(const State& state, const StartCallRecording& command, Context& context);
Verdict decide(const State& state, const PauseCallRecording& command, Context& context);
Verdict decide(const State& state, const ResumeCallRecording& command, Context& context);
Verdict decide(const State& state, const StopCallRecording& command, Context& context);

}  // namespace cordboard
