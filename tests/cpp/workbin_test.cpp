// SPDX-License-Identifier: Apache-2.0
// Workbins: who may put what where, who may take it out, and what happens at the end of a session.
#include "support/center_builder.hpp"
#include "workbin/contents.hpp"

namespace cordboard::test {
namespace {

Center office() {
    Center center;
    center.media("mail").media("chat").skill("any").queue("mails", "mail").rule("mails", {"any"});
    for (const char* name : {"anna", "bert", "carl"}) {
        center.agent(name, {{"any", 1}});
    }
    center.group("north").group("south").place("desk");
    for (const char* name : {"anna", "bert"}) {
        center.must(AddAgentToGroup{center.group_id("north"), center.agent_id(name)});
    }
    center.must(AddAgentToGroup{center.group_id("south"), center.agent_id("carl")});
    center.workbin("drafts").workbin("team", WorkbinOwner::group);
    center.workbin("counter", WorkbinOwner::place).workbin("common", WorkbinOwner::shared);
    return center;
}

InteractionId held_by_anna(Center& center) {
    const InteractionId mail = center.works("anna").offer("mails");
    center.accept("anna", mail);
    return mail;
}

const InWorkbin& place_of(const Center& center, InteractionId id) {
    return center.state().interactions.in_workbin[id.slot()];
}

TEST(Workbin, KeepsAnInteractionUntilItIsPulled) {
    Center center = office();
    const InteractionId mail = held_by_anna(center);
    center.forget().at(5).place_in_workbin("anna", mail, "drafts");
    EXPECT_EQ(center.events(), Texts({"InteractionPlacedInWorkbin i1 anna anna Agent"}));
    EXPECT_EQ(center.interaction(mail).state, InteractionState::in_workbin);
    EXPECT_FALSE(center.interaction(mail).owner.exists());
    EXPECT_EQ(place_of(center, mail).placed, opening + seconds(5));
    center.forget().at(9).pull("anna", mail);
    EXPECT_EQ(center.events(), Texts({"InteractionPulled i1 anna anna"}));
    EXPECT_EQ(center.interaction(mail).state, InteractionState::pulled);
    EXPECT_EQ(center.interaction(mail).owner, center.agent_id("anna"));
    EXPECT_FALSE(place_of(center, mail).content.workbin.exists());
    center.complete("anna", mail);
    EXPECT_EQ(find(center.state(), mail), nullptr);
}

TEST(Workbin, WhatIsPulledLeavesTheCapacityFree) {
    Center center = office();
    const InteractionId first = held_by_anna(center);
    const InteractionId second = center.offer("mails");
    EXPECT_EQ(center.interaction(second).state, InteractionState::queued);
    center.place_in_workbin("anna", first, "drafts");
    EXPECT_EQ(center.interaction(second).invited, center.agent_id("anna"));
    center.accept("anna", second).pull("anna", first);
    EXPECT_EQ(center.agent_of("anna").held, 1U);
    EXPECT_EQ(center.agent_of("anna").handling, 2U);
    center.complete("anna", first);
    EXPECT_EQ(center.agent_of("anna").held, 1U);
    center.complete("anna", second);
    EXPECT_EQ(center.agent_of("anna").held, 0U);
}

TEST(Workbin, WhatIsPulledCountsForTheAgentItIsTransferredTo) {
    Center center = office();
    const InteractionId mail = held_by_anna(center);
    center.place_in_workbin("anna", mail, "drafts").pull("anna", mail).works("bert");
    center.transfer("anna", mail, "bert").reject("bert", mail);
    EXPECT_EQ(center.interaction(mail).state, InteractionState::accepted);
    EXPECT_EQ(center.agent_of("anna").held, 0U) << "it still came from a workbin";
    center.transfer("anna", mail, "bert").accept("bert", mail);
    EXPECT_EQ(center.agent_of("bert").held, 1U);
    center.complete("bert", mail);
    EXPECT_EQ(center.agent_of("bert").held, 0U);
}

TEST(Workbin, OneOfTwoWhoPullAtOneInstantGetsIt) {
    for (const char* first : {"anna", "bert"}) {
        Center center = office();
        const InteractionId mail = held_by_anna(center);
        const std::string second = std::string_view(first) == "anna" ? "bert" : "anna";
        center.works("bert").place_in_workbin("anna", mail, "common").pull(first, mail);
        EXPECT_REFUSED(center, (PullInteraction{center.agent_id(second), mail}),
                       Reason::not_in_state, "interaction");
        EXPECT_EQ(center.interaction(mail).owner, center.agent_id(first));
    }
}

TEST(Workbin, EachOwnerHasAContentOfItsOwn) {
    Center center = office();
    const InteractionId mail = held_by_anna(center);
    const AgentId anna = center.agent_id("anna");
    const AgentId bert = center.agent_id("bert");
    const AgentId carl = center.agent_id("carl");
    center.works("bert").works("carl");
    center.must(PlaceInWorkbin{anna, mail, {center.workbin_id("drafts"), bert, {}, {}}});
    EXPECT_REFUSED(center, (PullInteraction{anna, mail}), Reason::not_owner, "agent");
    center.pull("bert", mail).place_in_workbin("bert", mail, "team");
    EXPECT_EQ(place_of(center, mail).content.agent_group, center.group_id("north"));
    EXPECT_REFUSED(center, (PullInteraction{carl, mail}), Reason::not_owner, "agent");
    center.pull("anna", mail);
    const PlaceId desk{0};
    center.must(PlaceInWorkbin{anna, mail, {center.workbin_id("counter"), {}, {}, desk}});
    EXPECT_REFUSED(center, (PullInteraction{anna, mail}), Reason::not_owner, "agent");
    center.end("carl").must(StartContactCenterSession{carl, desk, MediaSet{1}});
    center.pull("carl", mail).place_in_workbin("carl", mail, "common");
    center.pull("anna", mail);
}

TEST(Workbin, ContentsStandInTheOrderOfPlacing) {
    Center center = office();
    const InteractionId first = held_by_anna(center);
    const InteractionId second = center.works("bert").offer("mails");
    center.accept("bert", second).at(3).place_in_workbin("bert", second, "common");
    center.at(4).place_in_workbin("anna", first, "common");
    const auto found = workbin::contents(center.state(), center.workbin_id("common"));
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0]->id, second);
    EXPECT_EQ(found[1]->id, first);
    EXPECT_TRUE(workbin::contents(center.state(), center.workbin_id("drafts")).empty());
}

