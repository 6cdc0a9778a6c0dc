// SPDX-License-Identifier: Apache-2.0
#include "model_door.hpp"

#include <pybind11/stl.h>

#include "base/check.hpp"
#include "codec/names.hpp"
#include "made_by_functions.hpp"
#include "zones.hpp"

namespace py = pybind11;

namespace cordboard::bindings {

ModelDoor::ModelDoor(codec::ModelFile file) : timezone_(file.timezone) {
    Engine engine;
    auto configuration = std::make_shared<EventBatch>();
    const auto verdicts =
        engine.apply_batch(file.center.commands, file.center.texts, *configuration);
    for (const Verdict& verdict : verdicts) {
        CHECK(verdict.accepted());
    }
    configuration_ = std::move(configuration);
    model_ = std::make_shared<const sim::Model>(std::move(file.model));
}

ModelDoor ModelDoor::choosing(AgentChoice choice) const {
    ModelDoor other = *this;
    auto model = std::make_shared<sim::Model>(*model_);
    EventBatch events;
    const SetRoutingStrategy command{choice};
    const Verdict verdict = model->genesis.apply({model->start, command}, Arena{}, events);
    CHECK(verdict.accepted());
    other.model_ = std::move(model);
    return other;
}

namespace {

// Rows of a trace: time, media, queue, handling, patience; -1 for a duration that is drawn.
using TraceTuple = std::tuple<std::int64_t, std::string, std::string, std::int64_t, std::int64_t>;

ModelDoor read(const std::string& text, const std::string& file, const py::function& load,
               const py::function& zone, const py::function& trace) {
    const codec::ModelSources sources{
        [&](std::string_view name) { return load(name).cast<std::string>(); },
        [&](std::string_view name) { return zone_table(zone(name)); }};
    codec::ModelFile model = codec::read_model(text, file, sources);
    for (const codec::Trace& one : model.traces) {
        const auto tuples = trace(one.file).cast<std::vector<TraceTuple>>();
        std::vector<codec::TraceRow> rows;
        for (const auto& [at, media, queue, handling, patience] : tuples) {
            rows.push_back({{at}, media, queue, {handling}, {patience}});
        }
        codec::add_trace(model, one, rows);
    }
    return ModelDoor(std::move(model));
}

AgentChoice choice_named(const std::string& name) {
    const auto& names = Names<AgentChoice>::names;
    for (std::size_t i = 0; i < std::size(names); ++i) {
        if (names[i] == name) {
            return static_cast<AgentChoice>(i);
        }
    }
    throw py::value_error("no such agent choice: " + name);
}

}  // namespace

void register_model(py::module_& module) {
    py::class_<ModelDoor>(module, "Model", made_by_functions())
        .def_static("read", &read, py::arg("text"), py::arg("file"), py::arg("load"),
                    py::arg("zone"), py::arg("trace"))
        .def("choosing", [](const ModelDoor& self,
                            const std::string& name) { return self.choosing(choice_named(name)); })
        .def_property_readonly("start",
                               [](const ModelDoor& self) { return self.get().start.microseconds; })
        .def_property_readonly(
            "duration", [](const ModelDoor& self) { return self.get().duration.microseconds; })
        .def_property_readonly(
            "warm_up", [](const ModelDoor& self) { return self.get().warm_up.microseconds; })
        .def_property_readonly("timezone", &ModelDoor::timezone)
        .def_property_readonly("agents",
                               [](const ModelDoor& self) {
                                   return self.get().genesis.state().directory.agents.size();
                               })
        .def_property_readonly("queues", [](const ModelDoor& self) {
            const State& state = self.get().genesis.state();
            std::vector<std::string> names;
            for (std::uint32_t i = 0; i < state.directory.queues.size(); ++i) {
                names.emplace_back(codec::name_of(state, QueueId{i}));
            }
            return names;
        });
}

}  // namespace cordboard::bindings
