// SPDX-License-Identifier: Apache-2.0
// A set of small numbers as the bits of words that lie elsewhere, in one flat vector for many sets.
#pragma once

#include <bit>
#include <cstdint>
#include <span>

namespace cordboard::base {

inline constexpr std::uint32_t no_bit = 0xFFFF'FFFF;

constexpr std::uint32_t words_for(std::uint32_t bits) { return (bits + 63) / 64; }

inline void turn(std::span<std::uint64_t> words, std::uint32_t bit) {
    words[bit / 64] ^= std::uint64_t{1} << bit % 64;
}

// The first member that is `bit` or more, or no_bit.
inline std::uint32_t first_from(std::span<const std::uint64_t> words, std::uint32_t bit) {
    if (bit / 64 >= words.size()) {
        return no_bit;
    }
    std::uint64_t rest = words[bit / 64] & ~std::uint64_t{0} << bit % 64;
    for (std::uint32_t word = bit / 64;;) {
        if (rest != 0) {
            return 64 * word + static_cast<std::uint32_t>(std::countr_zero(rest));
        }
        if (++word == words.size()) {
            return no_bit;
        }
        rest = words[word];
    }
}

// The last member below `bit`, or no_bit.
inline std::uint32_t last_below(std::span<const std::uint64_t> words, std::uint32_t bit) {
    std::uint32_t word = bit / 64;
    std::uint64_t rest =
        word < words.size() ? words[word] & ((std::uint64_t{1} << bit % 64) - 1) : 0;
    for (;;) {
        if (rest != 0) {
            return 64 * word + 63 - static_cast<std::uint32_t>(std::countl_zero(rest));
        }
        if (word == 0) {
            return no_bit;
        }
        rest = words[--word];
    }
}

}  // namespace cordboard::base
