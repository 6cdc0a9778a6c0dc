// SPDX-License-Identifier: Apache-2.0
// The records of the engine's state: flat, in vectors, joined by indices, so that a copy of the
// engine is a copy of memory.
#pragma once

#include <array>
#include <cordboard/statistics.hpp>
#include <cstdint>

#include "stats/ledger.hpp"
#include "stats/plan.hpp"

namespace cordboard::stats {

struct ObjectRecord {
    ObjectType type = ObjectType::agent;
    std::uint32_t name = 0;
    std::uint32_t same_name = no_index;  // the next object of another type with this name
    std::uint32_t plan = 0;
    std::uint32_t block = 0;  // of cells
    std::uint32_t agent = no_index;
    std::uint32_t groups = no_index;   // memberships as a member
    std::uint32_t members = no_index;  // memberships as a group, in the order of joining
    std::uint32_t last_member = no_index;
    OpenList open;
};

struct Membership {
    std::uint32_t member = no_index;
    std::uint32_t group = no_index;
    std::uint32_t next_group = no_index;
    std::uint32_t next_member = no_index;
    Instant joined = long_ago;
};

// The telephone of an agent, or the channel of one media.
struct Device {
    std::uint32_t media = 0;
    std::uint32_t next = no_index;
    bool channel = false;
    std::uint16_t logins = 0;
    std::uint32_t open_statuses = 0;  // bit s: counts[s] > 0
    std::array<std::uint16_t, status_count> counts{};
    StatusRun run;
};

struct AgentRecord {
    std::uint32_t object = no_index;
    std::uint32_t devices = no_index;
    bool changed = false;  // in the list of those to look at when the instant is over
    StatusRun run;
};

struct StatisticRecord {
    std::uint32_t object = no_index;
    DefinitionIndex definition = 0;
    std::uint16_t openings = 0;  // 0: closed
    std::uint32_t next = no_index;
    Instant opened;
};

}  // namespace cordboard::stats
