// SPDX-License-Identifier: Apache-2.0
// The recording of a call, as far as it goes by itself: it begins as its queue's percentage wants
// it, and ends with the call.
#pragma once

#include <string>
#include <string_view>

#include <cordboard/interaction_events.hpp>

#include "call/recording_transitions.hpp"
#include "state/context.hpp"
#include "state/state.hpp"

namespace cordboard::call {

// What the input leads to; the user data say it too. `by` nobody: it goes by itself.
void change_recording(const State& state, const Interaction& call, RecordingInput input, AgentId by,
                      Context& context);

// Begins one if the queue's share falls on this call. The same call of the same queue draws the
// same lot wherever it is replayed.
void draw_recording(const State& state, const Interaction& call, Context& context);

inline void record_by_queue(const State& state, const Interaction& call, Context& context) {
    if (call.queue.exists() && state.directory.queues[call.queue.value].recording_percentage > 0)
        [[unlikely]] {
        draw_recording(state, call, context);
    }
}

// The call is over, and so is its recording.
inline void complete_call(const State& state, const Interaction& call, AgentId agent, Cause cause,
                          Context& context) {
    if (call.recording != RecordingState::stopped) [[unlikely]] {
        change_recording(state, call, RecordingInput::stop, {}, context);
    }
    context.emit(InteractionCompleted{call.id, agent, cause});
}

// Ends every recording: the feature is not there any more.
void stop_recordings(const State& state, Context& context);

// The user data of a call for a call about it, which is not recorded itself.
std::string without_recording(std::string_view user_data);

}  // namespace cordboard::call
