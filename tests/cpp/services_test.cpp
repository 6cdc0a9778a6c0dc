// SPDX-License-Identifier: Apache-2.0
// Features that are off and services that do not work: what is refused, what is left out, what is
// not offered, and what happens when they are there again.
#include "support/center_builder.hpp"

namespace cordboard::test {
namespace {

Center desk() {
    Center center;
    center.media("mail").voice().agent("anna").agent("bert");
    center.queue("mails", "mail").rule("mails", {"agent:anna"});
    center.queue("calls", "voice").rule("calls", {"agent:anna"});
    return center;
}

TEST(Feature, WhatIsOffIsAsIfItWereNotThere) {
    Center center = desk();
    center.works("anna").must(DisableFeature{Feature::voice});
    const AgentId anna = center.agent_id("anna");
    const MediaId voice = center.media_id("voice");
    EXPECT_REFUSED(center, (DisableFeature{Feature::voice}), Reason::feature_disabled, "feature");
    EXPECT_REFUSED(center, (OfferInteraction{center.queue_id("calls"), {}, {}, {}}),
                   Reason::feature_disabled, "queue");
    EXPECT_REFUSED(center, (SetAgentState{anna, voice, {}, {}, {}, {}}), Reason::feature_disabled,
                   "media");
    EXPECT_REFUSED(center, (SetDoNotDisturb{anna, voice, true}), Reason::feature_disabled, "media");
    EXPECT_REFUSED(center, (StartContactCenterSession{center.agent_id("bert"), {}, MediaSet{2}}),
                   Reason::invalid_value, "channels");
    center.forget().ready("anna");
    EXPECT_EQ(center.events(), Texts({"AgentStateChanged anna mail Ready"}));
    center.forget().must(StartContactCenterSession{center.agent_id("bert"), {}, MediaSet{3}});
    EXPECT_EQ(center.events(), Texts({"ChannelRefused bert", "ContactCenterSessionStarted bert"}));
    EXPECT_FALSE(center.channel_of("bert", "voice").open);
    const InteractionId mail = center.offer("mails");
    EXPECT_EQ(center.interaction(mail).state, InteractionState::invited);
}

TEST(Feature, WhatIsOnAgainIsOfferedAtOnce) {
    Center center = desk();
    center.start("anna");
    const InteractionId call = center.offer("calls");
    center.must(DisableFeature{Feature::voice});
    EXPECT_REFUSED(center, (AcceptInteraction{center.agent_id("anna"), call}),
                   Reason::feature_disabled, "interaction");
    center.must(EnableFeature{Feature::voice}).ready("anna", "voice");
    EXPECT_EQ(center.interaction(call).state, InteractionState::invited);
    center.reject("anna", call).must(DisableFeature{Feature::voice});
    center.at(40);
    EXPECT_EQ(center.interaction(call).state, InteractionState::queued);
    center.must(EnableFeature{Feature::voice});
    EXPECT_EQ(center.interaction(call).state, InteractionState::invited);
    EXPECT_REFUSED(center, (EnableFeature{Feature::voice}), Reason::already_exists, "feature");
}

TEST(Service, WhatDoesNotWorkIsRefusedAndNothingIsOffered) {
    Center center = desk();
    center.works("anna");
    const InteractionId call = center.offer("calls");
    center.must(SetServiceState{Service::voice, ServiceState::inactive});
    const AgentId anna = center.agent_id("anna");
    EXPECT_REFUSED(center, (DialCall{center.agent_id("anna"), center.text("5001"), {}}),
                   Reason::service_unavailable, "agent");
    EXPECT_REFUSED(center, (AcceptInteraction{anna, call}), Reason::service_unavailable,
                   "interaction");
    EXPECT_REFUSED(center, (OfferInteraction{center.queue_id("calls"), {}, {}, {}}),
                   Reason::service_unavailable, "queue");
    EXPECT_REFUSED(center, (SetAgentState{anna, center.media_id("voice"), {}, {}, {}, {}}),
                   Reason::service_unavailable, "media");
    EXPECT_REFUSED(center, (StartContactCenterSession{center.agent_id("bert"), {}, MediaSet{2}}),
                   Reason::service_unavailable, "channels");
    center.forget().not_ready("anna").ready("anna");
    EXPECT_EQ(center.events(), Texts({"AgentStateChanged anna mail NotReady", "ChannelRefused anna",
                                      "AgentStateChanged anna mail Ready", "ChannelRefused anna"}));
    EXPECT_EQ(center.channel_of("anna", "voice").state, ChannelState::ready) << "it stays";
    center.at(31);
    EXPECT_EQ(center.interaction(call).state, InteractionState::queued);
    center.at(100);
    EXPECT_EQ(center.interaction(call).state, InteractionState::queued) << "nobody is asked";
    center.leave(call);
}

TEST(Service, WhoeverWasThereIsLoggedInAgainAsNotReady) {
    Center center = desk();
    center.works("anna").works("bert").set_state("bert", ChannelState::logout, "voice");
    center.must(SetServiceState{Service::voice, ServiceState::inactive}).forget();
    center.must(SetServiceState{Service::voice, ServiceState::active});
    EXPECT_EQ(center.events(),
              Texts({"ServiceStateChanged", "AgentStateChanged anna voice NotReady"}));
    EXPECT_EQ(center.channel_of("anna", "mail").state, ChannelState::ready);
    EXPECT_EQ(center.channel_of("bert", "voice").state, ChannelState::logout);
    // The same state again is no change.
    center.forget().must(SetServiceState{Service::voice, ServiceState::active});
    EXPECT_EQ(center.events(), Texts());
}

TEST(Service, ProvisioningThatIsReadOnlyTakesNoChange) {
    Center center = desk();
    center.must(SetServiceState{Service::provisioning, ServiceState::read_only});
    EXPECT_REFUSED(center, (CreateSkill{center.text("law"), {}}), Reason::service_unavailable, "");
    EXPECT_REFUSED(center, (DeleteQueue{{0}}), Reason::service_unavailable, "");
    center.works("anna");
    EXPECT_EQ(center.interaction(center.offer("mails")).state, InteractionState::invited);
    for (const Service other : {Service::voice, Service::reporting, Service::media}) {
        EXPECT_REFUSED(center, (SetServiceState{other, ServiceState::read_only}),
                       Reason::invalid_value, "state");
    }
    center.must(SetServiceState{Service::provisioning, ServiceState::active}).skill("law");
}

TEST(Service, AMediumThatIsNewWhileItsServiceIsAwayIsNotServed) {
    Center center = desk();
    center.must(SetServiceState{Service::media, ServiceState::inactive}).media("chat");
    EXPECT_REFUSED(center, (StartContactCenterSession{center.agent_id("anna"), {}, MediaSet{4}}),
                   Reason::service_unavailable, "channels");
}

TEST(Service, ASnapshotKnowsWhatIsAway) {
    Center center = desk();
    center.works("anna").must(SetServiceState{Service::voice, ServiceState::inactive});
    center.must(DisableFeature{Feature::call_recording});
    Engine loaded = Engine::load(center.engine.save());
    EXPECT_EQ(loaded.state_hash(), center.engine.state_hash());
    EXPECT_TRUE(loaded.state().settings.restricted);
    EXPECT_EQ(loaded.state().settings.suspended, MediaSet{2});
}

}  // namespace
}  // namespace cordboard::test
