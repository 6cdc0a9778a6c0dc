// SPDX-License-Identifier: Apache-2.0
// What the order of rows decides where several things end or begin at one instant (D-24).
#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include <cordboard/statistics.hpp>

#include "stats_stage.hpp"

namespace cordboard {
namespace {

using enum Category;

struct OneInstant : testing::Test, Stage {
    ObjectId ann = agent("ann");
    ObjectId device = phone("501");

    static StatisticDefinition definition(Category category, std::string mask) {
        StatisticDefinition definition;
        definition.category = category;
        definition.subject = Subject::dn_action;
        definition.main_mask = std::move(mask);
        definition.formula = "GetNumber(\"k\")";
        return definition;
    }
    static StatisticDefinition last_one(Category category, std::string mask) {
        StatisticDefinition selection = definition(category, std::move(mask));
        selection.interval = IntervalType::sliding_selection;
        selection.time_profile = "1";
        return selection;
    }
};

TEST_F(OneInstant, WhatEndsWithTheLogoutIsInTheOrderOfItsBeginnings) {
    const StatisticId last = open(ann, last_one(total_custom_value, "CallRinging"));
    tell_worth("10:00:00", Phase::start, device, "CallRinging", 1, "1");
    tell_worth("10:10:00", Phase::start, device, "CallRinging", 2, "2");
    start("10:10:00", device, "CallDialing", 3);
    engine.set_member(device, ann, true, clock_time("10:10:00"));
    engine.set_member(device, ann, false, clock_time("10:20:00"));
    EXPECT_EQ(at("10:30:00", last), 2);
}

TEST_F(OneInstant, AnExplicitRelativeMaskLooksBackToARowThoughItIsTheMainOne) {
    StatisticDefinition implicit = last_one(total_number_in_time_range_percentage, "CallRinging");
    implicit.formula.clear();
    implicit.time_range_left = 30;
    StatisticDefinition explicitly = implicit;
    explicitly.name = "explicit";
    explicitly.relative_mask = "CallRinging";
    const StatisticId without = open(ann, implicit);
    const StatisticId with = open(ann, explicitly);
    engine.set_member(device, ann, true, clock_time("10:00:00"));
    start("10:00:00", device, "CallRinging", 1);
    start("10:00:00", device, "CallRinging", 2);
    engine.set_member(device, ann, false, clock_time("10:20:00"));
    EXPECT_EQ(at("10:30:00", without), 100);
    EXPECT_EQ(at("10:30:00", with), 0);
}

TEST_F(OneInstant, ACallWhoseTypeIsCorrectedAtOnceBeganWhenItBegan) {
    StatisticDefinition latest = definition(current_custom_value, "CallRinging,CallDialing");
    latest.distinguish_by_connection = true;
    const StatisticId asked = open(device, latest);
    tell_worth("10:00:00", Phase::start, device, "CallRingingInbound", 1, "1");
    tell_worth("10:00:00", Phase::start, device, "CallDialing", 1, "2");
    tell_worth("10:00:00", Phase::update, device, "CallRingingInternal", 1, "1");
    EXPECT_EQ(at("10:10:00", asked), 2);
    tell_worth("10:10:00", Phase::update, device, "CallRingingOutbound", 1, "1");
    EXPECT_EQ(at("10:20:00", asked), 1);
}

TEST_F(OneInstant, OfTheStatusesOfOneInteractionTheLatestCounts) {
    for (const auto& [first, second] : {std::pair("cid", "dan"), std::pair("eve", "cid")}) {
        Stage stage;
        const ObjectId team = stage.group("team");
        StatisticDefinition oldest;
        oldest.category = Category::formula;
        oldest.subject = Subject::agent_status;
        oldest.distinguish_by_connection = true;
        oldest.expression = "MAX(CallInbound; duration)";
        const StatisticId asked = stage.open(team, oldest);
        for (const char* name : {first, second}) {
            stage.engine.set_member(stage.agent(name), team, true);
        }
        stage.start("10:00:00", stage.agent("cid"), "LoggedIn");
        stage.start("10:00:00", stage.agent("cid"), "CallInbound", 1);
        const ObjectId other = stage.agent(std::string_view(first) == "cid" ? second : first);
        stage.start("10:10:00", other, "LoggedIn");
        stage.start("10:10:00", other, "CallInbound", 1);
        stage.end("10:30:00", stage.agent(first), "CallInbound", 1);
        stage.end("10:30:00", stage.agent(second), "CallInbound", 1);
        EXPECT_EQ(stage.at("10:40:00", asked), 1200);
    }
}

}  // namespace
}  // namespace cordboard
