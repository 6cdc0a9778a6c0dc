// SPDX-License-Identifier: Apache-2.0
// Simple entries of statistics.yaml and the configuration they name: statistic types, time
// profiles, time ranges and filters.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <cordboard/codec.hpp>

#include "codec/statistics_reader.hpp"

namespace cordboard::codec {
namespace {

using Warnings = std::vector<std::string>;

// The example of the owner's document, with a definition behind each of its names.
const std::string simple =
    "name: test\n"
    "statisticDefinitionName: TestAgentStat\n"
    "objectType: QUEUE\n"
    "timeProfile: OneDay\n"
    "notificationMode: PERIODICAL\n"
    "notificationFrequency: 10\n"
    "timeRange: Range0-60\n"
    "timeRange2: Range0-5\n";

const std::string sections =
    "time_profiles:\n"
    "  OneDay,Growing: \"0:00\"\n"
    "  LastQuarter,Sliding: 900:10\n"
    "  LastThree,Selection: 3\n"
    "  Shift,SinceLogin:\n"
    "time_ranges:\n"
    "  Range0-60: 0-60\n"
    "  Range0-5: [0, 5]\n"
    "  Longer: 60-\n"
    "filters:\n"
    "  Spanish: PairExists(\"Language\",\"Spanish\")\n"
    "statistic_types:\n"
    "  TestAgentStat:\n"
    "    category: ServiceFactor1\n"
    "    subject: DNAction\n"
    "  Waiting:\n"
    "    Category: CurrentNumberInTimeRange\n"
    "    MainMask: CallWait\n"
    "    Subject: DNAction\n"
    "    Objects: Queue, GroupQueues\n"
    "  Spanish_Chats:\n"
    "    Category: TotalCustomValue\n"
    "    MainMask: CallInbound\n"
    "    RelMask: '*'\n"
    "    Subject: DNAction\n"
    "    Objects: Agent\n"
    "    Filter: Spanish\n"
    "    MediaType: chat\n"
    "    Formula: DCID, GetNumber(\"amount\")\n"
    "    TimeProfile: LastQuarter\n";

StatisticsFile read(const std::string& entries, const std::string& configuration) {
    return read_statistics(entries, "s.yaml", {}, configuration, "center.yaml");
}

std::string refusal_of(const std::string& entries, const std::string& configuration = sections) {
    try {
        read(entries, configuration);
    } catch (const BadInput& refusal) {
        return refusal.what();
    }
    return "accepted";
}

std::string changed(std::string text, std::string_view from, std::string_view to) {
    return text.replace(text.find(from), from.size(), to);
}

StatisticDefinition only(const std::string& entries, const std::string& configuration = sections) {
    const StatisticsFile file = read(entries, configuration);
    EXPECT_EQ(file.definitions.size(), 1U);
    return file.definitions.at(0);
}

std::string entry_of(std::string_view type, std::string_view target, std::string_view more = "") {
    return "{name: a, statisticDefinitionName: " + std::string(type) +
           ", objectType: " + std::string(target) + std::string(more) + "}\n";
}

TEST(StatisticsConfiguration, the_owners_simple_entry_is_resolved) {
    const StatisticDefinition read = only(simple);
    EXPECT_EQ(read.name, "test");
    EXPECT_EQ(read.target, StatisticTarget::queue);
    EXPECT_EQ(read.category, Category::service_factor_1);
    EXPECT_EQ(read.subject, Subject::dn_action);
    EXPECT_EQ(read.interval, IntervalType::growing_window);
    EXPECT_EQ(read.time_profile, "0:00");
    EXPECT_EQ(read.time_range_left, 0);
    EXPECT_EQ(read.time_range_right, 60);
    EXPECT_EQ(read.time_range_left_2, 0);
    EXPECT_EQ(read.time_range_right_2, 5);
    EXPECT_EQ(read.notification_frequency, seconds(10));
}

TEST(StatisticsConfiguration, a_statistic_type_in_the_words_of_stat_server) {
    const StatisticDefinition read = only(entry_of("Spanish_Chats", "AGENT"));
    EXPECT_EQ(read.category, Category::total_custom_value);
    EXPECT_EQ(read.main_mask, "CallInbound");
    EXPECT_EQ(read.relative_mask, "*");
    EXPECT_EQ(read.filter, "PairExists(\"Language\",\"Spanish\")");
    EXPECT_EQ(read.media_types, "chat");
    EXPECT_EQ(read.formula, "GetNumber(\"amount\")");
    EXPECT_TRUE(read.distinguish_by_connection);
    EXPECT_EQ(read.interval, IntervalType::sliding_window);
    EXPECT_EQ(read.time_profile, "900:10");
}

TEST(StatisticsConfiguration, an_entry_chooses_profile_range_and_filter_itself) {
    const auto entry = [](std::string_view profile) {
        return entry_of(
            "Spanish_Chats", "AGENT",
            ", timeRange: Longer, filter: Spanish, timeProfile: " + std::string(profile));
    };
    const StatisticDefinition read = only(entry("LastThree"));
    EXPECT_EQ(read.interval, IntervalType::sliding_selection);
    EXPECT_EQ(read.time_profile, "3");
    EXPECT_EQ(read.time_range_left, 60);
    EXPECT_EQ(read.time_range_right, -1);
    EXPECT_EQ(read.filter,
              "(PairExists(\"Language\",\"Spanish\")) & (PairExists(\"Language\",\"Spanish\"))");
    EXPECT_EQ(only(entry("Shift")).interval, IntervalType::since_login);
    EXPECT_EQ(only(entry("'OneDay,Growing'")).interval, IntervalType::growing_window);
    EXPECT_EQ(only(entry("Default")).time_profile, "0:00");
}

TEST(StatisticsConfiguration, default_stands_in_for_what_nobody_names) {
    const std::string waiting = entry_of("Waiting", "SKILL_Q");
    EXPECT_EQ(only(waiting).time_range_right, std::nullopt);
    EXPECT_EQ(only(waiting).time_profile, "");
    const std::string named =
        changed(changed(sections, "time_profiles:\n", "time_profiles:\n  Default: 8:00\n"),
                "time_ranges:\n", "time_ranges:\n  Default: 0-30\n");
    EXPECT_EQ(only(waiting, named).time_range_right, 30);
    EXPECT_EQ(only(waiting, named).time_profile, "8:00");
    const StatisticDefinition factor = only(
        "name: b\nobjectType: QUEUE\nstatisticDefinitionEx: {category: ServiceFactor1, subject: "
        "DNAction, timeRangeRight: 120}\n",
        named);
    EXPECT_EQ(factor.time_range_right, 120);
    EXPECT_EQ(factor.time_range_right_2, 30);
    EXPECT_EQ(factor.time_profile, "8:00");
    const StatisticDefinition plain = only(
        "name: b\nobjectType: QUEUE\nstatisticDefinitionEx: {category: RelativeNumberPercentage, "
        "subject: DNAction, mainMask: CallWait, intervalType: GrowingWindow}\n",
        named);
    EXPECT_EQ(plain.time_range_right, std::nullopt);
    EXPECT_EQ(plain.time_profile, "");
}

TEST(StatisticsConfiguration, extended_entries_ignore_the_name_of_a_type) {
    const StatisticDefinition read = only(
        "name: b\nobjectType: QUEUE\nstatisticDefinitionName: Nobody\n"
        "statisticDefinitionEx: {category: TotalNumber, subject: DNAction, mainMask: CallWait}\n");
    EXPECT_EQ(read.category, Category::total_number);
}

TEST(StatisticsConfiguration, sections_may_be_lists_or_json_or_stand_in_the_file_itself) {
    const std::string lists =
        R"({"statistic_types": [{"name": "T", "category": "TotalNumber", "mainMask": "CallInbound",
                                 "subject": "DNAction", "filter": "DNIS=1", "objects": ["Agent"]}],
            "time_profiles": [{"name": "P", "type": "Sliding", "value": 60},
                              {"name": "Q,Selection", "value": "5"},
                              {"name": "R", "intervalType": "SinceLogin"}],
            "time_ranges": [{"name": "R", "from": 1, "to": "2"}, {"name": "S", "range": "3-4"},
                            {"name": "U", "left": 5}],
            "filters": [{"name": "F", "filter": "DNIS=2"}]})";
    const StatisticDefinition read = only(
        entry_of("T", "AGENT", ", timeProfile: P, timeRange: R, timeRange2: U, filter: F"), lists);
    EXPECT_EQ(read.interval, IntervalType::sliding_window);
    EXPECT_EQ(read.time_profile, "60");
    EXPECT_EQ(read.time_range_left, 1);
    EXPECT_EQ(read.time_range_right, 2);
    EXPECT_EQ(read.time_range_left_2, 5);
    EXPECT_EQ(read.time_range_right_2, -1);
    EXPECT_EQ(read.filter, "(DNIS=1) & (DNIS=2)");
    EXPECT_EQ(only(simple + "---\n" + sections, "").time_range_right, 60);
    EXPECT_EQ(only("definitions: [" + entry_of("Waiting", "QUEUE") + "]\n" + sections, "").name,
              "a");
}

