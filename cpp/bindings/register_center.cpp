// SPDX-License-Identifier: Apache-2.0
#include <pybind11/stl.h>

#include <thread>

#include "center/center.hpp"
#include "codec/body_json.hpp"
#include "codec/interaction_id.hpp"
#include "codec/names.hpp"
#include "codec/state_json.hpp"
#include "registers.hpp"
#include "strategy_view.hpp"

namespace py = pybind11;

namespace cordboard::bindings {

namespace {

// One owner: the thread that made it.
class OwnedCenter {
public:
    explicit OwnedCenter(Engine engine) : center_(std::move(engine)) {}

    center::Center& get() {
        if (std::this_thread::get_id() != owner_) {
            throw UsageError("a Center belongs to the thread that made it; fork() or snapshot() it there");
        }
        return center_;
    }

private:
    std::thread::id owner_ = std::this_thread::get_id();
    center::Center center_;
};

py::object refused(const std::optional<center::RefusalText>& refusal) {
    if (!refusal) {
        return py::none();
    }
    return py::make_tuple(refusal->status_code, refusal->reason, refusal->message, refusal->field);
}

const Interaction& existing(center::Center& center, const std::string& id) {
    const Interaction* found = find(center.engine().state(), codec::parse_interaction(id));
    if (found == nullptr) {
        throw py::key_error("no such interaction: " + id);
    }
    return *found;
}

template <class ObjectId>
ObjectId named(center::Center& center, const std::string& name, const char* kind) {
    ObjectId id;
    if (!codec::find_name(center.engine().state(), name, id).found) {
        throw py::key_error("no such " + std::string(kind) + ": " + name);
    }
    return id;
}

py::object awaited(center::Center& center) {
    const RoutingRequested request = center.engine().awaited_decision();
    if (!request.interaction.exists()) {
        return py::none();
    }
    const State& state = center.engine().state();
    const py::object agent = request.agent.exists()
                                 ? py::object(py::str(std::string(codec::name_of(state, request.agent))))
                                 : py::object(py::none());
    return py::make_tuple(codec::interaction_text(request.interaction), agent);
}

std::vector<std::string> candidates(center::Center& center, DecisionView& view) {
    std::vector<std::string> names;
    for (const Member* member : view.look(center.engine())) {
        names.emplace_back(codec::name_of(center.engine().state(), member->agent));
    }
    return names;
}

std::vector<std::string> interaction_ids(center::Center& center) {
    std::vector<std::string> ids;
    for (const Interaction& one : center.engine().state().interactions.slots) {
        if (one.id.exists()) {
            ids.push_back(codec::interaction_text(one.id));
        }
    }
    return ids;
}

template <class Objects, class NameOf>
std::vector<std::string> names_of(const State& state, const Objects& objects, NameOf name) {
    std::vector<std::string> names;
    for (const auto& one : objects) {
        names.emplace_back(state.texts.view(name(one)));
    }
    return names;
}

void register_views(py::class_<OwnedCenter>& type) {
    type.def("agent", [](OwnedCenter& self, const std::string& name) {
            const auto id = named<AgentId>(self.get(), name, "agent");
            return codec::agent_json(self.get().engine().state(), id);
        })
        .def("queue",
             [](OwnedCenter& self, const std::string& name) {
                 const auto id = named<QueueId>(self.get(), name, "queue");
                 return codec::queue_json(self.get().engine().state(), id);
             })
        .def("interaction",
             [](OwnedCenter& self, const std::string& id) {
                 return codec::interaction_json(self.get().engine().state(), existing(self.get(), id));
             })
        .def("explain",
             [](OwnedCenter& self, const std::string& id) {
                 const Engine& engine = self.get().engine();
                 return codec::explanation_json(engine.state(), existing(self.get(), id), engine.now());
             })
        .def("interactions", [](OwnedCenter& self) { return interaction_ids(self.get()); })
        .def("agents",
             [](OwnedCenter& self) {
                 const State& state = self.get().engine().state();
                 return names_of(state, state.directory.agents,
                                 [](const Agent& one) { return one.user_name; });
             })
        .def("queues",
             [](OwnedCenter& self) {
                 const State& state = self.get().engine().state();
                 return names_of(state, state.directory.queues,
                                 [](const Queue& one) { return one.name; });
             })
        .def("media", [](OwnedCenter& self) {
            const State& state = self.get().engine().state();
            return names_of(state, state.directory.media, [](const Media& one) { return one.name; });
        });
}

void register_decisions(py::module_& module, py::class_<OwnedCenter>& type) {
    py::class_<DecisionView>(module, "DecisionView");
    type.def("decision_view",
             [](OwnedCenter& self, const std::vector<std::string>& needs) {
                 return DecisionView(self.get().engine().state(), needs);
             })
        .def("awaited_decision", [](OwnedCenter& self) { return awaited(self.get()); })
        .def("candidates",
             [](OwnedCenter& self, DecisionView& view) { return candidates(self.get(), view); })
        .def("candidate_matrix",
             [](OwnedCenter& self, DecisionView& view) {
                 const Engine& engine = self.get().engine();
                 return view.matrix(engine, engine.awaited_decision().interaction);
             })
        .def("routed_interaction", [](OwnedCenter& self, const std::string& id) {
            const Engine& engine = self.get().engine();
            return RoutedInteraction{&engine, codec::parse_interaction(id)};
        }, py::keep_alive<0, 1>());
    py::class_<RoutedInteraction>(module, "RoutedInteraction")
        .def_property_readonly(
            "id", [](const RoutedInteraction& self) { return codec::interaction_text(self.get().id); })
        .def_property_readonly("media",
                               [](const RoutedInteraction& self) {
                                   return codec::name_of(self.engine->state(), self.get().media);
                               })
        .def_property_readonly("queue",
                               [](const RoutedInteraction& self) {
                                   return codec::name_of(self.engine->state(), self.get().queue);
                               })
        .def_property_readonly("type",
                               [](const RoutedInteraction& self) { return name_of(self.get().type); })
        .def_property_readonly("priority",
                               [](const RoutedInteraction& self) { return self.get().priority; })
        .def_property_readonly("waiting_time", [](const RoutedInteraction& self) {
            const Duration waiting = self.engine->now() - self.get().entered;
            return static_cast<double>(waiting.microseconds) / 1e6;
        });
}

}  // namespace

void register_center(py::module_& module) {
    module.def("schema", &codec::schema_json);
    py::class_<OwnedCenter> type(module, "Center");
    type.def(py::init([] { return std::make_unique<OwnedCenter>(Engine{}); }))
        .def("execute",
             [](OwnedCenter& self, const std::string& command, std::int64_t at) {
                 return refused(self.get().execute(command, {at}));
             })
        .def("tick", [](OwnedCenter& self, std::int64_t until) { return self.get().tick({until}); })
        .def("next_deadline",
             [](OwnedCenter& self) -> std::optional<std::int64_t> {
                 const Instant at = self.get().engine().next_deadline();
                 return at == never ? std::nullopt : std::optional(at.microseconds);
             })
        .def("events",
             [](OwnedCenter& self, std::size_t first) { return self.get().events_json(first); })
        .def("event_count", [](OwnedCenter& self) { return self.get().log().events.size(); })
        .def("state_hash", [](OwnedCenter& self) { return self.get().engine().state_hash(); })
        .def("event_hash", [](OwnedCenter& self) { return self.get().engine().event_hash(); })
        .def("snapshot",
             [](OwnedCenter& self) { return py::bytes(self.get().engine().save()); })
        .def("fork",
             [](OwnedCenter& self) {
                 return std::make_unique<OwnedCenter>(Engine(self.get().engine()));
             })
        .def_static("restore", [](const py::bytes& bytes) {
            return std::make_unique<OwnedCenter>(Engine::load(std::string_view(bytes)));
        });
    register_views(type);
    register_decisions(module, type);
}

}  // namespace cordboard::bindings
