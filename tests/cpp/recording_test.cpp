// SPDX-License-Identifier: Apache-2.0
// Recording of calls (web-services reference, 1.15 and 3.8; decision G-20): by agents, by the share
// of a queue, through transfers and conferences, until the call ends or the feature goes.
#include "support/center_builder.hpp"

namespace cordboard::test {
namespace {

Center office() {
    Center center;
    center.voice().skill("sales").queue("calls", "voice", "8001").rule("calls", {"sales"});
    center.agent("anna", {{"sales", 1}}).desk("anna", "5001");
    center.agent("bert").desk("bert", "5002").start("bert");
    return center.works("anna");
}

InteractionId talking(Center& center) {
    const InteractionId call = center.offer("calls");
    center.answer("anna", call);
    return call;
}

StartCallRecording start(const Center& center, InteractionId call) {
    return {center.agent_id("anna"), call};
}

Center& share(Center& center, std::int32_t percentage) {
    UpdateQueue command;
    command.queue = center.queue_id("calls");
    command.recording_percentage = percentage;
    return center.must(command);
}

// What the user data say of it.
std::string said(const Center& center, InteractionId call) {
    std::string words;
    value::for_each_entry(center.state().interactions.user_data[call.slot()],
                          [&](std::string_view key, std::string_view one) {
                              words = std::string(key) + "=" + std::string(one.substr(5));
                          });
    return words;
}

TEST(Recording, IsSaidByTheUserData) {
    Center center = office();
    const AgentId anna = center.agent_id("anna");
    const InteractionId call = talking(center);
    center.forget().must(start(center, call));
    EXPECT_EQ(center.events(), Texts({"CallRecordingChanged i1 anna"}));
    EXPECT_EQ(said(center, call), "GSIP_RECORD=ON");
    center.must(PauseCallRecording{anna, call});
    EXPECT_EQ(said(center, call), "GSIP_RECORD=PAUSED");
    center.must(ResumeCallRecording{anna, call});
    EXPECT_EQ(said(center, call), "GSIP_RECORD=ON");
    center.must(StopCallRecording{anna, {}});
    EXPECT_EQ(said(center, call), "GSIP_RECORD=OFF");
    EXPECT_EQ(center.state().interactions.legs.size(), 0U) << "the call stays a plain one";
}

TEST(Recording, IsOfWhoTalksInTheCall) {
    Center center = office();
    const AgentId anna = center.agent_id("anna");
    const InteractionId call = center.offer("calls");
    EXPECT_REFUSED(center, start(center, call), Reason::not_in_state, "interaction");
    center.answer("anna", call).hold("anna", call);
    EXPECT_REFUSED(center, start(center, call), Reason::not_in_state, "interaction");
    EXPECT_REFUSED(center, (StartCallRecording{center.agent_id("bert"), call}), Reason::not_party,
                   "agent");
    EXPECT_REFUSED(center, (StopCallRecording{anna, {}}), Reason::not_in_state, "agent");
    EXPECT_REFUSED(center, (StopCallRecording{AgentId{99}, {}}), Reason::unknown_agent, "agent");
    EXPECT_REFUSED(center, (PauseCallRecording{anna, InteractionId::of(9, 9)}),
                   Reason::unknown_interaction, "interaction");
}

TEST(Recording, EndsWithTheCall) {
    const auto events_of_end = [](auto&& end) {
        Center center = office();
        const InteractionId call = talking(center);
        center.must(start(center, call)).forget();
        end(center, call);
        return center.events();
    };
    using Change = void (*)(Center&, InteractionId);
    const Change ends[] = {
        [](Center& center, InteractionId call) { center.hangup("anna", call); },
        [](Center& center, InteractionId call) { center.complete("anna", call); },
        [](Center& center, InteractionId call) { center.leave(call); },
        [](Center& center, InteractionId) { center.end("anna"); },
    };
    for (const Change end : ends) {
        const Texts events = events_of_end(end);
        ASSERT_GE(events.size(), 2U);
        EXPECT_EQ(events[0], "CallRecordingChanged i1") << "nobody asked for it";
        EXPECT_TRUE(events[1].starts_with("InteractionCompleted i1"));
    }
    const Texts held = events_of_end([](Center& center, InteractionId call) {
        center.hold("anna", call).forget().hangup("anna", call);
    });
    EXPECT_EQ(held, Texts({"PartyReleased i1 anna Agent", "PartyReleased i1 FarEnd",
                           "CallRecordingChanged i1", "InteractionCompleted i1 anna Agent"}));
}

TEST(Recording, GoesOnThroughATransfer) {
    Center center = office();
    const InteractionId call = talking(center);
    center.must(start(center, call));
    const InteractionId consult = center.consult("anna", call, "5002");
    center.answer("bert", consult);
    EXPECT_EQ(center.interaction(consult).recording, RecordingState::stopped);
    EXPECT_EQ(said(center, consult), "") << "a consult call is not recorded with its call";
    center.must(StartCallRecording{center.agent_id("anna"), consult}).forget();
    center.must(CompleteTransfer{center.agent_id("anna"), consult});
    EXPECT_EQ(center.events(), Texts({"CallTransferred i1 i2 anna", "CallRecordingChanged i2",
                                      "InteractionCompleted i2 anna Transfer"}));
    EXPECT_EQ(center.interaction(call).recording, RecordingState::recording);
    center.must(PauseCallRecording{center.agent_id("bert"), call});
    EXPECT_EQ(said(center, call), "GSIP_RECORD=PAUSED");
}

TEST(Recording, EndsWhereTheCallLeavesTheCentre) {
    Center center = office();
    const InteractionId call = talking(center);
    center.must(start(center, call)).forget();
    center.must(SingleStepTransfer{center.agent_id("anna"), call, center.text("+331")});
    EXPECT_EQ(center.events("CallRecordingChanged"), Texts({"CallRecordingChanged i1"}));
}

TEST(Recording, BeginsAsTheQueueWants) {
    Center none = office();
    Center all = office();
    Center some = office();
    share(all, 100);
    share(some, 30);
    int recorded = 0;
    for (int i = 0; i < 1'000; ++i) {
        for (Center* center : {&none, &all, &some}) {
            const InteractionId call = talking(*center);
            const bool is_on = center->interaction(call).recording == RecordingState::recording;
            EXPECT_EQ(is_on, center == &all || (center == &some && is_on));
            recorded += center == &some && is_on ? 1 : 0;
            center->hangup("anna", call);
        }
    }
    EXPECT_NEAR(recorded, 300, 45) << "three standard deviations";
}

TEST(Recording, OfTheQueueBeginsWhenItIsAnsweredInAnyWay) {
    Center center = office();
    share(center, 100);
    const InteractionId first = center.offer("calls");
    center.forget().accept("anna", first);
    EXPECT_EQ(center.events(), Texts({"InteractionAccepted i1 anna", "CallRecordingChanged i1"}));
    center.must(StopCallRecording{center.agent_id("anna"), first});
    center.must(SingleStepTransfer{center.agent_id("anna"), first, center.text("8001")});
    EXPECT_EQ(center.interaction(first).recording, RecordingState::stopped);
    center.ready("anna").answer("anna", first);
    EXPECT_EQ(center.interaction(first).recording, RecordingState::recording);
}

TEST(Recording, GoesWithItsFeature) {
    Center center = office();
    share(center, 100);
    const InteractionId call = talking(center);
    center.forget().must(DisableFeature{Feature::call_recording});
    EXPECT_EQ(center.events(), Texts({"CallRecordingChanged i1", "FeatureDisabled"}));
    for (const std::string& name : center.capabilities("anna", call)) {
        EXPECT_FALSE(name.ends_with("Recording")) << name;
    }
    EXPECT_REFUSED(center, start(center, call), Reason::feature_disabled, "");
    EXPECT_REFUSED(center, (StopCallRecording{center.agent_id("anna"), {}}),
                   Reason::feature_disabled, "");
    center.hangup("anna", call);
    const InteractionId next = talking(center);
    EXPECT_EQ(center.interaction(next).recording, RecordingState::stopped);
    center.must(EnableFeature{Feature::call_recording}).must(start(center, next));
}

}  // namespace
}  // namespace cordboard::test
