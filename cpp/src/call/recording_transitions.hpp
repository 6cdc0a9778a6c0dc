// SPDX-License-Identifier: Apache-2.0
// The life of a call's recording (web-services reference, 1.15 and 3.8).
#pragma once

#include <cstddef>
#include <cstdint>

#include <cordboard/recording.hpp>

#include "base/transition.hpp"

namespace cordboard::call {

enum class RecordingInput : std::uint8_t { start, pause, resume, stop };
inline constexpr std::size_t recording_inputs = 4;
inline constexpr std::size_t recording_states = 3;

namespace recording_table {

using Row = base::Transition<RecordingState, RecordingInput>;
using enum RecordingState;
using enum RecordingInput;

inline constexpr Row rows[] = {
    {stopped, start, recording}, {recording, pause, paused}, {recording, stop, stopped},
    {paused, resume, recording}, {paused, stop, stopped},
};

}  // namespace recording_table

inline constexpr base::Machine<RecordingState, RecordingInput, recording_states, recording_inputs>
    recording_machine{recording_table::rows};

}  // namespace cordboard::call
