// SPDX-License-Identifier: Apache-2.0
#include "strategy_view.hpp"

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

void DecisionView::make_room(std::size_t rows) {
    numbers_ = std::make_shared<std::vector<double>>(rows * columns_.size() + 1);
    views_.assign(rows + 1, {});
}

const std::vector<const Member*>& DecisionView::look(const Engine& engine) {
    const RoutingRequested request = engine.awaited_decision();
    const Interaction* waiting = find(engine.state(), request.interaction);
    if (waiting == nullptr) {
        throw UsageError("no routing decision is awaited");
    }
    if (request.agent.exists()) {
        members_.assign(1, routing::able_member(engine.state(), *waiting, request.agent));
    } else {
        routing::able_members(engine.state(), *waiting, members_);
    }
    return members_;
}

py::array DecisionView::matrix(const Engine& engine, InteractionId interaction) {
    const std::size_t rows = members_.size();
    if (rows >= views_.size()) {
        make_room(2 * rows);
    }
    py::object& view = views_[rows];
    if (!view) {
        const auto width = static_cast<py::ssize_t>(columns_.size());
        const py::capsule owner(new std::shared_ptr<std::vector<double>>(numbers_), [](void* kept) {
            delete static_cast<std::shared_ptr<std::vector<double>>*>(kept);
        });
        view =
            py::array_t<double>({static_cast<py::ssize_t>(rows), width}, numbers_->data(), owner);
    }
    routing::fill(engine.state(), *find(engine.state(), interaction), members_, columns_,
                  engine.now(), numbers_->data());
    return py::reinterpret_borrow<py::array>(view);
}

void DecisionView::append(const Engine& engine, InteractionId interaction,
                          std::vector<double>& out) const {
    const std::size_t before = out.size();
    out.resize(before + members_.size() * columns_.size());
    routing::fill(engine.state(), *find(engine.state(), interaction), members_, columns_,
                  engine.now(), out.data() + before);
}

}  // namespace cordboard::bindings
