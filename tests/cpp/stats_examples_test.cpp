// SPDX-License-Identifier: Apache-2.0
// The worked examples of the statistics reference (section 11) that this floor covers: every value is
// one printed there.
#include <array>

#include "stats_stage.hpp"

namespace cordboard {
namespace {

using enum Category;
constexpr Subject action = Subject::dn_action;
constexpr Subject status = Subject::agent_status;
const std::string calls = "CallUnknown, CallConsult, CallInternal, CallOutbound, CallInbound";

StatisticDefinition ranged(Category category, std::string mask, std::int64_t left,
                           std::int64_t right) {
    StatisticDefinition definition;
    definition.category = category;
    definition.main_mask = std::move(mask);
    definition.time_range_left = left;
    definition.time_range_right = right;
    return definition;
}

// X1 up to the time of the question.
void play_queue(Stage& stage, ObjectId q) {
    const auto enters = [&](std::string_view at, std::uint64_t call) {
        stage.occur(at, q, "CallEntered", call);
        stage.start(at, q, "CallWait", call);
    };
    const auto leaves = [&](std::string_view at, std::string_view how, std::uint64_t call,
                            std::int64_t waited) {
        stage.end(at, q, "CallWait", call);
        stage.occur(at, q, how, call, seconds(waited));
    };
    enters("09:00:00", 1);
    enters("09:00:10", 2);
    leaves("09:00:30", "CallDistributed", 1, 30);
    stage.occur("09:00:40", q, "CallAnswered", 1, seconds(40));
    leaves("09:00:50", "CallAbandoned", 2, 40);
    enters("09:01:00", 3);
    leaves("09:01:20", "CallDistributed", 3, 20);
    stage.occur("09:01:35", q, "CallAbandonedFromRinging", 3, seconds(35));
    enters("09:02:00", 4);
    leaves("09:04:10", "CallDistributed", 4, 130);
    stage.occur("09:04:15", q, "CallAnswered", 4, seconds(135));
    stage.occur("09:05:40", q, "CallReleased", 1, seconds(300));
    enters("09:10:00", 5);
    enters("09:10:30", 6);
    leaves("09:10:36", "CallAbandoned", 6, 6);
}

TEST(StatisticsExamples, x1_counts_of_a_queue) {
    Stage stage;
    const ObjectId q = stage.queue("Q");
    struct Expected {
        std::string mask;
        double number;
    };
    const std::array<Expected, 6> all{{{"CallEntered", 6},
                                       {"CallDistributed", 3},
                                       {"CallAbandoned", 2},
                                       {"CallAbandonedFromRinging", 1},
                                       {"CallAnswered", 2},
                                       {"CallReleased", 1}}};
    std::vector<StatisticId> ids;
    for (const Expected& expected : all) {
        ids.push_back(stage.open(q, action, total_number, expected.mask));
    }
    play_queue(stage, q);
    for (std::size_t i = 0; i < all.size(); ++i) {
        EXPECT_EQ(stage.at("09:11:00", ids[i]), all[i].number) << all[i].mask;
    }
}

TEST(StatisticsExamples, x1_times_of_a_queue) {
    Stage stage;
    const ObjectId q = stage.queue("Q");
    const auto number = stage.open(q, action, current_number, "CallWait");
    const auto oldest = stage.open(q, action, current_max_time, "CallWait", "CallWait");
    const auto young = stage.open(q, ranged(current_number_in_time_range, "CallWait", 0, 60));
    const auto average_wait = stage.open(q, action, average_time, "CallWait", "CallWait");
    const auto answer_time = stage.open(q, action, total_time, "CallAnswered");
    const auto answer_average = stage.open(q, action, average_time, "CallAnswered");
    const auto answer_most = stage.open(q, action, max_time, "CallAnswered");
    const auto wait_least = stage.open(q, action, min_time, "CallWait");
    const auto ringing = stage.open(q, action, total_time, "CallAbandonedFromRinging");
    const auto released = stage.open(q, action, total_time, "CallReleased");
    const auto rate =
        stage.open(q, action, total_number_per_second, "CallEntered", "", "0:00+1:00");
    const auto lost = stage.open(q, action, relative_number_percentage, "CallAbandoned",
                                 "CallEntered");
    play_queue(stage, q);
    EXPECT_EQ(stage.at("09:10:59", young), 1);
    EXPECT_EQ(stage.at("09:11:00", young), 0);
    EXPECT_EQ(stage.at("09:11:00", number), 1);
    EXPECT_EQ(stage.at("09:11:00", oldest), 60);
    EXPECT_DOUBLE_EQ(stage.at("09:11:00", average_wait), 45.2);
    EXPECT_EQ(stage.at("09:11:00", answer_time), 175);
    EXPECT_EQ(stage.at("09:11:00", answer_average), 87.5);
    EXPECT_EQ(stage.at("09:11:00", answer_most), 135);
    EXPECT_EQ(stage.at("09:11:00", wait_least), 6);
    EXPECT_EQ(stage.at("09:11:00", ringing), 35);
    EXPECT_EQ(stage.at("09:11:00", released), 300);
    EXPECT_DOUBLE_EQ(stage.at("09:11:00", rate), 6.0 / 660.0);
    EXPECT_DOUBLE_EQ(stage.at("09:11:00", lost), 100.0 / 3.0);
}

TEST(StatisticsExamples, x1_ranges_and_service_factor) {
    Stage stage;
    const ObjectId q = stage.queue("Q");
    const auto in_range =
        stage.open(q, ranged(total_number_in_time_range, "CallAnswered", 0, 60));
    const auto percentage =
        stage.open(q, ranged(total_number_in_time_range_percentage, "CallAnswered", 0, 60));
    const auto time = stage.open(q, ranged(total_time_in_time_range, "CallAnswered", 0, 60));
    StatisticDefinition factor = ranged(service_factor_1, "", 0, 120);
    factor.time_range_left_2 = 0;
    factor.time_range_right_2 = 10;
    const auto service = stage.open(q, factor);
    play_queue(stage, q);
    EXPECT_EQ(stage.at("09:11:00", in_range), 1);
    EXPECT_EQ(stage.at("09:11:00", percentage), 50);
    EXPECT_EQ(stage.at("09:11:00", time), 40);
    EXPECT_DOUBLE_EQ(stage.at("09:11:00", service), 100.0 / 3.0);
}

TEST(StatisticsExamples, x2_milliseconds_are_cut_off_and_the_right_edge_is_outside) {
    Stage stage;
    const ObjectId q = stage.queue("Q");
    const auto before = stage.open(q, ranged(total_number_in_time_range, "CallAnswered", 0, 11));
    const auto after = stage.open(q, ranged(total_number_in_time_range, "CallAnswered", 11, 20));
    const auto around = stage.open(q, ranged(total_number_in_time_range, "CallAnswered", 0, 12));
    const auto later = stage.open(q, ranged(total_number_in_time_range, "CallAnswered", 20, 50));
    stage.occur("05:41:07.542", q, "CallAnswered", 1, milliseconds(10'593));
    EXPECT_EQ(stage.at("06:00:00", before), 0);
    EXPECT_EQ(stage.at("06:00:00", after), 1);
    EXPECT_EQ(stage.at("06:00:00", around), 1);
    stage.occur("06:01:00", q, "CallAnswered", 2, seconds(20));
    EXPECT_EQ(stage.at("06:01:00", after), 1);
    EXPECT_EQ(stage.at("06:01:00", later), 1);
}

TEST(StatisticsExamples, x3_an_action_across_midnight_is_credited_at_its_end) {
    Stage stage;
    const ObjectId ann = stage.agent("ann");
    const auto number = stage.open(ann, action, total_number, "CallInbound");
    const auto time = stage.open(ann, action, total_time, "CallInbound");
    const auto adjusted = stage.open(ann, action, total_adjusted_time, "CallInbound");
    const auto most = stage.open(ann, action, max_time, "CallInbound");
    const auto average = stage.open(ann, action, average_time, "CallInbound");
    const auto short_ones =
        stage.open(ann, ranged(total_number_in_time_range, "CallInbound", 0, 240));
    const auto open_number = stage.open(ann, action, current_number, "CallInbound");
    const auto open_time = stage.open(ann, action, current_time, "CallInbound");
    const std::array all{number, time, adjusted, most, average, short_ones};
    stage.start("23:58:00", ann, "CallInbound", 1);
    const auto expect = [&](std::string_view at, std::array<double, 6> values, double open,
                            double age) {
        for (std::size_t i = 0; i < all.size(); ++i) {
            EXPECT_EQ(stage.at(at, all[i]), values[i]) << at << ' ' << i;
        }
        EXPECT_EQ(stage.at(at, open_number), open);
        EXPECT_EQ(stage.at(at, open_time), age);
    };
    expect("23:59:59", {0, 0, 0, 0, 0, 0}, 1, 119);
    expect("1 00:01:00", {0, 0, 0, 0, 0, 0}, 1, 180);
    stage.end("1 00:03:00", ann, "CallInbound", 1);
    expect("1 00:03:00", {1, 180, 300, 180, 180, 0}, 0, 0);
    expect("1 20:00:00", {1, 180, 300, 180, 180, 0}, 0, 0);
}

TEST(StatisticsExamples, x4_a_status_across_midnight_is_shared_out) {
    Stage stage;
    const ObjectId ann = stage.agent("ann");
    const std::string wait = "WaitForNextCall";
    const std::array all{stage.open(ann, status, total_time, wait),
                         stage.open(ann, status, total_number, wait),
                         stage.open(ann, status, total_adjusted_time, wait),
                         stage.open(ann, status, total_adjusted_number, wait),
                         stage.open(ann, status, current_time, wait)};
    const auto expect = [&](std::string_view at, std::array<double, 5> values) {
        for (std::size_t i = 0; i < all.size(); ++i) {
            EXPECT_EQ(stage.at(at, all[i]), values[i]) << at << ' ' << i;
        }
    };
    stage.start("23:50:00", ann, "LoggedIn");
    stage.start("23:50:00", ann, wait);
    expect("23:59:00", {540, 1, 0, 0, 540});
    expect("1 00:05:00", {300, 1, 0, 0, 900});
    stage.start("1 00:10:00", ann, "CallInbound", 1);
    expect("1 00:20:00", {600, 1, 1200, 1, 0});
}

// The same interval is asked on the agent and on a group that he is in from the beginning.
void play_agent(Stage& stage, ObjectId ann) {
    stage.start("10:00:00", ann, "LoggedIn");
    stage.start("10:00:00", ann, "WaitForNextCall");
    stage.start("10:00:20", ann, "CallRinging", 1);
    stage.occur("10:00:20", ann, "CallRingingStarted", 1);
    stage.end("10:00:30", ann, "CallRinging", 1);
    stage.occur("10:00:30", ann, "CallAnswered", 1, seconds(10));
    stage.start("10:00:30", ann, "CallInbound", 1);
    stage.start("10:02:00", ann, "CallOnHoldInbound", 1);
    stage.end("10:02:45", ann, "CallOnHoldInbound", 1);
    stage.occur("10:02:45", ann, "CallRetrievedFromHold", 1, seconds(45));
    stage.end("10:04:00", ann, "CallInbound", 1);
    stage.occur("10:04:00", ann, "CallInboundCompleted", 1, seconds(210));
    stage.end("10:04:00", ann, "WaitForNextCall");
    stage.start("10:04:00", ann, "AfterCallWorkInbound", 1);
    stage.end("10:04:40", ann, "AfterCallWorkInbound", 1);
    stage.start("10:04:40", ann, "WaitForNextCall");
}

TEST(StatisticsExamples, x6_hold_and_after_call_work) {
    Stage stage("10:00:00");
    const ObjectId ann = stage.agent("ann");
    const ObjectId team = stage.group("team");
    stage.engine.set_member(ann, team, true);
    struct Expected {
        Subject subject;
        Category category;
        std::string main_mask;
        std::string relative_mask;
        double value;
    };
    const std::string holds =
        "CallOnHoldInbound, CallOnHoldOutbound, CallOnHoldInternal, CallOnHoldConsult, "
        "CallOnHoldUnknown";
    const std::vector<Expected> all = {
        {action, total_number, "CallInbound", "", 1},
        {status, total_number, "CallInbound", "", 2},
        {action, total_adjusted_time, calls, "", 210},
        {action, total_adjusted_time, holds, "", 45},
        {status, total_time, "CallInbound", "", 165},
        {status, total_adjusted_time, "AfterCallWork", "AfterCallWork", 40},
        {status, total_adjusted_time, "AfterCallWorkInbound", "", 40},
        {status, total_adjusted_time, "AfterCallWorkOutbound", "", 0},
        {status, total_adjusted_time, "WaitForNextCall", "", 20},
        {status, total_time, "WaitForNextCall", "", 40},
        {Subject::dn_status, average_time, calls + ", AfterCallWork", calls, 102.5},
        {status, average_number_per_relative_hour, calls, "*,~LoggedOut,~NotMonitored", 24},
        {action, total_time, "CallAnswered", "", 10},
        {action, total_time, "CallRetrievedFromHold", "", 45},
        {action, total_time, "CallInboundCompleted", "", 210},
        {status, elapsed_time_percentage, "AfterCallWork", "", 100.0 * 40 / 300},
    };
    std::vector<StatisticId> of_agent;
    std::vector<StatisticId> of_group;
    for (const Expected& expected : all) {
        of_agent.push_back(stage.open(ann, expected.subject, expected.category,
                                      expected.main_mask, expected.relative_mask));
        of_group.push_back(stage.open(team, expected.subject, expected.category,
                                      expected.main_mask, expected.relative_mask));
    }
    play_agent(stage, ann);
    for (std::size_t i = 0; i < all.size(); ++i) {
        EXPECT_DOUBLE_EQ(stage.at("10:05:00", of_agent[i]), all[i].value) << all[i].main_mask;
        EXPECT_DOUBLE_EQ(stage.at("10:05:00", of_group[i]), all[i].value) << all[i].main_mask;
    }
}

TEST(StatisticsExamples, x7_an_event_at_the_reset_belongs_to_the_new_interval) {
    Stage stage;
    const ObjectId q = stage.queue("Q");
    const auto hourly = [&](Category category, std::string mask) {
        return stage.open(q, action, category, std::move(mask), "", "0:00+1:00");
    };
    const auto lost = hourly(total_number, "CallAbandoned");
    const auto lost_time = hourly(total_time, "CallAbandoned");
    const auto waits = hourly(total_number, "CallWait");
    const auto wait_time = hourly(total_time, "CallWait");
    stage.start("09:59:30", q, "CallWait", 1);
    EXPECT_EQ(stage.at("09:59:59", lost), 0);
    stage.end("10:00:00", q, "CallWait", 1);
    stage.occur("10:00:00", q, "CallAbandoned", 1, seconds(30));
    EXPECT_EQ(stage.at("10:00:00", lost), 1);
    EXPECT_EQ(stage.at("10:00:00", lost_time), 30);
    EXPECT_EQ(stage.at("10:00:00", waits), 1);
    EXPECT_EQ(stage.at("10:00:00", wait_time), 0);
}

TEST(StatisticsExamples, x7_a_retrospective_is_carried_whole_and_a_durable_is_cut) {
    Stage stage;
    const ObjectId q = stage.queue("Q");
    const auto hourly = [&](Category category, std::string mask) {
        return stage.open(q, action, category, std::move(mask), "", "0:00+1:00");
    };
    const auto answered = hourly(total_time, "CallAnswered");
    const auto wait_time = hourly(total_time, "CallWait");
    const auto adjusted = hourly(total_adjusted_time, "CallWait");
    const auto average = hourly(average_time, "CallWait");
    stage.start("09:59:30", q, "CallWait", 1);
    stage.end("10:00:10", q, "CallWait", 1);
    stage.occur("10:00:20", q, "CallAnswered", 1, seconds(50));
    EXPECT_EQ(stage.at("10:30:00", answered), 50);
    EXPECT_EQ(stage.at("10:30:00", wait_time), 10);
    EXPECT_EQ(stage.at("10:30:00", adjusted), 40);
    EXPECT_EQ(stage.at("10:30:00", average), 10);
    EXPECT_EQ(stage.at("11:00:00", answered), 0);
}

TEST(StatisticsExamples, x11_nothing_over_nothing_is_zero) {
    Stage stage;
    const ObjectId q = stage.queue("Q");
    const ObjectId ann = stage.agent("ann");
    StatisticDefinition factor = ranged(service_factor_1, "", 0, 120);
    factor.time_range_left_2 = 0;
    factor.time_range_right_2 = 10;
    const auto service = stage.open(q, factor);
    const std::array all{
        service,
        stage.open(q, action, average_time, "CallWait"),
        stage.open(q, ranged(total_number_in_time_range_percentage, "CallAnswered", 0, 20)),
        stage.open(ann, status, average_number_per_relative_hour, calls,
                   "*,~LoggedOut,~NotMonitored"),
        stage.open(ann, status, elapsed_time_percentage, "WaitForNextCall"),
        stage.open(q, action, current_average_time, "CallWait"),
    };
    for (const std::string_view at : {"00:00:00", "1 00:00:00"}) {
        for (StatisticId id : all) {
            EXPECT_EQ(stage.at(at, id), 0);
        }
    }
    stage.occur("1 00:10:00", q, "CallAbandoned", 1, seconds(6));
    EXPECT_EQ(stage.at("1 00:10:00", service), 0);
}

TEST(StatisticsExamples, x14_voice_and_chat_together) {
    Stage stage("10:00:00");
    const ObjectId ann = stage.agent("ann");
    const auto time = stage.open(ann, status, total_time, "CallInbound");
    const auto number = stage.open(ann, status, total_number, "CallInbound");
    const auto wait = stage.open(ann, status, total_time, "WaitForNextCall");
    const auto ringing = stage.open(ann, status, total_time, "CallRinging");
    const auto both = stage.open(ann, action, total_number, "CallInbound");
    const auto chats = stage.open(ann, action, total_time, "HandlingInbound");
    const auto now = stage.open(ann, action, current_number, "CallInbound");
    stage.start("10:00:00", ann, "LoggedIn");
    stage.start("10:00:00", ann, "WaitForNextCall");
    stage.start("10:00:00", ann, "Active", 0, "chat");
    stage.start("10:00:00", ann, "Available", 0, "chat");
    stage.start("10:01:00", ann, "Delivering", 7, "chat");
    stage.end("10:01:05", ann, "Delivering", 7, "chat");
    stage.start("10:01:05", ann, "HandlingInbound", 7, "chat");
    stage.end("10:02:00", ann, "WaitForNextCall");
    stage.start("10:02:00", ann, "NotReadyForNextCall");
    stage.end("10:03:00", ann, "NotReadyForNextCall");
    stage.start("10:03:00", ann, "WaitForNextCall");
    stage.start("10:03:30", ann, "CallRinging", 8);
    stage.end("10:03:40", ann, "CallRinging", 8);
    stage.start("10:03:40", ann, "CallInbound", 8);
    EXPECT_EQ(stage.at("10:03:50", now), 2);
    stage.end("10:04:00", ann, "HandlingInbound", 7, "chat");
    stage.end("10:04:30", ann, "CallInbound", 8);
    EXPECT_EQ(stage.at("10:05:00", time), 205);
    EXPECT_EQ(stage.at("10:05:00", number), 1);
    EXPECT_EQ(stage.at("10:05:00", ringing), 5);
    EXPECT_EQ(stage.at("10:05:00", wait), 60 + 30);
    EXPECT_EQ(stage.at("10:05:00", both), 2);
    EXPECT_EQ(stage.at("10:05:00", chats), 175);
}

TEST(StatisticsExamples, x18_statistics_opened_during_a_call) {
    Stage stage;
    const ObjectId ann = stage.agent("ann");
    stage.start("09:00:00", ann, "LoggedIn");
    stage.start("09:55:00", ann, "CallInbound", 1);
    stage.engine.advance_to(clock_time("10:00:00"));
    const auto age = stage.open(ann, action, current_time, "CallInbound");
    const auto number = stage.open(ann, action, total_number, "CallInbound");
    const auto time = stage.open(ann, action, total_time, "CallInbound");
    const auto adjusted = stage.open(ann, action, total_adjusted_time, "CallInbound");
    const auto in_range =
        stage.open(ann, ranged(total_number_in_time_range, "CallInbound", 0, 400));
    const auto of_status = stage.open(ann, status, total_time, "CallInbound");
    EXPECT_EQ(stage.at("10:02:00", age), 420);
    EXPECT_EQ(stage.at("10:02:00", time), 0);
    EXPECT_EQ(stage.at("10:02:00", of_status), 120);
    stage.end("10:05:00", ann, "CallInbound", 1);
    EXPECT_EQ(stage.at("10:06:00", number), 1);
    EXPECT_EQ(stage.at("10:06:00", time), 300);
    EXPECT_EQ(stage.at("10:06:00", adjusted), 300);
    EXPECT_EQ(stage.at("10:06:00", in_range), 1);
}

TEST(StatisticsExamples, x19_members_bring_what_is_going_on_from_the_moment_they_join) {
    Stage stage;
    const ObjectId ann = stage.agent("ann");
    const ObjectId team = stage.group("g");
    const std::string wait = "WaitForNextCall";
    const auto idle = stage.open(team, status, current_max_time, wait);
    const auto own_idle = stage.open(ann, status, current_max_time, wait);
    const auto time = stage.open(team, status, total_time, wait);
    const auto adjusted = stage.open(team, status, total_adjusted_time, wait);
    stage.start("09:00:00", ann, "LoggedIn");
    stage.start("09:00:00", ann, wait);
    stage.engine.set_member(ann, team, true, clock_time("10:00:00"));
    EXPECT_EQ(stage.at("10:05:00", idle), 300);
    EXPECT_EQ(stage.at("10:05:00", own_idle), 3900);
    stage.engine.set_member(ann, team, false, clock_time("10:06:00"));
    EXPECT_EQ(stage.at("10:06:00", idle), 0);
    EXPECT_EQ(stage.at("10:06:00", time), 360);
    EXPECT_EQ(stage.at("10:06:00", adjusted), 360);
}

}  // namespace
}  // namespace cordboard
