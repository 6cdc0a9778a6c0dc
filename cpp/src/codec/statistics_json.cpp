// SPDX-License-Identifier: Apache-2.0
#include "codec/statistics_json.hpp"

#include "codec/json_writer.hpp"

namespace cordboard::codec {

namespace {

void text_entry(JsonWriter& writer, std::string_view key, std::string_view value) {
    if (!value.empty()) {
        writer.key(key);
        writer.text(value);
    }
}

void number_entry(JsonWriter& writer, std::string_view key, std::optional<std::int64_t> value) {
    if (value) {
        writer.key(key);
        writer.integer(*value);
    }
}

}  // namespace

std::string statistic_json(const StatisticDefinition& definition) {
    std::string out;
    JsonWriter writer(out);
    writer.begin_object();
    text_entry(writer, "name", definition.name);
    text_entry(writer, "objectType", name_of(definition.target));
    text_entry(writer, "notificationMode", name_of(definition.notification_mode));
    number_entry(writer, "notificationFrequency",
                 definition.notification_frequency.microseconds / 1'000'000);
    if (definition.insensitivity > 0) {
        number_entry(writer, "insensitivity", definition.insensitivity);
    }
    writer.key("statisticDefinitionEx");
    writer.begin_object();
    text_entry(writer, "category", name_of(definition.category));
    text_entry(writer, "subject", name_of(definition.subject));
    text_entry(writer, "mainMask", definition.main_mask);
    text_entry(writer, "relativeMask", definition.relative_mask);
    text_entry(writer, "intervalType", name_of(definition.interval));
    text_entry(writer, "dynamicTimeProfile", definition.time_profile);
    number_entry(writer, "timeRangeLeft", definition.time_range_left);
    number_entry(writer, "timeRangeRight", definition.time_range_right);
    number_entry(writer, "timeRangeLeft2", definition.time_range_left_2);
    number_entry(writer, "timeRangeRight2", definition.time_range_right_2);
    text_entry(writer, "dynamicFilter", definition.filter);
    text_entry(writer, "mediaType", definition.media_types);
    text_entry(writer, "formula", definition.formula);
    text_entry(writer, "expression", definition.expression);
    if (definition.distinguish_by_connection) {
        writer.key("distinguishByConnId");
        writer.boolean(true);
    }
    writer.end_object();
    writer.end_object();
    return out;
}

namespace {

// The pairs of one list, if there are any.
void write_pairs(JsonWriter& writer, const StatisticsEngine& engine, std::uint32_t kept,
                 stats::AttributeList list, std::string_view name) {
    bool any = false;
    for (const stats::Attribute& one : engine.attributes(kept)) {
        if (one.list != list) {
            continue;
        }
        if (!any) {
            writer.key(name);
            writer.begin_object();
            any = true;
        }
        writer.key(one.key);
        writer.text(one.value);
    }
    if (any) {
        writer.end_object();
    }
}

}  // namespace

std::string structure_json(const StatisticsEngine& engine, StatisticId statistic,
                           const std::function<std::string(std::uint64_t)>& interaction_text) {
    std::string out;
    JsonWriter writer(out);
    writer.begin_array();
    for (const StateNode& node : engine.structure(statistic)) {
        constexpr std::string_view kinds[] = {"object", "device", "action"};
        writer.begin_object();
        writer.key("kind");
        writer.text(kinds[static_cast<std::size_t>(node.kind)]);
        writer.key("depth");
        writer.integer(node.depth);
        writer.key("object_type");
        writer.text(name_of(engine.type_of(node.object)));
        writer.key("object");
        writer.text(engine.name_of(node.object));
        writer.key("name");
        writer.text(node.name);
        if (node.call_type != CallType::unknown) {
            writer.key("call_type");
            writer.text(call_type_name(node.call_type));
        }
        writer.key("media");
        writer.text(engine.text_of(node.media));
        if (!node.name.empty()) {
            number_entry(writer, "since", node.since.microseconds);
        }
        if (node.interaction != 0) {
            writer.key("interaction");
            writer.text(interaction_text(node.interaction));
        }
        number_entry(writer, "current_number", node.current_number);
        if (node.routable) {
            writer.key("routable");
            writer.boolean(*node.routable);
        }
        number_entry(writer, "maximum_number", node.maximum_number);
        number_entry(writer, "routable_number", node.routable_number);
        write_pairs(writer, engine, node.attributes, stats::AttributeList::reasons, "reasons");
        write_pairs(writer, engine, node.attributes, stats::AttributeList::user_data, "user_data");
        writer.end_object();
    }
    writer.end_array();
    return out;
}

}  // namespace cordboard::codec
