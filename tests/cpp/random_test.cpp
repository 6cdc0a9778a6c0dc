// SPDX-License-Identifier: Apache-2.0
// Streams keyed by purpose, and the elementary functions that draws are made of. The standard
// library serves as the oracle here; the sources it checks must not use it.
#include "base/random.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "base/real.hpp"

namespace cordboard::test {
namespace {

using base::Stream;
using base::StreamKey;

constexpr std::uint64_t draws = 1'000'000;
constexpr std::size_t bins = 256;

// How many standard deviations the chi-square of equally likely bins lies off its mean.
double surprise(const std::vector<std::uint64_t>& counts) {
    double total = 0.0;
    for (const std::uint64_t count : counts) {
        total += static_cast<double>(count);
    }
    const double expected = total / static_cast<double>(counts.size());
    double square = 0.0;
    for (const std::uint64_t count : counts) {
        const double off = static_cast<double>(count) - expected;
        square += off * off / expected;
    }
    const auto freedom = static_cast<double>(counts.size() - 1);
    return (square - freedom) / std::sqrt(2.0 * freedom);
}

// Distance from `expected` in units of its own last place.
double units_off(double value, double expected) {
    const double size = std::fabs(expected);
    const double unit = std::nextafter(size, std::numeric_limits<double>::infinity()) - size;
    return std::fabs(value - expected) / unit;
}

StreamKey key_of_row(std::uint64_t row) { return StreamKey::of(7).with(3).with(2).with(row); }

TEST(Random, TheFirstNumbersOfAKeyAreTheSameOnEveryMachine) {
    EXPECT_EQ(base::mix(0x9E37'79B9'7F4A'7C15ULL), 0xE220'A839'7B1D'CDAFULL) << "splitmix64 of 0";
    EXPECT_EQ(StreamKey::of(0).value, 0xE220'A839'7B1D'CDAFULL);
    Stream plain(StreamKey::of(1));
    EXPECT_EQ(plain.word(), 0x5E41'AB08'7439'611EULL);
    EXPECT_EQ(plain.word(), 0xF18D'6CE9'3D6C'F1EEULL);
    Stream numbered(StreamKey::of(7).with(3).with(2).with(1), 5);
    EXPECT_EQ(numbered.word(), 0x146B'385C'D901'05AEULL);
    EXPECT_EQ(numbered.uniform(), 0x1.9e1048d8806a2p-2);
}

TEST(Random, AStreamDependsOnItsKeyAndNumberAlone) {
    Stream first(key_of_row(1), 10);
    Stream other(key_of_row(1), 11);
    const std::uint64_t expected = first.word();
    other.word();
    Stream again(key_of_row(1), 10);
    EXPECT_EQ(again.word(), expected);
}

TEST(Random, EveryPartOfAKeyMatters) {
    std::set<std::uint64_t> starts;
    for (std::uint64_t seed = 0; seed < 8; ++seed) {
        for (std::uint64_t replication = 0; replication < 8; ++replication) {
            for (std::uint64_t row = 0; row < 8; ++row) {
                for (std::uint64_t number = 0; number < 64; ++number) {
                    const StreamKey key = StreamKey::of(seed).with(replication).with(row);
                    starts.insert(Stream(key, number).word());
                }
            }
        }
    }
    EXPECT_EQ(starts.size(), 8U * 8U * 8U * 64U);
    EXPECT_NE(StreamKey::of(1).with(2).with(3).value, StreamKey::of(1).with(3).with(2).value)
        << "the order of the parts counts";
}

TEST(Random, UniformsAreUniformWithinAStream) {
    Stream stream(StreamKey::of(1));
    std::vector<std::uint64_t> counts(bins);
    double sum = 0.0;
    for (std::uint64_t i = 0; i < draws; ++i) {
        const double value = stream.uniform();
        ASSERT_GT(value, 0.0);
        ASSERT_LT(value, 1.0);
        sum += value;
        ++counts[static_cast<std::size_t>(value * bins)];
    }
    EXPECT_LT(std::fabs(surprise(counts)), 4.0);
    EXPECT_NEAR(sum / static_cast<double>(draws), 0.5, 4.0 * std::sqrt(1.0 / 12.0 / draws));
}

TEST(Random, UniformsStayWithinTheOpenInterval) {
    constexpr double unit = 1.0 / 4503599627370496.0;
    EXPECT_GT(Stream::fraction(0) * unit, 0.0);
    EXPECT_LT(Stream::fraction(~0ULL) * unit, 1.0);
}

// The first draws of neighbouring numbers must look like the draws of one good stream: this is what
// the customers of a day get.
TEST(Random, NeighbouringNumbersAreIndependent) {
    for (const std::uint64_t skip : {0U, 1U, 2U}) {
        std::vector<std::uint64_t> singles(bins);
        std::vector<std::uint64_t> pairs(bins);
        std::uint64_t before = 0;
        for (std::uint64_t number = 0; number < draws; ++number) {
            Stream stream(key_of_row(1), number);
            for (std::uint64_t i = 0; i < skip; ++i) {
                stream.word();
            }
            const std::uint64_t word = stream.word();
            ++singles[word >> 56];
            ++pairs[(before >> 60) * 16 + (word >> 60)];
            before = word;
        }
        EXPECT_LT(std::fabs(surprise(singles)), 4.0) << "draw " << skip;
        EXPECT_LT(std::fabs(surprise(pairs)), 4.0) << "draw " << skip;
    }
}

TEST(Random, NeighbouringRowsPurposesAndReplicationsAreIndependent) {
    const std::array<std::function<StreamKey(std::uint64_t)>, 3> keys = {
        [](std::uint64_t part) { return StreamKey::of(7).with(part); },
        [](std::uint64_t part) { return StreamKey::of(7).with(1).with(part).with(4); },
        [](std::uint64_t part) { return StreamKey::of(part); },
    };
    for (const auto& key : keys) {
        std::vector<std::uint64_t> pairs(bins);
        for (std::uint64_t part = 0; part < draws / 4; ++part) {
            Stream left(key(part), 9);
            Stream right(key(part + 1), 9);
            ++pairs[(left.word() >> 60) * 16 + (right.word() >> 60)];
        }
        EXPECT_LT(std::fabs(surprise(pairs)), 4.0);
    }
}

TEST(Random, OneBitOfANumberChangesHalfOfTheWord) {
    for (int bit = 0; bit < 64; ++bit) {
        double changed = 0.0;
        for (std::uint64_t number = 0; number < 1000; ++number) {
            Stream left(key_of_row(2), number);
            Stream right(key_of_row(2), number ^ (1ULL << bit));
            changed += std::popcount(left.word() ^ right.word());
        }
        EXPECT_NEAR(changed / 1000.0, 32.0, 5.0 * 4.0 / std::sqrt(1000.0)) << "bit " << bit;
    }
}

TEST(Real, LogarithmIsWithinTwoUnits) {
    Stream stream(StreamKey::of(2));
    for (int i = 0; i < 200'000; ++i) {
        const double wide = std::exp((stream.uniform() - 0.5) * 1400.0);
        ASSERT_LE(units_off(base::log(wide), std::log(wide)), 2.0) << wide;
        const double near = 0.5 + 1.5 * stream.uniform();
        ASSERT_LE(units_off(base::log(near), std::log(near)), 2.0) << near;
    }
    EXPECT_EQ(base::log(1.0), 0.0);
    const double above = std::nextafter(1.0, 2.0);
    const double below = std::nextafter(1.0, 0.0);
    EXPECT_LE(units_off(base::log(above), std::log(above)), 2.0);
    EXPECT_LE(units_off(base::log(below), std::log(below)), 2.0);
    const double smallest = std::numeric_limits<double>::min();
    EXPECT_LE(units_off(base::log(smallest), std::log(smallest)), 2.0);
}

TEST(Real, ExponentialIsWithinTwoUnits) {
    Stream stream(StreamKey::of(3));
    for (int i = 0; i < 200'000; ++i) {
        const double wide = (stream.uniform() - 0.5) * 1400.0;
        ASSERT_LE(units_off(base::exp(wide), std::exp(wide)), 2.0) << wide;
        const double small = (stream.uniform() - 0.5) * 1e-2;
        ASSERT_LE(units_off(base::exp(small), std::exp(small)), 2.0) << small;
    }
    EXPECT_EQ(base::exp(0.0), 1.0);
    EXPECT_EQ(base::exp(-701.0), 0.0);
    EXPECT_EQ(base::exp(1e9), base::exp(700.0));
}

TEST(Real, GammaFunctionAgreesWithFactorialsAndTheLibrary) {
    for (int i = 0; i <= 2000; ++i) {
        const double x = 1.0 + i * 0.01;
        ASSERT_NEAR(base::gamma_function(x) / std::tgamma(x), 1.0, 1e-13) << x;
    }
    EXPECT_NEAR(base::gamma_function(6.0), 120.0, 1e-11);
}

}  // namespace
}  // namespace cordboard::test
