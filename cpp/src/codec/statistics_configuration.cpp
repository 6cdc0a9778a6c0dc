// SPDX-License-Identifier: Apache-2.0
#include "codec/statistics_configuration.hpp"

#include <algorithm>
#include <utility>

#include "codec/number_text.hpp"
#include "codec/option_fields.hpp"
#include "codec/quoted.hpp"
#include "codec/statistics_body.hpp"
#include "codec/statistics_words.hpp"
#include "stats/profile.hpp"

namespace cordboard::codec {
namespace {

constexpr std::string_view default_name = "Default";

template <class Named>
const Named* find_named(const std::vector<Named>& known, std::string_view name) {
    const auto found = std::find_if(known.begin(), known.end(),
                                    [name](const Named& one) { return one.name == name; });
    return found == known.end() ? nullptr : &*found;
}

template <class Named>
const Named& resolve(const std::vector<Named>& known, std::string_view name, Reader reference,
                     std::string_view what, std::string_view remedy) {
    if (const Named* found = find_named(known, name)) {
        return *found;
    }
    std::vector<std::string_view> names;
    for (const Named& one : known) {
        names.push_back(one.name);
    }
    const auto near = nearest_word(name, names);
    reference.refuse("no " + std::string(what) + " is named " + quoted(name),
                     near ? "did you mean " + std::string(*near) + '?' : std::string(remedy));
}

template <class Named>
void keep(std::vector<Named>& known, Named made, Reader at, std::string_view what) {
    if (const Named* other = find_named(known, made.name)) {
        at.refuse("the " + std::string(what) + ' ' + quoted(made.name) + " is defined twice, " +
                      "first at " + other->place,
                  "give one of them another name");
    }
    known.push_back(std::move(made));
}

// Calls `add` with the name and the value of each member, whichever way the section is written; the
// members of a list hold their name themselves.
template <class Add>
void each_member(const std::optional<Reader>& section, Add&& add) {
    if (!section) {
        return;
    }
    if (section->kind() != Kind::sequence) {
        for (const Reader member : section->as_entries()) {
            add(trimmed(member.key()), member);
        }
        return;
    }
    for (const Reader member : section->as_list()) {
        OptionFields fields(member);
        add(trimmed(fields.required({"name"}).as_name()), member);
    }
}

// "OneDay,Growing": a name and, if it is said, a type.
struct ProfileName {
    std::string_view name;
    std::string_view type;
};

ProfileName profile_name(std::string_view text) {
    const std::size_t comma = text.rfind(',');
    if (comma == std::string_view::npos) {
        return {trimmed(text), {}};
    }
    return {trimmed(text.substr(0, comma)), trimmed(text.substr(comma + 1))};
}

IntervalType profile_type(Reader reader, std::string_view text) {
    for (const auto& [word, type] : {std::pair{"Growing", IntervalType::growing_window},
                                     std::pair{"Sliding", IntervalType::sliding_window},
                                     std::pair{"Selection", IntervalType::sliding_selection},
                                     std::pair{"SinceLogin", IntervalType::since_login}}) {
        if (same_word(word, text)) {
            return type;
        }
    }
    if (const auto type = interval_named(text)) {
        return *type;
    }
    reader.refuse_key("there is no type " + quoted(text) + " of time profiles",
                      "write Growing, Sliding, Selection or SinceLogin");
}

void check_profile_name(Reader reader, std::string_view name) {
    const bool good = !name.empty() && std::all_of(name.begin(), name.end(), [](char letter) {
        return (letter >= '0' && letter <= '9') || letter == '_' ||
               (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
    });
    if (!good) {
        reader.refuse_key(quoted(name) + " cannot be the name of a time profile",
                          "write letters, digits and underscores");
    }
}

void add_profile(std::string_view text, Reader member, std::span<const Zone> zones,
                 StatisticsConfiguration& into) {
    const ProfileName parts = profile_name(text);
    check_profile_name(member, parts.name);
    NamedProfile profile{
        std::string(parts.name), place_of(member), IntervalType::growing_window, {}};
    const bool typed = !parts.type.empty();
    if (typed) {
        profile.interval = profile_type(member, parts.type);
    }
    Reader place = member;
    if (member.kind() == Kind::mapping) {
        OptionFields fields(member);
        (void)fields.optional({"name"});
        if (const auto type = fields.optional({"type", "intervalType"})) {
            if (typed) {
                type->refuse_key("the type stands in the name already", "remove one of them");
            }
            profile.interval = profile_type(*type, trimmed(type->as_name()));
        }
        if (const auto value = fields.optional({"value", "profile", "dynamicTimeProfile"})) {
            place = *value;
            profile.value = value->as_text_or_digits();
        }
        fields.finish();
    } else if (!member.is_null()) {
        profile.value = member.as_text_or_digits();
    }
    const std::string fault = stats::profile_fault(profile.interval, profile.value, zones);
    if (!fault.empty()) {
        place.refuse(fault);
    }
    if (profile.interval == IntervalType::since_login && !profile.value.empty()) {
        into.warnings.push_back(profile.place + ": a SinceLogin profile has no value; " +
                                quoted(profile.value) + " is not read");
        profile.value.clear();
    }
    keep(into.profiles, std::move(profile), member, "time profile");
}

std::optional<std::int64_t> seconds_in(std::string_view text) {
    const auto value = integer_of(trimmed(text));
    return value && *value >= -1 && *value <= longest_range ? value : std::nullopt;
}

// "0-60", and "60-" for 60 and more.
void read_range_text(Reader reader, NamedRange& range) {
    const std::string_view text = reader.as_text();
    const std::size_t dash = text.find('-');
    const auto left = seconds_in(text.substr(0, dash));
    const std::string_view rest =
        dash == std::string_view::npos ? std::string_view() : trimmed(text.substr(dash + 1));
    range.left = left;
    range.right = rest.empty() ? std::optional<std::int64_t>(-1) : seconds_in(rest);
    if (dash == std::string_view::npos || !left || !range.right) {
        reader.refuse("the time range " + quoted(text) + " cannot be read",
                      "write seconds from and to, such as 0-60, or 60- without an end");
    }
}

void add_range(std::string_view name, Reader member, StatisticsConfiguration& into) {
    NamedRange range{std::string(name), place_of(member), {}, {}};
    if (member.kind() == Kind::mapping) {
        OptionFields fields(member);
        (void)fields.optional({"name"});
        const auto left = fields.optional({"from", "left", "timeRangeLeft"});
        const auto right = fields.optional({"to", "right", "timeRangeRight"});
        const auto value = fields.optional({"value", "range"});
        fields.finish();
        if (value) {
            read_range_text(*value, range);
        } else {
            range.left = left ? read_whole_number(*left, -1, longest_range) : 0;
            range.right = right ? read_whole_number(*right, -1, longest_range) : -1;
        }
    } else if (member.kind() == Kind::sequence) {
        std::vector<std::int64_t> edges;
        for (const Reader edge : member.as_list()) {
            edges.push_back(read_whole_number(edge, -1, longest_range));
        }
        if (edges.size() != 2) {
            member.refuse("a time range has two ends, this one has " + std::to_string(edges.size()),
                          "write [from, to], in seconds");
        }
        range.left = edges[0];
        range.right = edges[1];
    } else {
        read_range_text(member, range);
    }
    if (*range.right >= 0 && *range.right <= *range.left) {
        into.warnings.push_back(range.place + ": the time range " + quoted(range.name) +
                                " ends before it begins; nothing falls in it");
    }
    keep(into.ranges, std::move(range), member, "time range");
}

void add_filter(std::string_view name, Reader member, std::span<const Zone> zones,
                StatisticsConfiguration& into) {
    NamedFilter filter{std::string(name), place_of(member), {}};
    Reader place = member;
    if (member.kind() == Kind::mapping) {
        OptionFields fields(member);
        (void)fields.optional({"name"});
        place = fields.required({"filter", "value", "expression", "text"});
        fields.finish();
    }
    filter.text = place.as_text_or_digits();
    // A statistic that could not be wrong otherwise shows what is wrong with its filter.
    StatisticDefinition probe;
    probe.main_mask = "CallInbound";
    probe.filter = filter.text;
    const DefinitionFault found = check_definition(probe, zones);
    if (trimmed(filter.text).empty() || !found.fault.empty()) {
        place.refuse(found.fault.empty() ? "the filter is empty" : found.fault);
    }
    keep(into.filters, std::move(filter), member, "filter");
}

// `Agent, GroupAgents` as Stat Server's option Objects has them.
std::vector<ObjectType> read_objects(Reader reader) {
    const std::string text = read_listing(reader);
    std::vector<ObjectType> objects;
    std::size_t begin = 0;
    while (begin <= text.size()) {
        const std::size_t comma = std::min(text.find(',', begin), text.size());
        const std::string_view name = trimmed(std::string_view(text).substr(begin, comma - begin));
        begin = comma + 1;
        if (const auto type = object_type_named(name)) {
            objects.push_back(*type);
        } else if (const auto target = target_named(name)) {
            objects.push_back(object_type_of(*target));
        } else {
            std::vector<std::string_view> names;
            for (int at = 0; at <= static_cast<int>(ObjectType::group_queues); ++at) {
                names.push_back(name_of(static_cast<ObjectType>(at)));
            }
            const auto near = nearest_word(name, names);
            reader.refuse("there is no object type " + quoted(name),
                          near ? "did you mean " + std::string(*near) + '?' : "remove it");
        }
    }
    return objects;
}

bool is_plain_name(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char letter) {
        return (letter >= '0' && letter <= '9') || letter == '_' || letter == '-' ||
               (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
    });
}

// The name of a filter of the configuration, or a filter itself.
std::string filter_text(Reader reader, const StatisticsConfiguration& configuration) {
    const std::string_view text = trimmed(reader.as_name());
    const NamedFilter* named = find_named(configuration.filters, text);
    if (named == nullptr && is_plain_name(text)) {
        named = &configuration.filter(reader);
    }
    return named == nullptr ? std::string(text) : named->text;
}

void add_type(std::string_view name, Reader member, StatisticsConfiguration& into) {
    OptionFields fields(member);
    (void)fields.optional({"name"});
    StatisticBody body = read_body(fields);
    StatisticType type{std::string(name), place_of(member), {}, body.has_interval, {}};
    if (const auto objects = fields.optional({"objects", "object"})) {
        type.objects = read_objects(*objects);
    }
    if (const auto filter = fields.optional({"filter"})) {
        if (body.filter) {
            filter->refuse_key("a filter stands in dynamicFilter already", "remove one of them");
        }
        body.definition.filter = filter_text(*filter, into);
    }
    if (const auto reference = fields.optional({"timeProfile"})) {
        if (body.has_interval) {
            reference->refuse_key("the interval stands in dynamicTimeProfile already",
                                  "remove one of them");
        }
        NamedProfile profile = into.profile(*reference);
        body.definition.interval = profile.interval;
        body.definition.time_profile = std::move(profile.value);
        type.has_interval = true;
    }
    fields.finish();
    type.definition = std::move(body.definition);
    keep(into.types, std::move(type), member, "statistic type");
}

}  // namespace

const StatisticType& StatisticsConfiguration::type(Reader reference) const {
    return resolve(types, trimmed(reference.as_name()), reference, "statistic type",
                   "define it among the statistic_types of the configuration, or write it out, as "
                   "statisticDefinitionEx");
}

// The Default of a configuration that defines none is the growing window from midnight.
NamedProfile StatisticsConfiguration::profile(Reader reference) const {
    const ProfileName parts = profile_name(reference.as_name());
    if (parts.name == default_name && default_profile() == nullptr) {
        return {std::string(default_name), {}, IntervalType::growing_window, "0:00"};
    }
    const NamedProfile& found = resolve(profiles, parts.name, reference, "time profile",
                                        "define it among the time_profiles of the configuration");
    if (!parts.type.empty() && profile_type(reference, parts.type) != found.interval) {
        reference.refuse("the time profile " + quoted(found.name) + " of " + found.place +
                             " is a " + std::string(name_of(found.interval)),
                         "write its name alone");
    }
    return found;
}

NamedRange StatisticsConfiguration::range(Reader reference) const {
    const std::string_view name = trimmed(reference.as_text_or_digits());
    if (name == default_name && default_range() == nullptr) {
        return {std::string(default_name), {}, 0, 20};
    }
    return resolve(ranges, name, reference, "time range",
                   "define it among the time_ranges of the configuration");
}

const NamedFilter& StatisticsConfiguration::filter(Reader reference) const {
    return resolve(filters, trimmed(reference.as_name()), reference, "filter",
                   "define it among the filters of the configuration");
}

const NamedProfile* StatisticsConfiguration::default_profile() const {
    return find_named(profiles, default_name);
}

const NamedRange* StatisticsConfiguration::default_range() const {
    return find_named(ranges, default_name);
}

bool is_configuration(Node node) {
    if (node.kind() != Kind::mapping) {
        return false;
    }
    for (const std::string_view section :
         {"statistic_types", "time_profiles", "time_ranges", "filters", "definitions", "file"}) {
        if (node.find(section)) {
            return true;
        }
    }
    return false;
}

void add_configuration(Reader section, std::span<const Zone> zones, StatisticsConfiguration& into) {
    Fields fields = section.as_mapping();
    (void)fields.optional("definitions");
    (void)fields.optional("file");
    const auto profiles = fields.optional("time_profiles");
    const auto ranges = fields.optional("time_ranges");
    const auto filters = fields.optional("filters");
    const auto types = fields.optional("statistic_types");
    fields.finish();
    each_member(profiles, [&](std::string_view name, Reader member) {
        add_profile(name, member, zones, into);
    });
    each_member(ranges,
                [&](std::string_view name, Reader member) { add_range(name, member, into); });
    each_member(filters, [&](std::string_view name, Reader member) {
        add_filter(name, member, zones, into);
    });
    // Types name profiles and filters, so they come last.
    each_member(types, [&](std::string_view name, Reader member) { add_type(name, member, into); });
}

StatisticsConfiguration read_statistics_configuration(std::string_view text, std::string_view file,
                                                      std::span<const Zone> zones) {
    StatisticsConfiguration configuration;
    const Document document = read_text(text, file);
    if (!Reader(document).is_null()) {
        add_configuration(Reader(document), zones, configuration);
    }
    return configuration;
}

}  // namespace cordboard::codec
