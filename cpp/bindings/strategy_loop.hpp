// SPDX-License-Identifier: Apache-2.0
// Simulations whose decisions a strategy in Python makes: one at a time within a replication, and
// for `choose_many` one of each replication in a call.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include "model_door.hpp"
#include "routing/candidate_view.hpp"
#include "routing/candidates.hpp"
#include "sim/replications.hpp"
#include "sim/side_by_side.hpp"
#include "strategy_view.hpp"

namespace cordboard::bindings {

class StrategyRun {
  public:
    StrategyRun(const ModelDoor& model, std::uint64_t seed, std::uint64_t first,
                std::uint64_t count, const std::vector<std::string>& needs,
                sim::Replications::ObserverOf observer_of,
                sim::Replications::WhenFinished when_finished);

    // Replication after replication; `choose` is a list with one bound method for each of them,
    // because every replication works on its own copy of the strategy. `pull` is such a list, or
    // None.
    void run_each(const pybind11::list& choose, const pybind11::object& pull,
                  const pybind11::object& progress);

    // All replications side by side on `threads` threads: choose_many(candidates, offsets) answers
    // one decision of each. `pull`, or None, is asked in between, one decision at a time, and all
    // is done on one thread.
    void run_together(const pybind11::object& choose_many, const pybind11::object& pull,
                      unsigned threads, const pybind11::object& progress);

    std::uint64_t decisions() const { return decisions_; }
    // Whether a run that failed did so in the strategy.
    bool is_asking() const { return asking_; }
    const sim::Model& model() const { return *model_; }
    std::vector<sim::Finished> results();

  private:
    void run_one(std::uint64_t index, const pybind11::object& choose, const pybind11::object& pull,
                 const pybind11::object& progress);
    pybind11::object ask(const pybind11::object& method, const pybind11::handle& first,
                         const pybind11::handle& second);
    void choose_one(sim::Simulation& simulation, const pybind11::object& choose);
    void pull_one(sim::Simulation& simulation, AgentId agent, const pybind11::object& pull);
    bool is_pulled(sim::Simulation& simulation, const pybind11::object& pull);
    void answer_all(const pybind11::object& choose_many, sim::SideBySide& together);
    const pybind11::array& offsets(const std::vector<std::int64_t>& bounds);
    void finish(std::uint64_t index);
    void count_decisions(std::uint64_t count, const pybind11::object& progress);
    void check_signals(const pybind11::object& progress);

    const sim::Model* model_;
    std::vector<routing::Column> columns_;
    DecisionView view_;
    NumberMatrix matrix_;
    std::vector<std::unique_ptr<sim::Simulation>> simulations_;
    pybind11::object interaction_;
    std::vector<routing::Pulled> waiting_;
    pybind11::array_t<std::int64_t> offsets_{0};
    sim::Replications::WhenFinished when_finished_;
    std::uint64_t first_;
    std::uint64_t decisions_ = 0;
    bool asking_ = false;
    std::atomic<std::uint64_t> finished_{0};
};

}  // namespace cordboard::bindings
