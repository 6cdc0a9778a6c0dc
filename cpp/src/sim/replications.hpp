// SPDX-License-Identifier: Apache-2.0
// Many replications, on several threads. Replication r is the same whatever their number and
// whatever the threads: each has its own engine, workload and tally, and shares only the model,
// which is const.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <vector>

#include "sim/simulation.hpp"

namespace cordboard::sim {

struct Finished {
    std::vector<Measure> measures;
    std::uint64_t interactions = 0;
    std::uint64_t event_hash = 0;
};

class Replications {
  public:
    // Makes the observer of a replication, and is told when it is over, both on the thread that
    // runs it; either may be empty.
    using ObserverOf = std::function<Observer(std::uint64_t replication)>;
    using WhenFinished = std::function<void(std::uint64_t replication, const Simulation&)>;

    // `model` outlives this.
    Replications(const Model& model, std::uint64_t seed, std::uint64_t first, std::uint64_t count,
                 ObserverOf observer_of = {}, WhenFinished when_finished = {});

    // Runs all that are left, on `threads` threads, until done or cancelled. `threads` of 1 stays
    // on the calling thread.
    void run(unsigned threads);

    void cancel() { cancelled_ = true; }
    bool is_cancelled() const { return cancelled_; }
    std::uint64_t commands() const { return commands_; }
    std::uint64_t finished() const { return finished_; }

    const std::vector<Finished>& results() const { return results_; }

  private:
    void work();
    void run_one(std::uint64_t index);

    const Model* model_;
    std::uint64_t seed_;
    std::uint64_t first_;
    ObserverOf observer_of_;
    WhenFinished when_finished_;
    std::vector<Finished> results_;
    std::atomic<std::uint64_t> next_{0};
    std::atomic<std::uint64_t> finished_{0};
    std::atomic<std::uint64_t> commands_{0};
    std::atomic<bool> cancelled_{false};
};

}  // namespace cordboard::sim
