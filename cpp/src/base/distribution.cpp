// SPDX-License-Identifier: Apache-2.0
#include "base/distribution.hpp"

#include <bit>
#include <cmath>
#include <optional>
#include <utility>

#include "base/real.hpp"
#include "base/ziggurat.hpp"

namespace cordboard::base {

namespace {

constexpr double longest = 9.0e15;

using Fault = std::optional<std::string>;

// Comparisons are false for what is not a number, which is refused with the rest.
bool is_duration(double value) { return value >= 0.0 && value <= longest; }

Fault fault_of_mean(double mean) {
    if (!(mean > 0.0)) {
        return "mean: expected a duration above 0";
    }
    return mean > longest ? Fault("mean: expected at most 285 years") : std::nullopt;
}

// Whether a random height within the layer is under the curve, where that has the given density.
bool is_under_curve(double density, std::size_t index, const Ziggurat& table, Stream& stream) {
    const double low = table.height[index];
    return low + stream.uniform() * (table.height[index + 1] - low) < density;
}

// Marsaglia's way into the tail of the normal.
double draw_normal_tail(Stream& stream) {
    for (;;) {
        const double x = draw_exponential(stream) / normal_tail;
        if (2.0 * draw_exponential(stream) > x * x) {
            return normal_tail + x;
        }
    }
}

}  // namespace

double draw_exponential(Stream& stream) {
    double start = 0.0;
    for (;;) {
        const std::uint64_t word = stream.word();
        const std::size_t index = word % layers;
        const Layer& layer = exponential_ziggurat.layer[index];
        const double x = Stream::fraction(word) * layer.width;
        if (x < layer.inner) [[likely]] {
            return start + x;
        }
        if (index == 0) {
            // The tail of an exponential is an exponential again.
            start += exponential_tail;
        } else if (is_under_curve(exp(-x), index, exponential_ziggurat, stream)) {
            return start + x;
        }
    }
}

// Bit 8 is the sign: bits 0 to 7 choose the layer, bits 12 to 63 the point.
double draw_normal(Stream& stream) {
    for (;;) {
        const std::uint64_t word = stream.word();
        const std::size_t index = word % layers;
        const Layer& layer = normal_ziggurat.layer[index];
        double x = Stream::fraction(word) * layer.width;
        if (x >= layer.inner) [[unlikely]] {
            if (index == 0) {
                x = draw_normal_tail(stream);
            } else if (!is_under_curve(exp(-0.5 * x * x), index, normal_ziggurat, stream)) {
                continue;
            }
        }
        // Without a branch, which would be guessed wrong every other time.
        return std::bit_cast<double>(std::bit_cast<std::uint64_t>(x) ^ ((word & layers) << 55));
    }
}

double draw_gamma(Stream& stream, double shape) { return GammaShape(shape).draw(stream); }

GammaShape::GammaShape(double shape)
    : d_((shape < 1.0 ? shape + 1.0 : shape) - 1.0 / 3.0),
      c_(1.0 / std::sqrt(9.0 * d_)),
      boost_(shape < 1.0 ? 1.0 / shape : 0.0) {}

// Marsaglia and Tsang, "A simple method for generating gamma variables", 2000; for shapes below 1
// one shape higher, times a power of a uniform.
double GammaShape::draw(Stream& stream) const {
    for (;;) {
        const double x = draw_normal(stream);
        const double cube_root = 1.0 + c_ * x;
        if (cube_root <= 0.0) {
            continue;
        }
        const double v = cube_root * cube_root * cube_root;
        const double u = stream.uniform();
        const double square = x * x;
        // The first condition implies the second and spares two logarithms.
        if (u < 1.0 - 0.0331 * square * square || log(u) < 0.5 * square + d_ * (1.0 - v + log(v))) {
            return boost_ == 0.0 ? d_ * v : d_ * v * exp(-boost_ * draw_exponential(stream));
        }
    }
}

Distribution::Made Distribution::constant(double value) {
    if (!is_duration(value)) {
        return "value: expected a duration of 0 or more, at most 285 years";
    }
    return Distribution(Kind::constant, value, 0.0, 0.0);
}

Distribution::Made Distribution::exponential(double mean) {
    if (Fault fault = fault_of_mean(mean)) {
        return *std::move(fault);
    }
    return Distribution(Kind::exponential, mean, 0.0, 0.0);
}

Distribution::Made Distribution::uniform(double low, double high) {
    if (!is_duration(low) || !is_duration(high) || low > high) {
        return "low, high: expected 0 <= low <= high, at most 285 years";
    }
    return Distribution(Kind::uniform, (low + high) / 2.0, low, high - low);
}

Distribution::Made Distribution::lognormal(double mean, double cv) {
    if (Fault fault = fault_of_mean(mean)) {
        return *std::move(fault);
    }
    if (!(cv >= 0.0 && cv <= 1e3)) {
        return "cv: expected a number from 0 to 1000";
    }
    const double variance = log(1.0 + cv * cv);
    return Distribution(Kind::lognormal, mean, log(mean) - variance / 2.0, std::sqrt(variance));
}

Distribution::Made Distribution::gamma(double mean, double cv) {
    if (Fault fault = fault_of_mean(mean)) {
        return *std::move(fault);
    }
    if (!(cv >= 1e-3 && cv <= 1e2)) {
        return "cv: expected a number from 0.001 to 100";
    }
    const double square = cv * cv;
    Distribution made(Kind::gamma, mean, mean * square, 0.0);
    made.shape_ = GammaShape(1.0 / square);
    return made;
}

// A sum of k exponentials is a gamma of shape k, drawn in one go.
Distribution::Made Distribution::erlang(double mean, std::int64_t k) {
    if (Fault fault = fault_of_mean(mean)) {
        return *std::move(fault);
    }
    if (k < 1 || k > 1'000'000) {
        return "k: expected a whole number from 1 to 1000000";
    }
    const auto shape = static_cast<double>(k);
    Distribution made(Kind::gamma, mean, mean / shape, 0.0);
    made.shape_ = GammaShape(shape);
    return made;
}

Distribution::Made Distribution::weibull(double mean, double shape) {
    if (Fault fault = fault_of_mean(mean)) {
        return *std::move(fault);
    }
    if (!(shape >= 0.05 && shape <= 100.0)) {
        return "shape: expected a number from 0.05 to 100";
    }
    const double power = 1.0 / shape;
    return Distribution(Kind::weibull, mean, mean / gamma_function(1.0 + power), power);
}

Distribution::Made Distribution::empirical(std::vector<double> values) {
    if (values.empty()) {
        return "values: expected at least one duration";
    }
    double sum = 0.0;
    for (const double value : values) {
        if (!is_duration(value)) {
            return "values: expected durations of 0 or more, at most 285 years each";
        }
        sum += value;
    }
    Distribution made(Kind::empirical, sum / static_cast<double>(values.size()), 0.0, 0.0);
    made.values_ = std::move(values);
    return made;
}

double Distribution::draw_real(Stream& stream) const {
    switch (kind_) {
        case Kind::constant:
            return mean_;
        case Kind::exponential:
            return mean_ * draw_exponential(stream);
        case Kind::uniform:
            return first_ + second_ * stream.uniform();
        case Kind::lognormal:
            return exp(first_ + second_ * draw_normal(stream));
        case Kind::gamma:
            return first_ * shape_.draw(stream);
        case Kind::weibull:
            return first_ * exp(log(draw_exponential(stream)) * second_);
        case Kind::empirical:
            return values_[static_cast<std::size_t>(stream.uniform() *
                                                    static_cast<double>(values_.size()))];
    }
    return mean_;
}

Duration Distribution::draw(Stream& stream) const {
    const double value = draw_real(stream);
    return {static_cast<std::int64_t>((value < longest ? value : longest) + 0.5)};
}

}  // namespace cordboard::base
