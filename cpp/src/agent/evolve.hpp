// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cordboard/agent.hpp>
#include <cordboard/text.hpp>

#include "state/state.hpp"

namespace cordboard {

void evolve(State& state, const AgentStateCreated& event, Instant at, const Arena& texts);
void evolve(State& state, const AgentStateUpdated& event, Instant at, const Arena& texts);
void evolve(State& state, const AgentStateDeleted& event, Instant at, const Arena& texts);
void evolve(State& state, const AgentStateChanged& event, Instant at, const Arena& texts);
// What was not done has changed nothing.
inline void evolve(State&, const ChannelRefused&, Instant, const Arena&) {}
void evolve(State& state, const DoNotDisturbChanged& event, Instant at, const Arena& texts);

}  // namespace cordboard
