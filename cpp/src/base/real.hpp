// SPDX-License-Identifier: Apache-2.0
// Exponential, logarithm and gamma function from + - * / alone. The libraries of two machines
// differ in the last bit of these functions, and one bit is enough to make two simulated days
// differ; so draws use only what IEEE 754 rounds the same way everywhere, and the build forbids the
// compiler to fuse a * b + c.
//
// Both functions split off a power of two, look the coarse part up and finish with a short
// polynomial (the table method of P. T. P. Tang, 1989 and 1990). The tables are computed while
// compiling, with pairs of doubles, so that their entries are the nearest doubles; the result is
// within 1.5 units in the last place.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace cordboard::base {

namespace real_detail {

// The unevaluated sum of two doubles: about 106 bits. Knuth's sum and Dekker's product are exact.
struct Pair {
    double high = 0.0;
    double low = 0.0;
};

constexpr Pair exact_sum(double a, double b) {
    const double sum = a + b;
    const double part = sum - a;
    return {sum, (a - (sum - part)) + (b - part)};
}

constexpr Pair exact_product(double a, double b) {
    constexpr double splitter = 134217729.0;  // 2^27 + 1
    const double a_high = splitter * a - (splitter * a - a);
    const double b_high = splitter * b - (splitter * b - b);
    const double a_low = a - a_high;
    const double b_low = b - b_high;
    const double product = a * b;
    const double rest = ((a_high * b_high - product) + a_high * b_low + a_low * b_high);
    return {product, rest + a_low * b_low};
}

constexpr Pair operator+(Pair a, Pair b) {
    const Pair sum = exact_sum(a.high, b.high);
    return exact_sum(sum.high, sum.low + (a.low + b.low));
}

constexpr Pair operator*(Pair a, Pair b) {
    const Pair product = exact_product(a.high, b.high);
    return exact_sum(product.high, product.low + (a.high * b.low + a.low * b.high));
}

constexpr Pair operator/(Pair a, Pair b) {
    const double quotient = a.high / b.high;
    const Pair rest = a + b * Pair{-quotient};
    return exact_sum(quotient, (rest.high + rest.low) / b.high);
}

// By the series of the inverse hyperbolic tangent: x from 0.5 to 2.
consteval Pair series_log(Pair x) {
    const Pair y = (x + Pair{-1.0}) / (x + Pair{1.0});
    Pair sum;
    for (double n = 71.0; n >= 1.0; n -= 2.0) {
        sum = sum * (y * y) + Pair{1.0} / Pair{n};
    }
    return Pair{2.0} * y * sum;
}

consteval Pair series_exp(Pair x) {
    Pair sum{1.0};
    for (double n = 30.0; n >= 1.0; n -= 1.0) {
        sum = Pair{1.0} + x * sum / Pair{n};
    }
    return sum;
}

inline constexpr Pair ln2 = series_log({2.0});

// ln 2 in two parts; the first ends in 21 zero bits, so that its product with an exponent is exact.
inline constexpr double ln2_high =
    std::bit_cast<double>(std::bit_cast<std::uint64_t>(ln2.high) & ~0x1F'FFFFULL);
inline constexpr double ln2_low = (ln2.high - ln2_high) + ln2.low;

inline constexpr std::size_t steps = 128;

// Where the mantissas begin that log() looks up: 0.6875, so that 1 lies well inside and the
// logarithms on both sides of it come without an exponent to cancel against.
inline constexpr std::uint64_t log_offset = 0x3FE6'0000'0000'0000ULL;

struct LogStep {
    double centre;
    double reciprocal;
    double log;
};

consteval std::array<LogStep, steps> make_log_steps() {
    std::array<LogStep, steps> table{};
    for (std::size_t i = 0; i < steps; ++i) {
        const double from = std::bit_cast<double>(log_offset + (i << 45));
        const double to = std::bit_cast<double>(log_offset + ((i + 1) << 45));
        // The two steps that touch 1 are centred there: log(1 + r) of a tiny r stays exact.
        const double centre = from == 1.0 || to == 1.0 ? 1.0 : (from + to) / 2.0;
        table[i] = {centre, 1.0 / centre, series_log({centre}).high};
    }
    return table;
}

inline constexpr std::array<LogStep, steps> log_steps = make_log_steps();

// 2^(i / steps).
consteval std::array<double, steps> make_exp_steps() {
    std::array<double, steps> table{};
    for (std::size_t i = 0; i < steps; ++i) {
        table[i] = series_exp(ln2 * Pair{static_cast<double>(i) / steps}).high;
    }
    return table;
}

inline constexpr std::array<double, steps> exp_steps = make_exp_steps();

}  // namespace real_detail

// Natural logarithm of a positive normal number.
constexpr double log(double x) {
    using namespace real_detail;
    const auto bits = std::bit_cast<std::uint64_t>(x);
    const std::uint64_t shifted = bits - log_offset;
    const auto power = static_cast<double>(static_cast<std::int64_t>(shifted) >> 52);
    const double mantissa = std::bit_cast<double>(bits - (shifted & 0xFFF0'0000'0000'0000ULL));
    const LogStep& step = log_steps[(shifted >> 45) % steps];
    // The difference is exact, so r is relatively accurate, and at most 1/128.
    const double r = (mantissa - step.centre) * step.reciprocal;
    const double square = r * r;
    const double series = (-1.0 / 2 + r * (1.0 / 3)) +
                          square * ((-1.0 / 4 + r * (1.0 / 5)) +
                                    square * ((-1.0 / 6 + r * (1.0 / 7)) + square * (-1.0 / 8)));
    const double coarse = power * ln2_high + step.log;
    const double sum = coarse + r;
    // What the sum lost: coarse is 0 or the larger.
    const double lost = (coarse - sum) + r;
    return sum + (lost + (square * series + power * ln2_low));
}

// e to the power of x; 0 below -700 and capped above 700, far outside any duration.
constexpr double exp(double x) {
    using namespace real_detail;
    if (x < -700.0) {
        return 0.0;
    }
    const double bounded = x > 700.0 ? 700.0 : x;
    constexpr double steps_per_unit = static_cast<double>(steps) / ln2.high;
    const double scaled = bounded * steps_per_unit;
    const auto whole = static_cast<std::int64_t>(scaled + (scaled < 0 ? -0.5 : 0.5));
    const auto count = static_cast<double>(whole);
    const double r = (bounded - count * (ln2_high / steps)) - count * (ln2_low / steps);
    const double series = r + r * r * (1.0 / 2 + r * (1.0 / 6 + r * (1.0 / 24 + r * (1.0 / 120))));
    const auto index = static_cast<std::size_t>(whole) % steps;
    const double coarse = exp_steps[index];
    const auto power = static_cast<std::uint64_t>((whole >> 7) + 1023);
    return (coarse + coarse * series) * std::bit_cast<double>(power << 52);
}

// Square root for tables: a program uses std::sqrt, which IEEE 754 defines but which C++20 cannot
// call while compiling.
constexpr double table_sqrt(double x) {
    double root = x < 1.0 ? 1.0 : x;
    for (int i = 0; i < 60; ++i) {
        root = (root + x / root) / 2.0;
    }
    return root;
}

// The gamma function for x from 1 to 21 by the approximation of Lanczos (g = 7, nine terms): to
// 1e-13.
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
