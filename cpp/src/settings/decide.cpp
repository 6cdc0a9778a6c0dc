// SPDX-License-Identifier: Apache-2.0
#include "settings/decide.hpp"

#include <charconv>
#include <utility>

#include <cordboard/limits.hpp>

#include "settings/groups.hpp"
#include "state/lookup.hpp"

namespace cordboard {

namespace {

Verdict check_text(Text text, std::string_view field) {
    if (text.length == 0) {
        return refuse(Reason::missing_value, field);
    }
    return text.length <= limits::name_bytes ? allowed : refuse(Reason::too_long, field);
}

// Letters, digits and the marks that a URI needs no escape for.
bool is_safe_in_a_uri(std::string_view name) {
    constexpr std::string_view safe =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    return name.find_first_not_of(safe) == std::string_view::npos;
}

bool is_number(std::string_view text, std::int64_t least, std::int64_t most) {
    std::int64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    return read.ec == std::errc{} && read.ptr == end && number >= least && number <= most;
}

// The group exists and the object has its key: then the place of the setting with that key.
Result<std::size_t> find_setting(const State& state, SettingsGroupId id, ValueText setting,
                                 const Context& context) {
    if (!exists(state, id)) {
        return Refusal{Reason::unknown_settings_group, "settings_group"};
    }
    const std::string_view bytes = context.view(setting);
    if (static_cast<std::int64_t>(bytes.size()) > limits::user_data_bytes) {
        return Refusal{Reason::too_long, "setting"};
    }
    if (!bytes.empty() && !value::is_object(bytes)) {
        return Refusal{Reason::invalid_value, "setting"};
    }
    const SettingsGroup& group = state.directory.settings_groups[id.value];
    const std::string_view key = state.texts.view(group.key);
    const std::string_view given = bytes.empty() ? bytes : settings::key_of(bytes, key);
    if (given.empty()) {
        return Refusal{Reason::missing_value, "setting"};
    }
    return settings::find(group, key, given);
}

}  // namespace

Verdict decide(const State&, const SetDuration& command, Context& context) {
    if (command.duration < Duration{} || command.duration > hours(24 * limits::duration_days)) {
        return refuse(Reason::out_of_range, "duration");
    }
    context.emit(DurationSet{command});
    return allowed;
}

Verdict decide(const State&, const SetCenterSetting& command, Context& context) {
    if (const Verdict verdict = check_text(command.value, "value"); !verdict.accepted()) {
        return verdict;
    }
    const std::string_view value = context.view(command.value);
    const auto& row = settings::center_setting_rows[static_cast<std::size_t>(command.setting)];
    if (row.most > 0 && !is_number(value, row.least, row.most)) {
        return refuse(Reason::out_of_range, "value");
    }
    if (command.setting == CenterSetting::country_code && value.size() != 2) {
        return refuse(Reason::invalid_value, "value");
    }
    context.emit(CenterSettingSet{context.copy(command)});
    return allowed;
}

Verdict decide(const State& state, const CreateSettingsGroup& command, Context& context) {
    for (const auto& [text, field] :
         {std::pair{command.group_name, "name"}, std::pair{command.display_name, "displayName"},
          std::pair{command.key, "key"}}) {
        if (const Verdict verdict = check_text(text, field); !verdict.accepted()) {
            return verdict;
        }
    }
    const std::string_view name = context.view(command.group_name);
    if (!is_safe_in_a_uri(name)) {
        return refuse(Reason::invalid_value, "name");
    }
    if (name == settings::general || name == settings::reporting ||
        name == settings::agent_states ||
        state.directory.settings_group_by_name.find(state.texts, name).exists()) {
        return refuse(Reason::already_exists, "name");
    }
    const auto count = static_cast<std::uint32_t>(state.directory.settings_groups.size());
    if (count >= limits::directory_objects) {
        return refuse(Reason::limit_reached, "name");
    }
    context.emit(SettingsGroupCreated{{count}, context.copy(command)});
    return allowed;
}

Verdict decide(const State& state, const DeleteSettingsGroup& command, Context& context) {
    if (!exists(state, command.group)) {
        return refuse(Reason::unknown_settings_group, "settings_group");
    }
    context.emit(SettingsGroupDeleted{command});
    return allowed;
}

Verdict decide(const State& state, const CreateSetting& command, Context& context) {
    const auto found = find_setting(state, command.group, command.setting, context);
    if (!found.has_value()) {
        return found.refusal();
    }
    const std::size_t count = state.directory.settings_groups[command.group.value].settings.size();
    if (found.value() < count) {
        return refuse(Reason::already_exists, "setting");
    }
    if (static_cast<std::int64_t>(count) >= limits::directory_objects) {
        return refuse(Reason::limit_reached, "setting");
    }
    context.emit(SettingCreated{context.copy(command)});
    return allowed;
}

Verdict decide(const State& state, const UpdateSetting& command, Context& context) {
    const auto found = find_setting(state, command.group, command.setting, context);
    if (!found.has_value()) {
        return found.refusal();
    }
    const auto& present = state.directory.settings_groups[command.group.value].settings;
    if (found.value() == present.size()) {
        return refuse(Reason::unknown_setting, "setting");
    }
    const std::string after =
        value::replaced(present[found.value()], context.view(command.setting));
    if (static_cast<std::int64_t>(after.size()) > limits::user_data_bytes) {
        return refuse(Reason::too_long, "setting");
    }
    context.emit(SettingUpdated{{command.group, context.out.texts.add_value(after)}});
    return allowed;
}

Verdict decide(const State& state, const DeleteSetting& command, Context& context) {
    const auto found = find_setting(state, command.group, command.setting, context);
    if (!found.has_value()) {
        return found.refusal();
    }
    if (found.value() == state.directory.settings_groups[command.group.value].settings.size()) {
        return refuse(Reason::unknown_setting, "setting");
    }
    context.emit(SettingDeleted{context.copy(command)});
    return allowed;
}

}  // namespace cordboard
