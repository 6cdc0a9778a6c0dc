// SPDX-License-Identifier: Apache-2.0
// The session of a chat: who is in it, and what the life of its interaction brings to it. A chat
// that was offered as any interaction has none, and nothing is emitted for it.
#pragma once

#include <cordboard/chat.hpp>

#include "chat/transitions.hpp"
#include "state/context.hpp"
#include "state/state.hpp"

namespace cordboard::chat {

// The table that it follows; nullptr for a chat without a session.
const Machine* machine_of(const State& state, InteractionId id);

// Whether there is a session, and it has not ended.
bool is_on(const State& state, InteractionId id);

bool is_present(const Chat& chat, AgentId agent);

// An agent enters the session, or leaves it, if it is on.
void join(const State& state, InteractionId id, AgentId agent, Text nickname, Context& context);
void depart(const State& state, InteractionId id, AgentId agent, Context& context);

// The session ends, by an agent or, without one, by its customer: all who are there leave.
void end(const State& state, InteractionId id, AgentId by, Context& context);

}  // namespace cordboard::chat
