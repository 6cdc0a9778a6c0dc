// SPDX-License-Identifier: Apache-2.0
// statistics.yaml: the shapes and the looseness of real files, and what an author is told.
#include <string>

#include <gtest/gtest.h>

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
    EXPECT_EQ(file.warnings[0], "s.yaml:1: the main mask: 'CallRingin' is read as 'CallRinging'");
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
    EXPECT_NE(refusal_of("name: a\nobjectType: AGENT\nstatisticDefinitionName: Calls\n")
                  .find("write its definition out, as statisticDefinitionEx"),
              std::string::npos);
}

}  // namespace
}  // namespace cordboard::codec
