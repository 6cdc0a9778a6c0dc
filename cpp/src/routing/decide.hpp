// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cordboard/result.hpp>
#include <cordboard/routing.hpp>

#include "state/context.hpp"
#include "state/state.hpp"

namespace cordboard {

Verdict decide(const State& state, const CreateTarget& command, Context& context);
Verdict decide(const State& state, const CreateTargetList& command, Context& context);
Verdict decide(const State& state, const AddTargetToList& command, Context& context);
Verdict decide(const State& state, const SetRoutingTargets& command, Context& context);
Verdict decide(const State& state, const SetRoutingPriority& command, Context& context);
Verdict decide(const State& state, const SetRoutingTimeout& command, Context& context);
Verdict decide(const State& state, const SetRoutingStrategy& command, Context& context);
Verdict decide(const State& state, const SetPull& command, Context& context);
Verdict decide(const State& state, const RouteInteraction& command, Context& context);
// A transfer is routing to a target that the agent names.
Verdict decide(const State& state, const TransferInteraction& command, Context& context);

namespace routing {

// The overflow step of a waiting interaction has come.
void decide_overflow(const State& state, const Interaction& interaction, Context& context);

// Offers the waiting interaction to an able agent.
void invite(const State& state, const Interaction& interaction, const Member& member, bool pulled,
            Context& context);

}  // namespace routing
}  // namespace cordboard