TEST(StatisticsConfiguration, what_an_entry_names_must_be_there) {
    EXPECT_EQ(refusal_of(simple), "accepted");
    EXPECT_EQ(refusal_of(changed(simple, "TestAgentStat", "TestAgentStats")),
              "s.yaml:2:26: statisticDefinitionName: no statistic type is named "
              "\"TestAgentStats\"; did you mean TestAgentStat?");
    EXPECT_EQ(refusal_of(changed(simple, "OneDay", "Fortnight")),
              "s.yaml:4:14: timeProfile: no time profile is named \"Fortnight\"; define it among "
              "the time_profiles of the configuration");
    EXPECT_EQ(refusal_of(changed(simple, "OneDay", "'OneDay,Sliding'")),
              "s.yaml:4:14: timeProfile: the time profile \"OneDay\" of center.yaml:2 is a "
              "GrowingWindow; write its name alone");
    EXPECT_EQ(refusal_of(changed(simple, "Range0-5\n", "Range0-6\n")),
              "s.yaml:8:13: timeRange2: no time range is named \"Range0-6\"; did you mean "
              "Range0-60?");
    EXPECT_EQ(refusal_of(simple + "filter: French\n"),
              "s.yaml:9:9: filter: no filter is named \"French\"; define it among the filters of "
              "the configuration");
}

