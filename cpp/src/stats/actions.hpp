// SPDX-License-Identifier: Apache-2.0
// Names of actions: the table, the typed families beside it, and the voice names that media
// channels answer to (statistics reference, 2.2 and 2.4).
//
// An action is stored as (base, call type). `CallOnHoldInbound` is the base CallOnHold with the
// type inbound; a base name alone means any type. An element is such a pair as one number.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <cordboard/action_row.hpp>

#include "stats/action_table.hpp"

namespace cordboard::stats {

// The classes of objects, by the columns of the table they can have actions of.
bool column_fits(ActionColumn column, ObjectType type);

struct ActionName {
    ActionIndex action = 0;
    std::optional<CallType> type;  // none: the name leaves the type open

    friend constexpr bool operator==(const ActionName&, const ActionName&) = default;
};

// The action that a row of this name on this object means: an exact name first, then a base name
// with the suffix of a call type. On agents and places a name of the regular column goes before one
// of the media column (decision D-3); a media channel takes both the other way round, so that the
// voice names of its actions are good in masks.
std::optional<ActionName> find_action(std::string_view name, ObjectType type);

// Every action that a mask entry of this name means on objects of this type: all columns that fit,
// the members of a group name, and what the voice names mean on media channels.
std::vector<ActionName> actions_meant(std::string_view name, ObjectType type);

// Whether the name stands anywhere in the table: such a name is on the wrong object, not misspelt.
bool is_action_name(std::string_view name);

// The index of a row that exists for certain, for use in constants.
consteval ActionIndex action_of(std::string_view name, ActionColumn column) {
    for (std::size_t at = 0; at < action_count; ++at) {
        if (action_table[at].name == name && action_table[at].column == column) {
            return static_cast<ActionIndex>(at);
        }
    }
    throw "no such action";
}

// Whether rows of the action say that an agent is there, and name him instead of an interaction.
bool is_presence(ActionIndex action);

// Whether a call type beside the action tells more than its name.
bool has_call_type(ActionIndex action);

// User events have custom values though they belong to no interaction (5.7).
inline constexpr std::array user_event_actions = {action_of("UserEvent", ActionColumn::regular),
                                                  action_of("UserEvent", ActionColumn::mediation)};

// A row of membership: `interaction` is the group, the phase joins (start) or leaves (end) it. It
// is not an action of Stat Server and no mask reaches it (decision D-4).
inline constexpr ActionIndex member_of = action_count;

inline constexpr std::size_t element_count = action_count * call_type_count;

constexpr std::size_t element_of(ActionIndex action, CallType type) {
    return std::size_t{action} * call_type_count + static_cast<std::size_t>(type);
}

inline constexpr std::string_view call_type_names[] = {"Unknown", "Inbound", "Outbound", "Internal",
                                                       "Consult"};

// Actions of interactions; some that the table calls so describe a device, and have no id (2.3).
inline constexpr auto about_interactions = [] {
    std::array<bool, action_count> table{};
    for (std::size_t action = 0; action < action_count; ++action) {
        const std::string_view name = action_table[action].name;
        table[action] = action_table[action].interaction_related && name != "DND" &&
                        name != "DoNotDisturb" && name != "Routable" && name != "NotRoutable";
    }
    return table;
}();

// The call type that a base name says itself, as CallInbound and HandlingInbound do; none: another.
inline constexpr auto types_within = [] {
    std::array<std::optional<CallType>, action_count> types{};
    for (std::size_t action = 0; action < action_count; ++action) {
        for (std::size_t type = 0; type < call_type_count; ++type) {
            for (std::string_view family :
                 {std::string_view("Call"), std::string_view("Handling")}) {
                const std::string_view name = action_table[action].name;
                if (name.starts_with(family) &&
                    name.substr(family.size()) == call_type_names[type]) {
                    types[action] = static_cast<CallType>(type);
                }
            }
        }
    }
    return types;
}();

}  // namespace cordboard::stats
