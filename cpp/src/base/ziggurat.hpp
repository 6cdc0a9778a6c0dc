// SPDX-License-Identifier: Apache-2.0
// Tables for drawing from a falling density by layers of equal area (Marsaglia and Tsang, "The
// ziggurat method for generating random variables", 2000). A layer is picked at random and a point
// in it; nearly always the point lies in the part that is wholly under the curve, and one
// multiplication is the draw.
//
// Layer 0 is the base strip together with the tail right of `start_of_tail`; the layers above it
// are narrower and narrower. The tables are computed while compiling, by the project's own
// functions.
#pragma once

#include <array>
#include <cstddef>

#include "base/real.hpp"

namespace cordboard::base {

inline constexpr std::size_t layers = 256;

struct Layer {
    double width = 0.0;  // of the layer, over 2^52: what one unit of the drawn fraction is worth
    double inner = 0.0;  // a point left of this is under the curve
};

struct Ziggurat {
    std::array<Layer, layers> layer{};
    std::array<double, layers + 1> height{};  // of the curve, at the right end of each layer
};

inline constexpr double fraction_unit = 1.0 / 4503599627370496.0;  // 2^-52

// `density` falls from 1 at 0; `inverse` gives the place of a height; `area` is that of each layer.
template <typename Density, typename Inverse>
consteval Ziggurat make_ziggurat(double start_of_tail, double area, Density density,
                                 Inverse inverse) {
    Ziggurat made;
    double right = start_of_tail;
    made.height[0] = 0.0;
    made.height[1] = density(right);
    made.layer[0] = {area / made.height[1] * fraction_unit, right};
    for (std::size_t i = 1; i < layers; ++i) {
        const double top = i + 1 == layers ? 1.0 : made.height[i] + area / right;
        const double inner = i + 1 == layers ? 0.0 : inverse(top);
        made.layer[i] = {right * fraction_unit, inner};
        made.height[i + 1] = top;
        right = inner;
    }
    return made;
}

// The tail begins where 256 equal areas close exactly at the top of the curve.
inline constexpr double exponential_tail = 7.69711747013104972;
inline constexpr double normal_tail = 3.6541528853610088;

inline constexpr Ziggurat exponential_ziggurat = make_ziggurat(
    exponential_tail, (exponential_tail + 1.0) * exp(-exponential_tail),
    [](double x) { return exp(-x); }, [](double y) { return -log(y); });

inline constexpr Ziggurat normal_ziggurat = make_ziggurat(
    normal_tail, 4.92867323397465e-3, [](double x) { return exp(-0.5 * x * x); },
    [](double y) { return table_sqrt(-2.0 * log(y)); });

}  // namespace cordboard::base
