// SPDX-License-Identifier: Apache-2.0
#include "sim/replications.hpp"

#include <exception>
#include <mutex>
#include <thread>
#include <utility>

namespace cordboard::sim {

namespace {

// Between two looks at the cancel flag: a few milliseconds of work.
constexpr std::uint64_t commands_a_turn = 10'000;

}  // namespace

Replications::Replications(const Model& model, std::uint64_t seed, std::uint64_t first,
                           std::uint64_t count, ObserverOf observer_of, WhenFinished when_finished)
    : model_(&model),
      seed_(seed),
      first_(first),
      observer_of_(std::move(observer_of)),
      when_finished_(std::move(when_finished)),
      results_(count) {}

void Replications::run_one(std::uint64_t index) {
    const std::uint64_t replication = first_ + index;
    Simulation simulation(*model_, seed_, replication,
                          observer_of_ ? observer_of_(replication) : Observer{});
    std::uint64_t counted = 0;
    while (!cancelled_) {
        const Simulation::Status status = simulation.run(commands_a_turn);
        commands_ += simulation.commands() - counted;
        counted = simulation.commands();
        if (status == Simulation::Status::finished) {
            results_[index] = {simulation.measures(), simulation.interactions(),
                               simulation.engine().event_hash()};
            if (when_finished_) {
                when_finished_(replication, simulation);
            }
            ++finished_;
            return;
        }
        if (status == Simulation::Status::decision) {
            throw UsageError("the model asks an outside strategy, and none is given");
        }
    }
}

void Replications::work() {
    for (std::uint64_t index = next_++; index < results_.size() && !cancelled_; index = next_++) {
        run_one(index);
    }
}

void Replications::run(unsigned threads) {
    if (threads <= 1) {
        work();
        return;
    }
    std::mutex mutex;
    std::exception_ptr failure;
    const auto guarded = [&] {
        try {
            work();
        } catch (...) {  // tidy: carried to the calling thread and thrown there again
            const std::lock_guard lock(mutex);
            failure = std::current_exception();
            cancelled_ = true;
        }
    };
    std::vector<std::jthread> workers;
    for (unsigned i = 0; i < threads; ++i) {
        workers.emplace_back(guarded);
    }
    workers.clear();
    if (failure) {
        std::rethrow_exception(failure);
    }
}

}  // namespace cordboard::sim
