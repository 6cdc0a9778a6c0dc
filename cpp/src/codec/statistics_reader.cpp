// SPDX-License-Identifier: Apache-2.0
#include "codec/statistics_reader.hpp"

#include <optional>

#include <cordboard/statistics.hpp>

#include "codec/quoted.hpp"
#include "codec/reader.hpp"
#include "codec/statistics_body.hpp"
#include "codec/statistics_repair.hpp"
#include "codec/statistics_words.hpp"

namespace cordboard::codec {
namespace {

constexpr std::string_view simple_keys[] = {"timeProfile", "timeRange", "timeRange2", "filter"};

// Stat Server knows virtual queues as queues.
bool is_for(const StatisticType& type, ObjectType object) {
    if (type.objects.empty()) {
        return true;
    }
    for (const ObjectType listed : type.objects) {
        if (listed == object ||
            (listed == ObjectType::queue && object == ObjectType::virtual_queue)) {
            return true;
        }
    }
    return false;
}

class EntryReader {
  public:
    EntryReader(Reader entry, std::span<const Zone> zones,
                const StatisticsConfiguration& configuration, StatisticsFile& file)
        : entry_(entry),
          fields_(entry.as_mapping()),
          zones_(zones),
          configuration_(configuration),
          file_(file) {}

    void read() {
        const auto extended = fields_.optional("statisticDefinitionEx");
        const auto simple = fields_.optional("statisticDefinitionName");
        if (!extended && simple) {
            read_simple(*simple);
        } else {
            read_extended(extended ? *extended : fields_.required("statisticDefinitionEx"));
        }
        read_outer();
        fields_.finish();
        add_defaults();
        if (simple && !extended) {
            check_objects(*simple);
        }
        check();
        file_.definitions.push_back(std::move(definition_));
    }

  private:
    void warn(Reader at, const std::string& text) {
        file_.warnings.push_back(codec::place_of(at) + ": " + text);
    }

    void read_extended(Reader reader) {
        OptionFields inner(reader);
        body_ = read_body(inner);
        inner.finish();
        has_interval_ = body_.has_interval;
        definition_ = std::move(body_.definition);
        for (const std::string_view key : simple_keys) {
            if (const auto unused = fields_.optional(key)) {
                warn(*unused, std::string(key) +
                                  " is not read, because the entry has statisticDefinitionEx");
            }
        }
    }

    void read_simple(Reader name) {
        type_ = &configuration_.type(name);
        name_ = name;
        definition_ = type_->definition;
        has_interval_ = type_->has_interval;
        if (const auto reference = fields_.optional("timeProfile")) {
            NamedProfile profile = configuration_.profile(*reference);
            definition_.interval = profile.interval;
            definition_.time_profile = std::move(profile.value);
            body_.time_profile = *reference;
            has_interval_ = true;
        }
        if (const auto reference = fields_.optional("timeRange")) {
            const NamedRange range = configuration_.range(*reference);
            definition_.time_range_left = range.left;
            definition_.time_range_right = range.right;
        }
        if (const auto reference = fields_.optional("timeRange2")) {
            const NamedRange range = configuration_.range(*reference);
            definition_.time_range_left_2 = range.left;
            definition_.time_range_right_2 = range.right;
        }
        if (const auto reference = fields_.optional("filter")) {
            const std::string& text = configuration_.filter(*reference).text;
            definition_.filter =
                definition_.filter.empty() ? text : '(' + definition_.filter + ") & (" + text + ')';
            body_.filter = *reference;
        }
    }

    void read_outer() {
        definition_.name = fields_.required("name").as_name();
        target_ = fields_.required("objectType");
        definition_.target = read_target(*target_);
        if (const auto mode = fields_.optional("notificationMode")) {
            definition_.notification_mode = read_notification_mode(*mode);
        }
        if (const auto frequency = fields_.optional("notificationFrequency")) {
            definition_.notification_frequency =
                seconds(read_whole_number(*frequency, 0, longest_range));
            if (definition_.notification_mode == NotificationMode::periodical &&
                definition_.notification_frequency == Duration{}) {
                frequency->refuse("a periodical notification needs a frequency above 0",
                                  "write the seconds between two, or the mode IMMEDIATE");
            }
        }
        if (const auto insensitivity = fields_.optional("insensitivity")) {
            definition_.insensitivity = read_whole_number(*insensitivity, 0, 1'000'000);
        }
    }

    // A configuration may say what a statistic without profile or range has (8.1 and 6).
    void add_defaults() {
        const NamedProfile* profile = configuration_.default_profile();
        if (!has_interval_ && profile != nullptr) {
            definition_.interval = profile->interval;
            definition_.time_profile = profile->value;
        }
        const NamedRange* range = configuration_.default_range();
        const int needed = range == nullptr ? 0 : ranges_needed(definition_.category);
        if (needed >= 1 && !definition_.time_range_left && !definition_.time_range_right) {
            definition_.time_range_left = range->left;
            definition_.time_range_right = range->right;
        }
        if (needed == 2 && !definition_.time_range_left_2 && !definition_.time_range_right_2) {
            definition_.time_range_left_2 = range->left;
            definition_.time_range_right_2 = range->right;
        }
    }

    void check_objects(Reader name) const {
        if (!is_for(*type_, object_type_of(definition_.target))) {
            name.refuse("the statistic type " + quoted(type_->name) + " at " + type_->place +
                            " is not for objects of type " +
                            std::string(name_of(definition_.target)),
                        "add the type to its objects");
        }
    }

