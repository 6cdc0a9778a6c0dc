// SPDX-License-Identifier: Apache-2.0
// The canonical snapshot: every primary field of the state in a fixed order, numbers as
// variable-length integers. Derived fields are left out; equal states have equal bytes.
#pragma once

#include <string>
#include <string_view>

#include "state/state.hpp"

namespace cordboard::snapshot {

struct Envelope {
    Instant now{0};
    std::uint64_t event_hash = 0;
    std::uint64_t event_count = 0;
};

std::string save_state(const State& state);
std::string save(const Envelope& envelope, const State& state);

// Throws BadSnapshot. `state` is new and empty.
Envelope load(std::string_view bytes, State& state);

}  // namespace cordboard::snapshot
