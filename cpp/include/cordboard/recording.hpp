// SPDX-License-Identifier: Apache-2.0
// Recording of calls (web-services reference, 1.15 and 3.8; decision G-20). A recording is of the
// call, whoever is in it: it goes on through transfers and conferences, and ends with the call.
#pragma once

#include <cstdint>
#include <tuple>

#include <cordboard/interaction.hpp>

namespace cordboard {

enum class RecordingState : std::uint8_t { stopped, recording, paused };
template <>
struct Names<RecordingState> {
    static constexpr std::string_view names[] = {"Stopped", "Recording", "Paused"};
};

struct StartCallRecording {
    static constexpr std::string_view name = "StartCallRecording";
    AgentId agent;
    InteractionId interaction;
    static constexpr auto fields() { return held_fields<StartCallRecording>(); }
};

struct PauseCallRecording {
    static constexpr std::string_view name = "PauseCallRecording";
    AgentId agent;
    InteractionId interaction;
    static constexpr auto fields() { return held_fields<PauseCallRecording>(); }
};

struct ResumeCallRecording {
    static constexpr std::string_view name = "ResumeCallRecording";
    AgentId agent;
    InteractionId interaction;
    static constexpr auto fields() { return held_fields<ResumeCallRecording>(); }
};

struct StopCallRecording {
    static constexpr std::string_view name = "StopCallRecording";
    AgentId agent;
    InteractionId interaction;
    static constexpr auto fields() {
        return std::tuple{field("agent", &StopCallRecording::agent, "who acts"),
                          optional_field("interaction", &StopCallRecording::interaction,
                                         "on which call; absent: the one that he talks in")};
    }
};

struct CallRecordingChanged {
    static constexpr std::string_view name = "CallRecordingChanged";
    InteractionId interaction;
    AgentId agent;
    RecordingState state = RecordingState::stopped;
    ValueText user_data;
    static constexpr auto fields() {
        return std::tuple{
            field("interaction", &CallRecordingChanged::interaction, "which call"),
            optional_field("agent", &CallRecordingChanged::agent,
                           "who asked for it; absent: its queue's percentage, or its end"),
            field("state", &CallRecordingChanged::state, "how it is now"),
            field("userData", &CallRecordingChanged::user_data,
                  "all of it, as it is now: GSIP_RECORD says the same")};
    }
};

}  // namespace cordboard
