// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cordboard/commands.hpp>
#include <cordboard/result.hpp>

#include "state/state.hpp"

namespace cordboard::services {

// Whether what the command is about is there: asked before the command itself is looked at
// (decision G-24), and only while anything at all is not there.
Verdict check(const State& state, const CommandBody& body);

}  // namespace cordboard::services
