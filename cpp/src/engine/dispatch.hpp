// SPDX-License-Identifier: Apache-2.0
// The one visit from a command's body to its `decide`. A body without one does not compile.
#pragma once

#include <cordboard/commands.hpp>
#include <cordboard/result.hpp>

#include "state/context.hpp"
#include "state/state.hpp"

namespace cordboard::dispatch {

Verdict decide(const State& state, const CommandBody& body, Context& context);

}  // namespace cordboard::dispatch
