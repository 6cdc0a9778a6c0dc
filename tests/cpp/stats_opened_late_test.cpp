// SPDX-License-Identifier: Apache-2.0
// Statistics opened while actions run: they know since when what they count has been there, as far
// as one that was open all the time knows it.
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include <cordboard/statistics.hpp>

#include "stats/past.hpp"
#include "stats_stage.hpp"

namespace cordboard {
namespace {

using enum Category;

struct OpenedLate : testing::Test, Stage {
    ObjectId ann = agent("ann");

    // A call whose user data have k.
    void tell_call(std::string_view when, Phase phase, std::string_view k,
                   std::uint64_t interaction = 1, std::string_view action = "CallInbound") {
        tell_worth(when, phase, ann, action, interaction, k);
    }

    StatisticId open_filtered(Category category, std::string filter, Subject subject) {
        StatisticDefinition definition;
        definition.category = category;
        definition.subject = subject;
        definition.main_mask = "CallInbound,CallRinging";
        definition.filter = std::move(filter);
        return open(ann, std::move(definition));
    }
    StatisticId open_filtered(Category category, std::string filter) {
        return open_filtered(category, std::move(filter), Subject::dn_action);
    }
};

constexpr std::string_view k_is_1 = "PairExists(\"k\",\"1\")";

TEST_F(OpenedLate, TheAgeIsThatOfTheFilterAndNotOfTheActionD14) {
    tell_call("10:00:00", Phase::start, "0");
    tell_call("10:01:00", Phase::update, "1");
    tell_call("10:02:00", Phase::update, "0");
    tell_call("10:03:00", Phase::update, "1");
    engine.advance_to(clock_time("10:05:00"));
    const StatisticId one = open_filtered(current_time, std::string(k_is_1));
    const StatisticId other = open_filtered(current_time, "GetString(\"k\") <> \"2\"");
    EXPECT_EQ(at("10:10:00", one), 420);
    EXPECT_EQ(at("10:10:00", other), 600);
}

TEST_F(OpenedLate, OfTheUpdatesOfOneInstantOnlyTheLastWordCounts) {
    tell_call("10:00:00", Phase::start, "1");
    tell_call("10:01:00", Phase::update, "0");
    tell_call("10:01:00", Phase::update, "1");
    tell_call("10:02:00", Phase::update, "0");
    tell_call("10:02:00", Phase::update, "2");
    engine.advance_to(clock_time("10:05:00"));
    EXPECT_EQ(at("10:05:00", open_filtered(current_time, "GetNumber(\"k\") > 0")), 300);
    EXPECT_EQ(at("10:05:00", open_filtered(current_time, "GetNumber(\"k\") = 2")), 180);
}

TEST_F(OpenedLate, WhatFailsAndHoldsAgainWithinTheInstantOfTheOpeningHasHeldAllTheTime) {
    tell_call("10:00:00", Phase::start, "1");
    tell_call("10:05:00", Phase::update, "0");
    const StatisticId one = open_filtered(current_time, std::string(k_is_1));
    tell_call("10:05:00", Phase::update, "1");
    EXPECT_EQ(at("10:06:00", one), 360);
}

TEST_F(OpenedLate, AStatusThatTheInstantOfTheOpeningHasBegunIsNoOlder) {
    start("08:00:00", ann, "LoggedIn");
    start("08:00:00", ann, "WaitForNextCall");
    tell_call("10:00:00", Phase::start, "1");
    const StatisticId one = open_filtered(current_time, std::string(k_is_1), Subject::agent_status);
    EXPECT_EQ(at("10:01:00", one), 60);
}

TEST_F(OpenedLate, AnotherCallTypeForgetsWhatTheActionBeforeItWas) {
    tell_call("10:00:00", Phase::start, "0", 1, "CallRingingInbound");
    tell_call("10:01:00", Phase::update, "1", 1, "CallRingingInbound");
    tell_call("10:02:00", Phase::update, "1", 1, "CallRingingOutbound");
    engine.advance_to(clock_time("10:05:00"));
    EXPECT_EQ(engine.value(open_filtered(current_time, std::string(k_is_1))), 180);
}

// A call type makes another action only of what has one beside its name (2.4).
TEST_F(OpenedLate, ACallTypeBesideAReadyAgentMakesNothingOfHim) {
    tell_call("10:00:00", Phase::start, "1", 0, "WaitForNextCall");
    ActionRow row;
    row.time = clock_time("10:02:00");
    row.object = ann;
    row.phase = Phase::update;
    row.action = action_named("WaitForNextCall", ObjectType::agent)->action;
    row.call_type = CallType::inbound;
    engine.observe({&row, 1});
    EXPECT_EQ(at("10:05:00", open(ann, Subject::dn_action, current_time, "WaitForNextCall")), 300);
}

TEST_F(OpenedLate, TheStatusOfAnActionIsAsOldAsTheFilterOnIt) {
    start("09:00:00", ann, "LoggedIn");
    tell_call("10:00:00", Phase::start, "0");
    tell_call("10:03:00", Phase::update, "1");
    engine.advance_to(clock_time("10:05:00"));
    EXPECT_EQ(
        at("10:10:00", open_filtered(current_time, std::string(k_is_1), Subject::agent_status)),
        420);
}

// The past of an action is bounded: who changes all the time is as old as what is known of him.
TEST_F(OpenedLate, AnActionRemembersSoManySetsOfAttributes) {
    const auto age_after = [&](std::size_t changes, std::uint64_t interaction) {
        const Instant began = engine.now() + seconds(1);
        const auto text = [](Instant when) {
            const auto two = [](std::int64_t part) {
                return (part < 10 ? "0" : "") + std::to_string(part);
            };
            const std::int64_t second = when.microseconds / 1'000'000;
            return two(second / 3600) + ':' + two(second / 60 % 60) + ':' + two(second % 60);
        };
        tell_call(text(began), Phase::start, "9", interaction);
        for (std::size_t change = 1; change <= changes; ++change) {
            tell_call(text(began + seconds(static_cast<std::int64_t>(change))), Phase::update,
                      change % 2 == 0 ? "0" : "1", interaction);
        }
        const StatisticId late = open_filtered(current_time, "GetNumber(\"k\") < 9");
        const double age = engine.value(late);
        tell_call(text(engine.now()), Phase::end, "", interaction);
        engine.close(late);
        return static_cast<std::size_t>(age);
    };
    constexpr std::size_t most = stats::PastAttributes::most_sets;
    // The first set fails the filter, so it holds since the first change, while that is known.
    EXPECT_EQ(age_after(most - 1, 1), most - 2);
    EXPECT_EQ(age_after(most, 2), most - 1);
    EXPECT_EQ(age_after(most + 1, 3), most + 1);
}

TEST_F(OpenedLate, ContinuousTimeBeganBeforeTheOpeningX20) {
    start("09:00:00", ann, "LoggedIn");
    start("10:00:00", ann, "WaitForNextCall");
    start("10:05:00", ann, "CallRinging", 1);
    start("10:05:10", ann, "CallInbound", 1);
    end("10:05:10", ann, "CallRinging", 1);
    engine.advance_to(clock_time("10:06:00"));
    for (const Subject subject : {Subject::agent_status, Subject::dn_status}) {
        const StatisticId late =
            open(ann, subject, current_continuous_time, "CallRinging,CallInbound");
        EXPECT_EQ(at("10:06:00", late), 60);
        EXPECT_EQ(engine.value(open(ann, subject, current_continuous_time, "*,~OnHook")), 360);
        EXPECT_EQ(engine.value(open(ann, subject, current_continuous_time, "CallInbound")), 50);
    }
}

TEST_F(OpenedLate, ALoginEndsWhatWasContinuous) {
    start("09:00:00", ann, "LoggedIn");
    end("10:00:00", ann, "LoggedIn");
    start("10:00:00", ann, "LoggedIn");
    engine.advance_to(clock_time("10:05:00"));
    EXPECT_EQ(engine.value(open(ann, Subject::dn_status, current_continuous_time, "*")), 300);
    EXPECT_EQ(engine.value(open(ann, Subject::agent_status, current_continuous_time, "*")), 36'300);
}

// One name, but of another type (D-10): what rings first decides the type.
TEST_F(OpenedLate, ATypedStatusBeganWithItsType) {
    start("09:00:00", ann, "LoggedIn");
    start("10:00:00", ann, "CallRingingOutbound", 1);
    start("10:01:00", ann, "CallRingingInbound", 2);
    end("10:02:00", ann, "CallRingingOutbound", 1);
    engine.advance_to(clock_time("10:05:00"));
    const StatisticId inbound =
        open(ann, Subject::agent_status, current_time, "CallRingingInbound");
    EXPECT_EQ(engine.value(inbound), 180);
    EXPECT_EQ(engine.value(open(ann, Subject::agent_status, current_time, "CallRinging")), 300);
}

// Statuses change when the instant is over, so a statistic opened within it sees the change,
// whichever way it counts.
TEST_F(OpenedLate, AStatusThatEndsInTheInstantOfTheOpeningHasEnded) {
    start("09:00:00", ann, "LoggedIn");
    start("10:00:00", ann, "WaitForNextCall");
    end("10:05:00", ann, "WaitForNextCall");
    StatisticDefinition sliding;
    sliding.category = total_adjusted_number;
    sliding.subject = Subject::agent_status;
    sliding.main_mask = "WaitForNextCall";
    sliding.interval = IntervalType::sliding_window;
    sliding.time_profile = "600";
    const StatisticId tally = open(ann, std::move(sliding));
    const StatisticId cells =
        open(ann, Subject::agent_status, total_adjusted_number, "WaitForNextCall");
    EXPECT_EQ(at("10:06:00", tally), 1);
    EXPECT_EQ(at("10:06:00", cells), 1);
}

// Calculation begins when the statistic is opened, not earlier (1.3), in the instant too.
TEST_F(OpenedLate, AnActionThatEndedBeforeTheOpeningDoesNotCount) {
    tell_call("10:00:00", Phase::start, "1");
    tell_call("10:05:00", Phase::end, "1");
    tell_call("10:05:00", Phase::start, "1", 2);
    const StatisticId cells = open(ann, Subject::dn_action, total_number, "CallInbound");
    const StatisticId tally = open_filtered(total_number, std::string(k_is_1));
    EXPECT_EQ(at("10:05:00", cells), 0);
    EXPECT_EQ(engine.value(tally), 0);
    tell_call("10:05:00", Phase::end, "1", 2);
    EXPECT_EQ(engine.value(cells), 1);
    EXPECT_EQ(engine.value(tally), 1);
}

TEST_F(OpenedLate, WhatHasBeenIsSavedAndRestored) {
    start("09:00:00", ann, "LoggedIn");
    start("09:30:00", ann, "WaitForNextCall");
    tell_call("10:00:00", Phase::start, "0");
    tell_call("10:03:00", Phase::update, "1");
    tell_call("10:04:00", Phase::update, "2");
    engine.advance_to(clock_time("10:05:00"));
    engine = StatisticsEngine::restore(engine.save());
    EXPECT_EQ(at("10:05:00", open_filtered(current_time, "GetNumber(\"k\") > 0")), 120);
    EXPECT_EQ(engine.value(open(ann, Subject::agent_status, current_continuous_time,
                                "WaitForNextCall,CallInbound")),
              2100);
}

}  // namespace
}  // namespace cordboard
