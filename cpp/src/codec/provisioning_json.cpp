// SPDX-License-Identifier: Apache-2.0
#include "codec/provisioning_json.hpp"

#include "codec/json_writer.hpp"
#include "codec/value_json.hpp"
#include "settings/groups.hpp"
#include "state/availability.hpp"

namespace cordboard::codec {

namespace {

void entry(JsonWriter& writer, std::string_view key, std::string_view text) {
    writer.key(key);
    writer.text(text);
}

void begin_group(JsonWriter& writer, std::string_view name, std::string_view display_name,
                 std::string_view key) {
    writer.key(name);
    writer.begin_object();
    entry(writer, "displayName", display_name);
    entry(writer, "key", key);
    writer.key("settings");
    writer.begin_array();
}

void end_group(JsonWriter& writer) {
    writer.end_array();
    writer.end_object();
}

// The single settings of a group; one without a value is not in the list.
void write_center_settings(JsonWriter& writer, const State& state, std::string_view group,
                           std::string_view display_name) {
    begin_group(writer, group, display_name, "name");
    for (std::size_t i = 0; i < center_settings; ++i) {
        const settings::CenterSettingRow& row = settings::center_setting_rows[i];
        const std::string_view set = state.texts.view(state.settings.center[i]);
        const std::string_view value = set.empty() ? row.initially : set;
        if (row.group != group || value.empty()) {
            continue;
        }
        writer.begin_object();
        entry(writer, "name", Names<CenterSetting>::names[i]);
        entry(writer, "value", value);
        writer.end_object();
    }
    end_group(writer);
}

void write_agent_states(JsonWriter& writer, const State& state) {
    begin_group(writer, settings::agent_states, "Agent States", "operationName");
    for (const AgentState& one : state.directory.agent_states) {
        if (one.deleted) {
            continue;
        }
        writer.begin_object();
        entry(writer, "operationName", state.texts.view(one.operation_name));
        entry(writer, "displayName", state.texts.view(one.display_name));
        entry(writer, "state", cordboard::name_of(one.state));
        entry(writer, "workMode", cordboard::name_of(one.work_mode));
        entry(writer, "reason", state.texts.view(one.reason));
        writer.end_object();
    }
    end_group(writer);
}

}  // namespace

std::string settings_json(const State& state) {
    std::string out;
    JsonWriter writer(out);
    writer.begin_object();
    write_center_settings(writer, state, settings::general, "General Settings");
    write_center_settings(writer, state, settings::reporting, "Reporting");
    write_agent_states(writer, state);
    for (const SettingsGroup& group : state.directory.settings_groups) {
        if (group.deleted) {
            continue;
        }
        begin_group(writer, state.texts.view(group.name), state.texts.view(group.display_name),
                    state.texts.view(group.key));
        for (const std::string& setting : group.settings) {
            write_value(writer, setting);
        }
        end_group(writer);
    }
    writer.end_object();
    return out;
}

std::string contacts_json(const State& state) {
    std::string out;
    JsonWriter writer(out);
    writer.begin_array();
    for (const Contact& one : state.directory.contacts) {
        if (!one.deleted) {
            writer.begin_object();
            entry(writer, "name", state.texts.view(one.name));
            entry(writer, "type", cordboard::name_of(one.kind));
            entry(writer, "phoneNumber", state.texts.view(one.phone_number));
            writer.end_object();
        }
    }
    writer.end_array();
    return out;
}

std::string skills_json(const State& state) {
    std::string out;
    JsonWriter writer(out);
    writer.begin_array();
    for (const Skill& one : state.directory.skills) {
        if (!one.deleted) {
            writer.begin_object();
            entry(writer, "name", state.texts.view(one.name));
            entry(writer, "description", state.texts.view(one.description));
            writer.end_object();
        }
    }
    writer.end_array();
    return out;
}

// A service is there as long as a feature needs it; Provisioning and Reporting always are.
std::string services_json(const State& state) {
    std::string out;
    JsonWriter writer(out);
    writer.begin_object();
    for (std::size_t i = 0; i < std::size(Names<Service>::names); ++i) {
        const auto service = static_cast<Service>(i);
        const bool is_needed =
            service == Service::voice   ? availability::is_enabled(state, Feature::voice)
            : service == Service::media ? availability::is_enabled(state, Feature::multimedia)
                                        : true;
        if (is_needed) {
            entry(writer, cordboard::name_of(service),
                  cordboard::name_of(availability::state_of(state, service)));
        }
    }
    writer.end_object();
    return out;
}

std::string features_json(const State& state) {
    std::string out;
    JsonWriter writer(out);
    writer.begin_array();
    for (std::size_t i = 0; i < std::size(Names<Feature>::names); ++i) {
        if (availability::is_enabled(state, static_cast<Feature>(i))) {
            writer.text(Names<Feature>::names[i]);
        }
    }
    writer.end_array();
    return out;
}

}  // namespace cordboard::codec
