// SPDX-License-Identifier: Apache-2.0
// Interactions of open media: offered, invited, accepted, given back, transferred, ended.
#include "interaction/transitions.hpp"
#include "support/center_builder.hpp"

namespace cordboard::test {
namespace {

// Anna and Bert both have sales; the queue "mails" wants it.
Center two_agents() {
    Center center;
    center.media("mail").skill("sales").queue("mails", "mail").rule("mails", {"sales"});
    center.queue("later", "mail").media("chat").queue("chats", "chat");
    center.agent("anna", {{"sales", 3}}).agent("bert", {{"sales", 1}}).agent("carl");
    return center;
}

OfferInteraction to_queue(QueueId queue) {
    OfferInteraction command;
    command.queue = queue;
    return command;
}

TEST(Interaction, GoesFromQueueToAgentToEnd) {
    Center center = two_agents();
    center.works("anna").forget();
    const InteractionId i1 = center.offer("mails");
    EXPECT_EQ(center.events(), Texts({"InteractionCreated i1 mail", "InteractionQueued i1 mails",
                                      "InteractionInvited i1 anna"}));
    EXPECT_EQ(center.interaction(i1).state, InteractionState::invited);
    EXPECT_EQ(center.interaction(i1).invited, center.agent_id("anna"));
    EXPECT_EQ(center.agent_of("anna").held, 1U);
    EXPECT_EQ(center.agent_of("anna").handling, 0U);
    center.at(5).accept("anna", i1);
    EXPECT_EQ(center.events(), Texts({"InteractionAccepted i1 anna"}));
    EXPECT_EQ(center.interaction(i1).owner, center.agent_id("anna"));
    EXPECT_FALSE(center.interaction(i1).invited.exists());
    EXPECT_EQ(center.agent_of("anna").handling, 1U);
    EXPECT_EQ(center.agent_of("anna").handling_since, opening + seconds(5));
    center.at(65).complete("anna", i1);
    EXPECT_EQ(center.events(), Texts({"InteractionCompleted i1 anna Agent"}));
    EXPECT_EQ(find(center.state(), i1), nullptr);
    EXPECT_EQ(center.agent_of("anna").held, 0U);
    EXPECT_EQ(center.agent_of("anna").handled, seconds(60));
    EXPECT_EQ(center.agent_of("anna").free_since, opening + seconds(65));
    EXPECT_EQ(center.channel_of("anna", "mail").held, 0U);
    EXPECT_TRUE(center.agent_of("anna").held_media.is_empty());
    EXPECT_EQ(center.engine.next_deadline(), never);
}

TEST(Interaction, IdentitiesAreNeverUsedTwice) {
    Center center = two_agents();
    const InteractionId i1 = center.offer("mails");
    center.leave(i1);
    const InteractionId i2 = center.offer("mails");
    EXPECT_EQ(i2.slot(), i1.slot());
    EXPECT_EQ(i2.number(), 2U);
    EXPECT_EQ(find(center.state(), i1), nullptr);
    EXPECT_REFUSED(center, LeaveInteraction{i1}, Reason::unknown_interaction, "interaction");
}

TEST(Interaction, RefusesBadOffers) {
    Center center = two_agents();
    const QueueId mails = center.queue_id("mails");
    EXPECT_REFUSED(center, OfferInteraction{}, Reason::unknown_queue, "queue");
    EXPECT_REFUSED(center, to_queue(QueueId{99}), Reason::unknown_queue, "queue");
    for (const std::int32_t sign : {-1, 1}) {
        const auto most = static_cast<std::int32_t>(limits::priority) * sign;
        center.offered(OfferInteraction{mails, InteractionType::inbound, most - sign, {}});
        center.offered(OfferInteraction{mails, InteractionType::inbound, most, {}});
        EXPECT_REFUSED(center, (OfferInteraction{mails, InteractionType::inbound, most + sign, {}}),
                       Reason::out_of_range, "priority");
    }
    OfferInteraction with_data = to_queue(mails);
    with_data.user_data = center.arena.add_value("n");
    EXPECT_REFUSED(center, with_data, Reason::invalid_value, "userData");
}

TEST(Interaction, OfferKeepsTypeAndPriority) {
    Center center = two_agents();
    center.priority("mails", 7);
    const InteractionId plain = center.offer("mails");
    const InteractionId urgent = center.offered(
        OfferInteraction{center.queue_id("mails"), InteractionType::outbound, 9, {}});
    EXPECT_EQ(center.interaction(plain).priority, 7);
    EXPECT_EQ(center.interaction(plain).type, InteractionType::inbound);
    EXPECT_EQ(center.interaction(urgent).priority, 9);
    EXPECT_EQ(center.interaction(urgent).type, InteractionType::outbound);
    EXPECT_EQ(center.interaction(urgent).entered, center.now);
}

TEST(Interaction, OnlyTheInvitedAgentAnswersAnOffer) {
    Center center = two_agents();
    center.works("anna").works("bert").start("carl");
    const InteractionId i1 = center.offer("mails");
    const AgentId anna = center.agent_id("anna");
    const AgentId bert = center.agent_id("bert");
    const InteractionId gone = InteractionId::of(77, 0);
    EXPECT_REFUSED(center, (AcceptInteraction{bert, i1}), Reason::not_invited, "agent");
    EXPECT_REFUSED(center, (RejectInteraction{bert, i1}), Reason::not_invited, "agent");
    EXPECT_REFUSED(center, (AcceptInteraction{AgentId{9}, i1}), Reason::unknown_agent, "agent");
    EXPECT_REFUSED(center, (RejectInteraction{AgentId{9}, i1}), Reason::unknown_agent, "agent");
    EXPECT_REFUSED(center, (AcceptInteraction{anna, gone}), Reason::unknown_interaction,
                   "interaction");
    EXPECT_REFUSED(center, (RejectInteraction{anna, gone}), Reason::unknown_interaction,
                   "interaction");
    EXPECT_REFUSED(center, (AcceptInteraction{anna, {}}), Reason::unknown_interaction,
                   "interaction");
    center.accept("anna", i1);
    EXPECT_REFUSED(center, (AcceptInteraction{anna, i1}), Reason::not_invited, "agent");
}

TEST(Interaction, OnlyTheOwnerActs) {
    Center center = two_agents();
    center.works("anna").works("bert");
    const InteractionId i1 = center.offer("mails");
    center.accept("anna", i1);
    const AgentId anna = center.agent_id("anna");
    const AgentId bert = center.agent_id("bert");
    const QueueId mails = center.queue_id("mails");
    const Text sales = center.text("sales");
    EXPECT_REFUSED(center, (CompleteInteraction{bert, i1}), Reason::not_owner, "agent");
    EXPECT_REFUSED(center, (PlaceInQueue{bert, i1, mails}), Reason::not_owner, "agent");
    EXPECT_REFUSED(center, (TransferInteraction{bert, i1, anna, {}}), Reason::not_owner, "agent");
    EXPECT_REFUSED(center, (TransferInteraction{bert, i1, {}, sales}), Reason::not_owner, "agent");
    for (const AgentId nobody : {AgentId{9}, AgentId{}}) {
        EXPECT_REFUSED(center, (CompleteInteraction{nobody, i1}), Reason::unknown_agent, "agent");
        EXPECT_REFUSED(center, (PlaceInQueue{nobody, i1, mails}), Reason::unknown_agent, "agent");
        EXPECT_REFUSED(center, (TransferInteraction{nobody, i1, anna, {}}), Reason::unknown_agent,
                       "agent");
    }
    const InteractionId gone = InteractionId::of(1, 5);
    EXPECT_REFUSED(center, (CompleteInteraction{anna, gone}), Reason::unknown_interaction,
                   "interaction");
    EXPECT_REFUSED(center, (PlaceInQueue{anna, gone, mails}), Reason::unknown_interaction,
                   "interaction");
    EXPECT_REFUSED(center, (PlaceInQueue{anna, i1, QueueId{50}}), Reason::unknown_queue, "queue");
    EXPECT_REFUSED(center, (PlaceInQueue{anna, i1, center.queue_id("chats")}), Reason::wrong_media,
                   "queue");
}

TEST(Interaction, ARejectedOfferGoesToSomeoneElseFirst) {
    Center center = two_agents();
    center.works("anna").works("bert");
    const InteractionId i1 = center.offer("mails");
    center.forget().reject("anna", i1);
    EXPECT_EQ(center.events(),
              Texts({"InteractionRejected i1 anna", "InteractionInvited i1 bert"}));
    // Bert lets it ring: both have had it, so it waits, and is asked again after the pause.
    center.at(30);
    EXPECT_EQ(center.events(), Texts({"InteractionRevoked i1 bert Timeout"}));
    EXPECT_EQ(center.interaction(i1).state, InteractionState::queued);
    EXPECT_EQ(center.engine.next_deadline(), opening + seconds(60));
    center.at(60);
    EXPECT_EQ(center.events(), Texts({"RoutingRetried i1", "InteractionInvited i1 anna"}));
}

TEST(Interaction, WhoeverLetItGoIsAskedAgainOnceSomebodyHadIt) {
    Center center = two_agents();
    center.works("anna").works("bert");
    const InteractionId i1 = center.offer("mails");
    center.reject("anna", i1).accept("bert", i1).not_ready("bert");
    center.place_in_queue("bert", i1, "mails");
    EXPECT_EQ(center.interaction(i1).invited, center.agent_id("anna"));
}

TEST(Interaction, ASoleAgentIsAskedAgainAfterHisOwnStateChange) {
    Center center = two_agents();
    center.works("anna");
    const InteractionId i1 = center.offer("mails");
    center.reject("anna", i1).at(10).forget();
    center.disturb("anna", false);
    EXPECT_EQ(center.events("InteractionInvited"), Texts());
    center.not_ready("anna").ready("anna");
    EXPECT_EQ(center.events("InteractionInvited"), Texts({"InteractionInvited i1 anna"}));
}

TEST(Interaction, ThePauseGoesOnWhenTheNextAgentLeaves) {
    Center center = two_agents();
    center.works("anna").works("bert");
    const InteractionId i1 = center.offer("mails");
    center.reject("anna", i1);
    center.at(3).end("bert").forget();
    EXPECT_EQ(center.interaction(i1).state, InteractionState::queued);
    EXPECT_LE(center.engine.next_deadline(), opening + seconds(33));
    center.at(40);
    EXPECT_EQ(center.events("InteractionInvited"), Texts({"InteractionInvited i1 anna"}));
}

TEST(Interaction, AnOfferEndsAtItsTimeOut) {
    Center center = two_agents();
    center.timeout("mails", 12).works("anna");
    const InteractionId i1 = center.offer("mails");
    EXPECT_EQ(center.engine.next_deadline(), opening + seconds(12));
    center.forget().at(11);
    EXPECT_EQ(center.events(), Texts());
    center.at(12);
    EXPECT_EQ(center.events(), Texts({"InteractionRevoked i1 anna Timeout"}));
    EXPECT_REFUSED(center, (AcceptInteraction{center.agent_id("anna"), i1}), Reason::not_invited,
                   "agent");
    EXPECT_EQ(center.agent_of("anna").held, 0U);
    EXPECT_EQ(center.engine.next_deadline(), opening + seconds(42));
}

TEST(Interaction, TheRingTimeoutSettingHoldsWhereTheQueueHasNone) {
    Center center = two_agents();
    center.must(SetDuration{DurationSetting::ring_timeout, seconds(8)}).works("anna");
    center.offer("mails");
    EXPECT_EQ(center.engine.next_deadline(), opening + seconds(8));
    center.at(8).must(SetDuration{DurationSetting::ring_timeout, {}});
    center.not_ready("anna").ready("anna");
    EXPECT_EQ(center.state().timers.size(), 0U) << "a time-out of 0 means none";
}

TEST(Interaction, PlacedInAQueueItStartsThereAnew) {
    Center center = two_agents();
    center.works("anna").priority("later", 4);
    const InteractionId i1 = center.offer("mails", 2);
    center.accept("anna", i1).at(20).forget();
    center.place_in_queue("anna", i1, "later");
    EXPECT_EQ(center.events(),
              Texts({"InteractionPlacedInQueue i1 anna later", "InteractionQueued i1 later"}));
    const Interaction& placed = center.interaction(i1);
    EXPECT_EQ(placed.state, InteractionState::queued);
    EXPECT_EQ(placed.queue, center.queue_id("later"));
    EXPECT_EQ(placed.priority, 4);
    EXPECT_EQ(placed.entered, opening + seconds(20));
    EXPECT_FALSE(placed.owner.exists());
    EXPECT_FALSE(placed.targets.exists());
    EXPECT_EQ(center.agent_of("anna").held, 0U);
    EXPECT_EQ(center.agent_of("anna").handled, seconds(20));
    EXPECT_REFUSED(center, (PlaceInQueue{center.agent_id("anna"), i1, center.queue_id("mails")}),
                   Reason::not_in_state, "interaction");
}

TEST(Interaction, ATransferLeavesItWithTheSourceUntilAccepted) {
    Center center = two_agents();
    center.works("anna").works("bert");
    const InteractionId i1 = center.offer("mails");
    center.accept("anna", i1).at(10).forget().transfer("anna", i1, "bert");
    EXPECT_EQ(center.events(), Texts({"InteractionInvited i1 bert"}));
    EXPECT_EQ(center.interaction(i1).state, InteractionState::transferring);
    EXPECT_EQ(center.interaction(i1).owner, center.agent_id("anna"));
    EXPECT_EQ(center.agent_of("bert").held, 1U);
    EXPECT_REFUSED(center, (CompleteInteraction{center.agent_id("anna"), i1}), Reason::not_in_state,
                   "interaction");
    center.at(25).accept("bert", i1);
    EXPECT_EQ(center.events(),
              Texts({"InteractionTransferred i1 anna bert", "InteractionAccepted i1 bert"}));
    EXPECT_EQ(center.interaction(i1).owner, center.agent_id("bert"));
    EXPECT_EQ(center.agent_of("anna").held, 0U);
    EXPECT_EQ(center.agent_of("anna").handled, seconds(25));
    EXPECT_EQ(center.agent_of("bert").handling_since, opening + seconds(25));
    center.complete("bert", i1);
}

TEST(Interaction, ATransferRejectedOrUnansweredReturnsToTheSource) {
    Center center = two_agents();
    center.works("anna").works("bert");
    const InteractionId i1 = center.offer("mails");
    center.accept("anna", i1).transfer("anna", i1, "bert").forget().reject("bert", i1);
    EXPECT_EQ(center.events(), Texts({"InteractionRejected i1 bert"}));
    EXPECT_EQ(center.interaction(i1).state, InteractionState::accepted);
    EXPECT_EQ(center.interaction(i1).owner, center.agent_id("anna"));
    EXPECT_EQ(center.interaction(i1).first_exclusion, nothing);
    EXPECT_EQ(center.engine.next_deadline(), never);
    center.transfer("anna", i1, "bert").at(30);
    EXPECT_EQ(center.events(),
              Texts({"InteractionInvited i1 bert", "InteractionRevoked i1 bert Timeout"}));
    EXPECT_EQ(center.interaction(i1).state, InteractionState::accepted);
    EXPECT_EQ(center.agent_of("bert").held, 0U);
    EXPECT_EQ(center.agent_of("anna").handling, 1U);
    center.complete("anna", i1);
}

TEST(Interaction, WhoEndsDoNotDisturbIsAskedAgainAboutWhatHeLetGo) {
    Center center = two_agents();
    center.works("anna");
    const InteractionId i1 = center.offer("mails");
    center.reject("anna", i1);
    SetDoNotDisturb command;
    command.agent = center.agent_id("anna");
    command.on = true;
    center.must(command);
    EXPECT_EQ(center.interaction(i1).state, InteractionState::queued);
    command.on = false;
    center.forget().must(command);
    EXPECT_EQ(center.interaction(i1).invited, center.agent_id("anna"));
}

TEST(Interaction, TransfersToOneSkillMakeOneTarget) {
    Center center = two_agents();
    center.works("anna");
    const std::size_t before = center.state().directory.targets.size();
    for (const char* skill : {"sales>=1", "sales >= 1", " sales  >=1"}) {
        const InteractionId id = center.offer("mails");
        center.accept("anna", id);
        TransferInteraction command;
        command.agent = center.agent_id("anna");
        command.interaction = id;
        command.skill = center.text(skill);
        center.must(command);
        center.must(LeaveInteraction{id});
    }
    EXPECT_LE(center.state().directory.targets.size(), before + 1);
}

TEST(Interaction, RefusesBadTransfers) {
    Center center = two_agents();
    center.works("anna").works("bert");
    const InteractionId i1 = center.offer("mails");
    const AgentId anna = center.agent_id("anna");
    const AgentId bert = center.agent_id("bert");
    EXPECT_REFUSED(center, (TransferInteraction{anna, i1, bert, {}}), Reason::not_in_state,
                   "interaction");
    center.accept("anna", i1);
    EXPECT_REFUSED(center, (TransferInteraction{anna, i1, {}, {}}), Reason::missing_value, "to");
    EXPECT_REFUSED(center, (TransferInteraction{anna, i1, bert, center.text("sales")}),
                   Reason::invalid_value, "skill");
    EXPECT_REFUSED(center, (TransferInteraction{anna, i1, anna, {}}), Reason::invalid_value, "to");
    EXPECT_REFUSED(center, (TransferInteraction{anna, i1, AgentId{7}, {}}), Reason::unknown_agent,
                   "to");
    EXPECT_REFUSED(center, (TransferInteraction{anna, i1, center.agent_id("carl"), {}}),
                   Reason::not_able, "to");
    EXPECT_REFUSED(center, (TransferInteraction{anna, i1, {}, center.text("nothing")}),
                   Reason::unknown_skill, "skill");
    EXPECT_REFUSED(center, (TransferInteraction{anna, i1, {}, center.text("sales >")}),
                   Reason::invalid_expression, "skill");
    center.disturb("bert", true);
    EXPECT_REFUSED(center, (TransferInteraction{anna, i1, bert, {}}), Reason::not_able, "to");
}

TEST(Interaction, ATransferToASkillQueuesForThatSkill) {
    Center center = two_agents();
    center.skill("law").set_skill("bert", "law", 2).works("anna");
    center.priority("mails", 3);
    const InteractionId i1 = center.offer("mails");
    center.accept("anna", i1).at(10).forget().transfer_to_skill("anna", i1, "law >= 2");
    EXPECT_EQ(center.events(),
              Texts({"TargetCreated mail", "TargetListCreated", "InteractionTransferred i1 anna",
                     "InteractionQueued i1 mails"}));
    EXPECT_EQ(center.interaction(i1).priority, 3);
    EXPECT_EQ(center.interaction(i1).entered, opening + seconds(10));
    center.works("bert");
    EXPECT_EQ(center.events("InteractionInvited"), Texts({"InteractionInvited i1 bert"}));
    // The same words make no second target.
    center.accept("bert", i1).forget().transfer_to_skill("bert", i1, "law >= 2");
    EXPECT_EQ(center.events("TargetCreated"), Texts());
}

TEST(Interaction, TheCustomerMayLeaveInEveryState) {
    Center center = two_agents();
    const InteractionId waiting = center.offer("later");
    center.forget().leave(waiting);
    EXPECT_EQ(center.events(), Texts({"InteractionCompleted i1 Customer"}));

    center.works("anna").works("bert").forget();
    const InteractionId invited = center.offer("mails");
    center.forget().leave(invited);
    EXPECT_EQ(center.events(),
              Texts({"InteractionRevoked i2 anna Customer", "InteractionCompleted i2 Customer"}));
    EXPECT_EQ(center.agent_of("anna").held, 0U);
    EXPECT_EQ(center.engine.next_deadline(), never);

    const InteractionId held = center.offer("mails");
    const AgentId owner = center.interaction(held).invited;
    center.must(AcceptInteraction{owner, held}).forget().leave(held);
    EXPECT_EQ(center.events(), Texts({"CustomerLeft i3"}));
    EXPECT_TRUE(center.interaction(held).customer_left);
    EXPECT_EQ(center.interaction(held).state, InteractionState::accepted);
    EXPECT_REFUSED(center, LeaveInteraction{held}, Reason::not_in_state, "interaction");
    center.must(CompleteInteraction{owner, held});

    const InteractionId moving = center.offer("mails");
    const AgentId from = center.interaction(moving).invited;
    const AgentId to =
        from == center.agent_id("anna") ? center.agent_id("bert") : center.agent_id("anna");
    center.must(AcceptInteraction{from, moving}).must(TransferInteraction{from, moving, to, {}});
    center.forget().leave(moving);
    const std::string name = text_of(center.state(), to);
    EXPECT_EQ(center.events(),
              Texts({"InteractionRevoked i4 " + name + " Customer", "CustomerLeft i4"}));
    EXPECT_EQ(center.interaction(moving).state, InteractionState::accepted);
    EXPECT_EQ(center.interaction(moving).owner, from);
    EXPECT_REFUSED(center, LeaveInteraction{InteractionId::of(99, 0)}, Reason::unknown_interaction,
                   "interaction");
}

}  // namespace
}  // namespace cordboard::test
