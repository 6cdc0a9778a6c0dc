// SPDX-License-Identifier: Apache-2.0
// What a strategy in Python needs beside its own words: the best candidate of each of many
// decisions, which NumPy can only say in half a dozen steps.
#include <cstdint>

#include <pybind11/numpy.h>

#include "registers.hpp"

namespace py = pybind11;

namespace cordboard::bindings {

namespace {

using Scores = py::array_t<double, py::array::c_style | py::array::forcecast>;
using Indices = py::array_t<std::int64_t, py::array::c_style | py::array::forcecast>;

constexpr std::int64_t nobody = -1;

// No comparison holds for NaN, so a candidate without a score is never the best.
std::int64_t best_between(const double* scores, std::int64_t first, std::int64_t last) {
    std::int64_t best = nobody;
    for (std::int64_t i = first; i < last; ++i) {
        const bool better = best == nobody ? scores[i] == scores[i] : scores[i] > scores[best];
        best = better ? i : best;
    }
    return best == nobody ? nobody : best - first;
}

Indices best_of_each(const Scores& scores, const Indices& offsets) {
    if (scores.ndim() != 1 || offsets.ndim() != 1 || offsets.size() < 1) {
        throw py::value_error("expected one score for each candidate, and offsets as given");
    }
    const std::int64_t* const bounds = offsets.data();
    const py::ssize_t decisions = offsets.size() - 1;
    Indices answer(decisions);
    std::int64_t* const chosen = answer.mutable_data();
    for (py::ssize_t i = 0; i < decisions; ++i) {
        if (bounds[i] < 0 || bounds[i] > bounds[i + 1] || bounds[i + 1] > scores.size()) {
            throw py::value_error("offsets have to rise from 0 to the number of scores");
        }
        chosen[i] = best_between(scores.data(), bounds[i], bounds[i + 1]);
    }
    return answer;
}

}  // namespace

void register_strategy(py::module_& module) {
    module.def("best_of_each", &best_of_each, py::arg("scores"), py::arg("offsets"));
}

}  // namespace cordboard::bindings
