// SPDX-License-Identifier: Apache-2.0
// Streams of random numbers, keyed by what they are for. The k-th interaction of an arrival row
// draws the same numbers whatever the strategy, the other rows, the number of replications or the
// threads: two strategies meet the very same customers (common random numbers), and runs can be
// split at will.
//
// A stream is a counter behind a mixing function, splitmix64 (Steele, Lea, Flood, "Fast splittable
// pseudorandom number generators", 2014). Each part of a key is spread over the word by an odd
// factor, which loses nothing, and mixed, so that one changed bit of a key changes half of the bits
// of the start. All streams run on one cycle of 2^64 words, from unrelated places: that any two of
// ten million streams of ten words meet has a chance of about 10^14 * 10 / 2^64, one in twenty
// thousand runs, and then two customers of one run share a number. Within a stream no word comes
// twice.
#pragma once

#include <cstdint>

namespace cordboard::base {

constexpr std::uint64_t mix(std::uint64_t word) {
    word = (word ^ (word >> 30)) * 0xBF58'476D'1CE4'E5B9ULL;
    word = (word ^ (word >> 27)) * 0x94D0'49BB'1331'11EBULL;
    return word ^ (word >> 31);
}

// A key under which streams are numbered, made part by part: seed, replication, purpose, row. The
// order of the parts matters.
struct StreamKey {
    std::uint64_t value = 0;

    static constexpr StreamKey of(std::uint64_t seed) {
        return {mix(seed + 0x9E37'79B9'7F4A'7C15ULL)};
    }
    constexpr StreamKey with(std::uint64_t part) const {
        return {mix(value ^ (part * 0xFF51'AFD7'ED55'8CCDULL + 0xD1B5'4A32'D192'ED03ULL))};
    }
};

class Stream {
  public:
    constexpr explicit Stream(StreamKey key) : state_(key.value) {}

    // The stream of the `number`-th interaction under the key.
    constexpr Stream(StreamKey key, std::uint64_t number)
        : state_(mix(key.value + number * 0xD6E8'FEB8'6659'FD93ULL)) {}

    constexpr std::uint64_t word() {
        state_ += 0x9E37'79B9'7F4A'7C15ULL;
        return mix(state_);
    }

    // Uniform on (0, 1): never 0 and never 1.
    constexpr double uniform() { return fraction(word()) * (1.0 / 4503599627370496.0); }

    // The 52 upper bits of a word, in the middle of their unit: from 0.5 to 2^52 - 0.5.
    static constexpr double fraction(std::uint64_t word) {
        return static_cast<double>(static_cast<std::int64_t>(word >> 12)) + 0.5;
    }

  private:
    std::uint64_t state_;
};

}  // namespace cordboard::base