    void check() {
        for (const StatisticDefinition& other : file_.definitions) {
            if (other.name == definition_.name && other.target == definition_.target) {
                entry_.refuse("the statistic " + quoted(other.name) + " for " +
                                  std::string(name_of(other.target)) + " is defined twice",
                              "give one of them another name");
            }
        }
        const DefinitionFault found = check_definition(definition_, zones_);
        if (!found.fault.empty()) {
            refuse(found);
        }
        for (const std::string& warning : found.warnings) {
            // The only warnings are those of masks, and they begin with which mask it is.
            const bool main = warning.starts_with("the main mask");
            warn(place(main ? DefinitionPart::main_mask : DefinitionPart::relative_mask),
                 origin() + warning);
        }
        warn_of_range(body_.range, definition_.time_range_left, definition_.time_range_right);
        warn_of_range(body_.range_2, definition_.time_range_left_2, definition_.time_range_right_2);
        if (definition_.interval == IntervalType::since_login && body_.time_profile &&
            type_ == nullptr && !definition_.time_profile.empty()) {
            warn(*body_.time_profile, "SinceLogin has no time profile; " +
                                          quoted(definition_.time_profile) + " is not read");
        }
    }

    [[noreturn]] void refuse(const DefinitionFault& found) const {
        place(found.part).refuse(origin() + found.fault);
    }

    // Simple entries have most of their parts elsewhere: messages name that place, too.
    std::string origin() const {
        return type_ == nullptr
                   ? std::string()
                   : "the statistic type " + quoted(type_->name) + " at " + type_->place + ": ";
    }

    Reader place(DefinitionPart part) const {
        if (part == DefinitionPart::subject && name_) {
            return *target_;
        }
        return body_.place(part, name_.value_or(entry_));
    }

    void warn_of_range(const std::optional<Reader>& at, std::optional<std::int64_t> left,
                       std::optional<std::int64_t> right) {
        if (at && right && *right >= 0 && *right <= left.value_or(0)) {
            warn(*at, "the time range ends before it begins; nothing falls in it");
        }
    }

    Reader entry_;
    Fields fields_;
    std::span<const Zone> zones_;
    const StatisticsConfiguration& configuration_;
    StatisticsFile& file_;
    StatisticDefinition definition_;
    StatisticBody body_;
    bool has_interval_ = false;
    std::optional<Reader> target_;
    const StatisticType* type_ = nullptr;
    std::optional<Reader> name_;  // of the statistic type of a simple entry
};

// Sections of the configuration may come behind the entries that use them.
StatisticsConfiguration with_sections(std::span<const Document> documents,
                                      std::span<const Zone> zones,
                                      StatisticsConfiguration configuration) {
    for (const Document& document : documents) {
        if (!is_configuration(document.root())) {
            continue;
        }
        if (const auto named = document.root().find("file")) {
            Reader(*named).refuse_key("a statistics file does not name another",
                                      "write the definitions into this one");
        }
        add_configuration(Reader(document), zones, configuration);
    }
    return configuration;
}

// YAML holds JSON as well, but only the JSON reader takes large texts of it.
std::optional<Document> json_document(std::string_view text, std::string_view file) {
    if (file.ends_with(".json")) {
        return read_json(text, file);
    }
    const std::string_view inner = trimmed(text);
    if (!inner.starts_with('[') && !inner.starts_with('{')) {
        return std::nullopt;
    }
    try {
        return read_json(text, file);
    } catch (const BadInput&) {
        return std::nullopt;
    }
}

}  // namespace

StatisticsFile read_statistics(std::span<const Document> documents, std::span<const Zone> zones,
                               const StatisticsConfiguration& configuration) {
    const StatisticsConfiguration whole = with_sections(documents, zones, configuration);
    StatisticsFile file;
    file.warnings = whole.warnings;
    const auto read_list = [&](Reader list) {
        for (const Reader entry : list.as_list()) {
            EntryReader(entry, zones, whole, file).read();
        }
    };
    for (const Document& document : documents) {
        const Reader root(document);
        if (is_configuration(root.node())) {
            if (const auto definitions = root.node().find("definitions")) {
                read_list(Reader(*definitions));
            }
        } else if (root.kind() == Kind::sequence) {
            read_list(root);
        } else if (!root.is_null()) {
            EntryReader(root, zones, whole, file).read();
        }
    }
    return file;
}

StatisticsFile read_statistics(std::string_view text, std::string_view file,
                               std::span<const Zone> zones,
                               const StatisticsConfiguration& configuration) {
    if (const auto document = json_document(text, file)) {
        return read_statistics(std::span(&*document, 1), zones, configuration);
    }
    try {
        return read_statistics(read_yaml_documents(text, file), zones, configuration);
    } catch (const BadInput&) {
        // Also a mask at the margin can be YAML, if it is the last line of its document.
        const RepairedText repaired = repair_masks(text, file);
        if (repaired.warnings.empty()) {
            throw;
        }
        StatisticsFile result =
            read_statistics(read_yaml_documents(repaired.text, file), zones, configuration);
        result.warnings.insert(result.warnings.begin(), repaired.warnings.begin(),
                               repaired.warnings.end());
        return result;
    }
}

StatisticsFile read_statistics(std::string_view text, std::string_view file,
                               std::span<const Zone> zones, std::string_view configuration,
                               std::string_view configuration_file) {
    return read_statistics(text, file, zones,
                           read_statistics_configuration(configuration, configuration_file, zones));
}

}  // namespace cordboard::codec
