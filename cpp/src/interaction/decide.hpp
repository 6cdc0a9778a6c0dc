// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cordboard/chat.hpp>
#include <cordboard/email.hpp>
#include <cordboard/interaction_events.hpp>
#include <cordboard/result.hpp>

#include "interaction/transitions.hpp"
#include "state/context.hpp"
#include "state/state.hpp"

namespace cordboard {

Verdict decide(const State& state, const OfferInteraction& command, Context& context);
Verdict decide(const State& state, const OfferEmail& command, Context& context);
Verdict decide(const State& state, const OfferChat& command, Context& context);
Verdict decide(const State& state, const AcceptInteraction& command, Context& context);
Verdict decide(const State& state, const RejectInteraction& command, Context& context);
Verdict decide(const State& state, const CompleteInteraction& command, Context& context);
Verdict decide(const State& state, const PlaceInQueue& command, Context& context);
Verdict decide(const State& state, const LeaveInteraction& command, Context& context);
Verdict decide(const State& state, const ChangeUserData& command, Context& context);
Verdict decide(const State& state, const DeleteUserDataPair& command, Context& context);

namespace interaction {

// Whether the tables have a row for this interaction now.
bool allows(const State& state, const Interaction& interaction, Input input);

// The interaction and the agent's part in it, or why the agent may not do this.
Verdict check_invited(const State& state, AgentId agent, InteractionId id, Input input);
Verdict check_owner(const State& state, AgentId agent, InteractionId id, Input input);

// An offer has stood too long.
void decide_timer(const State& state, const Interaction& interaction, Context& context);

}  // namespace interaction
}  // namespace cordboard
