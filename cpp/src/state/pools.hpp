// SPDX-License-Identifier: Apache-2.0
// Who is able: for each target, the agents who could be offered one of its interactions now. Those
// free of everything stand in the order in which they became free, those who hold something but
// have room left in the order of the file; both orders are total, so the lists follow from the
// state alone.
#pragma once

#include "state/state.hpp"

namespace cordboard::pools {

// Ready, not disturbed, below capacity, and nothing held that may not stand beside this media.
bool is_able(const State& state, AgentId agent, MediaId media);

// Puts the agent into the lists he now belongs to. Does nothing while the index is stale.
void refresh(State& state, AgentId agent);

// Makes members and pools anew from the directory.
void rebuild(State& state);

}  // namespace cordboard::pools
