// SPDX-License-Identifier: Apache-2.0
#include "codec/names.hpp"

namespace cordboard::codec {

namespace {

template <class ObjectId>
NameLookup look_up(const State& state, const base::NameIndex<ObjectId>& index,
                   std::string_view name, ObjectId& id, Reason unknown) {
    id = index.find(state.texts, name);
    return {id.exists(), unknown};
}

}  // namespace

std::string_view name_of(const State& state, AgentId id) {
    return state.texts.view(state.directory.agents[id.value].user_name);
}

std::string_view name_of(const State& state, AgentGroupId id) {
    return state.texts.view(state.directory.agent_groups[id.value].name);
}

std::string_view name_of(const State& state, AgentStateId id) {
    return state.texts.view(state.directory.agent_states[id.value].operation_name);
}

std::string_view name_of(const State& state, ContactId id) {
    return state.texts.view(state.directory.contacts[id.value].name);
}

std::string_view name_of(const State& state, DeviceId id) {
    return state.texts.view(state.directory.devices[id.value].phone_number);
}

std::string_view name_of(const State& state, MediaId id) {
    return state.texts.view(state.directory.media[id.value].name);
}

std::string_view name_of(const State& state, PlaceId id) {
    return state.texts.view(state.directory.places[id.value].name);
}

std::string_view name_of(const State& state, QueueId id) {
    return state.texts.view(state.directory.queues[id.value].name);
}

std::string_view name_of(const State& state, SettingsGroupId id) {
    return state.texts.view(state.directory.settings_groups[id.value].name);
}

std::string_view name_of(const State& state, SkillId id) {
    return state.texts.view(state.directory.skills[id.value].name);
}

std::string_view name_of(const State& state, WorkbinId id) {
    return state.texts.view(state.directory.workbins[id.value].name);
}

NameLookup find_name(const State& state, std::string_view name, AgentId& id) {
    return look_up(state, state.directory.agent_by_name, name, id, Reason::unknown_agent);
}

NameLookup find_name(const State& state, std::string_view name, AgentGroupId& id) {
    return look_up(state, state.directory.agent_group_by_name, name, id,
                   Reason::unknown_agent_group);
}

NameLookup find_name(const State& state, std::string_view name, AgentStateId& id) {
    return look_up(state, state.directory.agent_state_by_name, name, id,
                   Reason::unknown_agent_state);
}

NameLookup find_name(const State& state, std::string_view name, ContactId& id) {
    return look_up(state, state.directory.contact_by_name, name, id, Reason::unknown_contact);
}

NameLookup find_name(const State& state, std::string_view name, DeviceId& id) {
    return look_up(state, state.directory.device_by_number, name, id, Reason::unknown_device);
}

NameLookup find_name(const State& state, std::string_view name, MediaId& id) {
    return look_up(state, state.directory.media_by_name, name, id, Reason::unknown_media);
}

NameLookup find_name(const State& state, std::string_view name, PlaceId& id) {
    return look_up(state, state.directory.place_by_name, name, id, Reason::unknown_place);
}

NameLookup find_name(const State& state, std::string_view name, QueueId& id) {
    return look_up(state, state.directory.queue_by_name, name, id, Reason::unknown_queue);
}

NameLookup find_name(const State& state, std::string_view name, SettingsGroupId& id) {
    return look_up(state, state.directory.settings_group_by_name, name, id,
                   Reason::unknown_settings_group);
}

NameLookup find_name(const State& state, std::string_view name, SkillId& id) {
    return look_up(state, state.directory.skill_by_name, name, id, Reason::unknown_skill);
}

NameLookup find_name(const State& state, std::string_view name, WorkbinId& id) {
    return look_up(state, state.directory.workbin_by_name, name, id, Reason::unknown_workbin);
}

}  // namespace cordboard::codec
