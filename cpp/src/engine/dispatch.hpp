// SPDX-License-Identifier: Apache-2.0
// The one visit from a body to its `decide` and its `evolve`. A body without one does not compile.
#pragma once

#include <cordboard/commands.hpp>
#include <cordboard/events.hpp>
#include <cordboard/result.hpp>

#include "state/context.hpp"
#include "state/state.hpp"

namespace cordboard::dispatch {

Verdict decide(const State& state, const CommandBody& body, Context& context);
void evolve(State& state, const Event& event, const Arena& texts);

}  // namespace cordboard::dispatch
