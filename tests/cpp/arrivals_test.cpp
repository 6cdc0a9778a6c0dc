// SPDX-License-Identifier: Apache-2.0
// Arrivals of a row: a Poisson process at a rate, one with a profile, and a record.
#include "sim/arrivals.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace cordboard::test {
namespace {

using base::StreamKey;
using sim::ArrivalRow;
using sim::Arrivals;

constexpr Instant start{1'000'000'000};

StreamKey key_of(std::uint64_t replication) { return StreamKey::of(7).with(replication); }

ArrivalRow profile(std::vector<double> mean) {
    ArrivalRow row;
    row.every = minutes(5);
    row.mean = std::move(mean);
    return row;
}

// How many arrivals fall into each interval, over many replications.
std::vector<std::vector<int>> counts(const ArrivalRow& row, int replications, double factor = 1.0) {
    std::vector<std::vector<int>> found;
    for (int r = 0; r < replications; ++r) {
        std::vector<int>& count = found.emplace_back(row.mean.size());
        Arrivals arrivals(row, start, key_of(static_cast<std::uint64_t>(r)), factor);
        Instant before = start;
        for (Instant at = arrivals.next(); at != never; at = arrivals.next()) {
            EXPECT_GE(at, before);
            before = at;
            ++count.at(
                static_cast<std::size_t>((at - start).microseconds / row.every.microseconds));
        }
    }
    return found;
}

TEST(Arrivals, AtARateTheTimesBetweenAreExponential) {
    ArrivalRow row;
    row.rate = 48.0 / 60e6;
    Arrivals arrivals(row, start, key_of(0), 1.0);
    constexpr int number = 200'000;
    std::vector<double> gaps;
    Instant before = start;
    for (int i = 0; i < number; ++i) {
        const Instant at = arrivals.next();
        gaps.push_back(static_cast<double>((at - before).microseconds));
        before = at;
    }
    EXPECT_EQ(arrivals.number(), static_cast<std::uint64_t>(number));
    std::sort(gaps.begin(), gaps.end());
    double farthest = 0.0;
    for (int i = 0; i < number; ++i) {
        const double share = -std::expm1(-gaps[static_cast<std::size_t>(i)] * row.rate);
        farthest = std::max(farthest, std::fabs(share - (i + 0.5) / number));
    }
    EXPECT_LT(farthest * std::sqrt(number), 1.63);
}

TEST(Arrivals, AProfileGivesItsMeanNumbersPoissonDistributed) {
    const ArrivalRow row = profile({3.1, 0.0, 40.0, 0.5});
    constexpr int replications = 20'000;
    const auto found = counts(row, replications);
    for (std::size_t i = 0; i < row.mean.size(); ++i) {
        double sum = 0.0;
        double squares = 0.0;
        for (const std::vector<int>& count : found) {
            sum += count[i];
            squares += (count[i] - row.mean[i]) * (count[i] - row.mean[i]);
        }
        const double mean = row.mean[i];
        EXPECT_NEAR(sum / replications, mean, 4.0 * std::sqrt(mean / replications));
        EXPECT_NEAR(squares / replications, mean,
                    4.0 * std::sqrt((mean + 2.0 * mean * mean) / replications));
    }
}

TEST(Arrivals, TheDayLevelMultipliesAndNothingComesOfNothing) {
    const auto found = counts(profile({10.0, 30.0}), 10'000, 1.5);
    double first = 0.0;
    double second = 0.0;
    for (const std::vector<int>& count : found) {
        first += count[0];
        second += count[1];
    }
    EXPECT_NEAR(first / 10'000, 15.0, 4.0 * std::sqrt(15.0 / 10'000));
    EXPECT_NEAR(second / 10'000, 45.0, 4.0 * std::sqrt(45.0 / 10'000));
    ArrivalRow silent;
    EXPECT_EQ(Arrivals(silent, start, key_of(0), 1.0).next(), never);
    const ArrivalRow empty = profile({0.0, 0.0});
    EXPECT_EQ(Arrivals(empty, start, key_of(0), 1.0).next(), never);
}

TEST(Arrivals, ARecordIsPlayedAsItIs) {
    ArrivalRow row;
    row.recorded = {{start + seconds(1)}, {start + seconds(1)}, {start + seconds(9)}};
    Arrivals arrivals(row, start, key_of(0), 2.0);
    EXPECT_EQ(arrivals.next(), start + seconds(1));
    EXPECT_EQ(arrivals.next(), start + seconds(1));
    EXPECT_EQ(arrivals.next(), start + seconds(9));
    EXPECT_EQ(arrivals.next(), never);
}

}  // namespace
}  // namespace cordboard::test
