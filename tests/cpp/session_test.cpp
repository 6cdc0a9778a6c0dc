// SPDX-License-Identifier: Apache-2.0
// Contact-centre sessions: what their start opens and what their end gives back.
#include "support/center_builder.hpp"

namespace cordboard::test {
namespace {

Center house() {
    Center center;
    center.media("mail").voice().place("one").place("two").agent("anna").agent("bert");
    center.queue("mails", "mail").rule("mails", {"agent:anna", "agent:bert"});
    return center;
}

MediaSet set_of(std::uint32_t bits) { return MediaSet{bits}; }

TEST(Session, OpensChannelsAsNotReady) {
    Center center = house();
    center.at(7).start("anna", {"voice"});
    EXPECT_EQ(center.events("ContactCenterSessionStarted"),
              Texts({"ContactCenterSessionStarted anna"}));
    EXPECT_TRUE(center.agent_of("anna").in_session);
    EXPECT_EQ(center.agent_of("anna").session_since, opening + seconds(7));
    EXPECT_EQ(center.agent_of("anna").free_since, opening + seconds(7));
    EXPECT_TRUE(center.channel_of("anna", "voice").open);
    EXPECT_EQ(center.channel_of("anna", "voice").state, ChannelState::not_ready);
    EXPECT_FALSE(center.channel_of("anna", "mail").open);
    // A second start adds channels, and leaves those that are open as they are.
    center.ready("anna", "voice").at(9).start("anna");
    EXPECT_TRUE(center.channel_of("anna", "mail").open);
    EXPECT_EQ(center.channel_of("anna", "mail").state, ChannelState::not_ready);
    EXPECT_EQ(center.channel_of("anna", "voice").state, ChannelState::ready);
    EXPECT_EQ(center.agent_of("anna").session_since, opening + seconds(7));
    EXPECT_EQ(center.agent_of("anna").free_since, opening + seconds(7));
}

TEST(Session, RefusesBadStarts) {
    Center center = house();
    const AgentId anna = center.agent_id("anna");
    EXPECT_REFUSED(center, (StartContactCenterSession{{}, {}, set_of(1)}), Reason::unknown_agent,
                   "agent");
    EXPECT_REFUSED(center, (StartContactCenterSession{anna, {}, set_of(0)}), Reason::missing_value,
                   "channels");
    EXPECT_REFUSED(center, (StartContactCenterSession{anna, {}, set_of(4)}), Reason::unknown_media,
                   "channels");
    EXPECT_REFUSED(center, (StartContactCenterSession{anna, {}, set_of(1U << 31 | 1)}),
                   Reason::unknown_media, "channels");
    EXPECT_REFUSED(center, (StartContactCenterSession{anna, PlaceId{5}, set_of(1)}),
                   Reason::unknown_place, "place");
    const Text fax = center.text(std::string_view("fax\0", 4));
    EXPECT_REFUSED(center, (StartContactCenterSession{anna, {}, {{}, fax}}), Reason::invalid_value,
                   "channels");
    EXPECT_REFUSED(center, (StartContactCenterSession{anna, {}, set_of(1), center.text("7001")}),
                   Reason::unknown_login_code, "loginCode");
    EXPECT_REFUSED(center, (StartContactCenterSession{anna, {}, set_of(1), {}, QueueId{7}}),
                   Reason::unknown_queue, "queue");
    EXPECT_REFUSED(center, (StartContactCenterSession{anna, {}, set_of(1), {}, QueueId{0}}),
                   Reason::wrong_media, "queue");
    const Text longest = center.text(std::string(limits::name_bytes, 'f') + '\0');
    const Text longer = center.text(std::string(limits::name_bytes + 1, 'f') + '\0');
    EXPECT_REFUSED(center, (StartContactCenterSession{anna, {}, {set_of(1), longer}}),
                   Reason::too_long, "channels");
    EXPECT_REFUSED(center, (EndContactCenterSession{{}}), Reason::unknown_agent, "agent");
    center.must(StartContactCenterSession{anna, {}, {set_of(1), longest}});
    center.end("anna");
    EXPECT_REFUSED(center, (EndContactCenterSession{anna}), Reason::not_in_session, "agent");
}

TEST(Session, APlaceHasOneAgentAtATime) {
    Center center = house();
    const AgentId anna = center.agent_id("anna");
    const AgentId bert = center.agent_id("bert");
    const PlaceId one = center.place_id("one");
    center.must(AssignPlace{anna, one}).start("anna");
    EXPECT_EQ(center.agent_of("anna").place, one);
    EXPECT_EQ(center.state().directory.places[one.value].agent, anna);
    EXPECT_REFUSED(center, (StartContactCenterSession{bert, one, set_of(1)}), Reason::device_taken,
                   "place");
    center.must(StartContactCenterSession{bert, center.place_id("two"), set_of(1)});
    EXPECT_EQ(center.agent_of("bert").place, center.place_id("two"));
    // In session the place stays, whatever a second start names.
    center.must(StartContactCenterSession{anna, center.place_id("two"), set_of(3)});
    EXPECT_EQ(center.agent_of("anna").place, one);
    center.end("anna").end("bert");
    EXPECT_FALSE(center.agent_of("anna").place.exists());
    EXPECT_FALSE(center.state().directory.places[one.value].agent.exists());
    center.must(StartContactCenterSession{bert, one, set_of(1)});
    // A place of one's own choice goes before the default.
    center.must(StartContactCenterSession{anna, center.place_id("two"), set_of(1)});
    EXPECT_EQ(center.agent_of("anna").place, center.place_id("two"));
}

TEST(Session, EndGivesEverythingBack) {
    Center center = house();
    center.capacity("anna", "mail", 2).works("anna");
    const InteractionId held = center.offer("mails");
    center.accept("anna", held);
    const InteractionId ringing = center.offer("mails");
    center.at(10).forget().end("anna");
    EXPECT_EQ(center.events(),
              Texts({"InteractionRevoked i1 anna SessionEnded",
                     "InteractionRevoked i2 anna SessionEnded", "ContactCenterSessionEnded anna"}));
    EXPECT_EQ(center.interaction(held).state, InteractionState::queued);
    EXPECT_FALSE(center.interaction(held).owner.exists());
    EXPECT_EQ(center.interaction(held).entered, opening) << "it keeps its place";
    EXPECT_EQ(center.interaction(ringing).state, InteractionState::queued);
    EXPECT_EQ(center.engine.next_deadline(), never);
    const Agent& anna = center.agent_of("anna");
    EXPECT_FALSE(anna.in_session);
    EXPECT_EQ(anna.held, 0U);
    EXPECT_EQ(anna.handling, 0U);
    EXPECT_EQ(anna.logged_in, seconds(10));
    EXPECT_EQ(anna.handled, seconds(10));
    EXPECT_FALSE(center.channel_of("anna", "mail").open);
    EXPECT_EQ(center.channel_of("anna", "mail").state, ChannelState::logout);
    EXPECT_EQ(center.channel_of("anna", "mail").capacity, 2);
    center.works("bert");
    EXPECT_EQ(center.events("InteractionInvited"), Texts({"InteractionInvited i1 bert"}));
}

TEST(Session, EndRoutesTheOldestFirstWhereverItLies) {
    Center center = house();
    center.capacity("anna", "mail", 2).works("anna");
    const InteractionId first = center.offer("mails");
    const InteractionId older = center.offer("mails");
    center.accept("anna", first).accept("anna", older).complete("anna", first);
    const InteractionId newer = center.offer("mails");
    ASSERT_LT(newer.slot(), older.slot());
    center.accept("anna", newer).works("bert").end("anna");
    EXPECT_EQ(center.interaction(older).invited, center.agent_id("bert"));
    EXPECT_EQ(center.interaction(newer).state, InteractionState::queued);
}

TEST(Session, EndOfTheSourceEndsItsTransfer) {
    Center center = house();
    center.works("anna").works("bert");
    const InteractionId i1 = center.offer("mails");
    center.accept("anna", i1).transfer("anna", i1, "bert").forget().end("anna");
    EXPECT_EQ(
        center.events(),
        Texts({"InteractionRevoked i1 bert SessionEnded", "InteractionRevoked i1 anna SessionEnded",
               "ContactCenterSessionEnded anna", "InteractionInvited i1 bert"}));
    EXPECT_EQ(center.agent_of("bert").held, 1U);
}

TEST(Session, EndOfTheTargetLeavesItWithTheSource) {
    Center center = house();
    center.works("anna").works("bert");
    const InteractionId i1 = center.offer("mails");
    center.accept("anna", i1).transfer("anna", i1, "bert").forget().end("bert");
    EXPECT_EQ(center.events(),
              Texts({"InteractionRevoked i1 bert SessionEnded", "ContactCenterSessionEnded bert"}));
    EXPECT_EQ(center.interaction(i1).state, InteractionState::accepted);
    EXPECT_EQ(center.interaction(i1).owner, center.agent_id("anna"));
    EXPECT_EQ(center.engine.next_deadline(), never);
}

TEST(Session, EndStopsAfterCallWorkAndDoNotDisturb) {
    Center center = house();
    center.queue("calls", "voice").rule("calls", {"agent:anna"}).after_call_work(60).works("anna");
    const InteractionId i1 = center.offer("calls");
    center.accept("anna", i1).complete("anna", i1).disturb("anna", true).end("anna");
    EXPECT_EQ(center.engine.next_deadline(), never);
    center.start("anna");
    EXPECT_FALSE(center.channel_of("anna", "voice").do_not_disturb);
    EXPECT_EQ(center.channel_of("anna", "voice").work_mode, WorkMode::none);
}

TEST(Session, AChannelAddedLaterBringsBackWhatWasLetGo) {
    Center center = house();
    center.start("anna", {"mail"}).ready("anna");
    const InteractionId i1 = center.offer("mails");
    center.reject("anna", i1).forget().start("anna", {"voice"});
    EXPECT_EQ(center.events(),
              Texts({"ContactCenterSessionStarted anna", "InteractionInvited i1 anna"}));
}

TEST(Session, AnUnknownChannelBesideOthersIsLeftOut) {
    Center center = house();
    const Text names = center.text(std::string_view("fax\0telex\0", 10));
    center.forget().must(
        StartContactCenterSession{center.agent_id("anna"), {}, {set_of(1), names}});
    EXPECT_EQ(center.events(), Texts({"ChannelRefused anna", "ChannelRefused anna",
                                      "ContactCenterSessionStarted anna"}));
    const auto& events = center.batch.events;
    const auto& telex = std::get<ChannelRefused>(events[events.size() - 2].body);
    EXPECT_EQ(center.batch.texts.view(telex.channel), "telex");
    EXPECT_EQ(telex.reason, Reason::invalid_value);
    EXPECT_TRUE(center.channel_of("anna", "mail").open);
}

TEST(Session, LogsInByTheFirstCodeOnTheSwitchOfTheFirstDevice) {
    Center center = house();
    center.queue("calls", "voice");
    const AgentId anna = center.agent_id("anna");
    const AgentId bert = center.agent_id("bert");
    center.must(CreateDevice{center.text("5001"), {0}, false, center.text("north")})
        .must(CreateDevice{center.text("5002"), {0}, false, center.text("south")})
        .must(AddLoginCode{anna, center.text("7001"), center.text("south")})
        .must(AddLoginCode{bert, center.text("8001"), center.text("north")})
        .must(AddLoginCode{anna, center.text("7002"), center.text("north")})
        .must(AddLoginCode{anna, center.text("7003"), center.text("north")});
    const auto code = [&] { return center.state().texts.view(center.agent_of("anna").login_code); };
    center.must(StartContactCenterSession{anna, {0}, set_of(1)});
    EXPECT_EQ(code(), "") << "without voice there is no log-in at a switch";
    center.must(StartContactCenterSession{anna, {}, set_of(2), {}, center.queue_id("calls")});
    EXPECT_EQ(code(), "7002");
    EXPECT_EQ(center.agent_of("anna").login_queue, center.queue_id("calls"));
    center.end("anna");
    EXPECT_EQ(code(), "");
    EXPECT_FALSE(center.agent_of("anna").login_queue.exists());
    center.must(StartContactCenterSession{anna, {1}, set_of(2)});
    EXPECT_EQ(code(), "7001") << "at a place without devices, the first of all";
    center.end("anna").must(StartContactCenterSession{anna, {0}, set_of(2), center.text("7003")});
    EXPECT_EQ(code(), "7003");
    center.end("anna");
    EXPECT_REFUSED(center, (StartContactCenterSession{anna, {}, set_of(2), center.text("8001")}),
                   Reason::unknown_login_code, "loginCode");
    EXPECT_REFUSED(center, (AddLoginCode{{}, center.text("1"), {}}), Reason::unknown_agent,
                   "agent");
    EXPECT_REFUSED(center, (AddLoginCode{anna, {}, {}}), Reason::missing_value, "code");
    EXPECT_REFUSED(center, (AddLoginCode{anna, center.text("8001"), {}}), Reason::already_exists,
                   "code");
    const Text longer = center.text(std::string(limits::name_bytes + 1, 'c'));
    EXPECT_REFUSED(center, (AddLoginCode{anna, longer, {}}), Reason::too_long, "code");
    EXPECT_REFUSED(center, (AddLoginCode{anna, center.text("2"), longer}), Reason::too_long,
                   "switch");
    EXPECT_REFUSED(center, (CreateDevice{center.text("5003"), {}, false, longer}), Reason::too_long,
                   "switch");
}

TEST(Session, OutlivesALostConnectionForItsGrace) {
    Center center = house();
    const AgentId anna = center.agent_id("anna");
    EXPECT_REFUSED(center, (LoseConnection{{}}), Reason::unknown_agent, "agent");
    EXPECT_REFUSED(center, (LoseConnection{anna}), Reason::not_in_session, "agent");
    EXPECT_REFUSED(center, (RestoreConnection{anna}), Reason::not_in_session, "agent");
    center.works("anna");
    const InteractionId held = center.offer("mails");
    center.accept("anna", held);
    EXPECT_REFUSED(center, (RestoreConnection{anna}), Reason::not_in_state, "agent");
    center.at(10).forget().must(LoseConnection{anna});
    EXPECT_EQ(center.events(), Texts({"ConnectionLost anna"}));
    EXPECT_REFUSED(center, (LoseConnection{anna}), Reason::not_in_state, "agent");
    EXPECT_EQ(center.engine.next_deadline(), opening + seconds(70)) << "60 s unless set";
    center.at(69).must(RestoreConnection{anna});
    EXPECT_EQ(center.engine.next_deadline(), never);
    center.must(SetDuration{DurationSetting::session_grace, seconds(5)})
        .must(LoseConnection{anna})
        .at(73)
        .start("anna");
    EXPECT_EQ(center.engine.next_deadline(), never) << "who starts again is back";
    center.must(LoseConnection{anna}).forget().at(78);
    EXPECT_EQ(center.events(),
              Texts({"InteractionRevoked i1 anna SessionEnded", "ContactCenterSessionEnded anna"}));
    EXPECT_FALSE(center.agent_of("anna").in_session);
    EXPECT_EQ(center.interaction(held).state, InteractionState::queued);
    center.start("anna").must(LoseConnection{anna}).end("anna");
    EXPECT_EQ(center.engine.next_deadline(), never);
}

}  // namespace
}  // namespace cordboard::test
