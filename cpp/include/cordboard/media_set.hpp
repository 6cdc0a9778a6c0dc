// SPDX-License-Identifier: Apache-2.0
// A set of media types, one bit each; and the list of channels that somebody asks for, of which he
// may not know whether they exist.
#pragma once

#include <cstdint>

#include <cordboard/ids.hpp>
#include <cordboard/text.hpp>

namespace cordboard {

struct MediaSet {
    std::uint32_t bits = 0;

    constexpr bool contains(MediaId media) const { return (bits >> media.value & 1U) != 0; }
    constexpr bool is_empty() const { return bits == 0; }
    constexpr void insert(MediaId media) { bits |= 1U << media.value; }
    friend constexpr bool operator==(MediaSet, MediaSet) = default;
};

struct ChannelList {
    MediaSet media;
    Text unknown;  // names that no media has, with a zero byte behind each

    constexpr ChannelList() = default;
    constexpr ChannelList(MediaSet known) : media(known) {}
    constexpr ChannelList(MediaSet known, Text names) : media(known), unknown(names) {}
};

}  // namespace cordboard
