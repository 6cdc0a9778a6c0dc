// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cordboard/directory.hpp>
#include <cordboard/places.hpp>
#include <cordboard/text.hpp>

#include "state/state.hpp"

namespace cordboard {

void evolve(State& state, const TenantNamed& event, Instant at, const Arena& texts);
void evolve(State& state, const MediaCreated& event, Instant at, const Arena& texts);
void evolve(State& state, const SkillCreated& event, Instant at, const Arena& texts);
void evolve(State& state, const AgentCreated& event, Instant at, const Arena& texts);
void evolve(State& state, const AgentSkillSet& event, Instant at, const Arena& texts);
void evolve(State& state, const AgentCapacitySet& event, Instant at, const Arena& texts);
void evolve(State& state, const AgentGroupCreated& event, Instant at, const Arena& texts);
void evolve(State& state, const AgentAddedToGroup& event, Instant at, const Arena& texts);
void evolve(State& state, const AgentRemovedFromGroup& event, Instant at, const Arena& texts);
void evolve(State& state, const PlaceCreated& event, Instant at, const Arena& texts);
void evolve(State& state, const DeviceCreated& event, Instant at, const Arena& texts);
void evolve(State& state, const PlaceAssigned& event, Instant at, const Arena& texts);
void evolve(State& state, const QueueCreated& event, Instant at, const Arena& texts);
void evolve(State& state, const WorkbinCreated& event, Instant at, const Arena& texts);
void evolve(State& state, const ContactCreated& event, Instant at, const Arena& texts);

}  // namespace cordboard
