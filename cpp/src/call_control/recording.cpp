// SPDX-License-Identifier: Apache-2.0
// What agents ask of the recording of a call.
#include "call/recording.hpp"

#include "call/decide.hpp"
#include "call_control/decide.hpp"
#include "state/lookup.hpp"

namespace cordboard {

namespace {

Verdict change(const State& state, AgentId agent, InteractionId id, call::RecordingInput input,
               std::string_view operation, Context& context) {
    if (const Verdict verdict = call::check(state, agent, id, operation); !verdict.accepted()) {
        return verdict;
    }
    call::change_recording(state, *find(state, id), input, agent, context);
    return allowed;
}

// The recorded call that the agent talks in, if there is one.
InteractionId recorded_call(const State& state, AgentId agent) {
    for (const Interaction& one : state.interactions.slots) {
        if (one.recording != RecordingState::stopped &&
            call::is_capable(state, one, call::party_of(state, one, agent), "StopCallRecording")) {
            return one.id;
        }
    }
    return {};
}

}  // namespace

Verdict decide(const State& state, const StartCallRecording& command, Context& context) {
    return change(state, command.agent, command.interaction, call::RecordingInput::start,
                  "StartCallRecording", context);
}

Verdict decide(const State& state, const PauseCallRecording& command, Context& context) {
    return change(state, command.agent, command.interaction, call::RecordingInput::pause,
                  "PauseCallRecording", context);
}

Verdict decide(const State& state, const ResumeCallRecording& command, Context& context) {
    return change(state, command.agent, command.interaction, call::RecordingInput::resume,
                  "ResumeCallRecording", context);
}

// On the device, which names no call, it is that of the call in which the agent talks.
Verdict decide(const State& state, const StopCallRecording& command, Context& context) {
    InteractionId id = command.interaction;
    if (!id.exists()) {
        if (!exists(state, command.agent)) {
            return refuse(Reason::unknown_agent, "agent");
        }
        id = recorded_call(state, command.agent);
        if (!id.exists()) {
            return refuse(Reason::not_in_state, "agent");
        }
    }
    return change(state, command.agent, id, call::RecordingInput::stop, "StopCallRecording",
                  context);
}

}  // namespace cordboard
