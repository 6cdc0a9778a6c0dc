// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include <cordboard/interaction_events.hpp>
#include <cordboard/result.hpp>

#include "interaction/transitions.hpp"
#include "state/context.hpp"
#include "state/state.hpp"

namespace cordboard {

Verdict decide(const State& state, const OfferInteraction& command, Context& context);
Verdict decide(const State& state, const AcceptInteraction& command, Context& context);
Verdict decide(const State& state, const RejectInteraction& command, Context& context);
Verdict decide(const State& state, const CompleteInteraction& command, Context& context);
Verdict decide(const State& state, const PlaceInQueue& command, Context& context);
Verdict decide(const State& state, const LeaveInteraction& command, Context& context);
Verdict decide(const State& state, const ChangeUserData& command, Context& context);

namespace interaction {

// Whether the tables have a row for this interaction now.
bool allows(const State& state, const Interaction& interaction, Input input);

// The interaction and the agent's part in it, or why the agent may not do this.
Verdict check_invited(const State& state, AgentId agent, InteractionId id, Input input);
Verdict check_owner(const State& state, AgentId agent, InteractionId id, Input input);

// The identity of the next interaction; none when there are too many.
InteractionId next_id(const State& state);

// Whether it can be the user data of a new interaction.
Verdict check_user_data(std::string_view bytes);

// Enters a queue, with that queue's rule.
void queue(const State& state, InteractionId id, QueueId queue,
           std::optional<std::int32_t> priority, Context& context);

// An offer has stood too long.
void decide_timer(const State& state, const Interaction& interaction, Context& context);

}  // namespace interaction
}  // namespace cordboard
