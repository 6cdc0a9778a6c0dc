// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cordboard/forwarding.hpp>
#include <cordboard/text.hpp>
#include <cordboard/time.hpp>

#include "state/state.hpp"

namespace cordboard {

void evolve(State& state, const ForwardingChanged& event, Instant at, const Arena& texts);
void evolve(State& state, const CallForwarded& event, Instant at, const Arena& texts);

}  // namespace cordboard
