// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cordboard/call_events.hpp>
#include <cordboard/monitoring.hpp>
#include <cordboard/recording.hpp>
#include <cordboard/text.hpp>

#include "state/state.hpp"

namespace cordboard {

void evolve(State& state, const CallDialed& event, Instant at, const Arena& texts);
void evolve(State& state, const PartyRang& event, Instant at, const Arena& texts);
void evolve(State& state, const PartyAnswered& event, Instant at, const Arena& texts);
void evolve(State& state, const PartyReleased& event, Instant at, const Arena& texts);
void evolve(State& state, const CallHeld& event, Instant at, const Arena& texts);
void evolve(State& state, const CallRetrieved& event, Instant at, const Arena& texts);
void evolve(State& state, const CallMuted& event, Instant at, const Arena& texts);
void evolve(State& state, const DtmfSent& event, Instant at, const Arena& texts);
void evolve(State& state, const CallTransferred& event, Instant at, const Arena& texts);
void evolve(State& state, const CallConferenced& event, Instant at, const Arena& texts);
void evolve(State& state, const CallRecordingChanged& event, Instant at, const Arena& texts);
void evolve(State& state, const MonitoringChanged& event, Instant at, const Arena& texts);
void evolve(State& state, const MonitoringEnded& event, Instant at, const Arena& texts);
void evolve(State& state, const SupervisorJoined& event, Instant at, const Arena& texts);

}  // namespace cordboard
