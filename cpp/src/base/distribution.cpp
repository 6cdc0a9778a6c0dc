// SPDX-License-Identifier: Apache-2.0
#include "base/distribution.hpp"

#include <cmath>
#include <utility>

#include "base/real.hpp"

namespace cordboard::base {

namespace {

constexpr double longest = 9.0e15;

bool is_positive(double value) { return value > 0.0 && value <= longest; }
bool is_duration(double value) { return value >= 0.0 && value <= longest; }

}  // namespace

double draw_exponential(Stream& stream) { return -log(stream.uniform()); }

// The polar method of Marsaglia: one of the two values is used, so that a draw has no memory.
double draw_normal(Stream& stream) {
    for (;;) {
        const double x = 2.0 * stream.uniform() - 1.0;
        const double y = 2.0 * stream.uniform() - 1.0;
        const double square = x * x + y * y;
        if (square < 1.0 && square > 1e-300) {
            return x * std::sqrt(-2.0 * log(square) / square);
        }
    }
}

// Marsaglia and Tsang, 2000; for shapes below 1 by the power of a uniform.
double draw_gamma(Stream& stream, double shape) {
    if (shape < 1.0) {
        const double boost = exp(log(stream.uniform()) / shape);
        return draw_gamma(stream, shape + 1.0) * boost;
    }
    const double d = shape - 1.0 / 3.0;
    const double c = 1.0 / std::sqrt(9.0 * d);
    for (;;) {
        const double x = draw_normal(stream);
        const double cube_root = 1.0 + c * x;
        if (cube_root <= 0.0) {
            continue;
        }
        const double v = cube_root * cube_root * cube_root;
        const double u = stream.uniform();
        if (log(u) < 0.5 * x * x + d - d * v + d * log(v)) {
            return d * v;
        }
    }
}

Distribution::Made Distribution::constant(double value) {
    if (!is_duration(value)) {
        return "value: expected a duration of 0 or more";
    }
    Distribution made;
    made.mean_ = value;
    return made;
}

Distribution::Made Distribution::exponential(double mean) {
    if (!is_positive(mean)) {
        return "mean: expected a duration above 0";
    }
    Distribution made;
    made.kind_ = Kind::exponential;
    made.mean_ = mean;
    return made;
}

Distribution::Made Distribution::uniform(double low, double high) {
    if (!is_duration(low) || !is_duration(high) || low > high) {
        return "low, high: expected 0 <= low <= high";
    }
    Distribution made;
    made.kind_ = Kind::uniform;
    made.mean_ = (low + high) / 2.0;
    made.first_ = low;
    made.second_ = high - low;
    return made;
}

Distribution::Made Distribution::lognormal(double mean, double cv) {
    if (!is_positive(mean)) {
        return "mean: expected a duration above 0";
    }
    if (!(cv >= 0.0 && cv <= 1e3)) {
        return "cv: expected a number from 0 to 1000";
    }
    Distribution made;
    made.kind_ = Kind::lognormal;
    made.mean_ = mean;
    const double variance = log(1.0 + cv * cv);
    made.first_ = log(mean) - variance / 2.0;
    made.second_ = std::sqrt(variance);
    return made;
}

Distribution::Made Distribution::gamma(double mean, double cv) {
    if (!is_positive(mean)) {
        return "mean: expected a duration above 0";
    }
    if (!(cv > 0.0 && cv <= 1e2)) {
        return "cv: expected a number above 0, at most 100";
    }
    Distribution made;
    made.kind_ = Kind::gamma;
    made.mean_ = mean;
    made.first_ = 1.0 / (cv * cv);
    made.second_ = mean * (cv * cv);
    return made;
}

Distribution::Made Distribution::erlang(double mean, std::int64_t k) {
    if (!is_positive(mean)) {
        return "mean: expected a duration above 0";
    }
    if (k < 1 || k > 1'000) {
        return "k: expected a whole number from 1 to 1000";
    }
    Distribution made;
    made.kind_ = Kind::erlang;
    made.mean_ = mean;
    made.first_ = static_cast<double>(k);
    made.second_ = mean / static_cast<double>(k);
    return made;
}

Distribution::Made Distribution::weibull(double mean, double shape) {
    if (!is_positive(mean)) {
        return "mean: expected a duration above 0";
    }
    if (!(shape >= 0.05 && shape <= 100.0)) {
        return "shape: expected a number from 0.05 to 100";
    }
    Distribution made;
    made.kind_ = Kind::weibull;
    made.mean_ = mean;
    made.first_ = 1.0 / shape;
    made.second_ = mean / gamma_function(1.0 + 1.0 / shape);
    return made;
}

Distribution::Made Distribution::empirical(std::vector<double> values) {
    if (values.empty()) {
        return "values: expected at least one duration";
    }
    Distribution made;
    made.kind_ = Kind::empirical;
    double sum = 0.0;
    for (const double value : values) {
        if (!is_duration(value)) {
            return "values: expected durations of 0 or more";
        }
        sum += value;
    }
    made.mean_ = sum / static_cast<double>(values.size());
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
            return second_ * draw_gamma(stream, first_);
        case Kind::weibull:
            return second_ * exp(log(draw_exponential(stream)) * first_);
        case Kind::erlang: {
            double sum = 0.0;
            for (double phase = 0.0; phase < first_; phase += 1.0) {
                sum += draw_exponential(stream);
            }
            return second_ * sum;
        }
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
