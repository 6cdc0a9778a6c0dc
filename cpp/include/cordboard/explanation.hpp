// SPDX-License-Identifier: Apache-2.0
// What makes up the value of a statistic.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <cordboard/action_row.hpp>
#include <cordboard/time.hpp>

namespace cordboard {

// An action or a run of a status, or the part of it during which the filter holds, that makes up a
// value.
struct CountedElement {
    // Above and below the line of a quotient; what is no quotient is all above.
    bool in_main_mask = false;
    bool in_relative_mask = false;
    ObjectId object;
    std::string name;
    Instant start;
    std::optional<Instant> end;  // none: it goes on
    Duration counted;            // inside the interval; of current values the age
    Duration adjusted;           // not cut by the interval: what ranges look at
    std::uint64_t interaction = 0;
    // What it is worth to custom values and aggregates.
    std::optional<double> custom;          // tidy: as it was evaluated
    std::optional<std::size_t> aggregate;  // which one of a formula; the first is 0
};

// What makes up the value of a statistic, and of a historical one the interval it was counted in.
struct Explanation {
    std::optional<Instant> left;
    std::optional<Instant> right;
    std::vector<CountedElement> elements;  // in the order in which they ended, then began
};

}  // namespace cordboard
