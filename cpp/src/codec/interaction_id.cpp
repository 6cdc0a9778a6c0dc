// SPDX-License-Identifier: Apache-2.0
#include "codec/interaction_id.hpp"

#include <limits>

namespace cordboard::codec {

namespace {

constexpr std::string_view digits =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::string_view prefix = "0000";
constexpr std::size_t length = 16;
constexpr std::uint64_t factor = 0x9E37'79B9'7F4A'7C15ULL;

// The inverse of the factor modulo 2^64, by Newton's iteration.
constexpr std::uint64_t inverse_of(std::uint64_t odd) {
    std::uint64_t inverse = odd;
    for (int round = 0; round < 6; ++round) {
        inverse *= 2 - odd * inverse;
    }
    return inverse;
}
static_assert(factor * inverse_of(factor) == 1);

}  // namespace

std::string interaction_text(InteractionId id) {
    std::string text(length, '0');
    std::uint64_t scattered = id.value * factor;
    for (std::size_t at = length; at > prefix.size(); --at) {
        text[at - 1] = digits[scattered % digits.size()];
        scattered /= digits.size();
    }
    return text;
}

InteractionId parse_interaction(std::string_view text) {
    if (text.size() != length || !text.starts_with(prefix)) {
        return {};
    }
    std::uint64_t scattered = 0;
    for (const char c : text.substr(prefix.size())) {
        const std::size_t digit = digits.find(c);
        constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
        if (digit == std::string_view::npos || scattered > (most - digit) / digits.size()) {
            return {};
        }
        scattered = scattered * digits.size() + digit;
    }
    return {scattered * inverse_of(factor)};
}

}  // namespace cordboard::codec
