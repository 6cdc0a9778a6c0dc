// SPDX-License-Identifier: Apache-2.0
#include "codec/statistics_body.hpp"

#include <string>

#include "codec/statistics_words.hpp"

namespace cordboard::codec {
namespace {

std::optional<std::int64_t> range_edge(const std::optional<Reader>& reader) {
    return reader ? std::optional(read_whole_number(*reader, -1, longest_range)) : std::nullopt;
}

// `Formula = DCID, <expression>`: the first word is no part of the expression (5.7 and 8.3).
void read_formula(StatisticBody& body) {
    if (!body.formula) {
        return;
    }
    std::string_view text = body.formula->as_text_or_digits();
    while (true) {
        const std::size_t comma = text.find(',');
        const std::string_view first = trimmed(text.substr(0, comma));
        if (!same_word(first, "DCID") && !same_word(first, "DistByConnID")) {
            break;
        }
        body.definition.distinguish_by_connection = true;
        text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
    }
    body.definition.formula = trimmed(text);
}

void read_expression(OptionFields& fields, StatisticDefinition& definition) {
    const auto expression = fields.optional({"expression"});
    definition.expression = text_of(expression);
    if (definition.category == Category::formula && trimmed(definition.expression).empty()) {
        fields.reader().refuse("the category Formula needs an expression",
                               "add one, such as expression: '@COUNT(CallWait; duration > 10)'");
    }
    if (definition.category != Category::formula && expression) {
        expression->refuse_key(
            "an expression belongs to the category Formula, not to " +
                std::string(name_of(definition.category)),
            "remove it, or call it formula if it gives the custom value of an action");
    }
}

}  // namespace

StatisticBody read_body(OptionFields& fields) {
    StatisticBody body;
    StatisticDefinition& definition = body.definition;
    definition.category = read_category(fields.required({"category"}));
    body.subject = fields.required({"subject"});
    definition.subject = read_subject(*body.subject);
    body.main_mask = fields.optional({"mainMask"});
    definition.main_mask = listing_of(body.main_mask);
    body.relative_mask = fields.optional({"relativeMask", "relMask"});
    definition.relative_mask = listing_of(body.relative_mask);
    const auto interval = fields.optional({"intervalType"});
    if (interval) {
        definition.interval = read_interval(*interval);
    }
    body.time_profile = fields.optional({"dynamicTimeProfile"});
    definition.time_profile = text_of(body.time_profile);
    body.has_interval = interval || body.time_profile;
    const auto left = fields.optional({"timeRangeLeft"});
    body.range = fields.optional({"timeRangeRight"});
    definition.time_range_left = range_edge(left);
    definition.time_range_right = range_edge(body.range);
    const auto left_2 = fields.optional({"timeRangeLeft2"});
    body.range_2 = fields.optional({"timeRangeRight2"});
    definition.time_range_left_2 = range_edge(left_2);
    definition.time_range_right_2 = range_edge(body.range_2);
    body.filter = fields.optional({"dynamicFilter"});
    definition.filter = text_of(body.filter);
    definition.media_types = listing_of(fields.optional({"mediaType"}));
    if (const auto distinguish = fields.optional({"distinguishByConnId"})) {
        definition.distinguish_by_connection = read_flag(*distinguish);
    }
    body.formula = fields.optional({"formula"});
    read_formula(body);
    read_expression(fields, definition);
    return body;
}

Reader StatisticBody::place(DefinitionPart part, Reader whole) const {
    switch (part) {
        case DefinitionPart::subject:
            return subject.value_or(whole);
        case DefinitionPart::main_mask:
            return main_mask.value_or(whole);
        case DefinitionPart::relative_mask:
            return relative_mask.value_or(whole);
        case DefinitionPart::time_profile:
            return time_profile.value_or(whole);
        case DefinitionPart::filter:
            return filter.value_or(whole);
        case DefinitionPart::formula:
            return formula.value_or(whole);
        case DefinitionPart::whole:
            break;
    }
    return whole;
}

int ranges_needed(Category category) {
    switch (category) {
        case Category::total_number_in_time_range:
        case Category::total_number_in_time_range_percentage:
        case Category::total_time_in_time_range:
        case Category::current_number_in_time_range:
        case Category::current_number_in_time_range_percentage:
            return 1;
        case Category::service_factor_1:
            return 2;
        default:
            return 0;
    }
}

}  // namespace cordboard::codec
