// SPDX-License-Identifier: Apache-2.0
#include "settings/evolve.hpp"

#include <utility>

#include "settings/groups.hpp"

namespace cordboard {

namespace {

std::size_t place_of(const State& state, const SettingsGroup& group, std::string_view setting) {
    const std::string_view key = state.texts.view(group.key);
    return settings::find(group, key, settings::key_of(setting, key));
}

}  // namespace

void evolve(State& state, const DurationSet& event, Instant, const Arena&) {
    Duration* const by_setting[] = {&state.settings.ring_timeout, &state.settings.after_call_work,
                                    &state.settings.session_grace};
    *by_setting[static_cast<std::size_t>(event.body.setting)] = event.body.duration;
}

void evolve(State& state, const CenterSettingSet& event, Instant, const Arena& texts) {
    state.settings.center[static_cast<std::size_t>(event.body.setting)] =
        state.texts.intern(texts.view(event.body.value));
}

void evolve(State& state, const SettingsGroupCreated& event, Instant, const Arena& texts) {
    SettingsGroup group;
    group.name = state.texts.intern(texts.view(event.body.group_name));
    group.display_name = state.texts.intern(texts.view(event.body.display_name));
    group.key = state.texts.intern(texts.view(event.body.key));
    state.directory.settings_group_by_name.add(group.name, event.id);
    state.directory.settings_groups.push_back(std::move(group));
}

void evolve(State& state, const SettingsGroupDeleted& event, Instant, const Arena&) {
    SettingsGroup& group = state.directory.settings_groups[event.body.group.value];
    group.deleted = true;
    group.settings.clear();
    state.directory.settings_group_by_name.remove(group.name);
}

void evolve(State& state, const SettingCreated& event, Instant, const Arena& texts) {
    state.directory.settings_groups[event.body.group.value].settings.emplace_back(
        texts.view(event.body.setting));
}

void evolve(State& state, const SettingUpdated& event, Instant, const Arena& texts) {
    SettingsGroup& group = state.directory.settings_groups[event.body.group.value];
    const std::string_view setting = texts.view(event.body.setting);
    group.settings[place_of(state, group, setting)] = setting;
}

void evolve(State& state, const SettingDeleted& event, Instant, const Arena& texts) {
    SettingsGroup& group = state.directory.settings_groups[event.body.group.value];
    const std::size_t at = place_of(state, group, texts.view(event.body.setting));
    group.settings.erase(group.settings.begin() + static_cast<std::ptrdiff_t>(at));
}

}  // namespace cordboard
