// SPDX-License-Identifier: Apache-2.0
// What one replication measures: numerator and denominator of every metric of contract 6.2, counted
// in integers from the events, for the interactions offered after the warm-up and for the time
// after it.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include <cordboard/events.hpp>

#include "sim/model.hpp"

namespace cordboard::sim {

enum class Metric : std::uint8_t {
    offered,
    answered,
    abandoned,
    unfinished,
    abandonment,
    probability_of_wait,
    mean_wait,
    mean_queue_length,
    service_level,
    utilisation,
    after_call,
    concurrency,
};
inline constexpr std::size_t metrics = 12;
inline constexpr std::string_view metric_names[metrics] = {
    "offered",     "answered",          "abandoned",
    "unfinished",  "abandonment",       "probability_of_wait",
    "mean_wait",   "mean_queue_length", "service_level",
    "utilisation", "after_call",        "concurrency",
};

enum class Scope : std::uint8_t { whole, queue, agent_group, agent };

// A denominator of 0 means that the metric has no value here; counts have a denominator of 1.
struct Measure {
    Metric metric = Metric::offered;
    Scope scope = Scope::whole;
    std::uint32_t object = 0;
    double numerator = 0.0;
    double denominator = 1.0;
};

class Tally {
  public:
    // `model` outlives the tally.
    explicit Tally(const Model& model);

    void observe(const Event& event);

    // Everything up to `end`; called once.
    std::vector<Measure> measures(Instant end);

  private:
    struct Visit {
        InteractionId id;
        Instant entered{0};
        QueueId queue;
        bool waiting = false;
        bool answered = false;
    };
    struct QueueCount {
        std::int64_t offered = 0;
        std::int64_t answered = 0;
        std::int64_t abandoned = 0;
        std::int64_t unfinished = 0;
        std::int64_t waited = 0;
        std::int64_t within = 0;
        std::int64_t wait = 0;     // microseconds, of the finished
        std::int64_t waiting = 0;  // microseconds spent waiting inside the window
        Duration threshold{-1};

        void add(const QueueCount& other);
    };
    struct Presence {
        bool logged_in = false;
        bool after_call = false;
        std::uint32_t handling = 0;
        Instant since{0};
        std::int64_t logged_in_for = 0;
        std::int64_t handling_for = 0;
        std::int64_t after_call_for = 0;
        std::int64_t held_for = 0;
    };

    void end_wait(Visit& visit, Instant at);
    void account(Presence& agent, Instant at);
    Presence& agent_at(AgentId agent, Instant at);
    void change_state(const AgentStateChanged& event, Instant at);
    void add_queue_measures(std::vector<Measure>& out, Scope scope, std::uint32_t object,
                            const QueueCount& count) const;
    void add_agent_measures(std::vector<Measure>& out, Scope scope, std::uint32_t object,
                            const Presence& sum) const;
    void add_all_agents(std::vector<Measure>& out, Instant end);

    const Model* model_;
    Instant from_;
    Instant until_;
    std::vector<Visit> visits_;  // by slot
    std::vector<QueueCount> queues_;
    std::vector<Presence> agents_;
    std::vector<std::uint32_t> wrapping_up_;  // media in after-call work, by agent
};

}  // namespace cordboard::sim
