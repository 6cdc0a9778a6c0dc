// SPDX-License-Identifier: Apache-2.0
#include <future>
#include <memory>

#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include "center/measurement.hpp"
#include "codec/names.hpp"
#include "codec/statistics_reader.hpp"
#include "made_by_functions.hpp"
#include "model_door.hpp"
#include "registers.hpp"
#include "sim/replications.hpp"
#include "strategy_loop.hpp"
#include "zones.hpp"

namespace py = pybind11;

namespace cordboard::bindings {

namespace {

// Runs with the GIL released on threads of its own, while this one looks for Ctrl-C and reports how
// far it is: `progress(commands, replications finished)` about ten times a second.
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

// Statistics and logs of replications: who measures each, and what was left of it.
class Measurements {
  public:
    Measurements(const ModelDoor& model, std::uint64_t first, const std::vector<bool>& logged,
                 const std::string& statistics, const std::string& file,
                 const std::vector<std::pair<std::string, ZonePairs>>& zones)
        : model_(&model),
          first_(first),
          logged_(logged),
          running_(logged.size()),
          tables_(logged.size()) {
        options_.start = model.get().start;
        options_.truncation = Truncation::none;
        for (const auto& [name, pairs] : zones) {
            options_.zones.push_back(zone_of(name, pairs));
        }
        if (!statistics.empty()) {
            definitions_ = codec::read_statistics(statistics, file, options_.zones).definitions;
        }
    }

    sim::Observer observer(std::uint64_t replication) {
        const std::size_t at = replication - first_;
        if (definitions_.empty() && !logged_[at]) {
            return {};
        }
        running_[at] = std::make_unique<center::Measurement>(definitions_, options_, logged_[at]);
        running_[at]->observe(model_->configuration().events, model_->configuration().texts);
        return
            [measurement = running_[at].get()](std::span<const Event> events, const Arena& texts) {
                measurement->observe(events, texts);
            };
    }

    void finish(std::uint64_t replication, const sim::Simulation& simulation) {
        const std::size_t at = replication - first_;
        if (running_[at] == nullptr) {
            return;
        }
        running_[at]->advance_to(simulation.now());
        tables_[at] = {running_[at]->statistic_table(simulation.now()),
                       running_[at]->action_table()};
        running_[at].reset();
    }

    // The statistic table and the action table of each replication, or None.
    py::list tables() const {
        py::list out;
        for (std::size_t at = 0; at < tables_.size(); ++at) {
            const auto give = [](const std::shared_ptr<const columns::Table>& table, bool wanted) {
                return wanted && table ? py::cast(std::const_pointer_cast<columns::Table>(table))
                                       : py::object(py::none());
            };
            out.append(py::make_tuple(give(tables_[at].statistics, !definitions_.empty()),
                                      give(tables_[at].actions, logged_[at])));
        }
        return out;
    }

  private:
    struct Tables {
        std::shared_ptr<const columns::Table> statistics;
        std::shared_ptr<const columns::Table> actions;
    };

    const ModelDoor* model_;
    std::uint64_t first_;
    std::vector<bool> logged_;
    std::vector<StatisticDefinition> definitions_;
    StatisticsOptions options_;
    std::vector<std::unique_ptr<center::Measurement>> running_;
    std::vector<Tables> tables_;
};

py::list result_rows(const sim::Model& model, const std::vector<sim::Finished>& results) {
    py::list out;
    for (const sim::Finished& one : results) {
        out.append(py::make_tuple(rows(model, one.measures), one.interactions, one.event_hash));
    }
    return out;
}

// Results of the replications first … first + logged.size() - 1, and their tables.
py::tuple run_replications(const ModelDoor& model, std::uint64_t seed, std::uint64_t first,
                           const std::vector<bool>& logged, unsigned threads,
                           const std::string& statistics, const std::string& file,
                           const std::vector<std::pair<std::string, ZonePairs>>& zones,
                           const py::object& progress) {
    Measurements measurements(model, first, logged, statistics, file, zones);
    sim::Replications replications(
        model.get(), seed, first, logged.size(),
        [&](std::uint64_t replication) { return measurements.observer(replication); },
        [&](std::uint64_t replication, const sim::Simulation& simulation) {
            measurements.finish(replication, simulation);
        });
    run_all(replications, threads, progress);
    return py::make_tuple(result_rows(model.get(), replications.results()), measurements.tables());
}

}  // namespace

void register_simulation(py::module_& module) {
    register_model(module);
    module.def("run_replications", &run_replications, py::arg("model"), py::arg("seed"),
               py::arg("first"), py::arg("logged"), py::arg("threads"), py::arg("statistics"),
               py::arg("statistics_file"), py::arg("zones"), py::arg("progress"));
    py::class_<Measurements>(module, "Measurements", made_by_functions())
        .def_static(
            "of",
            [](const ModelDoor& model, std::uint64_t first, const std::vector<bool>& logged,
               const std::string& statistics, const std::string& file,
               const std::vector<std::pair<std::string, ZonePairs>>& zones) {
                return std::make_unique<Measurements>(model, first, logged, statistics, file,
                                                      zones);
            },
            py::arg("model"), py::arg("first"), py::arg("logged"), py::arg("statistics"),
            py::arg("statistics_file"), py::arg("zones"), py::keep_alive<0, 1>())
        .def("tables", &Measurements::tables);
    py::class_<StrategyRun>(module, "StrategyRun", made_by_functions())
        .def_static(
            "of",
            [](const ModelDoor& model, std::uint64_t seed, std::uint64_t first, std::uint64_t count,
               const std::vector<std::string>& needs, Measurements& measurements) {
                return std::make_unique<StrategyRun>(
                    model, seed, first, count, needs,
                    [&](std::uint64_t replication) { return measurements.observer(replication); },
                    [&](std::uint64_t replication, const sim::Simulation& simulation) {
                        measurements.finish(replication, simulation);
                    });
            },
            py::arg("model"), py::arg("seed"), py::arg("first"), py::arg("count"), py::arg("needs"),
            py::arg("measurements"), py::keep_alive<0, 1>(), py::keep_alive<0, 6>())
        .def("run_each", &StrategyRun::run_each, py::arg("choose"), py::arg("pull"),
             py::arg("progress"))
        .def("run_together", &StrategyRun::run_together, py::arg("choose_many"), py::arg("pull"),
             py::arg("threads"), py::arg("progress"))
        .def_property_readonly("decisions", &StrategyRun::decisions)
        .def_property_readonly("is_asking", &StrategyRun::is_asking)
        .def("results",
             [](StrategyRun& self) { return result_rows(self.model(), self.results()); });
}

}  // namespace cordboard::bindings
