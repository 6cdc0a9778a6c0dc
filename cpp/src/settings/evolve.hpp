// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cordboard/settings.hpp>
#include <cordboard/text.hpp>

#include "state/state.hpp"

namespace cordboard {

void evolve(State& state, const DurationSet& event, Instant at, const Arena& texts);
void evolve(State& state, const CenterSettingSet& event, Instant at, const Arena& texts);
void evolve(State& state, const SettingsGroupCreated& event, Instant at, const Arena& texts);
void evolve(State& state, const SettingsGroupDeleted& event, Instant at, const Arena& texts);
void evolve(State& state, const SettingCreated& event, Instant at, const Arena& texts);
void evolve(State& state, const SettingUpdated& event, Instant at, const Arena& texts);
void evolve(State& state, const SettingDeleted& event, Instant at, const Arena& texts);

}  // namespace cordboard
