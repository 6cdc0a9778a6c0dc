// SPDX-License-Identifier: Apache-2.0
// Agents who let an interaction go, by rejecting it or by not answering. While others can take it
// they are passed over; they are asked again after their next state change or a pause (decision
// G-13).
#pragma once

#include "state/state.hpp"

namespace cordboard::exclusions {

inline constexpr Duration pause = seconds(30);

bool contains(const State& state, const Interaction& interaction, AgentId agent);
void add(State& state, Interaction& interaction, AgentId agent);
void clear(State& state, Interaction& interaction);

// Takes the agent out of the exclusions of every interaction.
void forgive(State& state, AgentId agent);

}  // namespace cordboard::exclusions
