// SPDX-License-Identifier: Apache-2.0
#include "codec/statistics_reader.hpp"

#include <optional>

#include <cordboard/statistics.hpp>

#include "codec/duration_text.hpp"
#include "codec/number_text.hpp"
#include "codec/quoted.hpp"
#include "codec/reader.hpp"

namespace cordboard::codec {
namespace {

constexpr std::int64_t longest_range = longest_duration.microseconds / 1'000'000;

std::int64_t whole_number(Reader reader, std::int64_t least, std::int64_t most) {
    if (reader.kind() == Kind::string) {
        const auto value = integer_of(reader.node().text());
        if (value && *value >= least && *value <= most) {
            return *value;
        }
    }
    return reader.as_integer(least, most);
}

// One of the words of the domain, whatever its case.
template <class Value, class Named>
Value word(Reader reader, std::string_view what, Value last, Named&& named) {
    const std::string_view text = reader.as_name();
    if (const std::optional<Value> value = named(text)) {
        return *value;
    }
    std::vector<std::string_view> words;
    for (int at = 0; at <= static_cast<int>(last); ++at) {
        words.push_back(name_of(static_cast<Value>(at)));
    }
    const auto near = nearest_word(text, words);
    std::string message("there is no ");
    message += what;
    message += ' ';
    message += quoted(text);
    reader.refuse(message, near ? "did you mean " + std::string(*near) + '?' : "");
}

struct Entry {
    StatisticDefinition definition;
    std::optional<Reader> subject;
    std::optional<Reader> main_mask;
    std::optional<Reader> relative_mask;
    std::optional<Reader> time_profile;
};

std::optional<std::int64_t> range_edge(Fields& fields, std::string_view key) {
    const auto reader = fields.optional(key);
    return reader ? std::optional(whole_number(*reader, -1, longest_range)) : std::nullopt;
}

std::string text_of(const std::optional<Reader>& reader) {
    return reader ? std::string(reader->as_text_or_digits()) : std::string();
}

void read_extended(Reader reader, Entry& entry) {
    Fields fields = reader.as_mapping();
    StatisticDefinition& definition = entry.definition;
    definition.category =
        word<Category>(fields.required("category"), "category", Category::formula, category_named);
    entry.subject = fields.required("subject");
    definition.subject =
        word<Subject>(*entry.subject, "subject", Subject::group_status, subject_named);
    entry.main_mask = fields.optional("mainMask");
    definition.main_mask = text_of(entry.main_mask);
    entry.relative_mask = fields.optional("relativeMask");
    definition.relative_mask = text_of(entry.relative_mask);
    if (const auto interval = fields.optional("intervalType")) {
        definition.interval = word<IntervalType>(*interval, "interval type",
                                                 IntervalType::since_login, interval_named);
    }
    entry.time_profile = fields.optional("dynamicTimeProfile");
    definition.time_profile = text_of(entry.time_profile);
    definition.time_range_left = range_edge(fields, "timeRangeLeft");
    definition.time_range_right = range_edge(fields, "timeRangeRight");
    definition.time_range_left_2 = range_edge(fields, "timeRangeLeft2");
    definition.time_range_right_2 = range_edge(fields, "timeRangeRight2");
    definition.filter = text_of(fields.optional("dynamicFilter"));
    definition.formula = text_of(fields.optional("formula"));
    if (const auto distinguish = fields.optional("distinguishByConnId")) {
        definition.distinguish_by_connection = distinguish->as_boolean();
    }
    fields.finish();
}

Entry read_entry(Reader reader) {
    Fields fields = reader.as_mapping();
    Entry entry;
    StatisticDefinition& definition = entry.definition;
    definition.name = fields.required("name").as_name();
    definition.target = word<StatisticTarget>(fields.required("objectType"), "object type",
                                              StatisticTarget::group_queues, target_named);
    if (const auto mode = fields.optional("notificationMode")) {
        definition.notification_mode = word<NotificationMode>(
            *mode, "notification mode", NotificationMode::none, notification_mode_named);
    }
    if (const auto frequency = fields.optional("notificationFrequency")) {
        definition.notification_frequency = seconds(whole_number(*frequency, 0, longest_range));
        if (definition.notification_mode == NotificationMode::periodical &&
            definition.notification_frequency == Duration{}) {
            frequency->refuse("a periodical notification needs a frequency above 0",
                              "write the seconds between two, or the mode IMMEDIATE");
        }
    }
    if (const auto insensitivity = fields.optional("insensitivity")) {
        definition.insensitivity = whole_number(*insensitivity, 0, 1'000'000);
    }
    const auto extended = fields.optional("statisticDefinitionEx");
    const auto simple = fields.optional("statisticDefinitionName");
    if (simple && !extended) {
        simple->refuse_key("the statistic type " + quoted(simple->as_name()) +
                               " is one of a configuration that is not read here",
                           "write its definition out, as statisticDefinitionEx");
    }
    read_extended(extended ? *extended : fields.required("statisticDefinitionEx"), entry);
    fields.finish();
    return entry;
}

const Reader& place_of(const Entry& entry, DefinitionPart part, const Reader& whole) {
    const auto known = [&](const std::optional<Reader>& reader) -> const Reader& {
        return reader ? *reader : whole;
    };
    switch (part) {
        case DefinitionPart::subject:
            return known(entry.subject);
        case DefinitionPart::main_mask:
            return known(entry.main_mask);
        case DefinitionPart::relative_mask:
            return known(entry.relative_mask);
        case DefinitionPart::time_profile:
            return known(entry.time_profile);
        case DefinitionPart::whole:
            break;
    }
    return whole;
}

void add_entry(Reader reader, std::span<const Zone> zones, StatisticsFile& file) {
    Entry entry = read_entry(reader);
    for (const StatisticDefinition& other : file.definitions) {
        if (other.name == entry.definition.name && other.target == entry.definition.target) {
            reader.refuse("the statistic " + quoted(other.name) + " for " +
                              std::string(name_of(other.target)) + " is defined twice",
                          "give one of them another name");
        }
    }
    const DefinitionFault found = check_definition(entry.definition, zones);
    if (!found.fault.empty()) {
        place_of(entry, found.part, reader).refuse(found.fault);
    }
    for (const std::string& warning : found.warnings) {
        file.warnings.push_back(std::string(reader.node().file()) + ':' +
                                std::to_string(reader.node().position().line) + ": " + warning);
    }
    file.definitions.push_back(std::move(entry.definition));
}

}  // namespace

StatisticsFile read_statistics(std::span<const Document> documents, std::span<const Zone> zones) {
    StatisticsFile file;
    for (const Document& document : documents) {
        const Reader root(document);
        if (root.kind() == Kind::sequence) {
            for (const Reader entry : root.as_list()) {
                add_entry(entry, zones, file);
            }
        } else if (!root.is_null()) {
            add_entry(root, zones, file);
        }
    }
    return file;
}

StatisticsFile read_statistics(std::string_view text, std::string_view file,
                               std::span<const Zone> zones) {
    const std::vector<Document> documents = read_yaml_documents(text, file);
    return read_statistics(documents, zones);
}

}  // namespace cordboard::codec
