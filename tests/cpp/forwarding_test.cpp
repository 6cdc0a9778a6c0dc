// SPDX-License-Identifier: Apache-2.0
// Forwarding of the calls that are dialed to a device (web-services reference, 1.6 and 3.6).
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

ForwardCallsOn forward(Center& center, std::string_view name, std::string_view number) {
    return {center.agent_id(name), center.text(number), {}};
}

DeviceId device_of(const Center& center, std::string_view number) {
    return center.state().directory.device_by_number.find(center.state().texts, number);
}

TEST(Forwarding, SendsADialedCallOnAtOnce) {
    Center center = office();
    center.forget().must(forward(center, "bert", "5003"));
    EXPECT_EQ(center.events(), Texts({"ForwardingChanged bert"}));
    const InteractionId call = center.dial("dora", "5002");
    EXPECT_EQ(center.events(), Texts({"InteractionCreated i1 voice", "CallDialed i1 dora",
                                      "CallForwarded i1 bert", "PartyRang i1 carl dora"}));
    EXPECT_EQ(center.legs(call), Texts({"dora Dialing", "carl Ringing"}));
    EXPECT_EQ(center.agent_of("bert").held, 0U);
    center.hangup("dora", call).forget();
    center.must(ForwardCallsOff{center.agent_id("bert"), device_of(center, "5002")});
    EXPECT_EQ(center.legs(center.dial("dora", "5002")), Texts({"dora Dialing", "bert Ringing"}));
}

TEST(Forwarding, ReachesWhomeverItLeadsTo) {
    Center center = office();
    center.must(forward(center, "bert", "5003")).must(forward(center, "carl", "+33 1"));
    const InteractionId outside = center.dial("dora", "5002");
    EXPECT_EQ(center.legs(outside), Texts({"dora Dialing", "+33 1 Ringing"}));
    EXPECT_EQ(center.interaction(outside).type, InteractionType::outbound);
    center.hangup("dora", outside);
    center.must(ForwardCallsOff{center.agent_id("carl"), {}});
    center.must(forward(center, "carl", "8001"));
    const InteractionId queued = center.dial("dora", "5002");
    EXPECT_EQ(center.legs(queued), Texts({"dora Dialing", "anna Ringing"}));
    center.hangup("dora", queued);
    center.disturb("bert", true).end("carl").forget();
    center.dial("dora", "5002");
    EXPECT_EQ(center.events(),
              Texts({"InteractionCreated i3 voice", "CallDialed i3 dora", "CallForwarded i3 bert",
                     "InteractionQueued i3 calls", "InteractionInvited i3 anna"}))
        << "nobody works at the second device, and calls go on from both";
}

TEST(Forwarding, ToTheCallerIsBusy) {
    Center center = office();
    center.must(forward(center, "bert", "5004")).forget();
    center.dial("dora", "5002");
    EXPECT_EQ(center.events("PartyReleased"), Texts({"PartyReleased i1 dora Busy"}));
}

TEST(Forwarding, IsOfTransfersAndConferencesToo) {
    Center center = office();
    center.must(forward(center, "bert", "5003"));
    const AgentId dora = center.agent_id("dora");
    const InteractionId call = center.dial("dora", "+331");
    center.must(AnswerOutside{call, {}});
    center.must(SingleStepConference{dora, call, center.text("5002")});
    EXPECT_EQ(center.legs(call), Texts({"dora Established", "+331 Established", "carl Ringing"}));
    EXPECT_REFUSED(center, (SingleStepConference{dora, call, center.text("5002")}), Reason::busy,
                   "destination");
    center.hangup("carl", call);
    const InteractionId consult = center.consult("dora", call, "5002");
    EXPECT_EQ(center.legs(consult), Texts({"dora Dialing", "carl Ringing"}));
    center.hangup("dora", consult).retrieve("dora", call);
    center.forget().must(SingleStepTransfer{dora, call, center.text("5002")});
    EXPECT_EQ(center.events(), Texts({"CallForwarded i1 bert", "PartyRang i1 carl dora",
                                      "CallTransferred i1 dora"}));
    center.hangup("carl", call);
}

