// SPDX-License-Identifier: Apache-2.0
// Who waits: interactions of one queue, base priority and target list form a lane, oldest first.
// Whatever the aging, nobody in a lane overtakes its head, so only heads compete for an agent.
#pragma once

#include "state/state.hpp"

namespace cordboard::lanes {

// Puts a queued interaction to its place. Does nothing while the index is stale.
void enter(State& state, std::uint32_t slot);

// Takes it out, if it is in a lane.
void leave(State& state, std::uint32_t slot);

// Makes the lanes anew from the waiting interactions.
void rebuild(State& state);

}  // namespace cordboard::lanes
