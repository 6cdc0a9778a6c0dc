// SPDX-License-Identifier: Apache-2.0
// A model that can run: a configured contact centre and how its customers and agents behave, with
// every name resolved and every time absolute (contract 6.1 and 6.3).
#pragma once

#include <cstdint>
#include <vector>

#include <cordboard/engine.hpp>
#include <cordboard/ids.hpp>
#include <cordboard/time.hpp>

#include "base/distribution.hpp"

namespace cordboard::sim {

// One recorded interaction; a handling or patience below 0 is drawn instead.
struct Recorded {
    Instant at;
    Duration handling{-1};
    Duration patience{-1};
};

// Where interactions of one queue come from: a constant rate, mean numbers per interval, or a
// record.
struct ArrivalRow {
    QueueId queue;
    double rate = 0.0;  // per microsecond
    Duration every;     // of the profile's intervals
    std::vector<double> mean;
    std::vector<Recorded> recorded;
    // The day level: one gamma factor with mean 1 and variance 1/k, shared by rows of one number.
    double day_level_k = 0.0;
    std::uint32_t day_level_share = 0;
};

// A distribution for those whom all given keys fit; the first that fits is taken.
struct NarrowedDistribution {
    MediaId media;
    QueueId queue;
    SkillId skill;
    AgentGroupId agent_group;
    base::Distribution distribution;

    bool is_narrowed() const {
        return media.exists() || queue.exists() || skill.exists() || agent_group.exists();
    }
};

enum class ShiftChange : std::uint8_t { begin, break_begin, break_end, end };

struct ShiftEvent {
    Instant at;
    AgentId agent;
    ShiftChange change = ShiftChange::begin;
};

struct ServiceLevel {
    QueueId queue;
    Duration within;
};

struct Model {
    // The centre with its directory and rules, and nobody logged in.
    Engine genesis;
    Instant start{0};
    Duration duration;
    Duration warm_up;
    bool drain = false;
    std::vector<ArrivalRow> arrivals;
    std::vector<NarrowedDistribution> handling;
    std::vector<NarrowedDistribution> after_call;
    std::vector<NarrowedDistribution> patience;
    std::vector<NarrowedDistribution> answer;
    std::vector<ServiceLevel> service_levels;
    // Sorted by time; agents who appear in none are logged in for the whole run.
    std::vector<ShiftEvent> shifts;
};

}  // namespace cordboard::sim
