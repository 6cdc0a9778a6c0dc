// SPDX-License-Identifier: Apache-2.0
// What an agent holds: interactions offered to him or accepted by him count against his capacity.
#pragma once

#include "state/state.hpp"

namespace cordboard::holding {

void take(State& state, AgentId agent, MediaId media);
void give_back(State& state, AgentId agent, MediaId media, Instant at);

// Accepted interactions, of which the agent's occupancy is made.
void begin_handling(State& state, AgentId agent, Instant at);
void end_handling(State& state, AgentId agent, Instant at);

// The owner lets go of it.
void end_ownership(State& state, Interaction& interaction, Instant at);

}  // namespace cordboard::holding
