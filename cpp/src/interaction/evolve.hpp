// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cordboard/interaction_events.hpp>
#include <cordboard/text.hpp>

#include "state/state.hpp"

namespace cordboard {

void evolve(State& state, const InteractionCreated& event, Instant at, const Arena& texts);
void evolve(State& state, const InteractionQueued& event, Instant at, const Arena& texts);
void evolve(State& state, const InteractionInvited& event, Instant at, const Arena& texts);
void evolve(State& state, const InteractionAccepted& event, Instant at, const Arena& texts);
void evolve(State& state, const InteractionRejected& event, Instant at, const Arena& texts);
void evolve(State& state, const InteractionRevoked& event, Instant at, const Arena& texts);
void evolve(State& state, const InteractionTransferred& event, Instant at, const Arena& texts);
void evolve(State& state, const InteractionPlacedInQueue& event, Instant at, const Arena& texts);
void evolve(State& state, const InteractionCompleted& event, Instant at, const Arena& texts);
void evolve(State& state, const CustomerLeft& event, Instant at, const Arena& texts);
void evolve(State& state, const UserDataChanged& event, Instant at, const Arena& texts);

}  // namespace cordboard
