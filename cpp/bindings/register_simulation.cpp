// SPDX-License-Identifier: Apache-2.0
#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <future>
#include <memory>

#include "codec/names.hpp"
#include "model_door.hpp"
#include "registers.hpp"
#include "sim/replications.hpp"
#include "strategy_loop.hpp"

namespace py = pybind11;

namespace cordboard::bindings {

namespace {

// Runs with the GIL released on threads of its own, while this one looks for Ctrl-C and reports how far
// it is: `progress(commands, replications finished)` about ten times a second.
void run_all(sim::Replications& replications, unsigned threads, const py::object& progress) {
    std::future<void> running;
    {
        const py::gil_scoped_release release;
        running = std::async(std::launch::async, [&] { replications.run(threads); });
    }
    for (;;) {
        std::future_status status{};
        {
            const py::gil_scoped_release release;
            status = running.wait_for(std::chrono::milliseconds(100));
        }
        if (status == std::future_status::ready) {
            break;
        }
        if (PyErr_CheckSignals() != 0) {
            replications.cancel();
            const py::gil_scoped_release release;
            running.wait();
            break;
        }
        if (!progress.is_none()) {
            progress(replications.commands(), replications.finished());
        }
    }
    if (PyErr_Occurred() != nullptr) {
        throw py::error_already_set();
    }
    running.get();
}

py::str object_name(const sim::Model& model, const sim::Measure& measure) {
    const State& state = model.genesis.state();
    switch (measure.scope) {
        case sim::Scope::queue:
            return std::string(codec::name_of(state, QueueId{measure.object}));
        case sim::Scope::agent_group:
            return std::string(codec::name_of(state, AgentGroupId{measure.object}));
        case sim::Scope::agent:
            return std::string(codec::name_of(state, AgentId{measure.object}));
        case sim::Scope::whole:
            break;
    }
    return "*";
}

const char* scope_name(sim::Scope scope) {
    constexpr const char* names[] = {"*", "Queue", "AgentGroup", "Agent"};
    return names[static_cast<std::size_t>(scope)];
}

// One row a measure: metric, object type, object, numerator, denominator.
py::list rows(const sim::Model& model, const std::vector<sim::Measure>& measures) {
    py::list out;
    for (const sim::Measure& one : measures) {
        out.append(py::make_tuple(sim::metric_names[static_cast<std::size_t>(one.metric)],
                                  scope_name(one.scope), object_name(model, one), one.numerator,
                                  one.denominator));
    }
    return out;
}

py::list run_replications(const ModelDoor& model, std::uint64_t seed, std::uint64_t first,
                          std::uint64_t count, unsigned threads, const py::object& progress) {
    sim::Replications replications(model.get(), seed, first, count);
    run_all(replications, threads, progress);
    py::list out;
    for (const sim::Finished& one : replications.results()) {
        out.append(py::make_tuple(rows(model.get(), one.measures), one.interactions, one.event_hash));
    }
    return out;
}

}  // namespace

void register_simulation(py::module_& module) {
    register_model(module);
    module.def("run_replications", &run_replications, py::arg("model"), py::arg("seed"),
               py::arg("first"), py::arg("count"), py::arg("threads"), py::arg("progress"));
    py::class_<StrategyRun>(module, "StrategyRun")
        .def(py::init<const ModelDoor&, std::uint64_t, std::uint64_t, std::uint64_t,
                      const std::vector<std::string>&>(),
             py::arg("model"), py::arg("seed"), py::arg("first"), py::arg("count"), py::arg("needs"),
             py::keep_alive<1, 2>())
        .def("run_each", &StrategyRun::run_each, py::arg("choose"), py::arg("pull"),
             py::arg("progress"))
        .def("run_together", &StrategyRun::run_together, py::arg("choose_many"), py::arg("progress"))
        .def_property_readonly("decisions", &StrategyRun::decisions)
        .def("results", [](StrategyRun& self) {
            py::list out;
            for (const sim::Finished& one : self.results()) {
                out.append(
                    py::make_tuple(rows(self.model(), one.measures), one.interactions, one.event_hash));
            }
            return out;
        });
}

}  // namespace cordboard::bindings
