// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cordboard/routing.hpp>
#include <cordboard/text.hpp>

#include "state/state.hpp"

namespace cordboard {

void evolve(State& state, const TargetCreated& event, Instant at, const Arena& texts);
void evolve(State& state, const TargetListCreated& event, Instant at, const Arena& texts);
void evolve(State& state, const TargetAddedToList& event, Instant at, const Arena& texts);
void evolve(State& state, const RoutingTargetsSet& event, Instant at, const Arena& texts);
void evolve(State& state, const RoutingPrioritySet& event, Instant at, const Arena& texts);
void evolve(State& state, const RoutingTimeoutSet& event, Instant at, const Arena& texts);
void evolve(State& state, const RoutingStrategySet& event, Instant at, const Arena& texts);
void evolve(State& state, const PullSet& event, Instant at, const Arena& texts);
void evolve(State& state, const RoutingRequested& event, Instant at, const Arena& texts);
void evolve(State& state, const RoutingDeclined& event, Instant at, const Arena& texts);
void evolve(State& state, const RoutingWidened& event, Instant at, const Arena& texts);
void evolve(State& state, const RoutingRetried& event, Instant at, const Arena& texts);

}  // namespace cordboard
