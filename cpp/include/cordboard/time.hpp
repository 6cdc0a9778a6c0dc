// SPDX-License-Identifier: Apache-2.0
// Instants and durations in microseconds. Arithmetic only: nothing here reads a clock.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>

namespace cordboard {

struct Duration {
    std::int64_t microseconds = 0;

    friend constexpr auto operator<=>(Duration, Duration) = default;
    friend constexpr Duration operator+(Duration a, Duration b) {
        return {a.microseconds + b.microseconds};
    }
    friend constexpr Duration operator-(Duration a, Duration b) {
        return {a.microseconds - b.microseconds};
    }
    friend constexpr Duration operator*(Duration a, std::int64_t n) { return {a.microseconds * n}; }
    constexpr Duration& operator+=(Duration other) {
        microseconds += other.microseconds;
        return *this;
    }
};

// Microseconds since 1970-01-01T00:00:00Z, without leap seconds.
struct Instant {
    std::int64_t microseconds = 0;

    friend constexpr auto operator<=>(Instant, Instant) = default;
    friend constexpr Instant operator+(Instant at, Duration d) {
        return {at.microseconds + d.microseconds};
    }
    friend constexpr Instant operator-(Instant at, Duration d) {
        return {at.microseconds - d.microseconds};
    }
    friend constexpr Duration operator-(Instant a, Instant b) {
        return {a.microseconds - b.microseconds};
    }
};

// Later than every deadline: "there is none".
inline constexpr Instant never{std::numeric_limits<std::int64_t>::max()};

constexpr Duration seconds(std::int64_t n) { return {n * 1'000'000}; }
constexpr Duration milliseconds(std::int64_t n) { return {n * 1'000}; }
constexpr Duration minutes(std::int64_t n) { return seconds(60 * n); }
constexpr Duration hours(std::int64_t n) { return minutes(60 * n); }

}  // namespace cordboard
