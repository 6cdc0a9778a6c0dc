// SPDX-License-Identifier: Apache-2.0
// A set of media types, one bit each.
#pragma once

#include <cstdint>

#include <cordboard/ids.hpp>

namespace cordboard {

struct MediaSet {
    std::uint32_t bits = 0;

    constexpr bool contains(MediaId media) const { return (bits >> media.value & 1U) != 0; }
    constexpr bool is_empty() const { return bits == 0; }
    constexpr void insert(MediaId media) { bits |= 1U << media.value; }
    friend constexpr bool operator==(MediaSet, MediaSet) = default;
};

}  // namespace cordboard
