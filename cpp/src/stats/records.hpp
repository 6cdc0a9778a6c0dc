// SPDX-License-Identifier: Apache-2.0
// The records of the engine's state: flat, in vectors, joined by indices, so that a copy of the
// engine is a copy of memory.
#pragma once

#include <array>
#include <cstdint>

#include <cordboard/statistics.hpp>

#include "stats/ledger.hpp"
#include "stats/plan.hpp"
#include "stats/tally.hpp"

namespace cordboard::stats {

constexpr bool is_group(ObjectType type) {
    return type == ObjectType::group_agents || type == ObjectType::group_places ||
           type == ObjectType::group_queues;
}

struct ObjectRecord {
    ObjectType type = ObjectType::agent;
    std::uint32_t name = 0;
    std::uint32_t same_name = no_index;  // the next object of another type with this name
    std::uint32_t plan = 0;
    std::uint32_t block = 0;           // of cells
    std::uint32_t holder = no_index;   // agents and places
    std::uint32_t device = no_index;   // what is a device itself: a DN, a channel, a queue
    std::uint32_t group = no_index;    // groups of agents and of places
    std::uint32_t groups = no_index;   // memberships as a member
    std::uint32_t members = no_index;  // memberships as a group, in the order of joining
    std::uint32_t last_member = no_index;
    std::uint32_t tallies = no_index;
    OpenList open;
};

// Who belongs to whom: agents to groups, but also a DN to the agent logged in to it and to its
// place. The configuration and rows may both say so; it ends with the last of them.
struct Membership {
    std::uint32_t member = no_index;
    std::uint32_t group = no_index;
    std::uint32_t next_group = no_index;
    std::uint32_t next_member = no_index;
    Instant joined = long_ago;
    std::uint16_t times = 0;  // joined by rows and not left: of a device once for each login
    bool configured = false;
};

// A telephone or a channel: one that an agent or a place has of its own, or an object by itself.
// The DN of a queue is one too, of which only is known whether it is monitored.
struct Device {
    std::uint32_t object = no_index;
    std::uint32_t media = 0;
    std::uint32_t next = no_index;
    DeviceKind kind = DeviceKind::telephone;
    bool owned = false;        // by an agent or a place: no device at all unless logged in
    bool changed = false;      // one that is an object, in the list of those to look at
    bool interrupted = false;  // a login ended in this instant: what follows is another status
    std::uint16_t logins = 0;
    std::uint32_t open_statuses = 0;  // bit s: counts[s] > 0
    std::array<std::uint16_t, status_count> counts{};
    StatusKey after = no_status;    // what the instant that is being settled has made of it
    std::uint32_t past = no_index;  // the statuses it had before
    StatusRun run;
};

// An agent or a place: it holds devices, its own and those that belong to it as members.
struct HolderRecord {
    std::uint32_t object = no_index;
    std::uint32_t devices = no_index;
    Source source = Source::agent_status;
    bool changed = false;           // in the list of those to look at when the instant is over
    std::uint32_t past = no_index;  // the statuses it had before
    StatusRun run;
};

// All that the status of a group looks at in its members (3.4).
enum class Presence : std::uint8_t { not_monitored, logged_out, ready, busy };

inline constexpr std::size_t presence_count = 4;

// The members of a group of agents or places, for the one status of the group.
struct GroupRecord {
    std::uint32_t object = no_index;
    bool changed = false;
    std::array<std::uint32_t, presence_count> members{};
    StatusRun run;
};

struct StatisticRecord {
    std::uint32_t object = no_index;
    DefinitionIndex definition = 0;
    std::uint16_t openings = 0;  // 0: closed
    std::uint32_t next = no_index;
    std::uint32_t tally = no_index;
    Instant opened;
};

struct TallyRecord {
    Tally tally;
    std::uint32_t next = no_index;  // of the same object
};

// An open action whose attributes have changed in the present instant, by which row.
struct Update {
    std::uint32_t entry = no_index;
    std::uint64_t row = 0;
};

}  // namespace cordboard::stats
