// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "state/state.hpp"

namespace cordboard {

// Makes everything derived anew: after the directory or a rule has changed, and after a snapshot
// was read.
void rebuild(State& state);

}  // namespace cordboard
