// SPDX-License-Identifier: Apache-2.0
// How a strategy in Python sees a decision: an interaction whose attributes are read when they are
// asked for, and a matrix of numbers that is filled in place. Both are reused: they are valid
// during the call.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <cordboard/engine.hpp>

#include "routing/candidate_view.hpp"
#include "state/state.hpp"

namespace cordboard::bindings {

struct RoutedInteraction {
    const Engine* engine = nullptr;
    InteractionId id;

    const Interaction& get() const;
};

class DecisionView {
  public:
    DecisionView(const State& state, const std::vector<std::string>& needs);

    // The candidates of the awaited decision: all who are able, or the one who became able.
    const std::vector<const Member*>& look(const Engine& engine);

    // The matrix of the candidates last looked at, for the interaction given.
    pybind11::array matrix(const Engine& engine, InteractionId interaction);

    // Appends the numbers instead of showing them.
    void append(const Engine& engine, InteractionId interaction, std::vector<double>& out) const;

    std::size_t width() const { return columns_.size(); }

  private:
    void make_room(std::size_t rows);

    std::vector<routing::Column> columns_;
    std::vector<const Member*> members_;
    std::shared_ptr<std::vector<double>> numbers_;
    std::vector<pybind11::object> views_;  // by number of rows
};

}  // namespace cordboard::bindings
