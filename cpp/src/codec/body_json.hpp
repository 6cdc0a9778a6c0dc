// SPDX-License-Identifier: Apache-2.0
// Commands and events as JSON objects, field by field from their tables. Objects of the directory
// go by their names, interactions by their texts, durations by whole microseconds or by texts such
// as "30s", instants by microseconds since 1970.
//
//   {"command": "AcceptInteraction", "agent": "ann@example.com", "interaction": "00003Kf…"}
//   {"event": "InteractionAccepted", "at": 1772442000000000, "interaction": "…", "agent": "…"}
#pragma once

#include <string>

#include <cordboard/commands.hpp>
#include <cordboard/events.hpp>
#include <cordboard/result.hpp>

#include "codec/document.hpp"
#include "state/state.hpp"

namespace cordboard::codec {

// Reads one command; its texts go to the arena. What is missing, unknown or of the wrong type is a
// refusal that names the field; a text that is no command at all is BadInput.
Result<CommandBody> read_command(Node node, const State& state, Arena& texts);

// Appends one JSON object. `state` is one in which every object named exists.
void write_event(std::string& out, const Event& event, const Arena& texts, const State& state);

// The tables themselves, as JSON: what the reference page, the stubs and the columns are made from.
std::string schema_json();

}  // namespace cordboard::codec
