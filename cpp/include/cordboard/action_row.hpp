// SPDX-License-Identifier: Apache-2.0
// One row of an action stream, as the statistics engine takes it: what happened on which object.
// Rows come from a log or from the projector of a center; names are interned before they get here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include <cordboard/time.hpp>

namespace cordboard {

enum class ObjectType : std::uint8_t {
    agent,
    place,
    reg_dn,
    media_channel,
    queue,
    route_point,
    virtual_queue,
    staging_area,
    workbin,
    tenant,
    group_agents,
    group_places,
    group_queues,
};

// An object that rows and statistics speak of, interned by the statistics engine.
struct ObjectId {
    std::uint32_t value = 0xFFFF'FFFF;

    constexpr bool exists() const { return value != 0xFFFF'FFFF; }
    friend constexpr auto operator<=>(ObjectId, ObjectId) = default;
};

// The index of an action in the action table (stats/action_table.hpp); find_action() gives it.
using ActionIndex = std::uint16_t;

enum class Phase : std::uint8_t { start, end, update, occur };

enum class CallType : std::uint8_t { unknown, inbound, outbound, internal, consult };

inline constexpr std::size_t call_type_count = 5;

struct ActionRow {
    Instant time;
    // Retrospective actions: how long the thing lasted that ended here.
    Duration duration;
    // The interaction or connection; 0: none. In a row of `member_of`: the ObjectId of the
    // group, or of the agent or place that a DN or channel now belongs to.
    std::uint64_t interaction = 0;
    ObjectId object;
    std::uint32_t media = 0;       // interned by StatisticsEngine::text; 0: none
    std::uint32_t attributes = 0;  // kept by StatisticsEngine::keep; 0: none
    ActionIndex action = 0;
    Phase phase = Phase::occur;
    CallType call_type = CallType::unknown;
};

static_assert(sizeof(ActionRow) <= 48, "millions of rows pass through the cache");

// The action that a name means on an object of this type, and its call type if the name says it.
struct NamedAction {
    ActionIndex action = 0;
    std::optional<CallType> call_type;
    bool durable = false;
};
std::optional<NamedAction> action_named(std::string_view name, ObjectType type);

// The pseudo-action of rows that change a membership: `MemberOf`.
ActionIndex membership_action();
std::string_view action_name(ActionIndex action);
std::string_view call_type_name(CallType type);

// Whether it is a retrospective one, whose rows carry the length of what ended.
bool carries_duration(ActionIndex action);

}  // namespace cordboard
