// SPDX-License-Identifier: Apache-2.0
// Inbound voice calls: ring, answer, redirect, abandon, release, after-call work (decision G-29).
#include "call/transitions.hpp"
#include "support/center_builder.hpp"

namespace cordboard::test {
namespace {

Center line() {
    Center center;
    center.voice().media("chat").skill("sales").queue("calls", "voice").rule("calls", {"sales"});
    center.queue("chats", "chat").rule("chats", {"sales"});
    center.agent("anna", {{"sales", 1}}).agent("bert", {{"sales", 1}});
    return center;
}

TEST(Call, RingsIsAnsweredAndReleased) {
    Center center = line();
    center.works("anna");
    const InteractionId i1 = center.forget().offer("calls");
    center.at(4).accept("anna", i1).at(64).complete("anna", i1);
    EXPECT_EQ(center.events(), Texts({"InteractionCreated i1 voice", "InteractionQueued i1 calls",
                                      "InteractionInvited i1 anna", "InteractionAccepted i1 anna",
                                      "InteractionCompleted i1 anna Agent"}));
    EXPECT_EQ(center.channel_of("anna", "voice").state, ChannelState::ready);
}

TEST(Call, NoAnswerRedirectsTheCall) {
    Center center = line();
    center.works("anna").works("bert");
    center.offer("calls");
    center.forget().at(30);
    EXPECT_EQ(center.events(),
              Texts({"InteractionRevoked i1 anna Timeout", "InteractionInvited i1 bert"}));
}

TEST(Call, TheCallerAbandonsWhileWaitingOrRinging) {
    Center center = line();
    const InteractionId waiting = center.offer("calls");
    center.forget().leave(waiting);
    EXPECT_EQ(center.events(), Texts({"InteractionCompleted i1 Customer"}));
    center.after_call_work(20).works("anna");
    const InteractionId ringing = center.offer("calls");
    center.forget().leave(ringing);
    EXPECT_EQ(center.events(),
              Texts({"InteractionRevoked i2 anna Customer", "InteractionCompleted i2 Customer"}));
    EXPECT_EQ(center.channel_of("anna", "voice").state, ChannelState::ready)
        << "a call that was never answered leaves no work";
}

TEST(Call, ReleaseByTheAgentBeginsAfterCallWork) {
    Center center = line();
    center.must(CreateAgentState{
        center.text("Wrap"), {}, ChannelState::not_ready, WorkMode::after_call_work, {}});
    center.must(
        CreateAgentState{center.text("Available"), {}, ChannelState::ready, WorkMode::none, {}});
    center.after_call_work(20).works("anna");
    const InteractionId i1 = center.offer("calls");
    center.accept("anna", i1).at(10).forget().complete("anna", i1);
    EXPECT_EQ(center.events(), Texts({"InteractionCompleted i1 anna Agent",
                                      "AgentStateChanged anna voice NotReady"}));
    const Channel& channel = center.channel_of("anna", "voice");
    EXPECT_EQ(channel.work_mode, WorkMode::after_call_work);
    EXPECT_EQ(channel.operation, AgentStateId{0});
    EXPECT_EQ(center.engine.next_deadline(), opening + seconds(30));
    center.offer("calls");
    center.forget().at(30);
    EXPECT_EQ(center.events(),
              Texts({"AgentStateChanged anna voice Ready", "InteractionInvited i2 anna"}));
    EXPECT_EQ(center.channel_of("anna", "voice").work_mode, WorkMode::none);
    EXPECT_EQ(center.channel_of("anna", "voice").operation, AgentStateId{1});
}

TEST(Call, ReleaseByTheCallerBeginsAfterCallWork) {
    Center center = line();
    center.after_call_work(20).works("anna");
    const InteractionId i1 = center.offer("calls");
    center.accept("anna", i1).forget().leave(i1);
    EXPECT_EQ(center.events(), Texts({"InteractionCompleted i1 anna Customer",
                                      "AgentStateChanged anna voice NotReady"}));
}

TEST(Call, AfterCallWorkEndsEarlyByReadyOrNotReady) {
    for (const ChannelState wanted : {ChannelState::ready, ChannelState::not_ready}) {
        Center center = line();
        center.after_call_work(20).works("anna");
        const InteractionId i1 = center.offer("calls");
        center.accept("anna", i1).complete("anna", i1).at(5).set_state("anna", wanted, "voice");
        EXPECT_EQ(center.channel_of("anna", "voice").work_mode, WorkMode::none);
        EXPECT_EQ(center.engine.next_deadline(), never);
        center.forget().at(60);
        EXPECT_EQ(center.events(), Texts());
    }
}

TEST(Call, AnAgentWhoAskedForAnotherStateKeepsIt) {
    Center center = line();
    center.after_call_work(20).works("anna");
    const InteractionId i1 = center.offer("calls");
    center.accept("anna", i1).not_ready("anna").forget().complete("anna", i1);
    EXPECT_EQ(center.events(), Texts({"InteractionCompleted i1 anna Agent"}));
    EXPECT_EQ(center.engine.next_deadline(), never);
}

TEST(Call, OtherMediaHaveNoAfterCallWork) {
    Center center = line();
    center.after_call_work(20).works("anna");
    const InteractionId i1 = center.offer("chats");
    center.accept("anna", i1).forget().complete("anna", i1);
    EXPECT_EQ(center.events(), Texts({"InteractionCompleted i1 anna Agent"}));
}

TEST(Call, EndsWithTheSessionOfItsAgent) {
    Center center = line();
    center.after_call_work(20).works("anna").works("bert");
    const InteractionId i1 = center.offer("calls");
    center.accept("anna", i1).forget().end("anna");
    EXPECT_EQ(center.events(), Texts({"InteractionCompleted i1 anna SessionEnded",
                                      "ContactCenterSessionEnded anna"}));
}

}  // namespace
}  // namespace cordboard::test