TEST(Forwarding, OutOfTheCentreTakesTheCallAlong) {
    Center center = office();
    center.must(forward(center, "bert", "+332"));
    const InteractionId call = center.dial("dora", "+331");
    center.must(AnswerOutside{call, {}}).forget();
    center.must(SingleStepTransfer{center.agent_id("dora"), call, center.text("5002")});
    EXPECT_EQ(center.legs(call), Texts());
    EXPECT_EQ(center.events().back(), "InteractionCompleted i1 dora Transfer");
}

TEST(Forwarding, IsNoMatterOfRouting) {
    Center center = office();
    center.must(forward(center, "anna", "5003"));
    const InteractionId call = center.offer("calls");
    EXPECT_EQ(center.legs(call), Texts({"customer Dialing", "anna Ringing"}));
}

TEST(Forwarding, NeverLeadsInACircle) {
    Center center = office();
    EXPECT_REFUSED(center, forward(center, "bert", "5002"), Reason::invalid_value, "destination");
    center.must(forward(center, "bert", "5003")).must(forward(center, "carl", "5004"));
    EXPECT_REFUSED(center, forward(center, "dora", "5002"), Reason::invalid_value, "destination");
    center.must(forward(center, "dora", "5005"));
    center.agent("emil").desk("emil", "5005").start("emil");
    EXPECT_REFUSED(center, forward(center, "emil", "5002"), Reason::invalid_value, "destination");
    EXPECT_EQ(center.legs(center.dial("anna", "5002")), Texts({"anna Dialing", "emil Ringing"}));
}

TEST(Forwarding, IsTheAgentsOwn) {
    Center center = office();
    const AgentId bert = center.agent_id("bert");
    EXPECT_REFUSED(center, forward(center, "nobody", "5003"), Reason::unknown_agent, "agent");
    EXPECT_REFUSED(center, forward(center, "bert", ""), Reason::missing_value, "destination");
    EXPECT_REFUSED(center, forward(center, "bert", "carl"), Reason::unknown_number, "destination");
    EXPECT_REFUSED(center, (ForwardCallsOn{bert, center.text("5003"), device_of(center, "5004")}),
                   Reason::unknown_device, "device");
    EXPECT_REFUSED(center, (ForwardCallsOn{bert, center.text("5003"), DeviceId{99}}),
                   Reason::unknown_device, "device");
    EXPECT_REFUSED(center, (ForwardCallsOff{bert, {}}), Reason::not_in_state, "device");
    center.must(forward(center, "bert", "5003"));
    EXPECT_REFUSED(center, forward(center, "bert", "5004"), Reason::not_in_state, "device");
    center.agent("emil");
    EXPECT_REFUSED(center, forward(center, "emil", "5004"), Reason::unknown_device, "device");
    center.must(AssignPlace{center.agent_id("emil"), center.place_id("desk 5002")});
    EXPECT_REFUSED(center, (ForwardCallsOff{center.agent_id("emil"), {}}), Reason::device_taken,
                   "device");
    center.end("bert").must(ForwardCallsOff{bert, {}});
    EXPECT_EQ(center.engine.next_deadline(), never);
}

TEST(Forwarding, GoesWithTheServiceOfVoice) {
    Center center = office();
    center.must(SetServiceState{Service::voice, ServiceState::inactive});
    EXPECT_REFUSED(center, forward(center, "bert", "5003"), Reason::service_unavailable, "agent");
}

TEST(CallControl, AQueueThatIsDeletedHasNoNumber) {
    Center center = office();
    center.queue("old", "voice", "8009").must(DeleteQueue{center.queue_id("old")});
    const InteractionId call = center.dial("bert", "8009");
    EXPECT_EQ(center.legs(call), Texts({"bert Dialing", "8009 Ringing"}));
}

}  // namespace
}  // namespace cordboard::test
