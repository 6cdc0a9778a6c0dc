// SPDX-License-Identifier: Apache-2.0
// How a strategy in Python sees decisions: an interaction whose attributes are read when they are
// asked for, and a matrix of numbers that is filled in place. Both are reused: they are valid
// during the call.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <cordboard/engine.hpp>

#include "routing/candidate_rows.hpp"
#include "state/state.hpp"

namespace cordboard::bindings {

struct RoutedInteraction {
    const Engine* engine = nullptr;
    InteractionId id;

    const Interaction& get() const;
};

// The columns that a strategy says it needs. Throws ValueError when there is no such column.
std::vector<routing::Column> columns_of(const State& state, const std::vector<std::string>& needs);

// What candidates' rows say, as an array of NumPy.
class NumberMatrix {
  public:
    explicit NumberMatrix(std::size_t width);

    void clear() { rows_ = 0; }
    void add(const routing::CandidateRows& rows);
    pybind11::array array();

  private:
    void make_room(std::size_t rows);

    std::size_t width_;
    std::size_t rows_ = 0;
    std::shared_ptr<std::vector<double>> numbers_;
    std::vector<pybind11::object> arrays_;  // by number of rows, up to as many as there is room for
};

// One decision: who could be chosen, and their numbers.
class DecisionView {
  public:
    explicit DecisionView(const std::vector<routing::Column>& columns)
        : rows_(columns), matrix_(columns.size()) {}

    // Sees the candidates of the decision that the engine awaits.
    void look(const Engine& engine);

    const routing::CandidateRows& candidates() const { return rows_; }
    pybind11::array matrix();

  private:
    routing::CandidateRows rows_;
    NumberMatrix matrix_;
};

}  // namespace cordboard::bindings
