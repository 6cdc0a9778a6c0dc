// SPDX-License-Identifier: Apache-2.0
// The distributions of durations that a model may name (contract 6.1). `mean` is always the mean,
// also of Weibull and Erlang; `cv` is the standard deviation over the mean.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include <cordboard/time.hpp>

#include "base/random.hpp"

namespace cordboard::base {

// A standard gamma of one shape, with what every draw of it needs.
class GammaShape {
  public:
    GammaShape() = default;
    explicit GammaShape(double shape);

    double draw(Stream& stream) const;

  private:
    // Names of Marsaglia and Tsang; `boost` is 1 / shape for shapes below 1, else 0.
    double d_ = 0.0;
    double c_ = 0.0;
    double boost_ = 0.0;
};

class Distribution {
  public:
    // Parameters in microseconds. The factories return the reason instead when a parameter is
    // wrong.
    using Made = std::variant<Distribution, std::string>;
    static Made constant(double value);
    static Made exponential(double mean);
    static Made uniform(double low, double high);
    static Made lognormal(double mean, double cv);
    static Made gamma(double mean, double cv);
    static Made erlang(double mean, std::int64_t k);
    static Made weibull(double mean, double shape);
    static Made empirical(std::vector<double> values);

    Distribution() = default;

    // A duration, rounded to the microsecond, never negative and at most about 285 years.
    Duration draw(Stream& stream) const;

    double mean() const { return mean_; }

  private:
    enum class Kind : std::uint8_t {
        constant,
        exponential,
        uniform,
        lognormal,
        gamma,
        weibull,
        empirical
    };

    Distribution(Kind kind, double mean, double first, double second)
        : kind_(kind), mean_(mean), first_(first), second_(second) {}

    double draw_real(Stream& stream) const;

    Kind kind_ = Kind::constant;
    double mean_ = 0.0;
    // What the draw needs: low and width, location and spread of the logarithm, scale and power.
    double first_ = 0.0;
    double second_ = 0.0;
    GammaShape shape_;
    std::vector<double> values_;
};

// Standard draws, of which the distributions are made.
double draw_exponential(Stream& stream);
double draw_normal(Stream& stream);
double draw_gamma(Stream& stream, double shape);

}  // namespace cordboard::base
