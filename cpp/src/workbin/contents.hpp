// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "state/state.hpp"

namespace cordboard::workbin {

// What lies in it, whosever it is, in the order in which it was placed there.
std::vector<const Interaction*> contents(const State& state, WorkbinId id);

}  // namespace cordboard::workbin
