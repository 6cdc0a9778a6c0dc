// SPDX-License-Identifier: Apache-2.0
// Each distribution against its closed form: mean, deviation and the whole curve. Seeds are fixed;
// the bounds are those of chance (four deviations, or the one per cent point of Kolmogorov and
// Smirnov).
#include "base/distribution.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "base/ziggurat.hpp"

namespace cordboard::test {
namespace {

using base::Distribution;
using base::Stream;
using base::StreamKey;
using Curve = std::function<double(double)>;

constexpr int draws = 1'000'000;

Distribution must(Distribution::Made made) { return std::get<Distribution>(std::move(made)); }

std::string refusal(const Distribution::Made& made) {
    const auto* text = std::get_if<std::string>(&made);
    return text == nullptr ? "accepted" : text->substr(0, text->find(':'));
}

std::vector<double> sample(const Distribution& distribution, int count = draws) {
    Stream stream(StreamKey::of(20260302));
    std::vector<double> values;
    values.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        values.push_back(static_cast<double>(distribution.draw(stream).microseconds));
    }
    return values;
}

// `kurtosis` is the fourth central moment over the squared variance: it says how far the deviation
// of a sample may stray.
void expect_moments(const std::vector<double>& values, double mean, double deviation,
                    double kurtosis) {
    const auto count = static_cast<double>(values.size());
    double sum = 0.0;
    for (const double value : values) {
        ASSERT_GE(value, 0.0);
        sum += value;
    }
    const double found = sum / count;
    EXPECT_NEAR(found, mean, 4.0 * deviation / std::sqrt(count) + 0.5);
    double squares = 0.0;
    for (const double value : values) {
        squares += (value - mean) * (value - mean);
    }
    EXPECT_NEAR(squares / count / (deviation * deviation), 1.0,
                4.0 * std::sqrt((kurtosis - 1.0) / count));
}

void expect_curve(std::vector<double> values, const Curve& below) {
    std::sort(values.begin(), values.end());
    const auto count = static_cast<double>(values.size());
    double farthest = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double share = below(values[i]);
        farthest = std::max({farthest, share - static_cast<double>(i) / count,
                             static_cast<double>(i + 1) / count - share});
    }
    EXPECT_LT(farthest * std::sqrt(count), 1.63);
}

// The regularised lower incomplete gamma function by its series.
double incomplete_gamma(double shape, double x) {
    if (x <= 0.0) {
        return 0.0;
    }
    double term = 1.0 / shape;
    double sum = term;
    for (double n = shape + 1.0; term > sum * 1e-16; n += 1.0) {
        term *= x / n;
        sum += term;
    }
    return sum * std::exp(shape * std::log(x) - x - std::lgamma(shape));
}

double normal_below(double x) { return std::erfc(-x / std::sqrt(2.0)) / 2.0; }

TEST(Distribution, ConstantIsConstantAndDrawsNothing) {
    const Distribution constant = must(Distribution::constant(2.5e6));
    Stream stream(StreamKey::of(1));
    Stream untouched(StreamKey::of(1));
    EXPECT_EQ(constant.draw(stream), Duration{2'500'000});
    EXPECT_EQ(stream.word(), untouched.word());
    EXPECT_EQ(constant.mean(), 2.5e6);
    EXPECT_EQ(Distribution().draw(stream), Duration{0});
}

TEST(Distribution, Exponential) {
    const double mean = 60e6;
    const Distribution exponential = must(Distribution::exponential(mean));
    const std::vector<double> values = sample(exponential);
    EXPECT_EQ(exponential.mean(), mean);
    expect_moments(values, mean, mean, 9.0);
    expect_curve(values, [&](double x) { return -std::expm1(-x / mean); });
}

TEST(Distribution, Uniform) {
    const Distribution uniform = must(Distribution::uniform(2e6, 14e6));
    const std::vector<double> values = sample(uniform);
    EXPECT_EQ(uniform.mean(), 8e6);
    expect_moments(values, 8e6, 12e6 / std::sqrt(12.0), 1.8);
    expect_curve(values, [](double x) { return (x - 2e6) / 12e6; });
}

TEST(Distribution, Lognormal) {
    const double mean = 360e6;
    const double cv = 1.2;
    const std::vector<double> values = sample(must(Distribution::lognormal(mean, cv)));
    const double variance = std::log(1.0 + cv * cv);
    const double w = 1.0 + cv * cv;
    expect_moments(values, mean, cv * mean, w * w * w * w + 2 * w * w * w + 3 * w * w - 3.0);
    expect_curve(values, [&](double x) {
        const double location = std::log(mean) - variance / 2.0;
        return normal_below((std::log(x) - location) / std::sqrt(variance));
    });
    expect_moments(sample(must(Distribution::lognormal(1e6, 0.0)), 10), 1e6, 1.0, 1.0 + 1e9);
}

