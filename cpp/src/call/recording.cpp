// SPDX-License-Identifier: Apache-2.0
#include "call/recording.hpp"

#include <cordboard/value.hpp>

#include "base/random.hpp"
#include "state/availability.hpp"
#include "state/lookup.hpp"

namespace cordboard::call {

namespace {

constexpr std::string_view key = "GSIP_RECORD";
constexpr std::string_view words[recording_states] = {"OFF", "ON", "PAUSED"};

// A lot of 0 to 99, every one as likely as another but for one part in 2^32.
std::int32_t lot_of(const Interaction& call) {
    base::Stream stream(base::StreamKey::of(call.queue.value), call.id.value);
    return static_cast<std::int32_t>((stream.word() >> 32) * 100 >> 32);
}

}  // namespace

void change_recording(const State& state, const Interaction& call, RecordingInput input, AgentId by,
                      Context& context) {
    const RecordingState now = recording_machine.next(call.recording, input);
    const std::string user_data =
        value::merged(state.interactions.user_data[call.id.slot()],
                      value::entry(key, value::text(words[static_cast<std::size_t>(now)])));
    context.emit(CallRecordingChanged{call.id, by, now, context.out.texts.add_value(user_data)});
}

void draw_recording(const State& state, const Interaction& call, Context& context) {
    const bool is_possible = is_voice(state, call.media) &&
                             availability::is_enabled(state, Feature::call_recording) &&
                             recording_machine.allows(call.recording, RecordingInput::start);
    if (is_possible &&
        lot_of(call) < state.directory.queues[call.queue.value].recording_percentage) {
        change_recording(state, call, RecordingInput::start, {}, context);
    }
}

void stop_recordings(const State& state, Context& context) {
    for (const Interaction& one : state.interactions.slots) {
        if (recording_machine.allows(one.recording, RecordingInput::stop)) {
            change_recording(state, one, RecordingInput::stop, {}, context);
        }
    }
}

std::string without_recording(std::string_view user_data) {
    return value::contains(user_data, key) ? value::without(user_data, value::entry(key, "n"))
                                           : std::string(user_data);
}

}  // namespace cordboard::call
