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

    // Adds the candidates of the decision that the engine awaits: all who are able, or the one who
    // became able.
    void look(const Engine& engine);
    void clear() { members_.clear(); }

    // All candidates added since it was cleared, and a row of the matrix for each.
    const std::vector<const Member*>& members() const { return members_; }
    pybind11::array matrix();

  private:
    void make_room(std::size_t rows);

    std::vector<routing::Column> columns_;
    std::vector<const Member*> members_;
    std::shared_ptr<std::vector<double>> numbers_;
    std::vector<pybind11::object> views_;  // by number of rows, up to as many as there is room for
};

}  // namespace cordboard::bindings