// The mean is long, for a shape below 1 is so steep at 0 that the rounding to microseconds would
// show.
TEST(Distribution, Gamma) {
    const double mean = 120e12;
    for (const double cv : {0.3, 1.0, 1.15, 1.5}) {
        const std::vector<double> values = sample(must(Distribution::gamma(mean, cv)));
        const double shape = 1.0 / (cv * cv);
        expect_moments(values, mean, cv * mean, 3.0 + 6.0 / shape);
        expect_curve(values, [&](double x) { return incomplete_gamma(shape, x * shape / mean); });
    }
}

TEST(Distribution, ErlangIsTheSumOfItsPhases) {
    const double mean = 90e6;
    for (const std::int64_t k : {1, 4, 30}) {
        const std::vector<double> values = sample(must(Distribution::erlang(mean, k)));
        const auto phases = static_cast<double>(k);
        expect_moments(values, mean, mean / std::sqrt(phases), 3.0 + 6.0 / phases);
        expect_curve(values, [&](double x) { return incomplete_gamma(phases, x * phases / mean); });
    }
}

TEST(Distribution, WeibullKeepsItsMeanForEveryShape) {
    const double mean = 75e6;
    for (const double shape : {0.7, 1.0, 1.7, 4.0}) {
        const std::vector<double> values = sample(must(Distribution::weibull(mean, shape)));
        const double scale = mean / std::tgamma(1.0 + 1.0 / shape);
        const double g2 = std::tgamma(1.0 + 2.0 / shape) * scale * scale;
        const double g3 = std::tgamma(1.0 + 3.0 / shape) * scale * scale * scale;
        const double g4 = std::tgamma(1.0 + 4.0 / shape) * scale * scale * scale * scale;
        const double variance = g2 - mean * mean;
        const double fourth = g4 - 4 * mean * g3 + 6 * mean * mean * g2 - 3 * std::pow(mean, 4.0);
        expect_moments(values, mean, std::sqrt(variance), fourth / (variance * variance));
        expect_curve(values, [&](double x) { return -std::expm1(-std::pow(x / scale, shape)); });
    }
}

TEST(Distribution, EmpiricalDrawsEachValueEquallyOften) {
    const Distribution empirical = must(Distribution::empirical({1e6, 2e6, 2e6, 7e6}));
    EXPECT_EQ(empirical.mean(), 3e6);
    const std::vector<double> values = sample(empirical);
    const auto share = [&](double value) {
        return static_cast<double>(std::count(values.begin(), values.end(), value)) / draws;
    };
    const double chance = 4.0 * 0.5 / std::sqrt(draws);
    EXPECT_NEAR(share(1e6), 0.25, chance);
    EXPECT_NEAR(share(2e6), 0.5, chance);
    EXPECT_NEAR(share(7e6), 0.25, chance);
}

TEST(Distribution, StandardNormal) {
    Stream stream(StreamKey::of(5));
    std::vector<double> values;
    double sum = 0.0;
    double squares = 0.0;
    for (int i = 0; i < draws; ++i) {
        values.push_back(base::draw_normal(stream));
        sum += values.back();
        squares += values.back() * values.back();
    }
    EXPECT_NEAR(sum / draws, 0.0, 4.0 / std::sqrt(draws));
    EXPECT_NEAR(squares / draws, 1.0, 4.0 * std::sqrt(2.0 / draws));
    expect_curve(values, normal_below);
}

TEST(Distribution, LayersCloseAtTheTopOfTheirCurve) {
    for (const auto* table : {&base::exponential_ziggurat, &base::normal_ziggurat}) {
        const double area = table->layer[0].width / base::fraction_unit * table->height[1];
        const double right = table->layer[base::layers - 1].width / base::fraction_unit;
        EXPECT_NEAR(table->height[base::layers - 1] + area / right, 1.0, 1e-13);
    }
}

