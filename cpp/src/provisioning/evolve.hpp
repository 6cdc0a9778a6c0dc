// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cordboard/provisioning.hpp>
#include <cordboard/text.hpp>
#include <cordboard/time.hpp>

#include "state/state.hpp"

namespace cordboard {

void evolve(State& state, const AgentUpdated& event, Instant at, const Arena& texts);
void evolve(State& state, const AgentDeleted& event, Instant at, const Arena& texts);
void evolve(State& state, const SkillUpdated& event, Instant at, const Arena& texts);
void evolve(State& state, const SkillDeleted& event, Instant at, const Arena& texts);
void evolve(State& state, const ContactUpdated& event, Instant at, const Arena& texts);
void evolve(State& state, const ContactDeleted& event, Instant at, const Arena& texts);
void evolve(State& state, const QueueUpdated& event, Instant at, const Arena& texts);
void evolve(State& state, const QueueDeleted& event, Instant at, const Arena& texts);

}  // namespace cordboard