TEST(StatisticsConfiguration, a_type_that_does_not_fit_is_refused_at_the_entry) {
    EXPECT_EQ(refusal_of("name: a\nstatisticDefinitionName: Waiting\nobjectType: AGENT\n"),
              "s.yaml:2:26: statisticDefinitionName: the statistic type \"Waiting\" at "
              "center.yaml:16 is not for objects of type AGENT; add the type to its objects");
    EXPECT_EQ(refusal_of("name: a\nstatisticDefinitionName: Waiting\nobjectType: QUEUE\n",
                         changed(sections, "CallWait", "CallWeight")),
              "s.yaml:2:26: statisticDefinitionName: the statistic type \"Waiting\" at "
              "center.yaml:16: the main mask: there is no action named 'CallWeight'");
}

TEST(StatisticsConfiguration, every_fault_of_a_section_has_its_line) {
    const auto begins = [](std::string_view from, std::string_view to, const std::string& start) {
        const std::string refusal = refusal_of(simple, changed(sections, from, to));
        EXPECT_EQ(refusal.substr(0, start.size()), start) << refusal;
    };
    begins("OneDay,Growing", "One Day,Growing",
           "center.yaml:2:3: time_profiles.One Day,Growing: \"One Day\" cannot be the name of a "
           "time profile; write letters, digits and underscores");
    begins("OneDay,Growing", "OneDay,Shrinking",
           "center.yaml:2:3: time_profiles.OneDay,Shrinking: there is no type \"Shrinking\" of "
           "time profiles; write Growing, Sliding, Selection or SinceLogin");
    begins("\"0:00\"", "\"24:00\"",
           "center.yaml:2:19: time_profiles.OneDay,Growing: the time profile has the rule '24:00'");
    begins("900:10", "900:0",
           "center.yaml:3:24: time_profiles.LastQuarter,Sliding: the time profile '900:0' is not "
           "one of a sliding window");
    begins("Selection: 3", "Selection: few",
           "center.yaml:4:24: time_profiles.LastThree,Selection: the time profile 'few' is not "
           "one of a sliding selection");
    begins("LastThree,", "OneDay,",
           "center.yaml:4:21: time_profiles.OneDay,Selection: the time profile \"OneDay\" is "
           "defined twice, first at center.yaml:2; give one of them another name");
    begins("0-60\n", "sixty\n",
           "center.yaml:7:14: time_ranges.Range0-60: the time range \"sixty\" cannot be read; "
           "write seconds from and to, such as 0-60, or 60- without an end");
    begins("[0, 5]", "[0]",
           "center.yaml:8:13: time_ranges.Range0-5: a time range has two ends, this one has 1; "
           "write [from, to], in seconds");
    begins("  Spanish: PairExists(\"Language\",\"Spanish\")", "  Spanish: ''",
           "center.yaml:11:12: filters.Spanish: the filter is empty");
    begins("Category: Current", "Category: Recent",
           "center.yaml:17:15: statistic_types.Waiting.Category: there is no category");
    begins("Objects: Queue, GroupQueues", "Objects: Queue, GroupQueue",
           "center.yaml:20:14: statistic_types.Waiting.Objects: there is no object type "
           "\"GroupQueue\"; did you mean GroupQueues?");
    begins("Filter: Spanish", "Filter: Spanisch",
           "center.yaml:27:13: statistic_types.Spanish_Chats.Filter: no filter is named "
           "\"Spanisch\"; did you mean Spanish?");
    begins("TimeProfile: LastQuarter", "TimeProfile: LastQuartal",
           "center.yaml:30:18: statistic_types.Spanish_Chats.TimeProfile: no time profile");
    begins("TimeProfile: LastQuarter", "Colour: red",
           "center.yaml:30:5: statistic_types.Spanish_Chats: unknown key \"Colour\"; known "
           "keys: ");
    begins("TimeProfile:", "dynamicTimeProfile: '0:00'\n    TimeProfile:",
           "center.yaml:31:5: statistic_types.Spanish_Chats.TimeProfile: the interval stands in "
           "dynamicTimeProfile already");
    begins("MediaType: chat", "dynamicFilter: DNIS=1",
           "center.yaml:27:5: statistic_types.Spanish_Chats.Filter: a filter stands in "
           "dynamicFilter already");
    begins("  Waiting:\n", "  TestAgentStat :\n", "center.yaml:");
    begins("filters:\n", "filter:\n", "center.yaml:10:1: unknown key \"filter\"; did you");
    EXPECT_EQ(refusal_of(simple, "time_profiles: [{value: 3}]"),
              "center.yaml:1:17: time_profiles[0]: the key \"name\" is missing; add it");
    EXPECT_NE(refusal_of(simple, "time_ranges: 3").find("center.yaml:1:14: time_ranges: expected"),
              std::string::npos);
}

