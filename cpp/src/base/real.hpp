// SPDX-License-Identifier: Apache-2.0
// Exponential and logarithm from + - * / alone. The libraries of two machines differ in the last bit of
// these functions, and one bit is enough to make two simulated days differ; so draws use only what IEEE
// 754 rounds the same way everywhere. The error is below 1e-15 (log: absolute near 1, exp: relative).
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace cordboard::base {

namespace real_detail {

// ln(x) for 1 <= x < 2 by the series of the inverse hyperbolic tangent; slow, used while compiling.
consteval double series_log(double x) {
    const double y = (x - 1.0) / (x + 1.0);
    const double square = y * y;
    double sum = 0.0;
    for (int n = 61; n >= 1; n -= 2) {
        sum = sum * square + 1.0 / n;
    }
    return 2.0 * y * sum;
}

inline constexpr std::size_t log_entries = 128;

struct LogEntry {
    double reciprocal;
    double log;
};

consteval std::array<LogEntry, log_entries> log_entries_table() {
    std::array<LogEntry, log_entries> table{};
    for (std::size_t i = 0; i < log_entries; ++i) {
        const double centre = 1.0 + (static_cast<double>(i) + 0.5) / log_entries;
        const double reciprocal = 1.0 / centre;
        table[i] = {reciprocal, series_log(1.0 / reciprocal)};
    }
    return table;
}

inline constexpr std::array<LogEntry, log_entries> log_table = log_entries_table();

// ln 2 in two parts; the first has enough trailing zeros for its product with an exponent to be exact.
inline constexpr double ln2_high = 6.93147180369123816490e-01;
inline constexpr double ln2_low = 1.90821492927058770002e-10;

}  // namespace real_detail

// Natural logarithm of a positive normal number.
constexpr double log(double x) {
    using namespace real_detail;
    const auto bits = std::bit_cast<std::uint64_t>(x);
    const auto exponent = static_cast<std::int64_t>(bits >> 52) - 1023;
    constexpr std::uint64_t mantissa_mask = 0x000F'FFFF'FFFF'FFFFULL;
    const double mantissa = std::bit_cast<double>((bits & mantissa_mask) | 0x3FF0'0000'0000'0000ULL);
    const LogEntry& entry = log_table[(bits & mantissa_mask) >> 45];
    const double r = mantissa * entry.reciprocal - 1.0;
    const double tail =
        r * r *
        (-0.5 + r * (1.0 / 3 + r * (-0.25 + r * (0.2 + r * (-1.0 / 6 + r * (1.0 / 7))))));
    const auto power = static_cast<double>(exponent);
    return power * ln2_high + (entry.log + (r + (tail + power * ln2_low)));
}

// e to the power of x; 0 below -700 and capped above 700, far outside any duration.
constexpr double exp(double x) {
    if (x < -700.0) {
        return 0.0;
    }
    const double bounded = x > 700.0 ? 700.0 : x;
    constexpr double log2_e = 1.44269504088896338700e+00;
    const double scaled = bounded * log2_e;
    const auto power = static_cast<std::int64_t>(scaled + (scaled < 0 ? -0.5 : 0.5));
    const double r = (bounded - static_cast<double>(power) * real_detail::ln2_high) -
                     static_cast<double>(power) * real_detail::ln2_low;
    double sum = 1.0;
    for (int n = 14; n >= 1; --n) {
        sum = 1.0 + r * sum / n;
    }
    return sum * std::bit_cast<double>(static_cast<std::uint64_t>(power + 1023) << 52);
}

// The gamma function for x >= 1 by the approximation of Lanczos (g = 7, nine terms).
constexpr double gamma_function(double x) {
    constexpr double terms[] = {0.99999999999980993,  676.5203681218851,     -1259.1392167224028,
                                771.32342877765313,   -176.61502916214059,   12.507343278686905,
                                -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7};
    double sum = terms[0];
    for (int i = 1; i < 9; ++i) {
        sum += terms[i] / (x - 1.0 + i);
    }
    const double t = x - 1.0 + 7.5;
    constexpr double sqrt_two_pi = 2.50662827463100050242;
    return sqrt_two_pi * exp((x - 0.5) * log(t) - t) * sum;
}

}  // namespace cordboard::base
