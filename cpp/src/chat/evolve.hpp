// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cordboard/chat.hpp>
#include <cordboard/text.hpp>

#include "state/state.hpp"

namespace cordboard {

void evolve(State& state, const ChatPartyJoined& event, Instant at, const Arena& texts);
void evolve(State& state, const ChatPartyLeft& event, Instant at, const Arena& texts);
void evolve(State& state, const ChatMessageSent& event, Instant at, const Arena& texts);
void evolve(State& state, const ChatNoticeSent& event, Instant at, const Arena& texts);
void evolve(State& state, const ChatSessionEnded& event, Instant at, const Arena& texts);

}  // namespace cordboard
