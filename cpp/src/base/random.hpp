// SPDX-License-Identifier: Apache-2.0
// Streams of random numbers, keyed by what they are for. The k-th interaction of an arrival row draws the
// same numbers whatever the strategy, the other rows, the number of replications or the threads: two
// strategies meet the very same customers (common random numbers), and runs can be split at will.
//
// A stream is a counter behind a mixing function (splitmix64: Steele, Lea, Flood, 2014). Its start is the
// mixed key, so the streams of neighbouring keys begin at unrelated places of a period of 2^64.
#pragma once

#include <cstdint>

namespace cordboard::base {

constexpr std::uint64_t mix(std::uint64_t word) {
    word = (word ^ (word >> 30)) * 0xBF58'476D'1CE4'E5B9ULL;
    word = (word ^ (word >> 27)) * 0x94D0'49BB'1331'11EBULL;
    return word ^ (word >> 31);
}

// A key under which streams are numbered: seed, replication, row and purpose, mixed once.
struct StreamKey {
    std::uint64_t value = 0;

    static constexpr StreamKey of(std::uint64_t seed) { return {mix(seed + 0x9E37'79B9'7F4A'7C15ULL)}; }
    constexpr StreamKey with(std::uint64_t part) const {
        return {mix(value ^ mix(part + 0xD1B5'4A32'D192'ED03ULL))};
    }
};

class Stream {
public:
    constexpr explicit Stream(StreamKey key) : state_(key.value) {}
    constexpr Stream(StreamKey key, std::uint64_t number)
        : state_(mix(key.value + number * 0xD6E8'FEB8'6659'FD93ULL)) {}

    constexpr std::uint64_t word() {
        state_ += 0x9E37'79B9'7F4A'7C15ULL;
        return mix(state_);
    }

    // Uniform on (0, 1): never 0 and never 1.
    constexpr double uniform() {
        return (static_cast<double>(word() >> 12) + 0.5) * (1.0 / 4503599627370496.0);
    }

private:
    std::uint64_t state_;
};

}  // namespace cordboard::base
