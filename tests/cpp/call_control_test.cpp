// SPDX-License-Identifier: Apache-2.0
// Call control: dial, hold, mute, user data, transfers and conferences in one step and in two
// (web-services reference, 1.14 and 3.5; decisions G-21, G-23, G-28, G-29).
#include <algorithm>

#include "support/center_builder.hpp"

namespace cordboard::test {
namespace {

Center office() {
    Center center;
    center.voice().skill("sales").queue("calls", "voice", "8001").rule("calls", {"sales"});
    center.agent("anna", {{"sales", 1}}).desk("anna", "5001");
    for (const auto& [name, number] :
         {std::pair{"bert", "5002"}, {"carl", "5003"}, {"dora", "5004"}}) {
        center.agent(name).desk(name, number).start(name);
    }
    return center.works("anna");
}

InteractionId talking(Center& center) {
    const InteractionId call = center.offer("calls");
    center.answer("anna", call);
    return call;
}

bool has(const Texts& all, std::string_view one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

TEST(CallControl, APlainCallIsSeenAsItsParties) {
    Center center = office();
    const InteractionId call = center.offer("calls");
    EXPECT_EQ(center.legs(call), Texts({"customer Dialing", "anna Ringing"}));
    EXPECT_EQ(center.capabilities("anna", call),
              Texts({"Answer", "Hangup", "AttachUserData", "UpdateUserData", "DeleteUserData",
                     "DeleteUserDataPair"}));
    center.answer("anna", call);
    EXPECT_EQ(center.legs(call), Texts({"customer Established", "anna Established"}));
    EXPECT_EQ(center.capabilities("anna", call),
              Texts({"Hangup", "Hold", "SendDtmf", "MuteCall", "SingleStepTransfer",
                     "SingleStepConference", "InitiateTransfer", "InitiateConference",
                     "StartCallRecording", "AttachUserData", "UpdateUserData", "DeleteUserData",
                     "DeleteUserDataPair"}));
    EXPECT_EQ(center.state().interactions.legs.size(), 0U) << "a plain call has no records";
    center.hangup("anna", call);
    EXPECT_EQ(center.legs(call), Texts());
}

TEST(CallControl, HangingUpAnOfferLetsItGo) {
    Center center = office();
    const InteractionId call = center.offer("calls");
    center.forget().hangup("anna", call);
    EXPECT_EQ(center.events(), Texts({"InteractionRejected i1 anna"}));
}

TEST(CallControl, AnAgentCallsAnother) {
    Center center = office();
    center.forget();
    const InteractionId call = center.dial("bert", "5003");
    EXPECT_EQ(center.interaction(call).type, InteractionType::internal);
    EXPECT_EQ(center.legs(call), Texts({"bert Dialing", "carl Ringing"}));
    EXPECT_EQ(center.channel_of("bert", "voice").held, 1);
    EXPECT_EQ(center.channel_of("carl", "voice").held, 1);
    EXPECT_EQ(center.agent_of("bert").handling, 1U);
    EXPECT_EQ(center.agent_of("carl").handling, 0U);
    center.answer("carl", call);
    EXPECT_EQ(center.legs(call), Texts({"bert Established", "carl Established"}));
    EXPECT_EQ(center.agent_of("carl").handling, 1U);
    center.hangup("carl", call);
    EXPECT_EQ(center.events(),
              Texts({"InteractionCreated i1 voice", "CallDialed i1 bert", "PartyRang i1 carl bert",
                     "PartyAnswered i1 carl", "PartyReleased i1 carl Agent",
                     "PartyReleased i1 bert FarEnd", "InteractionCompleted i1 carl Agent"}));
    for (const char* name : {"bert", "carl"}) {
        EXPECT_EQ(center.agent_of(name).held, 0U);
        EXPECT_EQ(center.agent_of(name).handling, 0U);
    }
}

TEST(CallControl, TheCallerGivesUp) {
    Center center = office();
    const InteractionId call = center.dial("bert", "5003");
    center.forget().hangup("bert", call);
    EXPECT_EQ(center.events(), Texts({"PartyReleased i1 bert Agent", "PartyReleased i1 carl FarEnd",
                                      "InteractionCompleted i1 bert Agent"}));
    EXPECT_EQ(center.engine.next_deadline(), never);
}

TEST(CallControl, WhoIsCalledMayNotAnswerOrNotWantTo) {
    Center center = office();
    center.dial("bert", "5003");
    center.forget().at(30);
    EXPECT_EQ(center.events(),
              Texts({"PartyReleased i1 carl Timeout", "PartyReleased i1 bert FarEnd",
                     "InteractionCompleted i1 carl Timeout"}));
    const InteractionId second = center.dial("bert", "5003");
    center.forget().hangup("carl", second);
    EXPECT_EQ(center.events(), Texts({"PartyReleased i2 carl Agent", "PartyReleased i2 bert FarEnd",
                                      "InteractionCompleted i2 carl Agent"}));
}

TEST(CallControl, AnOutsideNumberAnswersOrIsBusy) {
    Center center = office();
    const InteractionId call = center.dial("bert", "+33 1 23");
    EXPECT_EQ(center.interaction(call).type, InteractionType::outbound);
    EXPECT_EQ(center.legs(call), Texts({"bert Dialing", "+33 1 23 Ringing"}));
    EXPECT_REFUSED(center, (AnswerOutside{call, center.text("99")}), Reason::not_in_state,
                   "interaction");
    center.must(AnswerOutside{call, {}});
    EXPECT_EQ(center.legs(call), Texts({"bert Established", "+33 1 23 Established"}));
    EXPECT_REFUSED(center, (AnswerOutside{call, {}}), Reason::not_in_state, "interaction");
    EXPECT_REFUSED(center, (RefuseOutside{call, {}}), Reason::not_in_state, "interaction");
    center.forget().leave(call);
    EXPECT_EQ(center.events(), Texts({"PartyReleased i1 Customer", "PartyReleased i1 bert FarEnd",
                                      "InteractionCompleted i1 Customer"}));
    const InteractionId second = center.dial("bert", "+33 1 23");
    center.forget().must(RefuseOutside{second, center.text("+33 1 23")});
    EXPECT_EQ(center.events(), Texts({"PartyReleased i2 Busy", "PartyReleased i2 bert FarEnd",
                                      "InteractionCompleted i2 Busy"}));
}

TEST(CallControl, WhoCannotBeReachedIsBusy) {
    Center center = office();
    center.place("empty").must(CreateDevice{center.text("5009"), center.place_id("empty"), false});
    center.disturb("carl", true);
    const InteractionId talk = talking(center);
    for (const char* number : {"5001", "5002", "5003", "5009"}) {
        center.forget();
        center.dial("bert", number);
        const Texts events = center.events();
        ASSERT_EQ(events.size(), 4U) << number;
        EXPECT_TRUE(events[2].ends_with("bert Busy"));
        EXPECT_TRUE(events[3].ends_with("bert Busy"));
    }
    EXPECT_EQ(center.legs(talk), Texts({"customer Established", "anna Established"}));
    EXPECT_EQ(center.agent_of("bert").held, 0U);
}

TEST(CallControl, DialsAreRefusedThatCannotBe) {
    Center center = office();
    const auto dial = [&](std::string_view name, std::string_view number) {
        return DialCall{center.agent_id(name), center.text(number), {}};
    };
    EXPECT_REFUSED(center, dial("nobody", "5002"), Reason::unknown_agent, "agent");
    EXPECT_REFUSED(center, dial("bert", ""), Reason::missing_value, "destination");
    EXPECT_REFUSED(center, dial("bert", "carl"), Reason::unknown_number, "destination");
    EXPECT_REFUSED(center, dial("bert", "+"), Reason::unknown_number, "destination");
    EXPECT_REFUSED(center, dial("bert", std::string(257, '1')), Reason::too_long, "destination");
    EXPECT_REFUSED(
        center,
        (DialCall{center.agent_id("bert"), center.text("5003"), center.arena.add_value("t")}),
        Reason::invalid_value, "userData");
    const InteractionId call = center.dial("bert", "5003");
    EXPECT_REFUSED(center, dial("bert", "5004"), Reason::not_able, "agent");
    center.answer("carl", call).hold("bert", call);
    const InteractionId beside = center.dial("bert", "5004");
    EXPECT_EQ(center.legs(beside), Texts({"bert Dialing", "dora Ringing"}));
    center.end("dora");
    EXPECT_REFUSED(center, dial("dora", "5003"), Reason::not_in_session, "agent");
}

TEST(CallControl, OtherMediaHaveNoCallControl) {
    Center center = office();
    center.media("mail").queue("mails", "mail");
    const InteractionId mail = center.offer("mails");
    EXPECT_REFUSED(center, (HoldCall{center.agent_id("anna"), mail}), Reason::wrong_media,
                   "interaction");
    EXPECT_REFUSED(center, (AnswerOutside{mail, {}}), Reason::wrong_media, "interaction");
    EXPECT_REFUSED(center, (HoldCall{center.agent_id("anna"), {}}), Reason::unknown_interaction,
                   "interaction");
    EXPECT_REFUSED(center, (HoldCall{{}, mail}), Reason::unknown_agent, "agent");
    EXPECT_REFUSED(center,
                   (OfferInteraction{center.queue_id("mails"), InteractionType::consult, {}, {}}),
                   Reason::invalid_value, "type");
}

TEST(CallControl, AnAgentCallsAQueue) {
    Center center = office();
    center.after_call_work(20);
    const InteractionId call = center.dial("bert", "8001");
    EXPECT_EQ(center.interaction(call).state, InteractionState::invited);
    EXPECT_EQ(center.legs(call), Texts({"bert Dialing", "anna Ringing"}));
    center.forget().answer("anna", call);
    EXPECT_EQ(center.events(), Texts({"InteractionAccepted i1 anna"}));
    EXPECT_EQ(center.legs(call), Texts({"bert Established", "anna Established"}));
    center.ready("bert").forget().hangup("anna", call);
    EXPECT_EQ(center.events(), Texts({"PartyReleased i1 anna Agent", "PartyReleased i1 bert FarEnd",
                                      "InteractionCompleted i1 anna Agent",
                                      "AgentStateChanged anna voice NotReady"}))
        << "who dialed has no work after the call";
}

TEST(CallControl, WhoGivesUpInAQueueTakesHisCallAlong) {
    Center center = office();
    const InteractionId ringing = center.dial("bert", "8001");
    center.forget().hangup("bert", ringing);
    EXPECT_EQ(center.events(),
              Texts({"InteractionRevoked i1 anna Customer", "PartyReleased i1 bert Agent",
                     "InteractionCompleted i1 bert Agent"}));
    center.not_ready("anna");
    const InteractionId waiting = center.dial("bert", "8001");
    center.forget().hangup("bert", waiting);
    EXPECT_EQ(center.events(),
              Texts({"PartyReleased i2 bert Agent", "InteractionCompleted i2 bert Agent"}));
}

TEST(CallControl, NobodyTakesHisOwnCall) {
    Center center = office();
    center.capacity("anna", "voice", 2);
    const InteractionId call = center.dial("anna", "8001");
    EXPECT_EQ(center.legs(call), Texts({"anna Dialing", "anna Ringing"}));
    EXPECT_REFUSED(center, (AcceptInteraction{center.agent_id("anna"), call}), Reason::not_able,
                   "agent");
    EXPECT_REFUSED(center, (AnswerCall{center.agent_id("anna"), call}), Reason::not_in_state,
                   "interaction");
    center.forget().hangup("anna", call);
    EXPECT_EQ(center.agent_of("anna").held, 0U);
}

TEST(CallControl, HoldAndRetrieveAreTheHoldersOwn) {
    Center center = office();
    const InteractionId call = talking(center);
    center.forget().hold("anna", call);
    EXPECT_EQ(center.legs(call), Texts({"customer Established", "anna Held"}));
    const Texts can = center.capabilities("anna", call);
    EXPECT_TRUE(has(can, "Retrieve"));
    EXPECT_FALSE(has(can, "Hold") || has(can, "SendDtmf") || has(can, "MuteCall"));
    EXPECT_REFUSED(center, (HoldCall{center.agent_id("anna"), call}), Reason::not_in_state,
                   "interaction");
    EXPECT_REFUSED(center, (RetrieveCall{center.agent_id("bert"), call}), Reason::not_party,
                   "agent");
    center.retrieve("anna", call);
    EXPECT_EQ(center.legs(call), Texts({"customer Established", "anna Established"}));
    EXPECT_EQ(center.events(), Texts({"CallHeld i1 anna", "CallRetrieved i1 anna"}));
    center.hold("anna", call).forget().leave(call);
    EXPECT_EQ(center.events(), Texts({"PartyReleased i1 Customer", "PartyReleased i1 anna FarEnd",
                                      "InteractionCompleted i1 Customer"}));
}

TEST(CallControl, TonesAndMute) {
    Center center = office();
    const InteractionId call = talking(center);
    const AgentId anna = center.agent_id("anna");
    center.must(SendDtmf{anna, call, center.text("12*#")});
    EXPECT_REFUSED(center, (SendDtmf{anna, call, center.text("")}), Reason::missing_value,
                   "digits");
    EXPECT_REFUSED(center, (SendDtmf{anna, call, center.text("1a")}), Reason::invalid_value,
                   "digits");
    EXPECT_REFUSED(center, (SendDtmf{anna, call, center.text(std::string(257, '1'))}),
                   Reason::too_long, "digits");
    EXPECT_REFUSED(center, (MuteCall{anna, call, false}), Reason::not_in_state, "interaction");
    center.must(MuteCall{anna, call, true});
    EXPECT_TRUE(has(center.capabilities("anna", call), "UnmuteCall"));
    EXPECT_FALSE(has(center.capabilities("anna", call), "MuteCall"));
    EXPECT_REFUSED(center, (MuteCall{anna, call, true}), Reason::not_in_state, "interaction");
    center.must(MuteCall{anna, call, false});
    EXPECT_TRUE(has(center.capabilities("anna", call), "MuteCall"));
}

TEST(CallControl, EveryAgentInACallChangesItsUserData) {
    Center center = office();
    const InteractionId call = center.dial("bert", "5003");
    const auto change = [&](std::string_view name) {
        return ChangeUserData{center.agent_id(name), call, UserDataOperation::update,
                              center.arena.add_value(value::empty_object)};
    };
    center.must(change("bert")).must(change("carl"));
    EXPECT_REFUSED(center, change("anna"), Reason::not_party, "agent");
}

TEST(CallControl, ATransferInTwoSteps) {
    Center center = office();
    center.after_call_work(20);
    const InteractionId call = talking(center);
    center.forget();
    const InteractionId consult = center.consult("anna", call, "5002");
    EXPECT_EQ(center.interaction(consult).type, InteractionType::consult);
    EXPECT_EQ(center.legs(call), Texts({"customer Established", "anna Held"}));
    EXPECT_EQ(center.legs(consult), Texts({"anna Dialing", "bert Ringing"}));
    EXPECT_EQ(center.channel_of("anna", "voice").held, 2);
    EXPECT_FALSE(has(center.capabilities("anna", call), "Retrieve"));
    EXPECT_FALSE(has(center.capabilities("anna", call), "SwapCalls"));
    center.answer("bert", consult);
    for (const InteractionId one : {call, consult}) {
        const Texts can = center.capabilities("anna", one);
        EXPECT_TRUE(has(can, "CompleteTransfer") && has(can, "CompleteConference") &&
                    has(can, "SwapCalls") && has(can, "MergeWithOtherCall"));
        EXPECT_FALSE(has(can, "InitiateTransfer") || has(can, "SingleStepTransfer"));
    }
    EXPECT_FALSE(has(center.capabilities("bert", consult), "CompleteTransfer"));
    center.must(CompleteTransfer{center.agent_id("anna"), consult});
    EXPECT_EQ(
        center.events(),
        Texts({"CallHeld i1 anna", "InteractionCreated i2 voice", "CallDialed i2 i1 anna",
               "PartyRang i2 bert anna", "PartyAnswered i2 bert", "CallTransferred i1 i2 anna",
               "InteractionCompleted i2 anna Transfer", "AgentStateChanged anna voice NotReady"}));
    EXPECT_EQ(center.legs(call), Texts({"customer Established", "bert Established"}));
    EXPECT_EQ(center.interaction(call).owner, center.agent_id("bert"));
    EXPECT_EQ(find(center.state(), consult), nullptr);
    EXPECT_EQ(center.agent_of("anna").held, 0U);
    EXPECT_EQ(center.agent_of("bert").held, 1U);
    center.leave(call);
    EXPECT_EQ(center.agent_of("bert").held, 0U);
}

TEST(CallControl, ATransferWhileItRingsGoesOnRinging) {
    Center center = office();
    const InteractionId call = talking(center);
    center.at(10);
    center.consult("anna", call, "5002");
    center.at(20).must(CompleteTransfer{center.agent_id("anna"), call});
    EXPECT_EQ(center.legs(call), Texts({"customer Established", "bert Ringing"}));
    EXPECT_EQ(center.interaction(call).owner, center.agent_id("bert"));
    center.forget().at(40);
    EXPECT_EQ(center.events(), Texts({"PartyReleased i1 bert Timeout", "PartyReleased i1 FarEnd",
                                      "InteractionCompleted i1 bert Timeout"}));
}

TEST(CallControl, ATransferOutsideLeavesTheCentre) {
    Center center = office();
    const InteractionId call = talking(center);
    const InteractionId consult = center.consult("anna", call, "+331");
    center.must(AnswerOutside{consult, {}}).forget();
    center.must(CompleteTransfer{center.agent_id("anna"), call});
    EXPECT_EQ(center.events(),
              Texts({"CallTransferred i1 i2 anna", "InteractionCompleted i2 anna Transfer",
                     "PartyReleased i1 Transfer", "PartyReleased i1 Transfer",
                     "InteractionCompleted i1 anna Transfer"}));
    EXPECT_EQ(find(center.state(), call), nullptr);
    EXPECT_EQ(center.agent_of("anna").held, 0U);
}

TEST(CallControl, SwapHoldsTheOneAndRetrievesTheOther) {
    Center center = office();
    const AgentId anna = center.agent_id("anna");
    const InteractionId call = talking(center);
    const InteractionId consult = center.consult("anna", call, "5002");
    EXPECT_REFUSED(center, (SwapCalls{anna, call, consult}), Reason::not_in_state, "interaction");
    center.answer("bert", consult);
    EXPECT_REFUSED(center, (SwapCalls{anna, consult, InteractionId::of(99, 0)}),
                   Reason::unknown_interaction, "other");
    EXPECT_REFUSED(center, (SwapCalls{anna, consult, consult}), Reason::not_in_state, "other");
    center.must(SwapCalls{anna, consult, call});
    EXPECT_EQ(center.legs(call), Texts({"customer Established", "anna Established"}));
    EXPECT_EQ(center.legs(consult), Texts({"anna Held", "bert Established"}));
    center.must(SwapCalls{anna, consult, call});
    EXPECT_EQ(center.legs(consult), Texts({"anna Established", "bert Established"}));
    center.hold("anna", consult);
    EXPECT_TRUE(has(center.capabilities("anna", call), "Retrieve"));
    EXPECT_FALSE(has(center.capabilities("anna", call), "SwapCalls"));
    center.retrieve("anna", call);
    EXPECT_FALSE(has(center.capabilities("anna", consult), "Retrieve"));
    center.must(CompleteTransfer{anna, consult});
    EXPECT_EQ(center.legs(call), Texts({"customer Established", "bert Established"}));
}

TEST(CallControl, EndingTheConsultCallGivesTheCallBack) {
    Center center = office();
    const InteractionId call = talking(center);
    const InteractionId consult = center.consult("anna", call, "5002");
    center.answer("bert", consult).hangup("anna", consult);
    EXPECT_EQ(center.legs(call), Texts({"customer Established", "anna Held"}));
    const Texts can = center.capabilities("anna", call);
    EXPECT_TRUE(has(can, "Retrieve") && has(can, "InitiateTransfer"));
    EXPECT_FALSE(has(can, "CompleteTransfer"));
    const InteractionId busy = center.consult("anna", call, "5001");
    EXPECT_EQ(find(center.state(), busy), nullptr);
    EXPECT_TRUE(has(center.capabilities("anna", call), "Retrieve"));
}

TEST(CallControl, AConsultCallOutlivesTheCallItIsAbout) {
    Center center = office();
    const InteractionId call = talking(center);
    const InteractionId consult = center.consult("anna", call, "5002");
    center.answer("bert", consult).leave(call);
    EXPECT_EQ(center.legs(consult), Texts({"anna Established", "bert Established"}));
    EXPECT_FALSE(has(center.capabilities("anna", consult), "CompleteTransfer"));
    EXPECT_TRUE(has(center.capabilities("anna", consult), "InitiateTransfer"));
}

TEST(CallControl, AConferenceInTwoSteps) {
    for (const bool merge : {false, true}) {
        Center center = office();
        const AgentId anna = center.agent_id("anna");
        const InteractionId call = talking(center);
        const InteractionId consult = center.consult("anna", call, "5002");
        center.answer("bert", consult).forget();
        if (merge) {
            EXPECT_REFUSED(center, (MergeWithOtherCall{anna, call, call}), Reason::not_in_state,
                           "other");
            center.must(MergeWithOtherCall{anna, call, consult});
        } else {
            center.must(CompleteConference{anna, consult});
        }
        EXPECT_EQ(center.events(),
                  Texts({"CallConferenced i1 i2 anna", "InteractionCompleted i2 anna Conference"}));
        EXPECT_EQ(center.legs(call),
                  Texts({"customer Established", "anna Established", "bert Established"}));
        EXPECT_EQ(center.channel_of("anna", "voice").held, 1);
        EXPECT_TRUE(has(center.capabilities("anna", call), "RemoveParticipantFromConference"));
        EXPECT_FALSE(has(center.capabilities("bert", call), "RemoveParticipantFromConference"));
        center.hangup("anna", call);
        EXPECT_EQ(center.legs(call), Texts({"customer Established", "bert Established"}));
        EXPECT_EQ(center.interaction(call).owner, center.agent_id("bert"));
        EXPECT_FALSE(has(center.capabilities("bert", call), "RemoveParticipantFromConference"));
    }
}

TEST(CallControl, AllWhoWereConsultedComeIntoTheCall) {
    Center center = office();
    const InteractionId call = talking(center);
    const InteractionId consult = center.consult("anna", call, "5002");
    center.answer("bert", consult);
    center.must(SingleStepConference{center.agent_id("bert"), consult, center.text("5003")});
    center.answer("carl", consult).must(CompleteConference{center.agent_id("anna"), consult});
    EXPECT_EQ(center.legs(call), Texts({"customer Established", "anna Established",
                                        "bert Established", "carl Established"}));
    EXPECT_EQ(center.legs(consult), Texts());
}

TEST(CallControl, NobodyIsInOneCallTwice) {
    Center center = office();
    const AgentId anna = center.agent_id("anna");
    const InteractionId call = talking(center);
    center.must(SingleStepConference{anna, call, center.text("+331")});
    center.must(AnswerOutside{call, {}});
    EXPECT_REFUSED(center, (SingleStepConference{anna, call, center.text("+331")}), Reason::busy,
                   "destination");
    const InteractionId consult = center.consult("anna", call, "+331");
    center.must(AnswerOutside{consult, {}});
    EXPECT_REFUSED(center, (CompleteConference{anna, call}), Reason::not_in_state, "interaction");
    EXPECT_REFUSED(center, (CompleteTransfer{anna, call}), Reason::not_in_state, "interaction");
}

TEST(CallControl, ATransferInASingleStep) {
    Center center = office();
    center.after_call_work(20);
    const AgentId anna = center.agent_id("anna");
    const InteractionId call = talking(center);
    EXPECT_REFUSED(center, (SingleStepTransfer{anna, call, center.text("5001")}), Reason::busy,
                   "destination");
    EXPECT_REFUSED(center, (SingleStepTransfer{anna, call, center.text("x")}),
                   Reason::unknown_number, "destination");
    center.forget().must(SingleStepTransfer{anna, call, center.text("5002")});
    EXPECT_EQ(center.events(), Texts({"PartyRang i1 bert anna", "CallTransferred i1 anna",
                                      "AgentStateChanged anna voice NotReady"}));
    EXPECT_EQ(center.legs(call), Texts({"customer Established", "bert Ringing"}));
    center.answer("bert", call);
    EXPECT_EQ(center.legs(call), Texts({"customer Established", "bert Established"}));
}

TEST(CallControl, ATransferToAQueueWaitsThere) {
    Center center = office();
    const InteractionId call = talking(center);
    center.forget().not_ready("anna").must(
        SingleStepTransfer{center.agent_id("anna"), call, center.text("8001")});
    EXPECT_EQ(center.interaction(call).state, InteractionState::queued);
    EXPECT_EQ(center.legs(call), Texts({"customer Established"}));
    center.ready("anna").answer("anna", call);
    EXPECT_EQ(center.legs(call), Texts({"customer Established", "anna Established"}));
    center.leave(call);
    EXPECT_EQ(find(center.state(), call), nullptr);
}

TEST(CallControl, ACallWaitsInOneQueueAtATime) {
    Center center = office();
    center.not_ready("anna");
    const AgentId dora = center.agent_id("dora");
    const InteractionId call = center.dial("bert", "5003");
    center.answer("carl", call);
    center.must(SingleStepConference{center.agent_id("bert"), call, center.text("5004")});
    center.must(SingleStepTransfer{center.agent_id("bert"), call, center.text("8001")});
    center.answer("dora", call);
    EXPECT_EQ(center.interaction(call).state, InteractionState::queued);
    EXPECT_REFUSED(center, (SingleStepTransfer{dora, call, center.text("8001")}), Reason::busy,
                   "destination");
}

TEST(CallControl, AConsultCallToAQueueIsCompletedWhenSomebodyHasAnswered) {
    Center center = office();
    center.set_skill("dora", "sales", 1).ready("dora");
    const InteractionId call = talking(center);
    const InteractionId consult = center.consult("anna", call, "8001");
    EXPECT_EQ(center.legs(consult), Texts({"anna Dialing", "dora Ringing"}));
    EXPECT_FALSE(has(center.capabilities("anna", call), "CompleteTransfer"));
    EXPECT_FALSE(has(center.capabilities("anna", consult), "CompleteTransfer"));
    center.accept("dora", consult).must(CompleteTransfer{center.agent_id("anna"), call});
    EXPECT_EQ(center.legs(call), Texts({"customer Established", "dora Established"}));
}

TEST(CallControl, AConferenceInASingleStep) {
    Center center = office();
    const AgentId anna = center.agent_id("anna");
    const InteractionId call = talking(center);
    EXPECT_REFUSED(center, (SingleStepConference{anna, call, center.text("8001")}),
                   Reason::invalid_value, "destination");
    center.must(SingleStepConference{anna, call, center.text("5002")});
    EXPECT_EQ(center.legs(call),
              Texts({"customer Established", "anna Established", "bert Ringing"}));
    center.answer("bert", call);
    center.must(SingleStepConference{center.agent_id("bert"), call, center.text("+331")});
    center.must(AnswerOutside{call, {}}).forget();
    EXPECT_REFUSED(center, (RemoveParticipantFromConference{anna, call, center.text("99")}),
                   Reason::not_party, "participant");
    EXPECT_REFUSED(center, (RemoveParticipantFromConference{anna, call, center.text("5001")}),
                   Reason::not_party, "participant");
    center.must(RemoveParticipantFromConference{anna, call, center.text("+331")});
    center.must(RemoveParticipantFromConference{anna, call, center.text("5002")});
    EXPECT_EQ(center.events(),
              Texts({"PartyReleased i1 Removed", "PartyReleased i1 bert Removed"}));
    EXPECT_EQ(center.legs(call), Texts({"customer Established", "anna Established"}));
    EXPECT_REFUSED(center, (RemoveParticipantFromConference{anna, call, center.text("")}),
                   Reason::not_in_state, "interaction");
}

TEST(CallControl, ACallThatKnowsOnlyOutsidersEnds) {
    Center center = office();
    const InteractionId call = talking(center);
    center.must(SingleStepConference{center.agent_id("anna"), call, center.text("+331")});
    center.must(AnswerOutside{call, {}}).forget().hangup("anna", call);
    EXPECT_EQ(center.events(),
              Texts({"PartyReleased i1 anna Agent", "PartyReleased i1 FarEnd",
                     "PartyReleased i1 FarEnd", "InteractionCompleted i1 anna Agent"}));
}

TEST(CallControl, ASessionThatEndsLeavesItsCalls) {
    Center center = office();
    const InteractionId call = talking(center);
    const InteractionId consult = center.consult("anna", call, "5002");
    center.answer("bert", consult).forget().end("anna");
    EXPECT_EQ(
        center.events(),
        Texts({"PartyReleased i1 anna SessionEnded", "PartyReleased i1 FarEnd",
               "InteractionCompleted i1 anna SessionEnded", "PartyReleased i2 anna SessionEnded",
               "PartyReleased i2 bert FarEnd", "InteractionCompleted i2 anna SessionEnded",
               "ContactCenterSessionEnded anna"}));
    EXPECT_EQ(center.agent_of("bert").held, 0U);
}

TEST(CallControl, AChainOfConsultCallsKeepsItsPairs) {
    Center center = office();
    const InteractionId call = talking(center);
    const InteractionId consult = center.consult("anna", call, "5002");
    center.answer("bert", consult);
    const InteractionId further = center.consult("bert", consult, "5003");
    center.answer("carl", further);
    center.must(CompleteTransfer{center.agent_id("anna"), call});
    EXPECT_EQ(center.legs(call), Texts({"customer Established", "bert Held"}));
    EXPECT_TRUE(has(center.capabilities("bert", call), "CompleteTransfer"));
    center.must(CompleteTransfer{center.agent_id("bert"), further});
    EXPECT_EQ(center.legs(call), Texts({"customer Established", "carl Established"}));
}

TEST(CallControl, ASnapshotKeepsLegsAndTheirTimers) {
    Center center = office();
    const InteractionId call = talking(center);
    const InteractionId consult = center.consult("anna", call, "5002");
    Engine loaded = Engine::load(center.engine.save());
    EXPECT_EQ(loaded.state_hash(), center.engine.state_hash());
    EXPECT_EQ(loaded.next_deadline(), center.engine.next_deadline());
    center.engine = std::move(loaded);
    center.answer("bert", consult).must(CompleteTransfer{center.agent_id("anna"), call});
    EXPECT_EQ(center.legs(call), Texts({"customer Established", "bert Established"}));
}

}  // namespace
}  // namespace cordboard::test
