// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cordboard/result.hpp>
#include <cordboard/session.hpp>

#include "state/context.hpp"
#include "state/state.hpp"

namespace cordboard {

Verdict decide(const State& state, const StartContactCenterSession& command, Context& context);
Verdict decide(const State& state, const EndContactCenterSession& command, Context& context);
Verdict decide(const State& state, const LoseConnection& command, Context& context);
Verdict decide(const State& state, const RestoreConnection& command, Context& context);
Verdict decide(const State& state, const AddLoginCode& command, Context& context);

namespace session {

// The grace of a session without a connection is over: it ends as by request.
void decide_timer(const State& state, AgentId agent, Context& context);

}  // namespace session

}  // namespace cordboard