// What is beyond the layers is drawn by other means and must come as often as it should.
TEST(Distribution, TailsHaveTheirWeight) {
    const auto share_beyond = [](auto draw, double bound) {
        Stream stream(StreamKey::of(6));
        double beyond = 0.0;
        for (int i = 0; i < 4 * draws; ++i) {
            beyond += std::fabs(draw(stream)) > bound ? 1.0 : 0.0;
        }
        return beyond / (4.0 * draws);
    };
    for (const double bound : {7.0, base::exponential_tail, 9.0}) {
        const double share = std::exp(-bound);
        EXPECT_NEAR(share_beyond(base::draw_exponential, bound), share,
                    4.0 * std::sqrt(share / (4.0 * draws)));
    }
    for (const double bound : {3.0, base::normal_tail, 4.0}) {
        const double share = 2.0 * normal_below(-bound);
        EXPECT_NEAR(share_beyond(base::draw_normal, bound), share,
                    4.0 * std::sqrt(share / (4.0 * draws)));
    }
}

TEST(Distribution, DayLevelHasMeanOneAndVarianceOneOverK) {
    Stream stream(StreamKey::of(8));
    double sum = 0.0;
    double squares = 0.0;
    for (int i = 0; i < draws; ++i) {
        const double level = base::draw_gamma(stream, 12.0) / 12.0;
        sum += level;
        squares += (level - 1.0) * (level - 1.0);
    }
    EXPECT_NEAR(sum / draws, 1.0, 4.0 * std::sqrt(1.0 / 12.0 / draws));
    EXPECT_NEAR(squares / draws, 1.0 / 12.0, 4.0 * std::sqrt(2.5 / draws) / 12.0);
}

TEST(Distribution, DrawsSaturateInsteadOfOverflowing) {
    const Distribution huge = must(Distribution::lognormal(9e15, 1000.0));
    Stream stream(StreamKey::of(9));
    std::int64_t largest = 0;
    for (int i = 0; i < 10'000; ++i) {
        const std::int64_t value = huge.draw(stream).microseconds;
        ASSERT_GE(value, 0);
        largest = std::max(largest, value);
    }
    EXPECT_EQ(largest, 9'000'000'000'000'000);
}

TEST(Distribution, TheFirstDrawsOfAKeyAreTheSameOnEveryMachine) {
    const std::vector<std::pair<Distribution, std::int64_t>> expected = {
        {must(Distribution::exponential(60e6)), 388'384},
        {must(Distribution::uniform(1e6, 3e6)), 1'031'157},
        {must(Distribution::lognormal(60e6, 1.2)), 38'039'411},
        {must(Distribution::gamma(60e6, 1.5)), 19'492'069},
        {must(Distribution::erlang(60e6, 3)), 52'997'820},
        {must(Distribution::weibull(60e6, 1.7)), 3'468'046},
        {must(Distribution::empirical({1e6, 2e6, 3e6})), 1'000'000},
    };
    for (const auto& [distribution, microseconds] : expected) {
        Stream stream(StreamKey::of(7).with(0).with(3).with(1), 4);
        EXPECT_EQ(distribution.draw(stream).microseconds, microseconds);
    }
}

TEST(Distribution, WrongParametersAreNamed) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinite = std::numeric_limits<double>::infinity();
    EXPECT_EQ(refusal(Distribution::constant(0.0)), "accepted");
    EXPECT_EQ(refusal(Distribution::constant(-1.0)), "value");
    for (const double mean : {0.0, -1.0, nan, infinite, 1e16}) {
        EXPECT_EQ(refusal(Distribution::exponential(mean)), "mean");
        EXPECT_EQ(refusal(Distribution::lognormal(mean, 1.0)), "mean");
        EXPECT_EQ(refusal(Distribution::gamma(mean, 1.0)), "mean");
        EXPECT_EQ(refusal(Distribution::erlang(mean, 2)), "mean");
        EXPECT_EQ(refusal(Distribution::weibull(mean, 1.0)), "mean");
        EXPECT_EQ(refusal(Distribution::uniform(0.0, mean)),
                  mean == 0.0 ? "accepted" : "low, high");
    }
    EXPECT_EQ(refusal(Distribution::uniform(2.0, 1.0)), "low, high");
    for (const double cv : {-1.0, nan, infinite}) {
        EXPECT_EQ(refusal(Distribution::lognormal(1.0, cv)), "cv");
        EXPECT_EQ(refusal(Distribution::gamma(1.0, cv)), "cv");
        EXPECT_EQ(refusal(Distribution::weibull(1.0, cv)), "shape");
    }
    EXPECT_EQ(refusal(Distribution::gamma(1.0, 0.0)), "cv");
    EXPECT_EQ(refusal(Distribution::erlang(1.0, 0)), "k");
    EXPECT_EQ(refusal(Distribution::erlang(1.0, 1'000'001)), "k");
    EXPECT_EQ(refusal(Distribution::empirical({})), "values");
    EXPECT_EQ(refusal(Distribution::empirical({1.0, -1.0})), "values");
}

}  // namespace
}  // namespace cordboard::test
