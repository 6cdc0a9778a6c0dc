// SPDX-License-Identifier: Apache-2.0
// Routing (contract 6.3): targets, priority and aging, overflow, pull, capacity, the built-in
// choices.
#include <algorithm>

#include "base/random.hpp"
#include "state/pools.hpp"
#include "support/center_builder.hpp"

namespace cordboard::test {
namespace {

// One medium, three agents with a skill of different level; nobody works yet.
Center sales_floor() {
    Center center;
    center.media("mail").skill("sales").queue("mails", "mail").rule("mails", {"sales"});
    center.agent("anna", {{"sales", 1}})
        .agent("bert", {{"sales", 3}})
        .agent("carl", {{"sales", 3}});
    return center;
}

std::string taker(Center& center, InteractionId id) {
    const AgentId agent = center.interaction(id).invited;
    return agent.exists() ? text_of(center.state(), agent) : "";
}

// Whom an agent who becomes ready takes, in order.
Texts taken(Center& center, std::string_view name) {
    center.forget().ready(name);
    return center.events("InteractionInvited");
}

TEST(Choice, LongestIdleThenOrderOfTheFile) {
    Center center = sales_floor();
    center.works("carl").works("bert").at(5).works("anna");
    EXPECT_EQ(taker(center, center.offer("mails")), "bert") << "equal idle time: order of the file";
    EXPECT_EQ(taker(center, center.offer("mails")), "carl");
    EXPECT_EQ(taker(center, center.offer("mails")), "anna");
}

// Who stands in a pool: free since when (or never: who holds something), and his place in the file.
std::vector<std::pair<Instant, std::uint32_t>> standing(const State& state, TargetId target) {
    std::vector<std::pair<Instant, std::uint32_t>> result;
    pools::for_each_able(state, target, [&](const Member& member) {
        const Agent& agent = state.directory.agents[member.agent.value];
        result.emplace_back(agent.held > 0 ? never : agent.free_since, member.agent.value);
        return true;
    });
    return result;
}

TEST(Choice, AmongManyWhoAreFreeSinceOneInstantTheOrderOfTheFile) {
    Center center;
    center.media("mail").skill("sales").queue("mails", "mail").rule("mails", {"sales"});
    for (int i = 0; i < 150; ++i) {
        const std::string name = "a" + std::to_string(i);
        center.agent(name, {{"sales", 1}}).capacity(name, "mail", 1 + i % 3).works(name);
    }
    base::Stream stream(base::StreamKey::of(3), 0);
    std::vector<InteractionId> held;
    for (int step = 0; step < 1'500; ++step) {
        if (step % 250 == 249) {
            center.at(step / 250 + 1);
        }
        if (held.size() < 100 || stream.word() % 2 == 0) {
            const InteractionId id = center.offer("mails");
            if (const std::string name = taker(center, id); !name.empty()) {
                center.accept(name, id);
                held.push_back(id);
            }
        } else {
            std::swap(held[stream.word() % held.size()], held.back());
            center.complete(text_of(center.state(), center.interaction(held.back()).owner),
                            held.back());
            held.pop_back();
        }
        const auto seen = standing(center.state(), {0});
        ASSERT_TRUE(std::is_sorted(seen.begin(), seen.end())) << "step " << step;
    }
}

TEST(Choice, HighestSkillThenLongestIdle) {
    Center center = sales_floor();
    center.strategy(AgentChoice::highest_skill).works("anna").works("carl").at(1).works("bert");
    const InteractionId first = center.offer("mails");
    EXPECT_EQ(taker(center, first), "carl") << "level 3, longer idle than bert";
    EXPECT_EQ(std::get<InteractionInvited>(center.batch.events.back().body).level, 3);
    EXPECT_EQ(taker(center, center.offer("mails")), "bert");
    EXPECT_EQ(taker(center, center.offer("mails")), "anna");
}

TEST(Choice, LeastOccupied) {
    Center center = sales_floor();
    center.strategy(AgentChoice::least_occupied).works("anna").works("bert");
    const InteractionId i1 = center.offer("mails");
    center.accept("anna", i1).at(10).complete("anna", i1);
    const InteractionId i2 = center.offer("mails");
    ASSERT_EQ(taker(center, i2), "bert");
    center.accept("bert", i2).at(40).complete("bert", i2);
    EXPECT_EQ(taker(center, center.offer("mails")), "anna") << "10 of 40 s against 30 of 40 s";
}

TEST(Choice, LeastOccupiedCountsEarlierSessions) {
    Center center = sales_floor();
    center.strategy(AgentChoice::least_occupied).works("anna").works("bert");
    const InteractionId i1 = center.offer("mails");
    center.accept("anna", i1).at(10).complete("anna", i1).end("anna");
    const InteractionId i2 = center.offer("mails");
    center.accept("bert", i2).at(15).complete("bert", i2).at(20);
    // Anna comes back: 10 of 10 s against 5 of 20 s.
    center.works("anna");
    EXPECT_EQ(taker(center, center.offer("mails")), "bert");
}

TEST(Choice, FewestOpen) {
    Center center = sales_floor();
    center.strategy(AgentChoice::fewest_open);
    center.capacity("anna", "mail", 3).capacity("bert", "mail", 3).works("anna").works("bert");
    EXPECT_EQ(taker(center, center.offer("mails")), "anna");
    EXPECT_EQ(taker(center, center.offer("mails")), "bert");
    EXPECT_EQ(taker(center, center.offer("mails")), "anna");
    EXPECT_EQ(taker(center, center.offer("mails")), "bert");
    EXPECT_EQ(center.agent_of("anna").held, 2U);
}

TEST(Targets, AListIsTriedInOrder) {
    Center center;
    center.media("mail").skill("law").agent("anna").agent("bert").agent("carl", {{"law", 2}});
    center.group("team").join("team", "bert").queue("mails", "mail");
    center.rule("mails", {"law >= 2", "group:team", "agent:anna"});
    center.works("anna").at(1).works("bert").at(2).works("carl");
    EXPECT_EQ(taker(center, center.offer("mails")), "carl");
    EXPECT_EQ(taker(center, center.offer("mails")), "bert");
    EXPECT_EQ(taker(center, center.offer("mails")), "anna");
}

TEST(Targets, AQueueWithoutRuleKeepsItsInteractions) {
    Center center;
    center.media("mail").agent("anna").queue("mails", "mail").works("anna");
    const InteractionId i1 = center.offer("mails");
    center.not_ready("anna").ready("anna");
    EXPECT_EQ(center.interaction(i1).state, InteractionState::queued);
}

TEST(Targets, RefusesWhatDoesNotExist) {
    Center center;
    center.media("mail").media("chat").skill("law").agent("anna").group("team");
    center.queue("mails", "mail").queue("chats", "chat");
    const MediaId mail = center.media_id("mail");
    const auto make = [&](TargetKind kind) {
        CreateTarget command;
        command.media = mail;
        command.kind = kind;
        return command;
    };
    EXPECT_REFUSED(center, CreateTarget{}, Reason::unknown_media, "media");
    EXPECT_REFUSED(center, make(TargetKind::agent), Reason::unknown_agent, "agent");
    EXPECT_REFUSED(center, make(TargetKind::agent_group), Reason::unknown_agent_group,
                   "agent_group");
    EXPECT_REFUSED(center, make(TargetKind::skill), Reason::invalid_expression, "skill");
    EXPECT_REFUSED(center, CreateTargetList{TargetId{0}}, Reason::unknown_target, "target");
    const TargetListId list = center.target_list("mail", {"law"});
    const TargetId other = center.target("chat", "law");
    EXPECT_REFUSED(center, (AddTargetToList{TargetListId{9}, other}), Reason::unknown_target,
                   "targets");
    EXPECT_REFUSED(center, (AddTargetToList{list, TargetId{9}}), Reason::unknown_target, "target");
    EXPECT_REFUSED(center, (AddTargetToList{list, other}), Reason::wrong_media, "target");
    for (std::int64_t i = 1; i < limits::targets_in_list; ++i) {
        center.must(AddTargetToList{list, TargetId{0}});
    }
    EXPECT_REFUSED(center, (AddTargetToList{list, TargetId{0}}), Reason::limit_reached, "targets");
    const QueueId mails = center.queue_id("mails");
    EXPECT_REFUSED(center, (SetRoutingTargets{QueueId{9}, list, 0, {}}), Reason::unknown_queue,
                   "queue");
    EXPECT_REFUSED(center, (SetRoutingTargets{mails, TargetListId{9}, 0, {}}),
                   Reason::unknown_target, "targets");
    EXPECT_REFUSED(center, (SetRoutingTargets{center.queue_id("chats"), list, 0, {}}),
                   Reason::wrong_media, "targets");
    EXPECT_REFUSED(center, (SetRoutingTargets{mails, list, -1, {}}), Reason::out_of_range, "stage");
    EXPECT_REFUSED(center, (SetRoutingTargets{mails, list, 1, {}}), Reason::out_of_range, "stage");
    EXPECT_REFUSED(center, (SetRoutingTargets{mails, list, 0, Duration{-1}}), Reason::out_of_range,
                   "after");
    for (std::int32_t stage = 0; stage <= limits::overflow_stages; ++stage) {
        center.must(SetRoutingTargets{mails, list, stage, seconds(stage)});
    }
    EXPECT_REFUSED(center,
                   (SetRoutingTargets{mails, list, limits::overflow_stages + 1, seconds(99)}),
                   Reason::out_of_range, "stage");
    EXPECT_REFUSED(center, (SetRoutingTargets{mails, list, 2, Duration{999'999}}),
                   Reason::out_of_range, "after");
    center.must(SetRoutingTargets{mails, list, 2, seconds(1)});
}

TEST(Priority, RefusesWhatIsOutOfRange) {
    Center center = sales_floor();
    const QueueId mails = center.queue_id("mails");
    const auto most = static_cast<std::int32_t>(limits::priority);
    const Duration longest = hours(24 * limits::duration_days);
    const Duration beyond = longest + Duration{1};
    EXPECT_REFUSED(center, (SetRoutingPriority{QueueId{9}, 0, 0, {}}), Reason::unknown_queue,
                   "queue");
    EXPECT_REFUSED(center, (SetRoutingPriority{mails, most + 1, 0, {}}), Reason::out_of_range,
                   "priority");
    EXPECT_REFUSED(center, (SetRoutingPriority{mails, -most - 1, 0, {}}), Reason::out_of_range,
                   "priority");
    EXPECT_REFUSED(center, (SetRoutingPriority{mails, 0, -1, {}}), Reason::out_of_range,
                   "aging_add");
    EXPECT_REFUSED(center, (SetRoutingPriority{mails, 0, most + 1, {}}), Reason::out_of_range,
                   "aging_add");
    EXPECT_REFUSED(center, (SetRoutingPriority{mails, 0, 1, beyond}), Reason::out_of_range,
                   "aging_every");
    EXPECT_REFUSED(center, (SetRoutingPriority{mails, 0, 1, Duration{-1}}), Reason::out_of_range,
                   "aging_every");
    center.must(SetRoutingPriority{mails, most, most, longest});
    center.must(SetRoutingPriority{mails, -most, 0, {}});
    EXPECT_REFUSED(center, (SetRoutingTimeout{QueueId{9}, {}}), Reason::unknown_queue, "queue");
    EXPECT_REFUSED(center, (SetRoutingTimeout{mails, beyond}), Reason::out_of_range, "timeout");
    EXPECT_REFUSED(center, (SetRoutingTimeout{mails, Duration{-1}}), Reason::out_of_range,
                   "timeout");
    center.must(SetRoutingTimeout{mails, longest});
}

TEST(Priority, TheLargerNumberFirstThenTheOldest) {
    Center center = sales_floor();
    center.capacity("anna", "mail", 9).start("anna");
    center.offer("mails");
    center.at(1).offer("mails", 5);
    center.at(2).offer("mails", -3);
    center.at(3).offer("mails", 5);
    center.at(4).offer("mails");
    EXPECT_EQ(taken(center, "anna"),
              Texts({"InteractionInvited i2 anna", "InteractionInvited i4 anna",
                     "InteractionInvited i1 anna", "InteractionInvited i5 anna",
                     "InteractionInvited i3 anna"}));
}

TEST(Priority, AgingFlipsTheOrder) {
    for (const std::int64_t wait : {19, 20}) {
        Center center = sales_floor();
        center.queue("slow", "mail")
            .rule("slow", {"sales"})
            .priority("slow", 0, 3, 10)
            .start("anna");
        center.offer("slow");
        center.at(1).offer("mails", 5);
        center.at(wait);
        // After 19 s one whole step, 3 < 5; after 20 s two, 6 > 5.
        const Texts expected = wait == 19 ? Texts({"InteractionInvited i2 anna"})
                                          : Texts({"InteractionInvited i1 anna"});
        EXPECT_EQ(taken(center, "anna"), expected);
    }
}

TEST(Pull, LongestWaitingOverAllQueues) {
    Center center = sales_floor();
    center.strategy(AgentChoice::longest_idle, Pull::longest_waiting).start("anna");
    center.offer("mails", 1);
    center.at(1).offer("mails", 9);
    EXPECT_EQ(taken(center, "anna"), Texts({"InteractionInvited i1 anna"}));
}

TEST(Pull, HighestLevelOfTheAgent) {
    Center center = sales_floor();
    center.skill("law").set_skill("anna", "law", 8).queue("legal", "mail").rule("legal", {"law"});
    center.strategy(AgentChoice::longest_idle, Pull::skill_level).start("anna");
    center.offer("mails", 9);
    center.at(1).offer("legal");
    EXPECT_EQ(taken(center, "anna"), Texts({"InteractionInvited i2 anna"}));
    EXPECT_TRUE(std::get<InteractionInvited>(center.batch.events.back().body).pulled);
    EXPECT_EQ(std::get<InteractionInvited>(center.batch.events.back().body).level, 8);
}

TEST(Overflow, WidensAtItsTimeAndKeepsThePlace) {
    Center center;
    center.media("mail").agent("anna").agent("bert").agent("carl").queue("mails", "mail");
    center.rule("mails", {"agent:anna"}).rule("mails", {"agent:bert"}, 1, 20);
    center.rule("mails", {"agent:carl"}, 2, 50).works("bert").works("carl");
    const InteractionId i1 = center.at(5).offer("mails");
    center.forget().at(24);
    EXPECT_EQ(center.events(), Texts());
    center.at(25);
    EXPECT_EQ(center.events(), Texts({"RoutingWidened i1", "InteractionInvited i1 bert"}));
    EXPECT_EQ(center.interaction(i1).stage, 1);
    EXPECT_EQ(center.interaction(i1).entered, opening + seconds(5));
    // The next step comes while it is offered; it is there when the offer ends.
    center.must(SetRoutingTimeout{center.queue_id("mails"), seconds(30)});
    center.forget().at(60);
    EXPECT_EQ(center.events(), Texts({"RoutingWidened i1", "InteractionRevoked i1 bert Timeout",
                                      "InteractionInvited i1 carl"}));
}

TEST(Overflow, KeepsTheOrderOfEntering) {
    Center center;
    center.media("mail").agent("anna").agent("bert").queue("mails", "mail");
    center.rule("mails", {"agent:anna"}).rule("mails", {"agent:bert"}, 1, 10);
    center.queue("other", "mail").rule("other", {"agent:bert"}).start("bert");
    center.offer("mails");
    center.at(5).offer("other");
    center.at(15);
    EXPECT_EQ(taken(center, "bert"), Texts({"InteractionInvited i1 bert"}));
}

TEST(Overflow, EndsWithAcceptance) {
    Center center;
    center.media("mail").agent("anna").queue("mails", "mail").queue("later", "mail");
    center.rule("mails", {"agent:anna"}).rule("mails", {"agent:anna"}, 1, 100).works("anna");
    const InteractionId i1 = center.offer("mails");
    center.accept("anna", i1);
    EXPECT_EQ(center.engine.next_deadline(), never);
    center.place_in_queue("anna", i1, "later");
    EXPECT_EQ(center.engine.next_deadline(), never);
    center.leave(center.offer("mails"));
    EXPECT_EQ(center.engine.next_deadline(), never);
}

TEST(Overflow, AStepThatIsPastComesAtOnce) {
    Center center;
    center.media("mail").agent("anna").agent("bert").queue("mails", "mail");
    center.rule("mails", {"agent:anna"}).rule("mails", {"agent:anna"}, 1, 10);
    center.rule("mails", {"agent:bert"}, 2, 20);
    center.offer("mails");
    // Both steps come sooner from now on; the one under way keeps its time.
    center.at(1).rule("mails", {"agent:anna"}, 1, 2).rule("mails", {"agent:bert"}, 2, 3);
    center.works("bert").forget().at(10);
    EXPECT_EQ(center.events("RoutingWidened"), Texts({"RoutingWidened i1", "RoutingWidened i1"}));
    EXPECT_EQ(center.interaction(InteractionId::of(1, 0)).state, InteractionState::invited);
}

TEST(Capacity, IsNeverExceeded) {
    Center center = sales_floor();
    center.capacity("anna", "mail", 2).works("anna");
    EXPECT_EQ(taker(center, center.offer("mails")), "anna");
    EXPECT_EQ(taker(center, center.offer("mails")), "anna");
    const InteractionId third = center.offer("mails");
    EXPECT_EQ(taker(center, third), "");
    center.forget().capacity("anna", "mail", 3);
    EXPECT_EQ(center.events("InteractionInvited"), Texts({"InteractionInvited i3 anna"}));
    EXPECT_EQ(center.channel_of("anna", "mail").held, 3);
}

TEST(Capacity, ZeroMeansNothing) {
    Center center = sales_floor();
    center.capacity("anna", "mail", 0).works("anna");
    EXPECT_EQ(taker(center, center.offer("mails")), "");
}

TEST(Capacity, MediaCountSeparately) {
    Center center = sales_floor();
    center.media("chat").queue("chats", "chat").rule("chats", {"sales"}).works("anna");
    EXPECT_EQ(taker(center, center.offer("mails")), "anna");
    EXPECT_EQ(taker(center, center.offer("chats")), "anna");
}

TEST(Capacity, AloneIsNeverBesideAnother) {
    Center center = sales_floor();
    center.media("video", {MediaKind::open, true})
        .queue("videos", "video")
        .rule("videos", {"sales"});
    center.capacity("anna", "video", 2).works("anna");
    const InteractionId mail = center.offer("mails");
    const InteractionId video = center.offer("videos");
    EXPECT_EQ(taker(center, video), "");
    center.accept("anna", mail).complete("anna", mail);
    EXPECT_EQ(taker(center, video), "anna");
    EXPECT_EQ(taker(center, center.offer("mails")), "") << "nothing beside it either";
    EXPECT_EQ(taker(center, center.offer("videos")), "anna") << "but another of its own kind";
}

TEST(Capacity, BesideNamesWhatMayBeHeld) {
    Center center = sales_floor();
    center.voice().queue("calls", "voice").rule("calls", {"sales"});
    center.media("chat", {MediaKind::chat, false, false, MediaSet{2}});
    center.queue("chats", "chat").rule("chats", {"sales"}).works("anna");
    const InteractionId call = center.offer("calls");
    EXPECT_EQ(taker(center, center.offer("chats")), "anna") << "beside voice";
    center.works("bert");
    EXPECT_EQ(taker(center, center.offer("mails")), "bert");
    EXPECT_EQ(taker(center, center.offer("chats")), "") << "not beside mail";
    EXPECT_EQ(taker(center, call), "anna");
}

TEST(Rebuild, FollowsSkillsGroupsAndLists) {
    Center center = sales_floor();
    center.group("team").queue("teamwork", "mail").rule("teamwork", {"group:team"});
    center.agent("dora").works("dora");
    const InteractionId i1 = center.offer("mails");
    EXPECT_EQ(taker(center, i1), "");
    center.set_skill("dora", "sales", 2);
    EXPECT_EQ(taker(center, i1), "dora");
    center.accept("dora", i1).complete("dora", i1).set_skill("dora", "sales", 0);
    EXPECT_EQ(taker(center, center.offer("mails")), "");
    const InteractionId i3 = center.offer("teamwork");
    center.join("team", "dora");
    EXPECT_EQ(taker(center, i3), "dora");
    center.accept("dora", i3).complete("dora", i3);
    center.must(RemoveAgentFromGroup{center.group_id("team"), center.agent_id("dora")});
    const InteractionId i4 = center.offer("teamwork");
    EXPECT_EQ(taker(center, i4), "");
    // A target added to a list widens it for those who wait as well.
    const TargetListId list = center.interaction(i4).targets;
    const TargetId dora = center.target("mail", "agent:dora");
    center.must(AddTargetToList{list, dora});
    EXPECT_EQ(taker(center, i4), "dora");
}

TEST(Rebuild, FollowsANewQueue) {
    Center center = sales_floor();
    center.works("anna").offer("mails");
    center.queue("more", "mail");
    center.must(SetRoutingTargets{center.queue_id("more"), TargetListId{0}, 0, {}});
    const InteractionId i2 = center.offer("more");
    ASSERT_EQ(center.state().routing.first_lane.size(), 2U);
    EXPECT_NE(center.interaction(i2).lane, nothing);
}

}  // namespace
}  // namespace cordboard::test
