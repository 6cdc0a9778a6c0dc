// SPDX-License-Identifier: Apache-2.0
// Who gets what from whom (statistics reference, 1.2 and 3): DNs and channels, the agents logged in
// to them, the places they stand at, groups and tenants. A login is told as a reader of logs tells
// it: first that the DN belongs to the agent, then that the login begins; the other way round at
// its end.
#include <array>
#include <string>
#include <vector>

#include "stats_stage.hpp"

namespace cordboard {
namespace {

using enum Category;
constexpr auto action = Subject::dn_action;
constexpr auto device = Subject::dn_status;
constexpr auto person = Subject::agent_status;
constexpr auto desk_status = Subject::place_status;
constexpr auto group_status = Subject::group_status;

void log_in(Stage& stage, std::string_view at, ObjectId phone, std::vector<ObjectId> to) {
    for (const ObjectId one : to) {
        stage.start(at, phone, "MemberOf", one.value);
    }
    stage.start(at, phone,
                stage.engine.type_of(phone) == ObjectType::reg_dn ? "LoggedIn" : "Active");
}

void log_out(Stage& stage, std::string_view at, ObjectId phone, std::vector<ObjectId> from) {
    stage.end(at, phone, stage.engine.type_of(phone) == ObjectType::reg_dn ? "LoggedIn" : "Active");
    for (const ObjectId one : from) {
        stage.end(at, phone, "MemberOf", one.value);
    }
}

struct Asked {
    ObjectId object;
    Subject subject;
    Category category;
    std::string main_mask;
    double value;
};

// Opens everything, plays, and compares at a time.
template <class Play>
void expect_at(Stage& stage, std::string_view time, const std::vector<Asked>& all, Play&& play) {
    std::vector<StatisticId> opened;
    for (const Asked& asked : all) {
        opened.push_back(stage.open(asked.object, asked.subject, asked.category, asked.main_mask));
    }
    play();
    for (std::size_t i = 0; i < all.size(); ++i) {
        EXPECT_DOUBLE_EQ(stage.at(time, opened[i]), all[i].value)
            << i << ": " << stage.engine.name_of(all[i].object) << " " << name_of(all[i].subject)
            << " " << name_of(all[i].category) << " " << all[i].main_mask;
    }
}

TEST(StatisticsTopology, a_call_reaches_the_agent_from_the_login_on) {
    Stage stage;
    const ObjectId dn = stage.phone("501");
    const ObjectId ann = stage.agent("ann");
    const ObjectId desk = stage.place("desk");
    const ObjectId team = stage.group("team");
    const ObjectId room = stage.engine.object(ObjectType::group_places, "room");
    stage.engine.set_member(dn, desk, true);
    stage.engine.set_member(desk, room, true);
    stage.engine.set_member(ann, team, true);
    std::vector<Asked> all;
    const double hour = 3600;
    for (const auto& [object, subject, time] :
         {std::tuple(dn, device, hour), std::tuple(desk, desk_status, hour),
          std::tuple(room, desk_status, hour), std::tuple(ann, person, hour / 2),
          std::tuple(team, person, hour / 2)}) {
        for (const Subject one : {subject, device, action}) {
            all.push_back({object, one, total_time, "CallInbound", time});
            all.push_back({object, one, total_adjusted_time, "CallInbound", time});
            all.push_back({object, one, total_number, "CallInbound", 1});
        }
        all.push_back({object, action, total_number, "CallInboundCompleted", 1});
        const bool kept = subject != person;
        all.push_back({object, action, total_number, "AgentLogout", kept ? 1.0 : 0.0});
        all.push_back({object, action, total_number, "LoggedIn", 1});
    }
    expect_at(stage, "13:00:00", all, [&] {
        stage.start("10:00:00", dn, "CallInbound", 1);
        log_in(stage, "10:30:00", dn, {ann});
        stage.end("11:00:00", dn, "CallInbound", 1);
        stage.occur("11:00:00", dn, "CallInboundCompleted", 1, hours(1));
        log_out(stage, "12:00:00", dn, {ann});
        // After the row of the logout it is too late for the agent (D-21).
        stage.occur("12:00:00", dn, "AgentLogout", 0, minutes(90));
    });
}

// Of three calls on hold the first gives the status, in whatever order the telephones stand.
TEST(StatisticsTopology, of_equal_devices_the_first_decides_though_others_stand_between) {
    for (const auto& [first, second, third] :
         {std::tuple("501", "502", "503"), std::tuple("503", "501", "502"),
          std::tuple("502", "503", "501")}) {
        Stage stage;
        const ObjectId desk = stage.place("desk");
        for (const char* name : {"501", "502", "503"}) {
            stage.engine.set_member(stage.phone(name), desk, true);
        }
        const std::vector<Asked> all{{desk, desk_status, current_number, "CallOnHoldInbound", 1},
                                     {desk, desk_status, current_number, "CallOnHoldOutbound", 0}};
        expect_at(stage, "10:10:00", all, [&] {
            stage.start("10:00:00", stage.phone(first), "CallOnHoldInbound", 1);
            stage.start("10:01:00", stage.phone(second), "CallOnHoldOutbound", 2);
            stage.start("10:02:00", stage.phone(third), "CallOnHoldInbound", 3);
        });
    }
}

TEST(StatisticsTopology, logging_out_ends_what_goes_on_for_the_agent_and_his_groups) {
    Stage stage;
    const ObjectId dn = stage.phone("501");
    const ObjectId ann = stage.agent("ann");
    const ObjectId team = stage.group("team");
    std::vector<Asked> all;
    for (const ObjectId object : {ann, team}) {
        const double joined = object == ann ? 0 : 300;  // later than the login
        all.push_back({object, action, total_number, "CallInbound", 1});
        all.push_back({object, action, total_time, "CallInbound", 900 - joined});
        all.push_back({object, action, current_number, "CallInbound", 0});
        all.push_back({object, device, total_time, "CallInbound", 900 - joined});
        all.push_back({object, device, current_number, "*", 0});
        all.push_back({object, person, current_number, "LoggedOut", 1});
        all.push_back({object, action, total_number, "CallHeld", 1});
    }
    expect_at(stage, "11:00:00", all, [&] {
        stage.start("10:00:00", dn, "CallInbound", 1);
        log_in(stage, "10:05:00", dn, {ann});
        stage.start("10:10:00", ann, "MemberOf", team.value);
        stage.occur("10:15:00", dn, "CallHeld", 1);
        log_out(stage, "10:20:00", dn, {ann});
        stage.occur("10:30:00", dn, "CallHeld", 1);
        stage.end("10:40:00", dn, "CallInbound", 1);
    });
}

TEST(StatisticsTopology, a_dn_belongs_to_a_person_as_often_as_it_was_joined) {
    Stage stage;
    const ObjectId dn = stage.phone("501");
    const ObjectId desk = stage.place("desk");
    stage.engine.set_member(dn, desk, true);
    const auto now = stage.open(desk, action, current_number, "OffHook");
    stage.start("10:00:00", dn, "OffHook");
    EXPECT_EQ(stage.at("10:00:00", now), 1);
    stage.start("10:01:00", dn, "MemberOf", desk.value);
    stage.start("10:02:00", dn, "MemberOf", desk.value);
    EXPECT_EQ(stage.at("10:02:00", now), 1);
    for (const char* time : {"10:03:00", "10:04:00", "10:05:00"}) {
        stage.end(time, dn, "MemberOf", desk.value);
        EXPECT_EQ(stage.at(time, now), 1);
    }
    stage.engine.set_member(dn, desk, false);
    EXPECT_EQ(stage.at("10:06:00", now), 0);
}

// Hold, work after the call: the agent's day of X6, at a DN.
TEST(StatisticsTopology, x6_at_a_dn) {
    Stage stage("10:00:00");
    const ObjectId dn = stage.phone("501");
    const ObjectId ann = stage.agent("ann");
    const ObjectId desk = stage.place("desk");
    std::vector<Asked> all;
    for (const auto& [object, subject] :
         {std::pair(dn, device), std::pair(ann, person), std::pair(desk, desk_status)}) {
        all.push_back({object, action, total_number, "CallInbound", 1});
        all.push_back({object, subject, total_number, "CallInbound", 2});
        all.push_back({object, action, total_adjusted_time, "CallInbound", 210});
        all.push_back({object, action, total_adjusted_time, "CallOnHoldInbound", 45});
        all.push_back({object, subject, total_adjusted_time, "CallOnHoldInbound", 45});
        all.push_back({object, subject, total_adjusted_time, "CallOnHoldOutbound", 0});
        all.push_back({object, subject, total_time, "CallInbound", 165});
        all.push_back({object, subject, total_adjusted_time, "AfterCallWork", 40});
        all.push_back({object, subject, total_adjusted_time, "WaitForNextCall", 20});
        all.push_back({object, subject, total_time, "WaitForNextCall", 40});
        all.push_back({object, device, total_time, "CallInbound", 165});
    }
    expect_at(stage, "10:05:00", all, [&] {
        log_in(stage, "10:00:00", dn, {ann, desk});
        stage.start("10:00:00", dn, "WaitForNextCall");
        stage.start("10:00:20", dn, "CallRinging", 1);
        stage.end("10:00:30", dn, "CallRinging", 1);
        stage.start("10:00:30", dn, "CallInbound", 1);
        stage.start("10:02:00", dn, "CallOnHoldInbound", 1);
        stage.end("10:02:45", dn, "CallOnHoldInbound", 1);
        stage.end("10:04:00", dn, "CallInbound", 1);
        stage.end("10:04:00", dn, "WaitForNextCall");
        stage.start("10:04:00", dn, "AfterCallWork");
        stage.end("10:04:40", dn, "AfterCallWork");
        stage.start("10:04:40", dn, "WaitForNextCall");
    });
}

// Voice and chat together, of a DN and a media channel, for the agent and for the place.
TEST(StatisticsTopology, x14_a_dn_and_a_channel) {
    Stage stage("10:00:00");
    const ObjectId dn = stage.phone("501");
    const ObjectId chat = stage.channel("501-chat");
    const ObjectId ann = stage.agent("ann");
    const ObjectId desk = stage.place("desk");
    std::vector<Asked> all;
    for (const auto& [object, subject] : {std::pair(ann, person), std::pair(desk, desk_status)}) {
        all.push_back({object, subject, total_time, "CallInbound", 205});
        all.push_back({object, subject, total_number, "CallInbound", 1});
        all.push_back({object, subject, total_time, "CallRinging", 5});
        all.push_back({object, subject, total_time, "WaitForNextCall", 90});
        all.push_back({object, subject, total_number, "*", 4});
        all.push_back({object, action, total_number, "CallInbound", 2});
        all.push_back({object, action, total_number, "HandlingInbound", 1});
        all.push_back({object, action, total_time, "HandlingInbound", 175});
        all.push_back({object, device, current_number, "*", 2});
        all.push_back({object, device, total_time, "CallInbound", 225});
    }
    all.push_back({chat, action, total_number, "CallInbound", 1});
    all.push_back({chat, device, total_time, "CallInbound", 175});
    expect_at(stage, "10:05:00", all, [&] {
        log_in(stage, "10:00:00", dn, {ann, desk});
        stage.start("10:00:00", dn, "WaitForNextCall");
        log_in(stage, "10:00:00", chat, {ann, desk});
        stage.start("10:00:00", chat, "Available", 0, "chat");
        stage.start("10:01:00", chat, "Delivering", 2, "chat");
        stage.end("10:01:05", chat, "Delivering", 2, "chat");
        stage.start("10:01:05", chat, "HandlingInbound", 2, "chat");
        stage.end("10:02:00", dn, "WaitForNextCall");
        stage.start("10:02:00", dn, "NotReadyForNextCall");
        stage.end("10:03:00", dn, "NotReadyForNextCall");
        stage.start("10:03:00", dn, "WaitForNextCall");
        stage.start("10:03:30", dn, "CallRinging", 1);
        stage.end("10:03:40", dn, "CallRinging", 1);
        stage.start("10:03:40", dn, "CallInbound", 1);
        stage.end("10:04:00", chat, "HandlingInbound", 2, "chat");
        stage.end("10:04:30", dn, "CallInbound", 1);
    });
}

TEST(StatisticsTopology, x19_an_agent_at_a_dn_joins_a_group) {
    Stage stage;
    const ObjectId dn = stage.phone("501");
    const ObjectId ann = stage.agent("ann");
    const ObjectId team = stage.group("team");
    const auto idle = stage.open(team, person, current_max_time, "WaitForNextCall");
    const auto own = stage.open(ann, person, current_max_time, "WaitForNextCall");
    const auto phones = stage.open(team, device, current_max_time, "WaitForNextCall");
    const auto total = stage.open(team, person, total_time, "WaitForNextCall");
    const auto adjusted = stage.open(team, device, total_adjusted_time, "WaitForNextCall");
    const auto actions = stage.open(team, action, total_adjusted_time, "WaitForNextCall");
    log_in(stage, "09:00:00", dn, {ann});
    stage.start("09:00:00", dn, "WaitForNextCall");
    stage.start("10:00:00", ann, "MemberOf", team.value);
    EXPECT_EQ(stage.at("10:05:00", idle), 300);
    EXPECT_EQ(stage.at("10:05:00", phones), 300);
    EXPECT_EQ(stage.at("10:05:00", own), 3900);
    stage.end("10:06:00", ann, "MemberOf", team.value);
    EXPECT_EQ(stage.at("10:06:00", idle), 0);
    EXPECT_EQ(stage.at("10:10:00", total), 360);
    EXPECT_EQ(stage.at("10:10:00", adjusted), 360);
    EXPECT_EQ(stage.at("10:10:00", actions), 360);
}

TEST(StatisticsTopology, a_place_shows_its_channel_until_somebody_is_at_the_phone) {
    Stage stage("09:00:00");
    const ObjectId dn = stage.phone("501");
    const ObjectId chat = stage.channel("m");
    const ObjectId ann = stage.agent("ann");
    const ObjectId desk = stage.place("desk");
    stage.engine.set_member(dn, desk, true);
    const std::vector<Asked> all = {
        {desk, desk_status, total_time, "OnHook", 3600 + 300},
        {desk, desk_status, total_time, "LoggedIn", 300},
        {desk, desk_status, total_time, "WaitForNextCall", 600},
        {desk, person, total_time, "WaitForNextCall", 600},
        {desk, desk_status, total_time, "NotMonitored", 0},
        {chat, device, total_time, "NotMonitored", 3600},
        {chat, device, total_time, "LoggedIn", 600},
        {stage.place("empty"), desk_status, total_time, "NotMonitored", 4800},
    };
    expect_at(stage, "10:20:00", all, [&] {
        log_in(stage, "10:00:00", chat, {desk});
        log_in(stage, "10:05:00", dn, {ann});
        stage.start("10:10:00", chat, "Available", 0, "chat");
    });
}

TEST(StatisticsTopology, of_several_phones_the_highest_status_shows) {
    Stage stage("10:00:00");
    const ObjectId one = stage.phone("501");
    const ObjectId two = stage.phone("502");
    const ObjectId ann = stage.agent("ann");
    const std::vector<Asked> all = {
        {ann, person, total_time, "CallRingingOutbound", 60},
        {ann, person, total_time, "CallRingingInbound", 30},
        {ann, person, total_number, "CallRinging", 1},
        {ann, person, total_time, "NotReadyForNextCall", 120},
        {ann, device, total_number, "CallRinging", 2},
        {ann, device, current_number, "*", 2},
    };
    expect_at(stage, "10:05:00", all, [&] {
        stage.start("10:00:00", two, "CallRingingOutbound", 2);
        stage.start("10:00:10", one, "CallRingingInbound", 1);
        // Who was rung first gives the type, whenever the agent came (D-35).
        log_in(stage, "10:01:00", one, {ann});
        log_in(stage, "10:01:00", two, {ann});
        stage.end("10:02:00", two, "CallRingingOutbound", 2);
        stage.end("10:02:30", one, "CallRingingInbound", 1);
        stage.start("10:03:00", one, "NotReadyForNextCall");
        stage.start("10:03:00", two, "WaitForNextCall");
    });
}

TEST(StatisticsTopology, a_group_has_one_status) {
    Stage stage("09:50:00");
    const ObjectId ann = stage.agent("ann");
    const ObjectId bob = stage.agent("bob");
    const ObjectId team = stage.group("team");
    const ObjectId room = stage.engine.object(ObjectType::group_places, "room");
    const ObjectId desk = stage.place("desk");
    stage.engine.set_member(ann, team, true);
    stage.engine.set_member(bob, team, true);
    stage.engine.set_member(desk, room, true);
    const std::vector<Asked> all = {
        {team, group_status, total_time, "LoggedOut", 1200},
        {team, group_status, total_time, "WaitForNextCall", 1200},
        {team, group_status, total_time, "NotReadyForNextCall", 600},
        {team, group_status, total_time, "NotMonitored", 0},
        {team, group_status, current_number, "*", 1},
        {team, group_status, current_time, "LoggedOut", 600},
        {room, group_status, total_time, "NotMonitored", 1200},
        {room, group_status, total_time, "NotReadyForNextCall", 1800},
        {stage.group("nobody"), group_status, total_time, "NotMonitored", 3000},
    };
    expect_at(stage, "10:40:00", all, [&] {
        stage.start("10:00:00", ann, "LoggedIn");
        stage.start("10:00:00", ann, "WaitForNextCall");
        stage.start("10:10:00", ann, "CallInbound", 1);
        stage.start("10:10:00", desk, "LoggedIn");
        stage.end("10:20:00", ann, "CallInbound", 1);
        stage.end("10:30:00", ann, "LoggedIn");
    });
}

TEST(StatisticsTopology, the_status_of_a_group_is_of_this_instant) {
    Stage stage;
    const ObjectId ann = stage.agent("ann");
    const ObjectId team = stage.group("team");
    const auto ready = stage.open(team, group_status, current_number, "WaitForNextCall");
    const auto age = stage.open(team, group_status, current_time, "NotMonitored");
    stage.start("10:00:00", ann, "LoggedIn");
    stage.start("10:00:00", ann, "WaitForNextCall");
    EXPECT_EQ(stage.at("10:00:00", age), 36000);
    stage.start("10:00:00", ann, "MemberOf", team.value);
    EXPECT_EQ(stage.at("10:00:00", ready), 1);
    stage.start("10:01:00", ann, "CallInbound", 1);
    EXPECT_EQ(stage.at("10:01:00", ready), 0);
    stage.end("10:02:00", ann, "MemberOf", team.value);
    EXPECT_EQ(stage.at("10:02:30", age), 30);
}

TEST(StatisticsTopology, a_tenant_has_all_people_but_only_its_own_actions) {
    Stage stage;
    const ObjectId tenant = stage.engine.object(ObjectType::tenant, "t");
    const ObjectId ann = stage.agent("ann");
    const ObjectId bob = stage.agent("bob");
    const ObjectId desk = stage.place("desk");
    const std::vector<Asked> all = {
        {tenant, person, current_number, "*", 2},
        {tenant, person, total_time, "WaitForNextCall", 1200 + 600},
        {tenant, person, total_number, "WaitForNextCall", 2},
        {tenant, person, current_max_time, "WaitForNextCall", 1200},
        {tenant, desk_status, total_time, "NotMonitored", 36000},
        {tenant, desk_status, current_number, "OnHook", 1},
        {tenant, action, total_number, "InteractionCreated", 1},
        {tenant, action, total_number, "*", 1},
    };
    expect_at(stage, "10:20:00", all, [&] {
        for (const auto& [agent, time] : {std::pair(ann, "10:00:00"), std::pair(bob, "10:10:00")}) {
            stage.start(time, agent, "LoggedIn");
            stage.start(time, agent, "WaitForNextCall");
            if (agent == ann) {
                stage.start(time, desk, "LoggedIn");
            }
        }
        stage.occur("10:15:00", tenant, "InteractionCreated", 1);
    });
}

TEST(StatisticsTopology, a_queue_is_monitored_or_not) {
    Stage stage("09:00:00");
    const ObjectId q = stage.queue("Q");
    const ObjectId point = stage.engine.object(ObjectType::route_point, "R");
    const std::vector<Asked> all = {
        {q, device, total_time, "Monitored", 5400},
        {q, device, total_number, "Monitored", 2},
        {q, device, total_time, "NotMonitored", 1800},
        {q, action, total_time, "NotMonitored", 1800},
        {point, device, current_time, "*", 7200},
    };
    expect_at(stage, "11:00:00", all, [&] {
        stage.start("10:00:00", q, "CallWait", 1);
        stage.start("10:00:00", q, "NotMonitored");
        stage.end("10:30:00", q, "NotMonitored");
    });
}

TEST(StatisticsTopology, staging_areas_and_workbins_have_rows_of_their_own) {
    Stage stage;
    const ObjectId area = stage.engine.object(ObjectType::staging_area, "mail");
    const ObjectId bin = stage.engine.object(ObjectType::workbin, "ann@drafts");
    std::vector<Asked> all;
    for (const ObjectId object : {area, bin}) {
        all.push_back({object, action, total_number, "InteractionEntered", 1});
        all.push_back({object, action, total_time, "InteractionWait", 60});
        all.push_back({object, action, total_number, "*", 2});
    }
    expect_at(stage, "11:00:00", all, [&] {
        for (const ObjectId object : {area, bin}) {
            stage.occur("10:00:00", object, "InteractionEntered", 1);
        }
        for (const ObjectId object : {area, bin}) {
            stage.start("10:00:00", object, "InteractionWait", 1);
        }
        for (const ObjectId object : {area, bin}) {
            stage.end("10:01:00", object, "InteractionWait", 1);
        }
    });
}

TEST(StatisticsTopology, a_new_login_in_the_same_second_begins_a_new_status) {
    Stage stage;
    const ObjectId ann = stage.agent("ann");
    const std::vector<Asked> all = {
        {ann, device, total_number, "OnHook", 2},
        {ann, device, total_adjusted_time, "OnHook", 600},
        {ann, device, current_time, "OnHook", 300},
        {ann, person, total_number, "OnHook", 1},
        {ann, person, current_time, "OnHook", 900},
    };
    expect_at(stage, "10:15:00", all, [&] {
        stage.start("10:00:00", ann, "LoggedIn");
        stage.end("10:10:00", ann, "LoggedIn");
        stage.start("10:10:00", ann, "LoggedIn");
    });
}

TEST(StatisticsTopology, what_the_switching_matrix_began_first_shows) {
    Stage stage;
    const ObjectId dn = stage.phone("501");
    const std::vector<Asked> all = {
        {dn, device, total_time, "ASM_Engaged", 120},
        {dn, device, total_time, "ASM_Outbound", 60},
    };
    expect_at(stage, "10:05:00", all, [&] {
        stage.start("10:00:00", dn, "ASM_Engaged", 1);
        stage.start("10:01:00", dn, "ASM_Outbound", 2);
        stage.end("10:02:00", dn, "ASM_Engaged", 1);
        stage.end("10:03:00", dn, "ASM_Outbound", 2);
    });
}

TEST(StatisticsTopology, what_cannot_belong_to_another_is_told) {
    Stage stage;
    const auto refused = [&](ObjectId member, ObjectId group) {
        try {
            stage.engine.set_member(member, group, true);
        } catch (const StatisticsMisuse& wrong) {
            return std::string(wrong.what());
        }
        return std::string();
    };
    EXPECT_EQ(refused(stage.agent("ann"), stage.place("desk")),
              "an object of type Agent cannot be a member of one of type Place");
    EXPECT_EQ(refused(stage.phone("501"), stage.group("team")),
              "an object of type RegDN cannot be a member of one of type GroupAgents");
    EXPECT_EQ(refused(stage.channel("m"), stage.agent("ann")), "");
}

TEST(StatisticsTopology, a_subject_is_counted_where_it_exists) {
    Stage stage;
    const auto answer = [&](ObjectType type, Subject subject) {
        StatisticDefinition definition;
        definition.name = "s";
        definition.target = *target_named(name_of(type));
        definition.subject = subject;
        definition.category = current_number;
        definition.main_mask = "*";
        return stage.engine
            .open(stage.engine.object(type, "x"), stage.engine.add_definition(definition))
            .refusal;
    };
    using enum ObjectType;
    for (const ObjectType type : {reg_dn, media_channel, agent, place, group_agents, group_places,
                                  queue, route_point, virtual_queue}) {
        EXPECT_EQ(answer(type, device), "") << name_of(type);
    }
    for (const auto& [type, subject] :
         {std::pair(place, person), std::pair(agent, desk_status), std::pair(tenant, person),
          std::pair(tenant, desk_status), std::pair(group_places, desk_status),
          std::pair(group_places, group_status), std::pair(workbin, action)}) {
        EXPECT_EQ(answer(type, subject), "") << name_of(type);
    }
    EXPECT_EQ(answer(tenant, device), "'s': DNStatus on Tenant: there are no DNs below it");
    EXPECT_EQ(answer(group_queues, device),
              "'s': DNStatus on GroupQueues: there are no DNs below it");
    EXPECT_EQ(answer(group_places, person),
              "'s': AgentStatus on GroupPlaces: its members are places");
    EXPECT_EQ(answer(group_agents, desk_status),
              "'s': PlaceStatus on GroupAgents: its members are agents");
    EXPECT_EQ(answer(reg_dn, person),
              "'s': AgentStatus on RegDN: it has no status of an agent or a place");
    EXPECT_EQ(answer(agent, group_status),
              "'s': GroupStatus on AGENT: only groups of agents or places have it");
}

TEST(StatisticsTopology, the_state_of_a_place_shows_its_dns) {
    Stage stage;
    const ObjectId dn = stage.phone("501");
    const ObjectId desk = stage.place("desk");
    stage.engine.set_member(dn, desk, true);
    const auto state = stage.open(desk, action, current_state, "*");
    const auto of_dn = stage.open(dn, device, current_state, "*");
    stage.start("10:00:00", dn, "CallInbound", 7);
    const std::vector<StateNode> nodes = stage.engine.structure(state);
    ASSERT_EQ(nodes.size(), 3U);
    EXPECT_EQ(nodes[0].name, "CallInbound");
    EXPECT_EQ(nodes[1].object, dn);
    EXPECT_EQ(nodes[1].depth, 1);
    EXPECT_EQ(nodes[1].current_number, 1);
    EXPECT_EQ(nodes[2].interaction, 7U);
    ASSERT_EQ(stage.engine.structure(of_dn).size(), 1U);
    EXPECT_EQ(stage.engine.structure(of_dn)[0].name, "CallInbound");
}

}  // namespace
}  // namespace cordboard
