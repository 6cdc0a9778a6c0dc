// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cordboard/services.hpp>
#include <cordboard/text.hpp>
#include <cordboard/time.hpp>

#include "state/state.hpp"

namespace cordboard {

void evolve(State& state, const FeatureDisabled& event, Instant at, const Arena& texts);
void evolve(State& state, const FeatureEnabled& event, Instant at, const Arena& texts);
void evolve(State& state, const ServiceStateChanged& event, Instant at, const Arena& texts);

}  // namespace cordboard
