// SPDX-License-Identifier: Apache-2.0
// What Stat Server keeps in a configuration and simple entries of statistics.yaml name: statistic
// types, time profiles, time ranges and filters (statistics reference, 6 and 8; decision D-31).
//
//   statistic_types: {TestAgentStat: {category: TotalNumber, mainMask: CallInbound, ...}}
//   time_profiles:   {"OneDay,Growing": "0:00", "LastQuarter,Sliding": "900:10"}
//   time_ranges:     {Range0-60: 0-60}
//   filters:         {Spanish: 'PairExists("Language","Spanish")'}
//
// Each may also be a list whose members have a `name`.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <cordboard/statistic_definition.hpp>

#include "codec/document.hpp"
#include "codec/reader.hpp"

namespace cordboard::codec {

struct NamedProfile {
    std::string name;
    std::string place;  // file and line
    IntervalType interval = IntervalType::growing_window;
    std::string value;
};

struct NamedRange {
    std::string name;
    std::string place;
    std::optional<std::int64_t> left;
    std::optional<std::int64_t> right;
};

struct NamedFilter {
    std::string name;
    std::string place;
    std::string text;
};

struct StatisticType {
    std::string name;
    std::string place;
    // Complete but for its name, its objects and how it is notified.
    StatisticDefinition definition;
    bool has_interval = false;        // otherwise the profile is the entry's choice, or Default
    std::vector<ObjectType> objects;  // empty: it is for every type
};

struct StatisticsConfiguration {
    std::vector<StatisticType> types;
    std::vector<NamedProfile> profiles;
    std::vector<NamedRange> ranges;
    std::vector<NamedFilter> filters;
    std::vector<std::string> warnings;  // each with file and line

    bool empty() const {
        return types.empty() && profiles.empty() && ranges.empty() && filters.empty();
    }

    const StatisticType& type(Reader reference) const;
    // `OneDay`, or `OneDay,Growing` as Stat Server writes it.
    NamedProfile profile(Reader reference) const;
    NamedRange range(Reader reference) const;
    const NamedFilter& filter(Reader reference) const;
    // What stands in where an entry names none; nothing unless the configuration says it.
    const NamedProfile* default_profile() const;
    const NamedRange* default_range() const;
};

// Whether a mapping is a configuration section, and no entry.
bool is_configuration(Node node);

// `definitions` and `file` may stand beside the sections; they are for others to read.
void add_configuration(Reader section, std::span<const Zone> zones, StatisticsConfiguration& into);

// YAML or JSON; an empty text is an empty configuration.
StatisticsConfiguration read_statistics_configuration(std::string_view text, std::string_view file,
                                                      std::span<const Zone> zones);

}  // namespace cordboard::codec
