// SPDX-License-Identifier: Apache-2.0
// Groups of settings: which names the system has for itself, and how a setting is found.
#pragma once

#include <string_view>

#include <cordboard/value.hpp>

#include "state/state.hpp"

namespace cordboard::settings {

inline constexpr std::string_view general = "general-settings";
inline constexpr std::string_view reporting = "reporting";
inline constexpr std::string_view agent_states = "agent-states";

// A single setting: the group it stands in, its default, and the bounds of a number.
struct CenterSettingRow {
    std::string_view group;
    std::string_view initially;
    std::int64_t least = 0;
    std::int64_t most = 0;  // 0: a text
};
inline constexpr CenterSettingRow center_setting_rows[center_settings] = {
    {general, ""},
    {general, ""},
    {general, ""},
    {reporting, "", 1, 1'000'000'000},
    {reporting, "80", 1, 100},
};

// The value of the key in a setting; "" where it has none.
inline std::string_view key_of(std::string_view setting, std::string_view key) {
    std::string_view found;
    value::for_each_entry(setting, [&](std::string_view name, std::string_view value) {
        found = name == key ? value : found;
    });
    return found;
}

// The place of the setting with that value of the key, or behind the last.
inline std::size_t find(const SettingsGroup& group, std::string_view key, std::string_view value) {
    std::size_t at = 0;
    while (at < group.settings.size() && key_of(group.settings[at], key) != value) {
        ++at;
    }
    return at;
}

}  // namespace cordboard::settings
