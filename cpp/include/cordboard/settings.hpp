// SPDX-License-Identifier: Apache-2.0
// Settings: durations of the engine, single settings of the contact centre, and groups of settings
// that its administrators define for clients (web-services reference, 1.3).
#pragma once

#include <cstdint>
#include <tuple>

#include <cordboard/done.hpp>
#include <cordboard/fields.hpp>
#include <cordboard/ids.hpp>
#include <cordboard/text.hpp>
#include <cordboard/time.hpp>

namespace cordboard {

enum class DurationSetting : std::uint8_t { ring_timeout, after_call_work, session_grace };
template <>
struct Names<DurationSetting> {
    static constexpr std::string_view names[] = {"ring_timeout", "after_call_work",
                                                 "session_grace"};
};

struct SetDuration {
    static constexpr std::string_view name = "SetDuration";
    static constexpr std::string_view event = "DurationSet";
    DurationSetting setting = DurationSetting::ring_timeout;
    Duration duration;
    static constexpr auto fields() {
        return std::tuple{field("setting", &SetDuration::setting, "which setting"),
                          field("duration", &SetDuration::duration, "its new value")};
    }
};

enum class CenterSetting : std::uint8_t {
    country_code,
    country_digits,
    country_name,
    service_level_interval,
    target_service_level,
};
template <>
struct Names<CenterSetting> {
    static constexpr std::string_view names[] = {"countryCode", "countryDigits", "countryName",
                                                 "defaultServiceLevelInterval",
                                                 "defaultTargetServiceLevelPercentage"};
};
inline constexpr std::size_t center_settings = std::size(Names<CenterSetting>::names);

struct SetCenterSetting {
    static constexpr std::string_view name = "SetCenterSetting";
    static constexpr std::string_view event = "CenterSettingSet";
    CenterSetting setting = CenterSetting::country_code;
    Text value;
    static constexpr auto fields() {
        return std::tuple{field("name", &SetCenterSetting::setting, "which setting"),
                          field("value", &SetCenterSetting::value, "a text, or a decimal number")};
    }
};

struct CreateSettingsGroup {
    static constexpr std::string_view name = "CreateSettingsGroup";
    static constexpr std::string_view event = "SettingsGroupCreated";
    static constexpr std::string_view object = "settings_group";
    using Object = SettingsGroupId;
    Text group_name;
    Text display_name;
    Text key;
    static constexpr auto fields() {
        return std::tuple{
            field("name", &CreateSettingsGroup::group_name, "its name, safe in a URI"),
            field("displayName", &CreateSettingsGroup::display_name, "name shown to people"),
            field("key", &CreateSettingsGroup::key, "the attribute that identifies a setting")};
    }
};

struct DeleteSettingsGroup {
    static constexpr std::string_view name = "DeleteSettingsGroup";
    static constexpr std::string_view event = "SettingsGroupDeleted";
    SettingsGroupId group;
    static constexpr auto fields() {
        return std::tuple{field("settings_group", &DeleteSettingsGroup::group, "which group")};
    }
};

// A setting is an object; its key attribute is unique in the group.
struct CreateSetting {
    static constexpr std::string_view name = "CreateSetting";
    static constexpr std::string_view event = "SettingCreated";
    SettingsGroupId group;
    ValueText setting;
    static constexpr auto fields() {
        return std::tuple{field("settings_group", &CreateSetting::group, "which group"),
                          field("setting", &CreateSetting::setting, "its attributes")};
    }
};

// The attributes that are given replace those of the setting with the same key; the event says
// them all.
struct UpdateSetting {
    static constexpr std::string_view name = "UpdateSetting";
    static constexpr std::string_view event = "SettingUpdated";
    SettingsGroupId group;
    ValueText setting;
    static constexpr auto fields() {
        return std::tuple{field("settings_group", &UpdateSetting::group, "which group"),
                          field("setting", &UpdateSetting::setting, "its key and attributes")};
    }
};

struct DeleteSetting {
    static constexpr std::string_view name = "DeleteSetting";
    static constexpr std::string_view event = "SettingDeleted";
    SettingsGroupId group;
    ValueText setting;
    static constexpr auto fields() {
        return std::tuple{field("settings_group", &DeleteSetting::group, "which group"),
                          field("setting", &DeleteSetting::setting, "its key")};
    }
};

using DurationSet = Done<SetDuration>;
using CenterSettingSet = Done<SetCenterSetting>;
using SettingsGroupCreated = Created<CreateSettingsGroup>;
using SettingsGroupDeleted = Done<DeleteSettingsGroup>;
using SettingCreated = Done<CreateSetting>;
using SettingUpdated = Done<UpdateSetting>;
using SettingDeleted = Done<DeleteSetting>;

}  // namespace cordboard
