// SPDX-License-Identifier: Apache-2.0
// Statuses, associations, opening and closing, and what is refused.
#include <array>

#include "stats_stage.hpp"

namespace cordboard {
namespace {

using enum Category;
constexpr Subject action = Subject::dn_action;
constexpr Subject status = Subject::agent_status;

std::string message_of(const auto& attempt) {
    try {
        attempt();
    } catch (const std::exception& error) {
        return error.what();
    }
    return "accepted";
}

// The name of the status, by asking each.
std::string status_at(Stage& stage, ObjectId agent, std::string_view at) {
    StatisticDefinition definition;
    definition.subject = status;
    definition.category = current_state;
    definition.main_mask = "*";
    const StatisticId id = stage.open(agent, definition);
    stage.engine.advance_to(clock_time(at));
    const std::string name(stage.engine.structure(id).front().name);
    stage.engine.close(id);
    return name;
}

TEST(StatisticsEngine, the_highest_open_action_is_the_status) {
    Stage stage;
    const ObjectId ann = stage.agent("ann");
    EXPECT_EQ(status_at(stage, ann, "08:00:00"), "LoggedOut");
    stage.start("08:00:01", ann, "WaitForNextCall");
    EXPECT_EQ(status_at(stage, ann, "08:00:02"), "LoggedOut");
    stage.start("08:00:03", ann, "LoggedIn");
    EXPECT_EQ(status_at(stage, ann, "08:00:04"), "WaitForNextCall");
    const char* rising[] = {"OffHook",       "CallDialing",  "CallRinging", "NotReadyForNextCall",
                            "AfterCallWork", "ASM_Engaged",  "CallUnknown", "CallConsult",
                            "CallInternal",  "CallOutbound", "CallInbound"};
    for (const char* name : rising) {
        stage.start("08:00:05", ann, name, 1);
        EXPECT_EQ(status_at(stage, ann, "08:00:05"), name);
    }
    stage.start("08:00:06", ann, "DND");
    stage.start("08:00:06", ann, "LoggedOut");
    stage.start("08:00:06", ann, "CallObservedInbound", 1);
    EXPECT_EQ(status_at(stage, ann, "08:00:06"), "CallInbound");
    for (auto name = std::rbegin(rising); name + 1 != std::rend(rising); ++name) {
        stage.end("08:00:07", ann, *name, 1);
        EXPECT_EQ(status_at(stage, ann, "08:00:07"), *(name + 1));
    }
    stage.end("08:00:08", ann, "LoggedIn");
    EXPECT_EQ(status_at(stage, ann, "08:00:08"), "LoggedOut");
}

TEST(StatisticsEngine, a_logged_in_device_without_actions_is_on_hook_or_logged_in) {
    Stage stage;
    const ObjectId ann = stage.agent("ann");
    const ObjectId ben = stage.agent("ben");
    stage.start("08:00:00", ann, "LoggedIn");
    stage.start("08:00:00", ben, "Active", 0, "chat");
    EXPECT_EQ(status_at(stage, ann, "08:00:01"), "OnHook");
    EXPECT_EQ(status_at(stage, ben, "08:00:01"), "LoggedIn");
}

TEST(StatisticsEngine, a_hold_hides_the_call_that_is_held_and_no_other) {
    Stage stage;
    const ObjectId ann = stage.agent("ann");
    stage.start("08:00:00", ann, "LoggedIn");
    stage.start("08:00:01", ann, "CallInbound", 1);
    stage.start("08:00:02", ann, "CallOnHoldInbound", 1);
    EXPECT_EQ(status_at(stage, ann, "08:00:02"), "CallOnHold");
    stage.start("08:00:03", ann, "CallInternal", 2);
    EXPECT_EQ(status_at(stage, ann, "08:00:03"), "CallInternal");
    stage.end("08:00:04", ann, "CallInternal", 2);
    stage.end("08:00:05", ann, "CallInbound", 1);
    EXPECT_EQ(status_at(stage, ann, "08:00:05"), "CallOnHold");
    stage.end("08:00:06", ann, "CallOnHoldInbound", 1);
    EXPECT_EQ(status_at(stage, ann, "08:00:06"), "OnHook");
}

TEST(StatisticsEngine, a_held_consultation_stays_a_consultation) {
    Stage stage;
    const ObjectId ann = stage.agent("ann");
    stage.start("08:00:00", ann, "LoggedIn");
    stage.start("08:00:01", ann, "CallConsult", 1);
    stage.start("08:00:02", ann, "CallOnHoldConsult", 1);
    EXPECT_EQ(status_at(stage, ann, "08:00:02"), "CallConsult");
}

TEST(StatisticsEngine, a_status_without_length_is_nothing_however_often_one_asks) {
    Stage stage;
    const ObjectId ann = stage.agent("ann");
    const ObjectId team = stage.group("team");
    stage.engine.set_member(ann, team, true);
    const std::array ids{stage.open(ann, status, total_number, "CallRinging"),
                         stage.open(team, status, total_number, "CallRinging"),
                         stage.open(ann, status, total_adjusted_number, "OnHook"),
                         stage.open(team, status, total_number, "OnHook")};
    stage.start("08:00:00", ann, "LoggedIn");
    stage.start("09:00:00", ann, "CallRinging", 1);
    EXPECT_EQ(stage.at("09:00:00", ids[0]), 1);
    EXPECT_EQ(stage.at("09:00:00", ids[1]), 1);
    EXPECT_EQ(stage.at("09:00:00", ids[2]), 1);
    stage.end("09:00:00", ann, "CallRinging", 1);
    EXPECT_EQ(stage.at("09:00:00", ids[0]), 0);
    EXPECT_EQ(stage.at("10:00:00", ids[0]), 0);
    EXPECT_EQ(stage.at("10:00:00", ids[1]), 0);
    EXPECT_EQ(stage.at("10:00:00", ids[2]), 0);
    EXPECT_EQ(stage.at("10:00:00", ids[3]), 1);
}

TEST(StatisticsEngine, fractions_of_a_second_count_only_without_truncation) {
    for (const Truncation truncation : {Truncation::seconds, Truncation::none}) {
        Stage stage("00:00:00", truncation);
        const ObjectId q = stage.queue("Q");
        const auto time = stage.open(q, action, total_time, "CallWait");
        stage.start("08:00:00.600", q, "CallWait", 1);
        stage.end("08:00:02.100", q, "CallWait", 1);
        EXPECT_EQ(stage.at("08:00:03", time), truncation == Truncation::none ? 1.5 : 2.0);
    }
}

TEST(StatisticsEngine, a_status_alive_at_a_reset_counts_once_more) {
    Stage stage;
    const ObjectId ann = stage.agent("ann");
    const auto number = stage.open(ann, status, total_number, "OnHook", "", "0:00+1:00");
    stage.start("08:30:00", ann, "LoggedIn");
    EXPECT_EQ(stage.at("09:00:00", number), 1);
    stage.start("09:00:00", ann, "WaitForNextCall");
    EXPECT_EQ(stage.at("09:00:00", number), 0);
    EXPECT_EQ(stage.at("10:00:00", number), 0);
}

TEST(StatisticsEngine, a_value_of_the_future_knows_the_resets_before_it) {
    Stage stage;
    const ObjectId q = stage.queue("Q");
    const auto entered = stage.open(q, action, total_number, "CallEntered");
    stage.occur("08:00:00", q, "CallEntered", 1);
    EXPECT_EQ(stage.engine.value(entered, clock_time("23:00:00")), 1);
    EXPECT_EQ(stage.engine.value(entered, clock_time("1 00:00:00")), 0);
    EXPECT_EQ(stage.engine.next_reset(), clock_time("1 00:00:00"));
    EXPECT_EQ(stage.engine.value(entered), 1);
}

TEST(StatisticsEngine, rows_before_the_start_only_tell_what_is_going_on) {
    Stage stage("08:00:00");
    const ObjectId q = stage.queue("Q");
    const ObjectId ann = stage.agent("ann");
    const auto waits = stage.open(q, action, total_number, "CallWait");
    const auto time = stage.open(q, action, total_time, "CallWait");
    const auto oldest = stage.open(q, action, current_max_time, "CallWait");
    const auto out = stage.open(ann, status, current_time, "LoggedOut");
    EXPECT_EQ(stage.engine.value(oldest), 0);
    stage.start("07:00:00", q, "CallWait", 1);
    stage.end("07:10:00", q, "CallWait", 1);
    stage.start("07:50:00", q, "CallWait", 2);
    EXPECT_EQ(stage.at("08:00:00", oldest), 600);
    EXPECT_EQ(stage.at("08:00:00", out), 3600);
    stage.end("08:05:00", q, "CallWait", 2);
    EXPECT_EQ(stage.at("08:10:00", waits), 1);
    EXPECT_EQ(stage.at("08:10:00", time), 300);
}

TEST(StatisticsEngine, actions_of_members_reach_the_group_while_they_are_members) {
    Stage stage;
    const ObjectId ann = stage.agent("ann");
    const ObjectId team = stage.group("team");
    const auto now = stage.open(team, action, current_number, "CallInbound");
    const auto number = stage.open(team, action, total_number, "CallInbound");
    const auto time = stage.open(team, action, total_time, "CallInbound");
    stage.start("09:00:00", ann, "CallInbound", 1);
    stage.engine.set_member(ann, team, true, clock_time("09:10:00"));
    EXPECT_EQ(stage.at("09:10:00", now), 1);
    stage.engine.set_member(ann, team, true, clock_time("09:11:00"));
    EXPECT_EQ(stage.at("09:11:00", now), 1);
    stage.engine.set_member(ann, team, false, clock_time("09:30:00"));
    EXPECT_EQ(stage.at("09:30:00", now), 0);
    EXPECT_EQ(stage.at("09:30:00", number), 1);
    EXPECT_EQ(stage.at("09:30:00", time), 1200);
    stage.end("10:00:00", ann, "CallInbound", 1);
    EXPECT_EQ(stage.at("10:00:00", number), 1);
}

TEST(StatisticsEngine, membership_comes_in_rows_too) {
    Stage stage;
    const ObjectId ann = stage.agent("ann");
    const ObjectId team = stage.group("team");
    const auto out = stage.open(team, status, current_number, "LoggedOut");
    stage.start("09:00:00", ann, "MemberOf", team.value);
    EXPECT_EQ(stage.at("09:00:00", out), 1);
    stage.end("10:00:00", ann, "MemberOf", team.value);
    EXPECT_EQ(stage.at("10:00:00", out), 0);
}

TEST(StatisticsEngine, queues_of_a_group_are_counted_together) {
    Stage stage;
    const ObjectId all = stage.engine.object(ObjectType::group_queues, "all");
    StatisticDefinition definition;
    definition.name = "waiting";
    definition.target = StatisticTarget::group_queues;
    definition.category = current_number;
    definition.main_mask = "CallWait";
    const Opened waiting = stage.engine.open(all, stage.engine.add_definition(definition));
    for (const char* name : {"1", "2"}) {
        stage.engine.set_member(stage.queue(name), all, true);
        stage.start("09:00:00", stage.queue(name), "CallWait", 1);
    }
    EXPECT_EQ(stage.at("09:00:00", waiting.id), 2);
}

TEST(StatisticsEngine, statistics_keep_their_values_when_others_come_and_go) {
    Stage stage;
    const ObjectId ann = stage.agent("ann");
    const auto first = stage.open(ann, status, total_time, "OnHook");
    const auto second = stage.open(ann, action, total_number, "CallRingingStarted");
    stage.start("08:00:00", ann, "LoggedIn");
    stage.occur("08:10:00", ann, "CallRingingStarted", 1);
    stage.engine.advance_to(clock_time("09:00:00"));
    const auto late = stage.open(ann, status, total_time, "OnHook");
    EXPECT_EQ(stage.at("09:30:00", first), 5400);
    EXPECT_EQ(stage.at("09:30:00", late), 1800);
    stage.engine.close(first);
    EXPECT_EQ(stage.at("10:00:00", late), 3600);
    EXPECT_EQ(stage.at("10:00:00", second), 1);
    EXPECT_EQ(message_of([&] { stage.engine.value(first); }), "this statistic is not open");
}

TEST(StatisticsEngine, the_same_statistic_is_opened_once_and_closed_as_often) {
    Stage stage;
    const ObjectId q = stage.queue("Q");
    const auto id = stage.open(q, action, total_number, "CallEntered");
    const DefinitionIndex definition = stage.engine.statistics().front().definition;
    EXPECT_EQ(stage.engine.open(q, definition).id, id);
    stage.engine.close(id);
    EXPECT_EQ(stage.engine.statistics().size(), 1U);
    stage.engine.close(id);
    EXPECT_EQ(stage.engine.statistics().size(), 0U);
}

TEST(StatisticsEngine, a_copy_goes_its_own_way) {
    Stage stage;
    const ObjectId q = stage.queue("Q");
    const auto entered = stage.open(q, action, total_number, "CallEntered");
    stage.occur("08:00:00", q, "CallEntered", 1);
    const StatisticsEngine copy = stage.engine;
    stage.occur("09:00:00", q, "CallEntered", 2);
    EXPECT_EQ(stage.engine.value(entered), 2);
    EXPECT_EQ(copy.value(entered), 1);
    EXPECT_EQ(copy.now(), clock_time("08:00:00"));
}

TEST(StatisticsEngine, wanted_is_what_an_open_statistic_counts) {
    Stage stage;
    const ObjectId ann = stage.agent("ann");
    const ObjectId team = stage.group("team");
    stage.engine.set_member(ann, team, true);
    const ActionIndex answered = action_named("CallAnswered", ObjectType::agent)->action;
    stage.engine.advance_to(clock_time("08:00:00"));
    EXPECT_FALSE(stage.engine.wanted(answered));
    const auto id = stage.open(team, action, total_number, "CallAnswered");
    EXPECT_TRUE(stage.engine.wanted(answered));
    EXPECT_TRUE(stage.engine.wanted(ann, answered));
    EXPECT_FALSE(stage.engine.wanted(stage.agent("ben"), answered));
    stage.engine.close(id);
    EXPECT_FALSE(stage.engine.wanted(answered));
}

TEST(StatisticsEngine, rows_that_cannot_be_are_refused_and_strays_ignored) {
    Stage stage;
    const ObjectId q = stage.queue("8001");
    stage.end("08:00:00", q, "CallWait", 1);
    stage.start("08:00:00", q, "CallWait", 1);
    EXPECT_EQ(message_of([&] { stage.start("08:00:01", q, "CallWait", 1); }),
              "CallWait runs already on Queue '8001'");
    EXPECT_EQ(message_of([&] { stage.occur("08:00:01", q, "CallWait", 2); }),
              "CallWait lasts: its phase is start, end or update");
    EXPECT_EQ(message_of([&] { stage.start("08:00:01", q, "CallEntered", 2); }),
              "CallEntered has no length: its phase is occur");
    EXPECT_EQ(message_of([&] { stage.occur("07:00:00", q, "CallEntered", 2); }),
              "time goes back in row 0");
    EXPECT_EQ(message_of([&] { stage.start("09:00:00", q, "MemberOf", 77); }),
              "a row of membership needs a group and the phase start or end");
}

TEST(StatisticsEngine, what_cannot_be_opened_is_told) {
    Stage stage;
    const ObjectId ann = stage.agent("ann");
    const auto refusal = [&](auto change) {
        StatisticDefinition definition;
        definition.name = "s";
        definition.main_mask = "CallInbound";
        change(definition);
        return stage.engine.open(ann, stage.engine.add_definition(definition)).refusal;
    };
    EXPECT_EQ(refusal([](auto& d) { d.filter = "MediaType=chat"; }), "");
    EXPECT_TRUE(refusal([](auto& d) {
                    d.filter = "MediaTyp=chat";
                }).starts_with("'s': the filter: column 1: 'MediaTyp' is not an attribute"));
    EXPECT_EQ(refusal([](auto& d) { d.interval = IntervalType::sliding_window; }),
              "'s': a sliding window needs a time profile: its seconds, such as 900");
    EXPECT_EQ(refusal([](auto& d) {
                  d.interval = IntervalType::sliding_selection;
                  d.time_profile = "3";
                  d.category = elapsed_time_percentage;
              }),
              "'s': the category ElapsedTimePercentage has no meaning for a selection of elements");
    EXPECT_EQ(refusal([](auto& d) { d.category = total_custom_value; }),
              "'s': the formula is missing: what is an action worth?");
    EXPECT_EQ(refusal([](auto& d) {
                  d.notification_mode = NotificationMode::reset;
                  d.category = current_number;
              }),
              "'s': a message at each reset needs a historical category with a growing window");
    EXPECT_EQ(refusal([](auto& d) {
                  d.target = StatisticTarget::queue;
                  d.main_mask = "CallWait";
              }),
              "'s' is for QUEUE, not for an object of type Agent");
    EXPECT_EQ(refusal([](auto& d) { d.main_mask = "CallWait"; }),
              "'s': the main mask: 'CallWait' is not an action of objects of type Agent");
    EXPECT_EQ(refusal([](auto& d) { d.category = average_number_per_relative_hour; }),
              "'s': the relative mask is missing: what hours are the number relative to?");
    EXPECT_EQ(refusal([](auto& d) { d.category = service_factor_1; }),
              "'s': ServiceFactor1 is a figure of queues");
}

TEST(StatisticsEngine, the_state_of_an_agent_is_a_tree) {
    Stage stage;
    const ObjectId ann = stage.agent("ann");
    StatisticDefinition definition;
    definition.category = current_state;
    definition.main_mask = "*";
    const StatisticId state = stage.open(ann, definition);
    stage.start("08:00:00", ann, "LoggedIn");
    stage.start("08:00:00", ann, "Active", 0, "chat");
    stage.start("08:00:30", ann, "HandlingInbound", 9, "chat");
    const std::vector<StateNode> nodes = stage.engine.structure(state);
    ASSERT_EQ(nodes.size(), 6U);
    EXPECT_EQ(nodes[0].name, "CallInbound");
    EXPECT_EQ(nodes[0].since, clock_time("08:00:30"));
    EXPECT_EQ(nodes[1].name, "OnHook");
    EXPECT_EQ(nodes[2].name, "LoggedIn");
    EXPECT_EQ(nodes[3].name, "CallInbound");
    EXPECT_EQ(stage.engine.text_of(nodes[3].media), "chat");
    EXPECT_EQ(nodes[3].current_number, 1);
    EXPECT_EQ(nodes[5].name, "HandlingInbound");
    EXPECT_EQ(nodes[5].interaction, 9U);
    EXPECT_EQ(message_of([&] { stage.engine.value(state); }),
              "'CurrentState' is a structure, not a number");
}

TEST(StatisticsEngine, a_traced_statistic_counts_since_the_other_was_opened) {
    Stage stage;
    const ObjectId q = stage.queue("q");
    const StatisticId total = stage.open(q, action, total_time, "CallWait");
    stage.start("08:00:00", q, "CallWait", 7);
    stage.engine.advance_to(clock_time("09:00:00"));
    const StatisticId twin =
        stage.engine.trace(total, stage.engine.add_traced(stage.engine.definition_of(total)));
    stage.end("10:00:00", q, "CallWait", 7);
    EXPECT_EQ(stage.engine.value(twin), stage.engine.value(total));
    const Explanation explanation = stage.engine.explanation(twin);
    EXPECT_EQ(explanation.left, clock_time("00:00:00"));
    EXPECT_EQ(explanation.right, clock_time("10:00:00"));
    ASSERT_EQ(explanation.elements.size(), 1U);
    EXPECT_EQ(explanation.elements[0].name, "CallWait");
    EXPECT_EQ(explanation.elements[0].interaction, 7U);
    EXPECT_EQ(explanation.elements[0].counted, hours(2));
}

TEST(StatisticsEngine, only_a_traced_number_is_explained) {
    Stage stage;
    const ObjectId q = stage.queue("q");
    const StatisticId number = stage.open(q, action, total_number, "CallWait");
    const StatisticId shown = stage.open(q, action, current_state, "*");
    const std::string refusal = "only a traced statistic that is no structure can be explained";
    EXPECT_EQ(message_of([&] { (void)stage.engine.explanation(number); }), refusal);
    const DefinitionIndex traced = stage.engine.add_traced(stage.engine.definition_of(shown));
    EXPECT_EQ(message_of([&] { stage.engine.trace(shown, traced); }), refusal);
    EXPECT_EQ(stage.engine.statistics().size(), 2U);
}

}  // namespace
}  // namespace cordboard
