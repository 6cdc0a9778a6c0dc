// SPDX-License-Identifier: Apache-2.0
// Settings and features of a centre.
#include <optional>

#include "codec/center_draft.hpp"
#include "codec/value_json.hpp"
#include "settings/groups.hpp"

namespace cordboard::codec {

namespace {

using Optional = std::optional<Reader>;

// A group of settings that only clients read.
std::string client_settings(const Optional& reader) {
    if (reader && reader->kind() != Kind::sequence) {
        (void)reader->as_entries();
    }
    return json_of(reader);
}

// The single settings that stand in this group of the web API.
void read_center_settings(CenterDraft& draft, Reader section, std::string_view group) {
    Fields fields = section.as_mapping();
    for (std::size_t i = 0; i < center_settings; ++i) {
        if (settings::center_setting_rows[i].group != group) {
            continue;
        }
        if (const Optional value = fields.optional(Names<CenterSetting>::names[i])) {
            draft.say(SetCenterSetting{static_cast<CenterSetting>(i),
                                       draft.text(value->as_text_or_digits())},
                      *value);
        }
    }
    fields.finish();
}

void read_settings_group(CenterDraft& draft, Reader row) {
    Fields fields = row.as_mapping();
    const Reader name = fields.required("name");
    const Optional display = fields.optional("displayName");
    const Optional key = fields.optional("key");
    const Optional rows = fields.optional("settings");
    fields.finish();
    CreateSettingsGroup command;
    command.group_name = draft.text(name.as_name());
    command.display_name = display ? draft.text(display->as_name()) : command.group_name;
    command.key = draft.text(key ? key->as_name() : "name");
    draft.say(command, row);
    const SettingsGroupId group{
        static_cast<std::uint32_t>(draft.engine.state().directory.settings_groups.size() - 1)};
    if (!rows) {
        return;
    }
    for (const Reader setting : rows->as_list()) {
        (void)setting.as_entries();
        std::string bytes;
        append_value(setting.node(), bytes);
        draft.say(CreateSetting{group, draft.center.texts.add_value(bytes)}, setting);
    }
}

}  // namespace

void read_settings(CenterDraft& draft, Reader settings) {
    Fields fields = settings.as_mapping();
    if (const Optional pull = fields.optional("pull")) {
        draft.say(SetPull{static_cast<Pull>(
                      pull->one_of({"priority", "skill_level", "longest_waiting"}))},
                  *pull);
    }
    if (const Optional timeout = fields.optional("ring_timeout")) {
        draft.say(SetDuration{DurationSetting::ring_timeout, timeout->as_duration()}, *timeout);
    }
    if (const Optional rest = fields.optional("after_call_work")) {
        draft.say(SetDuration{DurationSetting::after_call_work, rest->as_duration()}, *rest);
    }
    if (const Optional grace = fields.optional("session_grace")) {
        draft.say(SetDuration{DurationSetting::session_grace, grace->as_duration()}, *grace);
    }
    draft.center.extras.recording = client_settings(fields.optional("recording"));
    if (const Optional general = fields.optional("general")) {
        read_center_settings(draft, *general, settings::general);
    }
    if (const Optional reporting = fields.optional("reporting")) {
        read_center_settings(draft, *reporting, settings::reporting);
    }
    if (const Optional groups = fields.optional("groups")) {
        for (const Reader group : groups->as_list()) {
            read_settings_group(draft, group);
        }
    }
    fields.finish();
}

void read_features(CenterDraft& draft, Reader section) {
    std::vector<bool> is_on(std::size(Names<Feature>::names));
    for (const Reader one : section.as_list()) {
        is_on[one.one_of(Names<Feature>::names)] = true;
    }
    for (std::size_t i = 0; i < is_on.size(); ++i) {
        if (!is_on[i]) {
            draft.say(DisableFeature{static_cast<Feature>(i)}, section);
        }
    }
}

}  // namespace cordboard::codec
