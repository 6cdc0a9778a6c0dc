// SPDX-License-Identifier: Apache-2.0
// An outside strategy: asked one decision at a time, answered before anything else.
#include "routing/candidates.hpp"
#include "support/center_builder.hpp"

namespace cordboard::test {
namespace {

Center asked() {
    Center center;
    center.media("mail").skill("sales").queue("mails", "mail").rule("mails", {"sales"});
    center.agent("anna", {{"sales", 4}}).agent("bert", {{"sales", 2}}).agent("carl");
    center.strategy(AgentChoice::external);
    return center;
}

TEST(Strategy, IsAskedWhenAnInteractionArrives) {
    Center center = asked();
    center.works("anna").works("bert").forget();
    const InteractionId i1 = center.offer("mails");
    EXPECT_EQ(center.events("RoutingRequested"), Texts({"RoutingRequested i1"}));
    EXPECT_EQ(center.engine.awaited_decision().interaction, i1);
    EXPECT_FALSE(center.engine.awaited_decision().agent.exists());
    std::vector<const Member*> able;
    routing::able_members(center.state(), center.interaction(i1), able);
    ASSERT_EQ(able.size(), 2U);
    EXPECT_EQ(able[0]->agent, center.agent_id("anna"));
    EXPECT_EQ(able[0]->level, 4);
    center.route(i1, "bert");
    EXPECT_EQ(center.events(), Texts({"InteractionInvited i1 bert"}));
    const auto& invited = std::get<InteractionInvited>(center.batch.events.back().body);
    EXPECT_EQ(invited.level, 2);
    EXPECT_FALSE(invited.pulled);
    EXPECT_FALSE(center.engine.awaited_decision().interaction.exists());
}

TEST(Strategy, IsNotAskedWhenNobodyIsAble) {
    Center center = asked();
    center.works("carl");
    center.offer("mails");
    EXPECT_FALSE(center.engine.awaited_decision().interaction.exists());
}

TEST(Strategy, MayLetTheInteractionWait) {
    Center center = asked();
    center.works("anna");
    const InteractionId i1 = center.offer("mails");
    center.forget().route(i1, "");
    EXPECT_EQ(center.events(), Texts({"RoutingDeclined i1"}));
    EXPECT_EQ(center.interaction(i1).state, InteractionState::queued);
    EXPECT_FALSE(center.engine.awaited_decision().interaction.exists());
}

TEST(Strategy, IsAskedForAnAgentWhoBecomesAble) {
    Center center = asked();
    center.capacity("anna", "mail", 3);
    const InteractionId i1 = center.offer("mails");
    const InteractionId i2 = center.offer("mails", 5);
    const InteractionId i3 = center.offer("mails");
    center.start("anna").forget().ready("anna");
    EXPECT_EQ(center.engine.awaited_decision().interaction, i2);
    EXPECT_EQ(center.engine.awaited_decision().agent, center.agent_id("anna"));
    std::vector<routing::Pulled> waiting;
    routing::pullable(center.state(), center.agent_id("anna"), center.now, waiting);
    ASSERT_EQ(waiting.size(), 3U);
    EXPECT_EQ(waiting[0].interaction->id, i2);
    EXPECT_EQ(waiting[1].interaction->id, i1);
    // What is declined is not asked about again in this turn; the next in order is.
    center.route(i2, "");
    EXPECT_EQ(center.engine.awaited_decision().interaction, i1);
    center.route(i1, "anna");
    EXPECT_TRUE(
        std::get<InteractionInvited>(center.batch.events[center.batch.events.size() - 2].body)
            .pulled);
    EXPECT_EQ(center.engine.awaited_decision().interaction, i3);
    center.route(i3, "anna");
    EXPECT_FALSE(center.engine.awaited_decision().interaction.exists());
    EXPECT_EQ(center.interaction(i2).state, InteractionState::queued);
    // The next turn begins anew.
    center.not_ready("anna").ready("anna");
    EXPECT_EQ(center.engine.awaited_decision().interaction, i2);
}

TEST(Strategy, BadAnswersAreRefusedAndTheRequestStays) {
    Center center = asked();
    EXPECT_REFUSED(center, (RouteInteraction{InteractionId::of(1, 0), center.agent_id("anna")}),
                   Reason::not_requested, "interaction");
    center.works("anna");
    const InteractionId other = center.offer("mails");
    center.route(other, "anna");
    const InteractionId i2 = center.offer("mails");
    EXPECT_FALSE(center.engine.awaited_decision().interaction.exists()) << "anna is full";
    center.works("bert");
    ASSERT_EQ(center.engine.awaited_decision().interaction, i2);
    EXPECT_REFUSED(center, (RouteInteraction{other, center.agent_id("bert")}), Reason::not_able,
                   "agent");
    EXPECT_REFUSED(center, (RouteInteraction{i2, AgentId{9}}), Reason::unknown_agent, "agent");
    EXPECT_REFUSED(center, (RouteInteraction{i2, center.agent_id("anna")}), Reason::not_able,
                   "agent");
    EXPECT_REFUSED(center, (RouteInteraction{i2, center.agent_id("carl")}), Reason::not_able,
                   "agent");
    EXPECT_EQ(center.engine.awaited_decision().interaction, i2);
    center.route(i2, "bert");
}

TEST(Strategy, WhenAskedForOneAgentOnlyThatOneIsAnAnswer) {
    Center center = asked();
    center.works("anna").works("bert");
    const InteractionId i1 = center.offer("mails");
    center.route(i1, "");
    center.not_ready("bert").ready("bert");
    ASSERT_EQ(center.engine.awaited_decision().agent, center.agent_id("bert"));
    EXPECT_REFUSED(center, (RouteInteraction{i1, center.agent_id("anna")}), Reason::not_able,
                   "agent");
    center.route(i1, "bert");
}

TEST(Strategy, WhoLetItGoIsNoCandidate) {
    Center center = asked();
    center.works("anna").works("bert");
    const InteractionId i1 = center.offer("mails");
    center.route(i1, "anna").reject("anna", i1);
    ASSERT_EQ(center.engine.awaited_decision().interaction, i1);
    EXPECT_REFUSED(center, (RouteInteraction{i1, center.agent_id("anna")}), Reason::not_able,
                   "agent");
    std::vector<const Member*> able;
    routing::able_members(center.state(), center.interaction(i1), able);
    EXPECT_EQ(able.size(), 1U);
    center.route(i1, "bert");
}

TEST(Strategy, NothingElseIsDoneWhileADecisionIsAwaited) {
    Center center = asked();
    center.works("anna");
    const InteractionId i1 = center.offer("mails");
    const std::uint64_t hash = center.engine.state_hash();
    EXPECT_THROW(center.must(Tick{}), UsageError);
    EXPECT_THROW(center.must(LeaveInteraction{i1}), UsageError);
    EXPECT_THROW(center.engine.save(), UsageError);
    EXPECT_EQ(center.engine.state_hash(), hash);
    center.route(i1, "anna");
}

TEST(Strategy, TimersWaitForTheAnswer) {
    Center center = asked();
    center.queue("wide", "mail").rule("wide", {"agent:carl"}).rule("wide", {"sales"}, 1, 10);
    center.works("anna");
    const InteractionId i1 = center.offer("wide");
    const InteractionId i2 = center.offer("wide");
    center.now = opening + seconds(10);
    center.must(Tick{});
    EXPECT_EQ(center.engine.awaited_decision().interaction, i1);
    EXPECT_EQ(center.interaction(i2).stage, 0);
    EXPECT_EQ(center.engine.next_deadline(), center.now);
    center.route(i1, "anna").must(Tick{});
    EXPECT_EQ(center.interaction(i2).stage, 1);
}

TEST(Strategy, AStepThatIsPastDoesNotHoldUpTheAnswer) {
    Center center = asked();
    center.queue("wide", "mail").rule("wide", {"agent:carl"}).rule("wide", {"sales"}, 1, 10);
    center.rule("wide", {"sales"}, 2, 20).works("anna");
    const InteractionId i1 = center.offer("wide");
    center.at(1).rule("wide", {"sales"}, 1, 2).rule("wide", {"sales"}, 2, 3).at(10);
    ASSERT_EQ(center.engine.awaited_decision().interaction, i1);
    EXPECT_EQ(center.engine.next_deadline(), center.now);
    center.route(i1, "anna").must(Tick{});
    EXPECT_EQ(center.interaction(i1).stage, 2);
}

TEST(Strategy, AListNamesEachAgentOnce) {
    Center center = asked();
    center.queue("both", "mail").rule("both", {"sales >= 3", "sales"}).works("anna").works("bert");
    const InteractionId i1 = center.offer("both");
    std::vector<const Member*> able;
    routing::able_members(center.state(), center.interaction(i1), able);
    ASSERT_EQ(able.size(), 2U);
    EXPECT_EQ(able[0]->agent, center.agent_id("anna"));
    EXPECT_EQ(able[1]->agent, center.agent_id("bert"));
    center.route(i1, "bert");
}

}  // namespace
}  // namespace cordboard::test