TEST(StatisticsConfiguration, warnings_name_the_line_of_the_section) {
    const StatisticsFile file =
        read(simple, changed(changed(sections, "Shift,SinceLogin:", "Shift,SinceLogin: '0:00'"),
                             "60-\n", "60-60\n"));
    EXPECT_EQ(file.warnings,
              (Warnings{"center.yaml:5: a SinceLogin profile has no value; \"0:00\" is not read",
                        "center.yaml:9: the time range \"Longer\" ends before it begins; nothing "
                        "falls in it"}));
}

// The statistics section of a centre, and the extras that come of it.
CenterExtras extras_of(const std::string& section) {
    return read_center("queues: [{name: q, channel: chat}]\n" + section, "center.yaml", Instant{})
        .extras;
}

TEST(StatisticsConfiguration, a_centre_names_a_file_or_writes_definitions_out) {
    EXPECT_EQ(extras_of("statistics: s.yaml\n").statistics_file, "s.yaml");
    const CenterExtras list = extras_of(
        "statistics:\n- name: a\n  objectType: QUEUE\n  statisticDefinitionEx:\n"
        "    category: CurrentNumber\n    subject: DNAction\n    mainMask: CallWeight\n");
    EXPECT_EQ(list.statistics_configuration, "");
    try {
        read_statistics(list.statistics, "center.yaml", {});
        ADD_FAILURE() << "accepted";
    } catch (const BadInput& refusal) {
        EXPECT_EQ(refusal.position().line, 8U) << refusal.what();
    }
}

TEST(StatisticsConfiguration, a_centre_has_the_configuration_beside_a_file_or_definitions) {
    std::string indented;
    for (const char letter : sections) {
        indented += letter;
        indented += letter == '\n' ? "  " : "";
    }
    const std::string section = "statistics:\n  " + indented + "\n  ";
    const CenterExtras with_file = extras_of(section + "file: s.yaml\n");
    EXPECT_EQ(with_file.statistics_file, "s.yaml");
    EXPECT_EQ(with_file.statistics, "");
    EXPECT_EQ(only(simple, with_file.statistics_configuration).time_range_right, 60);
    const CenterExtras whole =
        extras_of(section + "definitions:\n  - " + entry_of("Waiting", "QUEUE"));
    EXPECT_EQ(whole.statistics_file, "");
    EXPECT_EQ(only(whole.statistics, whole.statistics_configuration).name, "a");
    // The lines are those of the centre's file: the sections begin in its third.
    EXPECT_EQ(refusal_of(entry_of("Waiting", "AGENT"), whole.statistics_configuration),
              "s.yaml:1:36: statisticDefinitionName: the statistic type \"Waiting\" at "
              "center.yaml:18 is not for objects of type AGENT; add the type to its objects");
    EXPECT_THROW(extras_of(section + "file: s.yaml\n  definitions: []\n"), BadInput);
    EXPECT_THROW(extras_of("statistics: 3\n"), BadInput);
}

}  // namespace
}  // namespace cordboard::codec
