// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cordboard/agent.hpp>
#include <cordboard/result.hpp>

#include "state/context.hpp"
#include "state/state.hpp"

namespace cordboard {

Verdict decide(const State& state, const CreateAgentState& command, Context& context);
Verdict decide(const State& state, const UpdateAgentState& command, Context& context);
Verdict decide(const State& state, const DeleteAgentState& command, Context& context);
Verdict decide(const State& state, const SetAgentState& command, Context& context);
Verdict decide(const State& state, const SetDoNotDisturb& command, Context& context);

namespace agent {

// The defined agent state of these attributes, if there is one.
AgentStateId matching(const State& state, ChannelState channel_state, WorkMode mode,
                      std::string_view reason);

// Says that a command for several channels is not carried out on this one.
void refuse_channel(const State& state, AgentId agent, MediaId media, Reason reason,
                    Context& context);

// The time of an automatic state has come: after-call work ends in Ready.
void decide_timer(const State& state, AgentId agent, MediaId media, Context& context);

}  // namespace agent
}  // namespace cordboard