TEST(Workbin, RefusesWhatCannotBe) {
    Center center = office();
    const InteractionId mail = held_by_anna(center);
    const AgentId anna = center.agent_id("anna");
    const AgentId bert = center.agent_id("bert");
    const AgentId nobody{9};
    const WorkbinId drafts = center.workbin_id("drafts");
    const auto place = [&](WorkbinId workbin, AgentId agent, AgentGroupId group, PlaceId desk) {
        return PlaceInWorkbin{anna, mail, {workbin, agent, group, desk}};
    };
    EXPECT_REFUSED(center, place(WorkbinId{9}, {}, {}, {}), Reason::unknown_workbin, "workbin");
    EXPECT_REFUSED(center, place(drafts, nobody, {}, {}), Reason::invalid_value, "workbinAgent");
    EXPECT_REFUSED(center, place(drafts, {}, AgentGroupId{0}, {}), Reason::invalid_value,
                   "workbinGroup");
    EXPECT_REFUSED(center, place(drafts, {}, {}, PlaceId{0}), Reason::invalid_value,
                   "workbinPlace");
    EXPECT_REFUSED(center, place(center.workbin_id("common"), anna, {}, {}), Reason::invalid_value,
                   "workbinAgent");
    EXPECT_REFUSED(center, place(center.workbin_id("counter"), {}, {}, {}), Reason::missing_value,
                   "workbinPlace");
    EXPECT_REFUSED(center, (PlaceInWorkbin{bert, mail, {drafts, {}, {}, {}}}), Reason::not_owner,
                   "agent");
    EXPECT_REFUSED(center, (PullInteraction{anna, mail}), Reason::not_in_state, "interaction");
    EXPECT_REFUSED(center, (PullInteraction{nobody, mail}), Reason::unknown_agent, "agent");
    center.must(AddAgentToGroup{center.group_id("south"), anna});
    EXPECT_REFUSED(center, place(center.workbin_id("team"), {}, {}, {}), Reason::missing_value,
                   "workbinGroup");
    center.place_in_workbin("anna", mail, "common");
    EXPECT_REFUSED(center, (PullInteraction{bert, mail}), Reason::not_in_session, "agent");
    EXPECT_REFUSED(center, (PullInteraction{anna, InteractionId::of(99, 0)}),
                   Reason::unknown_interaction, "interaction");
}

TEST(Workbin, ACustomerMayLeaveWhatLiesThere) {
    Center center = office();
    const InteractionId mail = held_by_anna(center);
    center.place_in_workbin("anna", mail, "drafts").forget().leave(mail);
    EXPECT_EQ(center.events(), Texts({"CustomerLeft i1"}));
    center.pull("anna", mail).complete("anna", mail);
}

TEST(Workbin, OfTheMediaTakesWhatASessionLeavesBehind) {
    Center center = office();
    center.workbin("late", WorkbinOwner::agent, MediaSet{1});
    const InteractionId mail = held_by_anna(center);
    center.forget().end("anna");
    EXPECT_EQ(center.events("InteractionPlacedInWorkbin"),
              Texts({"InteractionPlacedInWorkbin i1 anna anna SessionEnded"}));
    EXPECT_EQ(center.interaction(mail).state, InteractionState::in_workbin);
    center.start("anna").pull("anna", mail);
    center.end("anna");
    EXPECT_EQ(center.interaction(mail).state, InteractionState::in_workbin);
}

TEST(Workbin, AContentThatNobodyCanNameIsNoDefault) {
    Center center = office();
    center.workbin("late", WorkbinOwner::place, MediaSet{1});
    const InteractionId mail = held_by_anna(center);
    center.forget().end("anna");
    EXPECT_EQ(center.events("InteractionRevoked"),
              Texts({"InteractionRevoked i1 anna SessionEnded"}));
    EXPECT_EQ(center.interaction(mail).state, InteractionState::queued);
}

TEST(Workbin, AMediaHasOneDefault) {
    Center center = office();
    center.workbin("late", WorkbinOwner::agent, MediaSet{1});
    EXPECT_REFUSED(center, (CreateWorkbin{center.text("w"), {}, MediaSet{3}}),
                   Reason::already_exists, "defaultFor");
    EXPECT_REFUSED(center, (CreateWorkbin{center.text("w"), {}, MediaSet{4}}),
                   Reason::unknown_media, "defaultFor");
}

}  // namespace
}  // namespace cordboard::test
