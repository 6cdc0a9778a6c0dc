// SPDX-License-Identifier: Apache-2.0
#include "strategy_view.hpp"

#include <algorithm>
#include <utility>

namespace py = pybind11;

namespace cordboard::bindings {

const Interaction& RoutedInteraction::get() const {
    const Interaction* found = engine == nullptr ? nullptr : find(engine->state(), id);
    if (found == nullptr) {
        throw UsageError("this interaction is valid only while the strategy decides about it");
    }
    return *found;
}

std::vector<routing::Column> columns_of(const State& state, const std::vector<std::string>& needs) {
    std::vector<routing::Column> columns(needs.size());
    for (std::size_t at = 0; at < needs.size(); ++at) {
        if (!routing::find_column(state, needs[at], columns[at])) {
            throw py::value_error(
                "Strategy.needs: there is no column \"" + needs[at] +
                "\"; known are skill_level, idle_time, occupancy, open_interactions, "
                "open_<media>, waiting_time, priority");
        }
    }
    return columns;
}

NumberMatrix::NumberMatrix(std::size_t width) : width_(width) { make_room(64); }

// Arrays already shown keep the numbers they were made of.
void NumberMatrix::make_room(std::size_t rows) {
    auto numbers = std::make_shared<std::vector<double>>(rows * width_ + 1);
    if (numbers_) {
        std::copy(numbers_->begin(), numbers_->end(), numbers->begin());
    }
    numbers_ = std::move(numbers);
    arrays_.assign(rows + 1, {});
}

void NumberMatrix::add(const routing::CandidateRows& rows) {
    const std::size_t before = rows_ * width_;
    rows_ += rows.size();
    if (rows_ >= arrays_.size()) {
        make_room(2 * rows_);
    }
    std::copy(rows.numbers().begin(), rows.numbers().end(),
              numbers_->begin() + static_cast<std::ptrdiff_t>(before));
}

py::array NumberMatrix::array() {
    py::object& array = arrays_[rows_];
    if (!array) {
        const auto width = static_cast<py::ssize_t>(width_);
        const py::capsule owner(new std::shared_ptr<std::vector<double>>(numbers_), [](void* kept) {
            delete static_cast<std::shared_ptr<std::vector<double>>*>(kept);
        });
        array =
            py::array_t<double>({static_cast<py::ssize_t>(rows_), width}, numbers_->data(), owner);
    }
    return py::reinterpret_borrow<py::array>(array);
}

void DecisionView::look(const Engine& engine) {
    const RoutingRequested request = engine.awaited_decision();
    const Interaction* waiting = find(engine.state(), request.interaction);
    if (waiting == nullptr) {
        throw UsageError("no routing decision is awaited");
    }
    rows_.clear();
    rows_.add(engine.state(), *waiting, request.agent, engine.now());
}

py::array DecisionView::matrix() {
    matrix_.clear();
    matrix_.add(rows_);
    return matrix_.array();
}

}  // namespace cordboard::bindings
