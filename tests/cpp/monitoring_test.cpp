// SPDX-License-Identifier: Apache-2.0
// Supervisors in the calls of agents (web-services reference, 1.6 and 3.6): how they come in and
// go, who notices them, and what keeps a call going.
#include "call/monitoring.hpp"

#include <algorithm>

#include "support/center_builder.hpp"

namespace cordboard::test {
namespace {

// Anna works for the queue; sue and tom are supervisors.
Center office() {
    Center center;
    center.voice().skill("sales").queue("calls", "voice", "8001").rule("calls", {"sales"});
    for (const char* name : {"sue", "tom"}) {
        center.must(CreateAgent{center.text(name), {}, {}, {}, 3});
    }
    center.agent("anna", {{"sales", 1}}).agent("bert").agent("carl");
    std::uint32_t number = 5001;
    for (const char* name : {"anna", "bert", "carl", "sue", "tom"}) {
        center.desk(name, std::to_string(number)).start(name);
        ++number;
    }
    return center.ready("anna");
}

MonitorCalls monitor(const Center& center, std::string_view name, std::string_view target,
                     MonitoringState state, MonitoringScope scope = MonitoringScope::call,
                     MonitoringMode mode = MonitoringMode::all_calls) {
    return {center.agent_id(name), center.agent_id(target), state, scope, mode};
}

CancelSupervisorMonitoring cancel(const Center& center, std::string_view name) {
    return {center.agent_id(name), {}};
}

InteractionId talking(Center& center) {
    const InteractionId call = center.offer("calls");
    center.answer("anna", call);
    return call;
}

bool sees(const Center& center, InteractionId id, std::string_view viewer, std::string_view other) {
    const Interaction& call = center.interaction(id);
    const auto party = [&](std::string_view name) {
        return call::party_of(center.state(), call, center.agent_id(name));
    };
    return call::sees(party(viewer), party(other));
}

TEST(Monitoring, BeginsWithThePresentCall) {
    Center center = office();
    const InteractionId call = talking(center);
    center.forget().must(monitor(center, "sue", "anna", MonitoringState::listen_in));
    EXPECT_EQ(center.events(),
              Texts({"MonitoringChanged sue anna", "SupervisorJoined i1 sue anna"}));
    EXPECT_EQ(center.legs(call),
              Texts({"customer Established", "anna Established", "sue Established"}));
    EXPECT_EQ(center.agent_of("sue").held, 1U);
    EXPECT_EQ(center.agent_of("sue").handling, 1U);
    EXPECT_EQ(center.interaction(call).owner, center.agent_id("anna"));
    EXPECT_EQ(center.capabilities("sue", call), Texts({"Hangup"}));
    EXPECT_REFUSED(center, (HoldCall{center.agent_id("sue"), call}), Reason::not_in_state,
                   "interaction");
    EXPECT_REFUSED(center, (DialCall{center.agent_id("sue"), center.text("5002"), {}}),
                   Reason::not_able, "agent");
}

TEST(Monitoring, BeginsWithTheNextCallThatIsAnswered) {
    Center center = office();
    center.must(monitor(center, "sue", "anna", MonitoringState::coach)).forget();
    const InteractionId call = center.offer("calls");
    EXPECT_EQ(center.legs(call), Texts({"customer Dialing", "anna Ringing"}));
    center.forget().accept("anna", call);
    EXPECT_EQ(center.events(),
              Texts({"InteractionAccepted i1 anna", "SupervisorJoined i1 sue anna"}));
    EXPECT_EQ(center.capabilities("sue", call), Texts({"Hangup", "MuteCall"}));
    center.forget().hangup("anna", call);
    EXPECT_EQ(center.events(),
              Texts({"PartyReleased i1 anna Agent", "PartyReleased i1 FarEnd",
                     "PartyReleased i1 sue FarEnd", "InteractionCompleted i1 anna Agent"}))
        << "who coaches keeps no call going";
    EXPECT_EQ(center.agent_of("sue").held, 0U);
    const InteractionId next = talking(center);
    EXPECT_EQ(center.legs(next).back(), "sue Established") << "all calls";
}

TEST(Monitoring, IsOfDialedCallsToo) {
    Center center = office();
    center.must(monitor(center, "sue", "bert", MonitoringState::listen_in));
    const InteractionId inside = center.dial("bert", "5003");
    center.forget().answer("carl", inside);
    EXPECT_EQ(center.events(), Texts({"PartyAnswered i1 carl", "SupervisorJoined i1 sue bert"}));
    center.hangup("carl", inside);
    const InteractionId outside = center.dial("bert", "+331");
    center.forget().must(AnswerOutside{outside, {}});
    EXPECT_EQ(center.events(), Texts({"PartyAnswered i2", "SupervisorJoined i2 sue bert"}));
    center.forget().leave(outside);
    EXPECT_EQ(center.events(),
              Texts({"PartyReleased i2 Customer", "PartyReleased i2 bert FarEnd",
                     "PartyReleased i2 sue FarEnd", "InteractionCompleted i2 Customer"}));
    const InteractionId called = center.dial("carl", "5002");
    center.answer("bert", called);
    EXPECT_EQ(center.legs(called).back(), "sue Established");
}

TEST(Monitoring, IsSeenAsItIsHeard) {
    Center center = office();
    const InteractionId call = talking(center);
    center.must(monitor(center, "sue", "anna", MonitoringState::listen_in));
    EXPECT_FALSE(sees(center, call, "anna", "sue"));
    EXPECT_TRUE(sees(center, call, "sue", "anna"));
    center.must(monitor(center, "sue", "anna", MonitoringState::coach));
    EXPECT_TRUE(sees(center, call, "anna", "sue"));
    EXPECT_FALSE(sees(center, call, "bert", "sue"));
    center.must(monitor(center, "sue", "anna", MonitoringState::barge_in));
    EXPECT_TRUE(sees(center, call, "bert", "sue"));
}

TEST(Monitoring, OfTheNextCallEndsWithIt) {
    Center center = office();
    center.must(monitor(center, "sue", "anna", MonitoringState::listen_in, MonitoringScope::call,
                        MonitoringMode::next_call));
    const InteractionId call = talking(center);
    center.forget().leave(call);
    EXPECT_EQ(center.events("MonitoringEnded"), Texts({"MonitoringEnded sue anna"}));
    EXPECT_EQ(center.legs(talking(center)).size(), 2U);
    EXPECT_TRUE(center.state().monitorings.empty());
}

TEST(Monitoring, OfTheNextCallEndsWhenTheSupervisorHangsUp) {
    Center center = office();
    const InteractionId call = talking(center);
    center.must(monitor(center, "sue", "anna", MonitoringState::listen_in, MonitoringScope::call,
                        MonitoringMode::next_call));
    center.forget().hangup("sue", call);
    EXPECT_EQ(center.events(), Texts({"PartyReleased i1 sue Agent", "MonitoringEnded sue anna"}));
    EXPECT_EQ(center.legs(call), Texts({"customer Established", "anna Established"}));
}

TEST(Monitoring, OfTheAgentEndsWhereTheCallLeavesHim) {
    for (const auto scope : {MonitoringScope::agent, MonitoringScope::call}) {
        Center center = office();
        const InteractionId call = talking(center);
        center.must(monitor(center, "sue", "anna", MonitoringState::listen_in, scope)).forget();
        center.must(SingleStepTransfer{center.agent_id("anna"), call, center.text("5002")});
        center.answer("bert", call);
        const bool stays = scope == MonitoringScope::call;
        const Texts released = center.events("PartyReleased");
        EXPECT_EQ(released, stays ? Texts() : Texts({"PartyReleased i1 sue MonitoringEnded"}));
        EXPECT_EQ(center.legs(call).size(), stays ? 3U : 2U);
        EXPECT_EQ(center.state().monitorings.size(), 1U) << "there are other calls of hers";
        center.hangup("bert", call);
        EXPECT_EQ(center.agent_of("sue").held, 0U);
    }
}

TEST(Monitoring, GoesAlongWithATransferInTwoSteps) {
    for (const auto scope : {MonitoringScope::agent, MonitoringScope::call}) {
        Center center = office();
        const InteractionId call = talking(center);
        center.must(monitor(center, "sue", "anna", MonitoringState::listen_in, scope));
        const InteractionId consult = center.consult("anna", call, "5002");
        center.answer("bert", consult);
        EXPECT_EQ(center.legs(consult).size(), 2U) << "she is in the first call";
        center.must(CompleteTransfer{center.agent_id("anna"), call});
        EXPECT_EQ(center.legs(call).size(), scope == MonitoringScope::call ? 3U : 2U);
        EXPECT_EQ(center.interaction(call).owner, center.agent_id("bert"));
    }
}

TEST(Monitoring, OfAConsultCallComesAlongIntoTheConference) {
    Center center = office();
    const InteractionId call = talking(center);
    const InteractionId consult = center.consult("anna", call, "5002");
    center.answer("bert", consult);
    center.must(monitor(center, "sue", "bert", MonitoringState::listen_in));
    EXPECT_EQ(center.legs(consult).back(), "sue Established");
    center.must(CompleteConference{center.agent_id("anna"), call});
    EXPECT_EQ(center.legs(call), Texts({"customer Established", "anna Established",
                                        "bert Established", "sue Established"}));
    center.must(cancel(center, "sue"));
    EXPECT_EQ(center.legs(call).size(), 3U);
}

TEST(Monitoring, LeavesACallThatWaitsOrLeavesTheCentre) {
    for (const char* number : {"8001", "+331"}) {
        Center center = office();
        const InteractionId call = talking(center);
        center.must(monitor(center, "sue", "anna", MonitoringState::barge_in)).not_ready("anna");
        center.must(SingleStepTransfer{center.agent_id("anna"), call, center.text(number)});
        EXPECT_EQ(center.agent_of("sue").held, 0U) << number;
    }
    Center center = office();
    const InteractionId call = talking(center);
    center.must(monitor(center, "sue", "anna", MonitoringState::listen_in));
    const InteractionId consult = center.consult("anna", call, "+331");
    center.must(AnswerOutside{consult, {}}).forget();
    center.must(CompleteTransfer{center.agent_id("anna"), call});
    EXPECT_EQ(center.events("PartyReleased").front(), "PartyReleased i1 sue MonitoringEnded");
    EXPECT_EQ(center.legs(call), Texts());
}

TEST(Monitoring, WhoHasBargedInKeepsTheCallGoing) {
    Center center = office();
    const InteractionId call = talking(center);
    center.must(monitor(center, "sue", "anna", MonitoringState::barge_in));
    center.forget().hangup("anna", call);
    EXPECT_EQ(center.events(), Texts({"PartyReleased i1 anna Agent"}));
    EXPECT_EQ(center.legs(call), Texts({"customer Established", "sue Established"}));
    EXPECT_REFUSED(center, monitor(center, "sue", "anna", MonitoringState::listen_in),
                   Reason::not_in_state, "state");
    center.forget().must(cancel(center, "sue"));
    EXPECT_EQ(center.events(),
              Texts({"PartyReleased i1 sue MonitoringEnded", "PartyReleased i1 FarEnd",
                     "InteractionCompleted i1 sue MonitoringEnded", "MonitoringEnded sue anna"}));
}

TEST(Monitoring, OfACallEndsWhenOnlyTheAgentIsLeft) {
    Center center = office();
    const InteractionId call = talking(center);
    center.must(monitor(center, "sue", "anna", MonitoringState::barge_in)).forget().leave(call);
    EXPECT_EQ(center.events(),
              Texts({"PartyReleased i1 Customer", "PartyReleased i1 anna FarEnd",
                     "PartyReleased i1 sue FarEnd", "InteractionCompleted i1 Customer"}));
}

TEST(Monitoring, ASupervisorDoesNotWaitInAQueue) {
    Center center = office();
    const InteractionId call = talking(center);
    center.must(monitor(center, "sue", "anna", MonitoringState::barge_in));
    center.must(SingleStepConference{center.agent_id("anna"), call, center.text("5002")});
    center.answer("bert", call).hangup("anna", call).leave(call);
    EXPECT_EQ(center.legs(call), Texts({"sue Established", "bert Established"}));
    const AgentId bert = center.agent_id("bert");
    EXPECT_REFUSED(center, (SingleStepTransfer{bert, call, center.text("8001")}),
                   Reason::not_in_state, "interaction");
    center.must(SingleStepTransfer{bert, call, center.text("5003")});
    EXPECT_EQ(center.legs(call), Texts({"sue Established", "carl Ringing"}));
}

TEST(Monitoring, WhoHasBargedInForTheAgentGoesWithHim) {
    Center center = office();
    const InteractionId call = talking(center);
    center.must(monitor(center, "sue", "anna", MonitoringState::barge_in, MonitoringScope::agent));
    center.forget().hangup("anna", call);
    EXPECT_EQ(center.events(),
              Texts({"PartyReleased i1 anna Agent", "PartyReleased i1 sue MonitoringEnded",
                     "PartyReleased i1 FarEnd", "InteractionCompleted i1 anna Agent"}));
}

TEST(Monitoring, ASupervisorPutsAPartyOutOfAConference) {
    Center center = office();
    const InteractionId call = talking(center);
    const AgentId sue = center.agent_id("sue");
    const auto remove = [&](AgentId who, std::string_view number) {
        return RemoveParticipantFromConference{who, call, center.text(number)};
    };
    center.must(monitor(center, "sue", "anna", MonitoringState::listen_in));
    EXPECT_REFUSED(center, remove(sue, "5001"), Reason::not_in_state, "interaction");
    center.must(monitor(center, "sue", "anna", MonitoringState::barge_in));
    EXPECT_REFUSED(center, remove(center.agent_id("anna"), "5004"), Reason::not_party,
                   "participant");
    center.forget().must(remove(sue, "5001"));
    EXPECT_EQ(center.events(), Texts({"PartyReleased i1 anna Removed"}));
    EXPECT_EQ(center.legs(call), Texts({"customer Established", "sue Established"}));
}

TEST(Monitoring, OfOneWhoIsBusyMissesTheCall) {
    Center center = office();
    center.capacity("sue", "voice", 2);
    center.must(monitor(center, "sue", "anna", MonitoringState::listen_in));
    const InteractionId own = center.dial("sue", "5002");
    const InteractionId call = talking(center);
    EXPECT_EQ(center.legs(call), Texts({"customer Established", "anna Established"}));
    center.hangup("sue", own).must(monitor(center, "sue", "anna", MonitoringState::coach));
    EXPECT_EQ(center.legs(call).size(), 2U) << "the next one";
}

TEST(Monitoring, HasOneSupervisorAndOneAgent) {
    Center center = office();
    center.must(monitor(center, "sue", "anna", MonitoringState::listen_in));
    EXPECT_REFUSED(center, monitor(center, "tom", "anna", MonitoringState::coach),
                   Reason::monitored, "monitored");
    EXPECT_REFUSED(center, monitor(center, "sue", "bert", MonitoringState::coach),
                   Reason::not_in_state, "monitored");
    EXPECT_REFUSED(center, monitor(center, "sue", "anna", MonitoringState::listen_in),
                   Reason::not_in_state, "state");
    center.must(monitor(center, "tom", "bert", MonitoringState::barge_in));
    const InteractionId call = talking(center);
    center.must(SingleStepConference{center.agent_id("anna"), call, center.text("5002")});
    center.answer("bert", call);
    EXPECT_EQ(center.legs(call).size(), 5U) << "each in the call of his agent";
}

TEST(Monitoring, IsRefusedThatCannotBe) {
    Center center = office();
    const auto listen = MonitoringState::listen_in;
    EXPECT_REFUSED(center, monitor(center, "nobody", "anna", listen), Reason::unknown_agent,
                   "agent");
    EXPECT_REFUSED(center, monitor(center, "bert", "nobody", listen), Reason::not_supervisor,
                   "agent");
    EXPECT_REFUSED(center, monitor(center, "sue", "nobody", listen), Reason::unknown_agent,
                   "monitored");
    EXPECT_REFUSED(center, monitor(center, "sue", "sue", listen), Reason::invalid_value,
                   "monitored");
    EXPECT_REFUSED(center, monitor(center, "sue", "anna", MonitoringState::none),
                   Reason::invalid_value, "state");
    EXPECT_REFUSED(center, cancel(center, "sue"), Reason::not_in_state, "agent");
    EXPECT_REFUSED(center, cancel(center, "bert"), Reason::not_supervisor, "agent");
    center.must(monitor(center, "sue", "anna", listen));
    EXPECT_REFUSED(center,
                   (CancelSupervisorMonitoring{center.agent_id("sue"), center.agent_id("bert")}),
                   Reason::not_in_state, "monitored");
    center.end("anna");
    EXPECT_REFUSED(center, DeleteAgent{center.agent_id("anna")}, Reason::in_use, "agent");
    center.end("tom");
    EXPECT_REFUSED(center, monitor(center, "tom", "bert", listen), Reason::not_in_session, "agent");
}

TEST(Monitoring, EndsWithTheSupervisorsSession) {
    for (const auto mode : {MonitoringMode::all_calls, MonitoringMode::next_call}) {
        Center center = office();
        const InteractionId call = talking(center);
        center.must(
            monitor(center, "sue", "anna", MonitoringState::coach, MonitoringScope::call, mode));
        center.forget().end("sue");
        EXPECT_EQ(center.events(),
                  Texts({"PartyReleased i1 sue SessionEnded", "MonitoringEnded sue anna",
                         "ContactCenterSessionEnded sue"}));
        EXPECT_EQ(center.legs(call).size(), 2U);
    }
    Center center = office();
    center.must(monitor(center, "sue", "anna", MonitoringState::coach)).forget().end("sue");
    EXPECT_EQ(center.events(),
              Texts({"MonitoringEnded sue anna", "ContactCenterSessionEnded sue"}));
}

TEST(Monitoring, GoesWithItsFeature) {
    Center center = office();
    const InteractionId call = talking(center);
    center.must(monitor(center, "sue", "anna", MonitoringState::barge_in));
    center.must(monitor(center, "tom", "bert", MonitoringState::barge_in, MonitoringScope::call,
                        MonitoringMode::next_call));
    center.must(SingleStepConference{center.agent_id("anna"), call, center.text("5002")});
    center.answer("bert", call).hangup("anna", call).hangup("bert", call);
    EXPECT_EQ(center.legs(call),
              Texts({"customer Established", "sue Established", "tom Established"}));
    center.must(DisableFeature{Feature::supervisor_monitoring});
    EXPECT_EQ(center.legs(call), Texts());
    EXPECT_TRUE(center.state().monitorings.empty());
    EXPECT_REFUSED(center, monitor(center, "sue", "anna", MonitoringState::coach),
                   Reason::feature_disabled, "");
    center.must(EnableFeature{Feature::supervisor_monitoring});
    EXPECT_EQ(center.legs(talking(center)).size(), 2U);
}

TEST(Monitoring, HasNoWorkAfterTheCall) {
    Center center = office();
    center.after_call_work(20).ready("sue");
    const InteractionId call = talking(center);
    center.must(monitor(center, "sue", "anna", MonitoringState::listen_in)).forget();
    center.hangup("anna", call);
    EXPECT_EQ(center.events("AgentStateChanged"), Texts({"AgentStateChanged anna voice NotReady"}));
}

}  // namespace
}  // namespace cordboard::test
