// SPDX-License-Identifier: Apache-2.0
// The whole state of a statistics engine as bytes. What follows from the rest is not written but
// made again: what definitions mean, the plans, the slots of hash tables.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "stats/engine_state.hpp"

namespace cordboard::stats {

std::string save(const EngineState& state);
// Throws BadArchive.
std::unique_ptr<EngineState> restore(std::string_view bytes);

}  // namespace cordboard::stats
