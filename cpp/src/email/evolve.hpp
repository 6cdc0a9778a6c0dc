// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cordboard/email_events.hpp>
#include <cordboard/text.hpp>

#include "state/state.hpp"

namespace cordboard {

void evolve(State& state, const EmailReceived& event, Instant at, const Arena& texts);
void evolve(State& state, const DraftCreated& event, Instant at, const Arena& texts);
void evolve(State& state, const EmailChanged& event, Instant at, const Arena& texts);
void evolve(State& state, const AttachmentLinked& event, Instant at, const Arena& texts);
void evolve(State& state, const AttachmentRemoved& event, Instant at, const Arena& texts);
void evolve(State& state, const EmailSent& event, Instant at, const Arena& texts);
void evolve(State& state, const EmailReturned& event, Instant at, const Arena& texts);

}  // namespace cordboard
