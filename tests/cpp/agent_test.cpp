// SPDX-License-Identifier: Apache-2.0
// Agent states per channel, custom states, do-not-disturb.
#include "support/center_builder.hpp"

namespace cordboard::test {
namespace {

Center desk() {
    Center center;
    center.media("mail").media("chat").agent("anna").agent("bert");
    center.queue("mails", "mail").rule("mails", {"agent:anna"});
    center.queue("chats", "chat").rule("chats", {"agent:anna"});
    return center;
}

TEST(AgentState, SetsOneChannelOrAll) {
    Center center = desk();
    center.start("anna").forget().ready("anna", "chat");
    EXPECT_EQ(center.events(), Texts({"AgentStateChanged anna chat Ready"}));
    EXPECT_EQ(center.channel_of("anna", "mail").state, ChannelState::not_ready);
    center.ready("anna");
    EXPECT_EQ(center.events(),
              Texts({"AgentStateChanged anna mail Ready", "AgentStateChanged anna chat Ready"}))
        << "the same state again is said once";
}

TEST(AgentState, AllMeansThoseThatCan) {
    Center center = desk();
    center.start("anna").set_state("anna", ChannelState::logout, "mail").forget().ready("anna");
    EXPECT_EQ(center.events(), Texts({"ChannelRefused anna", "AgentStateChanged anna chat Ready"}));
    const auto& left_out =
        std::get<ChannelRefused>(center.batch.events[center.batch.events.size() - 2].body);
    EXPECT_EQ(center.batch.texts.view(left_out.channel), "mail");
    EXPECT_EQ(left_out.reason, Reason::not_in_state);
    // Where none can, the command is refused and says nothing.
    center.set_state("anna", ChannelState::logout, "chat");
    EXPECT_REFUSED(center,
                   (SetAgentState{center.agent_id("anna"), {}, {}, ChannelState::ready, {}, {}}),
                   Reason::not_in_state, "state");
}

TEST(AgentState, AChannelGoesOfflineAndComesBackThroughNotReady) {
    Center center = desk();
    center.works("anna").set_state("anna", ChannelState::logout, "mail");
    EXPECT_TRUE(center.agent_of("anna").in_session) << "the session goes on";
    EXPECT_EQ(center.channel_of("anna", "mail").state, ChannelState::logout);
    EXPECT_EQ(center.channel_of("anna", "chat").state, ChannelState::ready);
    const InteractionId mail = center.offer("mails");
    EXPECT_EQ(center.interaction(mail).state, InteractionState::queued);
    SetAgentState ready{center.agent_id("anna"), center.media_id("mail"), {}, {}, {}, {}};
    ready.state = ChannelState::ready;
    EXPECT_REFUSED(center, ready, Reason::not_in_state, "state");
    center.not_ready("anna", "mail").ready("anna", "mail");
    EXPECT_EQ(center.interaction(mail).state, InteractionState::invited);
}

TEST(AgentState, RefusesWhatIsUnknownOrOutOfSession) {
    Center center = desk();
    const AgentId anna = center.agent_id("anna");
    SetAgentState command;
    command.state = ChannelState::ready;
    EXPECT_REFUSED(center, command, Reason::unknown_agent, "agent");
    command.agent = anna;
    command.media = MediaId{7};
    EXPECT_REFUSED(center, command, Reason::unknown_media, "media");
    command.media = {};
    EXPECT_REFUSED(center, command, Reason::not_in_session, "agent");
    center.start("anna", {"chat"});
    command.media = center.media_id("mail");
    EXPECT_REFUSED(center, command, Reason::not_in_session, "media");
    command.media = {};
    command.operation = AgentStateId{3};
    EXPECT_REFUSED(center, command, Reason::unknown_agent_state, "operationName");
    command.operation = {};
    command.reason = center.text(std::string(limits::name_bytes + 1, 'r'));
    EXPECT_REFUSED(center, command, Reason::too_long, "reason");
    command.reason = center.text(std::string(limits::name_bytes, 'r'));
    center.must(command);
    command.reason = center.text(std::string(limits::name_bytes - 1, 'r'));
    center.must(command);
}

TEST(AgentState, ADefinedStateBringsModeAndReason) {
    Center center = desk();
    center.must(CreateAgentState{center.text("Lunch"), center.text("Out to lunch"),
                                 ChannelState::not_ready, WorkMode::aux_work, center.text("food")});
    center.start("anna");
    SetAgentState command;
    command.agent = center.agent_id("anna");
    command.operation = AgentStateId{0};
    center.must(command);
    const Channel& channel = center.channel_of("anna", "mail");
    EXPECT_EQ(channel.state, ChannelState::not_ready);
    EXPECT_EQ(channel.work_mode, WorkMode::aux_work);
    EXPECT_EQ(center.state().texts.view(channel.reason), "food");
    EXPECT_EQ(channel.operation, AgentStateId{0});
    // The same by its parts is recognised; another reason is not.
    command.operation = {};
    command.work_mode = WorkMode::aux_work;
    command.reason = center.text("food");
    center.must(command);
    EXPECT_EQ(center.channel_of("anna", "mail").operation, AgentStateId{0});
    command.reason = center.text("drink");
    center.must(command);
    EXPECT_FALSE(center.channel_of("anna", "mail").operation.exists());
    EXPECT_EQ(center.state().texts.view(center.channel_of("anna", "mail").reason), "drink");
    center.ready("anna");
    EXPECT_EQ(center.state().texts.view(center.channel_of("anna", "mail").reason), "");
}

TEST(AgentState, DefinitionsAreKeptAsGiven) {
    Center center = desk();
    center.must(CreateAgentState{center.text("Lunch"), center.text("Out to lunch"),
                                 ChannelState::not_ready, WorkMode::aux_work, center.text("food")});
    const AgentState& kept = center.state().directory.agent_states.front();
    EXPECT_EQ(center.state().texts.view(kept.operation_name), "Lunch");
    EXPECT_EQ(center.state().texts.view(kept.display_name), "Out to lunch");
    EXPECT_EQ(center.state().texts.view(kept.reason), "food");
    EXPECT_EQ(kept.state, ChannelState::not_ready);
    EXPECT_EQ(kept.work_mode, WorkMode::aux_work);
    EXPECT_REFUSED(center, (CreateAgentState{}), Reason::missing_value, "operationName");
    EXPECT_REFUSED(center, (CreateAgentState{center.text("Lunch"), {}, {}, {}, {}}),
                   Reason::already_exists, "operationName");
    EXPECT_REFUSED(center,
                   (CreateAgentState{
                       center.text("Tea"), {}, ChannelState::not_ready, {}, center.text("food")}),
                   Reason::already_exists, "reason");
    const Text longest = center.text(std::string(limits::name_bytes, 'x'));
    const Text longer = center.text(std::string(limits::name_bytes + 1, 'x'));
    EXPECT_REFUSED(center, (CreateAgentState{longer, {}, {}, {}, {}}), Reason::too_long,
                   "operationName");
    EXPECT_REFUSED(center, (CreateAgentState{center.text("a"), longer, {}, {}, {}}),
                   Reason::too_long, "displayName");
    EXPECT_REFUSED(center, (CreateAgentState{center.text("a"), {}, {}, {}, longer}),
                   Reason::too_long, "reason");
    center.must(
        CreateAgentState{longest, longest, ChannelState::ready, WorkMode::auto_in, longest});
    // Definitions without a reason do not stand in each other's way.
    center.must(CreateAgentState{center.text("b"), {}, {}, {}, {}});
    center.must(CreateAgentState{center.text("c"), {}, {}, {}, {}});
}

TEST(AgentState, NotReadyKeepsTheOfferAtHand) {
    Center center = desk();
    center.works("anna");
    const InteractionId i1 = center.offer("mails");
    center.not_ready("anna");
    const InteractionId i2 = center.offer("chats");
    EXPECT_EQ(center.interaction(i1).state, InteractionState::invited);
    EXPECT_EQ(center.interaction(i2).state, InteractionState::queued);
    center.accept("anna", i1);
}

TEST(DoNotDisturb, StopsOffersAndRemembersTheStateBeneath) {
    Center center = desk();
    center.works("anna").forget().disturb("anna", true);
    EXPECT_EQ(center.events(),
              Texts({"DoNotDisturbChanged anna mail", "DoNotDisturbChanged anna chat"}));
    EXPECT_EQ(center.channel_of("anna", "mail").state, ChannelState::ready);
    const InteractionId i1 = center.offer("mails");
    const InteractionId i2 = center.offer("chats");
    // Ready and NotReady are accepted beneath it (decision G-15).
    center.not_ready("anna", "chat").ready("anna", "mail");
    EXPECT_EQ(center.interaction(i1).state, InteractionState::queued);
    center.forget().disturb("anna", false);
    EXPECT_EQ(center.events("InteractionInvited"), Texts({"InteractionInvited i1 anna"}));
    EXPECT_EQ(center.interaction(i2).state, InteractionState::queued);
}

TEST(DoNotDisturb, IsPerChannel) {
    Center center = desk();
    center.works("anna").disturb("anna", true, "mail");
    EXPECT_TRUE(center.channel_of("anna", "mail").do_not_disturb);
    EXPECT_FALSE(center.channel_of("anna", "chat").do_not_disturb);
    const InteractionId chat = center.offer("chats");
    EXPECT_EQ(center.interaction(chat).state, InteractionState::invited);
}

TEST(DoNotDisturb, RefusesWhatIsUnknownOrOutOfSession) {
    Center center = desk();
    EXPECT_REFUSED(center, (SetDoNotDisturb{}), Reason::unknown_agent, "agent");
    const AgentId anna = center.agent_id("anna");
    EXPECT_REFUSED(center, (SetDoNotDisturb{anna, MediaId{9}, true}), Reason::unknown_media,
                   "media");
    EXPECT_REFUSED(center, (SetDoNotDisturb{anna, {}, true}), Reason::not_in_session, "agent");
    center.start("anna", {"chat"});
    EXPECT_REFUSED(center, (SetDoNotDisturb{anna, center.media_id("mail"), true}),
                   Reason::not_in_session, "media");
}

TEST(DoNotDisturb, OfADeviceIsThatOfTheVoiceOfWhoSitsThere) {
    Center center = desk();
    center.voice().place("one").place("two");
    const AgentId anna = center.agent_id("anna");
    center.must(CreateDevice{center.text("5001"), center.place_id("one"), false});
    center.must(CreateDevice{center.text("5002"), center.place_id("two"), false});
    center.must(CreateDevice{center.text("5003"), {}, false}).must(AssignPlace{anna, {0}});
    center.start("anna").forget().must(SetDoNotDisturb{anna, {}, true, DeviceId{0}});
    EXPECT_EQ(center.events(), Texts({"DoNotDisturbChanged anna voice"}));
    EXPECT_FALSE(center.channel_of("anna", "mail").do_not_disturb);
    EXPECT_REFUSED(center, (SetDoNotDisturb{anna, {}, true, DeviceId{1}}), Reason::not_in_session,
                   "device");
    EXPECT_REFUSED(center, (SetDoNotDisturb{anna, {}, true, DeviceId{2}}), Reason::not_in_session,
                   "device");
    EXPECT_REFUSED(center, (SetDoNotDisturb{anna, {}, true, DeviceId{3}}), Reason::unknown_device,
                   "device");
    EXPECT_REFUSED(center, (SetDoNotDisturb{anna, {0}, true, DeviceId{0}}), Reason::invalid_value,
                   "device");
    center.end("anna").start("anna", {"mail"});
    EXPECT_REFUSED(center, (SetDoNotDisturb{anna, {}, true, DeviceId{0}}), Reason::not_in_session,
                   "device");
}

}  // namespace
}  // namespace cordboard::test
