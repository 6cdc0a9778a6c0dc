// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cordboard/text.hpp>
#include <cordboard/workbin.hpp>

#include "state/state.hpp"

namespace cordboard {

void evolve(State& state, const InteractionPlacedInWorkbin& event, Instant at, const Arena& texts);
void evolve(State& state, const InteractionPulled& event, Instant at, const Arena& texts);

}  // namespace cordboard
