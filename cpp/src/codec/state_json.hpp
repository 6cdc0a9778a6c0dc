// SPDX-License-Identifier: Apache-2.0
// Read-only views of the state as JSON objects.
#pragma once

#include <string>

#include "state/state.hpp"

namespace cordboard::codec {

std::string agent_json(const State& state, AgentId id);
std::string interaction_json(const State& state, const Interaction& interaction);

// What happened in the session of a chat, from event `first` on: the newest that fit.
std::string chat_history_json(const State& state, InteractionId id, std::size_t first);
std::string queue_json(const State& state, QueueId id);
std::string workbin_json(const State& state, WorkbinId id);

// Why the interaction is where it is (see routing/explain.hpp).
std::string explanation_json(const State& state, const Interaction& interaction, Instant now);

}  // namespace cordboard::codec
