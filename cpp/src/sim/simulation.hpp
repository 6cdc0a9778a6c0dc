// SPDX-License-Identifier: Apache-2.0
// One replication: the engine under a virtual clock that jumps to the nearer of the workload's next
// command and the engine's next timer. It pauses where an outside strategy has to decide.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include <cordboard/engine.hpp>

#include "sim/model.hpp"
#include "sim/tally.hpp"
#include "sim/workload.hpp"

namespace cordboard::sim {

// Sees every event of a replication, in order and in batches: statistics, logs.
using Observer = std::function<void(std::span<const Event>, const Arena&)>;

class Simulation {
  public:
    enum class Status : std::uint8_t { paused, decision, finished };

    // `model` outlives the simulation.
    Simulation(const Model& model, std::uint64_t seed, std::uint64_t replication,
               Observer observer = {});

    // Goes on for at most `commands` commands, until a decision is awaited or the run is over.
    // Throws UsageError for a model that no machine can play to its end.
    Status run(std::uint64_t commands);

    // Answers the awaited decision; an agent that does not exist lets the interaction wait.
    Verdict decide(AgentId agent);

    // The same, where the strategy names another interaction for the agent who became able.
    Verdict route(InteractionId interaction, AgentId agent);

    const Engine& engine() const { return engine_; }
    Instant now() const { return now_; }
    std::uint64_t commands() const { return commands_; }
    std::uint64_t interactions() const { return interactions_; }

    // Of a finished run; called once.
    std::vector<Measure> measures() { return tally_.measures(now_); }

  private:
    Verdict apply(const Command& command);
    bool is_over(Instant next) const;
    void check_room() const;
    void check_drain(std::span<const Event> caused);
    void show();
    bool step();

    const Model* model_;
    Engine engine_;
    Workload workload_;
    Tally tally_;
    Observer observer_;
    EventBatch batch_;  // what the observer has not seen yet
    Instant now_;
    Instant end_;
    std::uint64_t commands_ = 0;
    std::uint64_t interactions_ = 0;
    std::uint64_t offers_in_vain_ = 0;
    bool finished_ = false;
};

}  // namespace cordboard::sim
