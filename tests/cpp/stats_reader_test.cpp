// SPDX-License-Identifier: Apache-2.0
// statistics.yaml: the shapes and the looseness of real files, and what an author is told.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "codec/statistics_json.hpp"
#include "codec/statistics_reader.hpp"

namespace cordboard::codec {
namespace {

const std::string entry =
    "name: InboundCalls\n"
    "objectType: AGENT\n"
    "notificationMode: PERIODICAL\n"
    "notificationFrequency: 10\n"
    "statisticDefinitionEx:\n"
    "  category: TotalNumber\n"
    "  subject: DNAction\n"
    "  mainMask: CallInbound\n";

std::string refusal_of(const std::string& text) {
    try {
        read_statistics(text, "s.yaml", {});
    } catch (const BadInput& refusal) {
        return refusal.what();
    }
    return "accepted";
}

// The entry with one text replaced by another.
std::string changed(std::string_view from, std::string_view to) {
    std::string text = entry;
    return text.replace(text.find(from), from.size(), to);
}

TEST(StatisticsReader, documents_become_definitions) {
    const std::string second =
        "# the second\n"
        "statisticDefinitionEx:\n"
        "  category: ServiceFactor1\n"
        "  subject: DNAction\n"
        "  intervalType: GrowingWindow\n"
        "  dynamicTimeProfile: \"0:00+1:00\"\n"
        "  timeRangeLeft: 0\n"
        "  timeRangeRight: 120\n"
        "  timeRangeLeft2: '0'\n"
        "  timeRangeRight2: '10'\n"
        "name: ServiceLevel\n"
        "objectType: SKILL_Q\n"
        "notificationMode: immediate\n"
        "notificationFrequency: 0\n"
        "insensitivity: 5\n";
    const StatisticsFile file = read_statistics(entry + "---\n" + second + "---\n", "s.yaml", {});
    ASSERT_EQ(file.definitions.size(), 2U);
    const StatisticDefinition& first = file.definitions[0];
    EXPECT_EQ(first.name, "InboundCalls");
    EXPECT_EQ(first.target, StatisticTarget::agent);
    EXPECT_EQ(first.category, Category::total_number);
    EXPECT_EQ(first.subject, Subject::dn_action);
    EXPECT_EQ(first.main_mask, "CallInbound");
    EXPECT_EQ(first.notification_mode, NotificationMode::periodical);
    EXPECT_EQ(first.notification_frequency, seconds(10));
    const StatisticDefinition& level = file.definitions[1];
    EXPECT_EQ(level.target, StatisticTarget::skill_queue);
    EXPECT_EQ(level.time_profile, "0:00+1:00");
    EXPECT_EQ(level.time_range_right, 120);
    EXPECT_EQ(level.time_range_left_2, 0);
    EXPECT_EQ(level.time_range_right_2, 10);
    EXPECT_EQ(level.notification_mode, NotificationMode::immediate);
    EXPECT_EQ(level.insensitivity, 5);
}

TEST(StatisticsReader, a_list_of_entries_is_read_as_well) {
    const StatisticsFile file = read_statistics(
        "- {name: a, objectType: QUEUE, statisticDefinitionEx: {category: CurrentNumber, subject: "
        "Action, mainMask: CallWait}}\n",
        "s.yaml", {});
    ASSERT_EQ(file.definitions.size(), 1U);
    EXPECT_EQ(file.definitions[0].subject, Subject::dn_action);
}

TEST(StatisticsReader, old_spellings_are_read) {
    const std::string text = changed("DNAction\n  mainMask: CallInbound",
                                     "DNSStatus\n  mainMask: CallRingin, CallDialing");
    const StatisticsFile file = read_statistics(text, "s.yaml", {});
    EXPECT_EQ(file.definitions[0].subject, Subject::dn_status);
    ASSERT_EQ(file.warnings.size(), 1U);
    EXPECT_EQ(file.warnings[0], "s.yaml:8: the main mask: 'CallRingin' is read as 'CallRinging'");
}

TEST(StatisticsReader, faults_are_named_with_place_and_remedy) {
    EXPECT_EQ(refusal_of(entry), "accepted");
    EXPECT_EQ(refusal_of(changed("CallInbound", "CallInbond")),
              "s.yaml:8:13: statisticDefinitionEx.mainMask: the main mask: there is no action "
              "named 'CallInbond'");
    EXPECT_EQ(refusal_of(changed("TotalNumber", "TotalNumbr")),
              "s.yaml:6:13: statisticDefinitionEx.category: there is no category \"TotalNumbr\"; "
              "did you mean TotalNumber?");
    EXPECT_EQ(refusal_of(changed("AGENT", "SKILL")),
              "s.yaml:2:13: objectType: there is no object type \"SKILL\"; did you mean SKILL_Q?");
    EXPECT_EQ(refusal_of(changed("Frequency: 10", "Frequency: 0")),
              "s.yaml:4:24: notificationFrequency: a periodical notification needs a frequency "
              "above 0; write the seconds between two, or the mode IMMEDIATE");
    EXPECT_EQ(refusal_of(entry + "  dynamicTimeProfile: '25:00'\n"),
              "s.yaml:9:23: statisticDefinitionEx.dynamicTimeProfile: the time profile has the "
              "rule '25:00', which cannot be read; write a time such as 9:00 or 23:30:00");
    EXPECT_NE(refusal_of(entry + "  mask: '*'\n").find("unknown key \"mask\""), std::string::npos);
    EXPECT_NE(refusal_of(entry + "---\n" + entry).find("is defined twice"), std::string::npos);
    EXPECT_EQ(refusal_of("name: a\nobjectType: AGENT\nstatisticDefinitionName: Calls\n"),
              "s.yaml:3:26: statisticDefinitionName: no statistic type is named \"Calls\"; define "
              "it among the statistic_types of the configuration, or write it out, as "
              "statisticDefinitionEx");
}

TEST(StatisticsReader, every_key_of_an_extended_entry_is_read) {
    const StatisticsFile file = read_statistics(entry +
                                                    "  relativeMask: CallOutbound\n"
                                                    "  intervalType: SlidingWindow\n"
                                                    "  dynamicTimeProfile: 900:10\n"
                                                    "  timeRangeLeft: 5\n"
                                                    "  timeRangeRight: -1\n"
                                                    "  timeRangeLeft2: 0\n"
                                                    "  timeRangeRight2: 10\n"
                                                    "  dynamicFilter: MediaType=voice\n"
                                                    "  mediaType: chat, email\n"
                                                    "  distinguishByConnId: true\n"
                                                    "  formula: GetNumber(\"amount\")\n"
                                                    "insensitivity: 3\n",
                                                "s.yaml", {});
    ASSERT_EQ(file.definitions.size(), 1U);
    const StatisticDefinition& read = file.definitions[0];
    EXPECT_EQ(read.relative_mask, "CallOutbound");
    EXPECT_EQ(read.interval, IntervalType::sliding_window);
    EXPECT_EQ(read.time_profile, "900:10");
    EXPECT_EQ(read.time_range_left, 5);
    EXPECT_EQ(read.time_range_right, -1);
    EXPECT_EQ(read.time_range_left_2, 0);
    EXPECT_EQ(read.time_range_right_2, 10);
    EXPECT_EQ(read.filter, "MediaType=voice");
    EXPECT_EQ(read.media_types, "chat, email");
    EXPECT_TRUE(read.distinguish_by_connection);
    EXPECT_EQ(read.formula, "GetNumber(\"amount\")");
    EXPECT_EQ(read.insensitivity, 3);
    EXPECT_EQ(file.warnings, std::vector<std::string>());
}

TEST(StatisticsReader, a_definition_written_and_read_again_is_the_same) {
    const StatisticsFile file = read_statistics(
        entry +
            "  timeRangeRight: 10\n"
            "  dynamicFilter: DNIS=1\n"
            "  mediaType: chat\n"
            "  distinguishByConnId: yes\n"
            "  formula: 1 + 1\n"
            "insensitivity: 3\n"
            "---\n"
            "name: F\nobjectType: Place\nnotificationMode: NoNotification\n"
            "statisticDefinitionEx: {category: Formula, subject: DNAction, intervalType: "
            "sincelogin, expression: '@COUNT(CallInbound)'}\n",
        "s.yaml", {});
    ASSERT_EQ(file.definitions.size(), 2U);
    for (const StatisticDefinition& definition : file.definitions) {
        const StatisticsFile again = read_statistics(statistic_json(definition), "s.json", {});
        ASSERT_EQ(again.definitions.size(), 1U);
        EXPECT_EQ(again.definitions[0], definition) << statistic_json(definition);
    }
}

TEST(StatisticsReader, looseness_of_real_files) {
    const StatisticsFile file = read_statistics(
        "name: a\n"
        "objectType: ' agent '\n"
        "notificationMode: Periodical\n"
        "notificationFrequency: \" 30 \"\n"
        "insensitivity: '2'\n"
        "statisticDefinitionEx:\n"
        "  Category: totalnumber\n"
        "  SUBJECT: dnaction\n"
        "  mainMask: [CallInbound, ' CallOutbound']\n"
        "  RelMask: '  * ,  ~CallInbound '\n"
        "  intervalType: growingwindow\n"
        "  dynamicTimeProfile: 0:00\n"
        "  timeRangeRight: '20'\n"
        "  distinguishByConnId: 'TRUE'\n",
        "s.yaml", {});
    ASSERT_EQ(file.definitions.size(), 1U);
    const StatisticDefinition& read = file.definitions[0];
    EXPECT_EQ(read.target, StatisticTarget::agent);
    EXPECT_EQ(read.notification_mode, NotificationMode::periodical);
    EXPECT_EQ(read.notification_frequency, seconds(30));
    EXPECT_EQ(read.insensitivity, 2);
    EXPECT_EQ(read.category, Category::total_number);
    EXPECT_EQ(read.main_mask, "CallInbound,  CallOutbound");
    EXPECT_EQ(read.relative_mask, "  * ,  ~CallInbound ");
    EXPECT_EQ(read.time_profile, "0:00");
    EXPECT_EQ(read.time_range_right, 20);
    EXPECT_TRUE(read.distinguish_by_connection);
}

TEST(StatisticsReader, misplaced_quotes_of_masks_are_mended_with_a_warning) {
    const StatisticsFile file =
        read_statistics(changed("CallInbound", "'*', ~CallInbound, ~CallOutbound'") + "---\n" +
                            changed("InboundCalls", "B") + "  relativeMask: *  # everything\n",
                        "s.yaml", {});
    ASSERT_EQ(file.definitions.size(), 2U);
    EXPECT_EQ(file.definitions[0].main_mask, "*, ~CallInbound, ~CallOutbound");
    EXPECT_EQ(file.definitions[1].relative_mask, "*");
    EXPECT_EQ(file.warnings, (std::vector<std::string>{
                                 "s.yaml:8: the quotes of this mask are not right; it is read as "
                                 "\"*, ~CallInbound, ~CallOutbound\"",
                                 "s.yaml:18: the quotes of this mask are not right; it is read as "
                                 "\"*\"",
                             }));
    // What else is wrong with a mended file is said with its own line.
    EXPECT_EQ(refusal_of(changed("CallInbound", "'*',~CallInbound'") + "  minMask: 1\n"),
              "s.yaml:9:3: statisticDefinitionEx: unknown key \"minMask\"; did you mean "
              "\"mainMask\"?");
    EXPECT_NE(refusal_of("name: [\n").find("s.yaml:"), std::string::npos);
}

TEST(StatisticsReader, masks_that_go_on_at_the_margin_are_mended_with_a_warning) {
    std::string open_ended = changed("InboundCalls", "B");
    open_ended.pop_back();
    const StatisticsFile file =
        read_statistics(changed("mainMask: CallInbound", "mainMask:\nCallInbound, CallOutbound") +
                            "---\n" + open_ended + ",\nCallInternal\n",
                        "s.yaml", {});
    ASSERT_EQ(file.definitions.size(), 2U);
    EXPECT_EQ(file.definitions[0].main_mask, "CallInbound, CallOutbound");
    EXPECT_EQ(file.definitions[1].main_mask, "CallInbound, CallInternal");
    const std::string said = ": this line is not indented; it is read as part of the mask above";
    EXPECT_EQ(file.warnings, (std::vector<std::string>{"s.yaml:9" + said, "s.yaml:19" + said}));
}

TEST(StatisticsReader, both_service_levels_are_read) {
    const StatisticsFile file = read_statistics(
        "name: ServiceLevel\nobjectType: QUEUE\nstatisticDefinitionEx:\n"
        "  {category: ServiceFactor1, subject: DNAction, timeRangeRight: 120, timeRangeRight2: "
        "10}\n"
        "---\n"
        "name: ServiceLevel\nobjectType: SKILL_Q\nstatisticDefinitionEx:\n"
        "  {category: TotalNumberInTimeRangePercentage, subject: DNAction, mainMask: "
        "CallAnswered,\n"
        "   timeRangeLeft: 0, timeRangeRight: 60}\n",
        "s.yaml", {});
    ASSERT_EQ(file.definitions.size(), 2U);
    EXPECT_EQ(file.definitions[0].main_mask, "");
    EXPECT_EQ(file.definitions[1].time_range_right, 60);
    EXPECT_EQ(refusal_of(changed("  mainMask: CallInbound\n", "")),
              "s.yaml:1:1: the main mask is missing");
}

TEST(StatisticsReader, a_formula_may_begin_with_distinct_connections) {
    for (const char* word : {"DCID", "DistByConnID", "dcid "}) {
        const StatisticsFile file = read_statistics(
            entry + "  formula: " + word + ", GetNumber(\"k\") * 2\n", "s.yaml", {});
        EXPECT_TRUE(file.definitions[0].distinguish_by_connection) << word;
        EXPECT_EQ(file.definitions[0].formula, "GetNumber(\"k\") * 2");
    }
    const StatisticsFile alone = read_statistics(entry + "  formula: DCID\n", "s.yaml", {});
    EXPECT_TRUE(alone.definitions[0].distinguish_by_connection);
    EXPECT_EQ(alone.definitions[0].formula, "");
}

TEST(StatisticsReader, what_is_read_but_means_nothing_is_warned_of) {
    EXPECT_EQ(read_statistics(entry + "  timeRangeLeft: 20\n  timeRangeRight: 10\n"
                                      "timeProfile: OneDay\ntimeRange2: Range0-5\n",
                              "s.yaml", {})
                  .warnings,
              (std::vector<std::string>{
                  "s.yaml:11: timeProfile is not read, because the entry has statisticDefinitionEx",
                  "s.yaml:12: timeRange2 is not read, because the entry has statisticDefinitionEx",
                  "s.yaml:10: the time range ends before it begins; nothing falls in it",
              }));
    EXPECT_EQ(read_statistics(entry + "  intervalType: SinceLogin\n  dynamicTimeProfile: '0:00'\n",
                              "s.yaml", {})
                  .warnings,
              (std::vector<std::string>{
                  "s.yaml:10: SinceLogin has no time profile; \"0:00\" is not read"}));
}

TEST(StatisticsReader, what_stat_server_has_and_we_do_not_is_refused_with_the_reason) {
    EXPECT_EQ(refusal_of(changed("TotalNumber", "JavaCategory")),
              "s.yaml:6:13: statisticDefinitionEx.category: the category JavaCategory is not "
              "offered: its values come from a Java extension, which does not run here; write what "
              "it computes as a Formula with an expression");
    EXPECT_EQ(refusal_of(changed("TotalNumber", "EstimTimeToComplete")),
              "s.yaml:6:13: statisticDefinitionEx.category: the category EstimTimeToComplete is "
              "not offered: campaigns are not kept here, so it has nothing to count; remove the "
              "statistic");
    EXPECT_EQ(refusal_of(changed("DNAction", "CampaignAction")),
              "s.yaml:7:12: statisticDefinitionEx.subject: the subject CampaignAction is not "
              "offered: campaigns are not kept here, so it has nothing to count; remove the "
              "statistic");
    EXPECT_EQ(refusal_of(changed("DNAction", "QueueStatus")),
              "s.yaml:7:12: statisticDefinitionEx.subject: the subject QueueStatus is not offered: "
              "a queue is monitored or not, and has no other status; count its actions, with "
              "DNAction");
    EXPECT_NE(refusal_of(changed("AGENT", "CallingList")).find("campaigns are not kept here"),
              std::string::npos);
}

TEST(StatisticsReader, every_fault_has_its_line) {
    const auto begins = [](const std::string& text, const std::string& start) {
        const std::string refusal = refusal_of(text);
        EXPECT_EQ(refusal.substr(0, start.size()), start) << refusal;
    };
    begins("- 3\n", "s.yaml:1:3: [0]: expected a mapping");
    begins(changed("name: InboundCalls\n", ""), "s.yaml:1:1: the key \"name\" is missing");
    begins(changed("AGENT", "PERSON"), "s.yaml:2:13: objectType: there is no object type");
    begins(changed("PERIODICAL", "OFTEN"),
           "s.yaml:3:19: notificationMode: there is no notification mode \"OFTEN\"; write one of "
           "PERIODICAL, IMMEDIATE, RESET, NONE");
    begins(changed("Frequency: 10", "Frequency: soon"),
           "s.yaml:4:24: notificationFrequency: expected a whole number");
    begins(entry + "insensitivity: -1\n", "s.yaml:9:16: insensitivity: expected a whole number");
    begins(changed("DNAction", "DNStats"),
           "s.yaml:7:12: statisticDefinitionEx.subject: there is no subject \"DNStats\"; did you "
           "mean DNStatus?");
    begins(changed("mainMask: CallInbound", "mainMask: {a: b}"),
           "s.yaml:8:13: statisticDefinitionEx.mainMask: expected a text");
    begins(entry + "  intervalType: Sometimes\n",
           "s.yaml:9:17: statisticDefinitionEx.intervalType: there is no interval type");
    begins(entry + "  timeRangeLeft: -2\n",
           "s.yaml:9:18: statisticDefinitionEx.timeRangeLeft: expected a whole number");
    begins(entry + "  distinguishByConnId: maybe\n",
           "s.yaml:9:24: statisticDefinitionEx.distinguishByConnId: expected true or false");
    begins(entry + "  MAINMASK: '*'\n",
           "s.yaml:9:3: statisticDefinitionEx.MAINMASK: \"MAINMASK\" says again what \"mainMask\" "
           "says in line 8; remove one of them");
    begins(changed("TotalNumber", "Formula"),
           "s.yaml:6:3: statisticDefinitionEx: the category Formula needs an expression; add one, "
           "such as");
    begins(entry + "  expression: '@COUNT(CallWait)'\n",
           "s.yaml:9:3: statisticDefinitionEx.expression: an expression belongs to the category "
           "Formula, not to TotalNumber; remove it");
    begins(changed("category: TotalNumber\n  ", "categry: TotalNumber\n  "),
           "s.yaml:6:3: statisticDefinitionEx: the key \"category\" is missing; did you mean it by "
           "\"categry\"?");
    begins(entry + "objctType: QUEUE\n", "s.yaml:9:1: unknown key \"objctType\"; did");
    begins(
        entry + "  relativeMask: Call\n",
        "s.yaml:9:17: statisticDefinitionEx.relativeMask: the relative mask: there is no action");
    begins(changed("statisticDefinitionEx:\n", "statisticDefinition:\n"),
           "s.yaml:5:1: the key \"statisticDefinitionEx\" is missing; did you mean it by "
           "\"statisticDefinition\"?");
    begins("file: other.yaml\n", "s.yaml:1:1: file: a statistics file does not name another");
}

}  // namespace
}  // namespace cordboard::codec
