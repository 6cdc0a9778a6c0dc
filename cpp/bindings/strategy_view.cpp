// SPDX-License-Identifier: Apache-2.0
#include "strategy_view.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "routing/candidates.hpp"

namespace py = pybind11;

namespace cordboard::bindings {

const Interaction& RoutedInteraction::get() const {
    const Interaction* found = engine == nullptr ? nullptr : find(engine->state(), id);
    if (found == nullptr) {
        throw UsageError("this interaction is valid only while the strategy decides about it");
    }
    return *found;
}

DecisionView::DecisionView(const State& state, const std::vector<std::string>& needs) {
    for (const std::string& name : needs) {
        routing::Column column;
        if (!routing::find_column(state, name, column)) {
            throw py::value_error(
                "Strategy.needs: there is no column \"" + name +
                "\"; known are skill_level, idle_time, occupancy, open_interactions, "
                "open_<media>, waiting_time, priority");
        }
        columns_.push_back(column);
    }
    make_room(64);
}

// Arrays already shown keep the numbers they were made of.
void DecisionView::make_room(std::size_t rows) {
    auto numbers = std::make_shared<std::vector<double>>(rows * columns_.size() + 1);
    if (numbers_) {
        std::copy(numbers_->begin(), numbers_->end(), numbers->begin());
    }
    numbers_ = std::move(numbers);
    views_.assign(rows + 1, {});
}

void DecisionView::look(const Engine& engine) {
    const State& state = engine.state();
    const RoutingRequested request = engine.awaited_decision();
    const Interaction* waiting = find(state, request.interaction);
    if (waiting == nullptr) {
        throw UsageError("no routing decision is awaited");
    }
    const std::size_t before = members_.size();
    if (request.agent.exists()) {
        members_.push_back(routing::able_member(state, *waiting, request.agent));
    } else {
        routing::able_members(state, *waiting, members_);
    }
    if (members_.size() >= views_.size()) {
        make_room(2 * members_.size());
    }
    routing::fill(state, *waiting, std::span(members_).subspan(before), columns_, engine.now(),
                  numbers_->data() + before * columns_.size());
}

py::array DecisionView::matrix() {
    const std::size_t rows = members_.size();
    py::object& view = views_[rows];
    if (!view) {
        const auto width = static_cast<py::ssize_t>(columns_.size());
        const py::capsule owner(new std::shared_ptr<std::vector<double>>(numbers_), [](void* kept) {
            delete static_cast<std::shared_ptr<std::vector<double>>*>(kept);
        });
        view =
            py::array_t<double>({static_cast<py::ssize_t>(rows), width}, numbers_->data(), owner);
    }
    return py::reinterpret_borrow<py::array>(view);
}

}  // namespace cordboard::bindings
