// SPDX-License-Identifier: Apache-2.0
// Between identities and the names by which people and files know them.
#pragma once

#include <string_view>

#include <cordboard/media_set.hpp>
#include <cordboard/result.hpp>

#include "state/state.hpp"

namespace cordboard::codec {

std::string_view name_of(const State& state, AgentId id);
std::string_view name_of(const State& state, AgentGroupId id);
std::string_view name_of(const State& state, AgentStateId id);
std::string_view name_of(const State& state, ContactId id);
std::string_view name_of(const State& state, DeviceId id);
std::string_view name_of(const State& state, MediaId id);
std::string_view name_of(const State& state, PlaceId id);
std::string_view name_of(const State& state, QueueId id);
std::string_view name_of(const State& state, SettingsGroupId id);
std::string_view name_of(const State& state, SkillId id);
std::string_view name_of(const State& state, WorkbinId id);

// Sets `id`, or says which kind of object is unknown.
struct NameLookup {
    bool found = false;
    Reason reason = Reason::invalid_value;
};
NameLookup find_name(const State& state, std::string_view name, AgentId& id);
NameLookup find_name(const State& state, std::string_view name, AgentGroupId& id);
NameLookup find_name(const State& state, std::string_view name, AgentStateId& id);
NameLookup find_name(const State& state, std::string_view name, ContactId& id);
NameLookup find_name(const State& state, std::string_view name, DeviceId& id);
NameLookup find_name(const State& state, std::string_view name, MediaId& id);
NameLookup find_name(const State& state, std::string_view name, PlaceId& id);
NameLookup find_name(const State& state, std::string_view name, QueueId& id);
NameLookup find_name(const State& state, std::string_view name, SettingsGroupId& id);
NameLookup find_name(const State& state, std::string_view name, SkillId& id);
NameLookup find_name(const State& state, std::string_view name, WorkbinId& id);

}  // namespace cordboard::codec
