// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cordboard/session.hpp>
#include <cordboard/text.hpp>
#include <cordboard/time.hpp>

#include "state/state.hpp"

namespace cordboard {

void evolve(State& state, const ContactCenterSessionStarted& event, Instant at, const Arena& texts);
void evolve(State& state, const ContactCenterSessionEnded& event, Instant at, const Arena& texts);
void evolve(State& state, const ConnectionLost& event, Instant at, const Arena& texts);
void evolve(State& state, const ConnectionRestored& event, Instant at, const Arena& texts);
void evolve(State& state, const LoginCodeAdded& event, Instant at, const Arena& texts);

}  // namespace cordboard
