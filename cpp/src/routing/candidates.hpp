// SPDX-License-Identifier: Apache-2.0
// Who could take an interaction, and what an agent could take: pure questions to the state
// (contract 6.3).
#pragma once

#include <vector>

#include "state/state.hpp"

namespace cordboard::routing {

// The agent's membership through which he could take the waiting interaction now, or nullptr.
const Member* able_member(const State& state, const Interaction& interaction, AgentId agent);

// Appends all who could take it, target by target, the longest free first, each once.
void able_members(const State& state, const Interaction& interaction,
                  std::vector<const Member*>& out);

// The same, target by target, in the order in which the built-in agent choice prefers them.
void ranked_members(const State& state, const Interaction& interaction, Instant now,
                    std::vector<const Member*>& out);

// The one whom the built-in agent choice would offer it to, or nullptr; the longest free where an
// outside strategy chooses.
const Member* choose(const State& state, const Interaction& interaction, Instant now);

struct Pulled {
    const Interaction* interaction = nullptr;
    const Member* member = nullptr;
};

// What the agent, who is able, takes first of what waits; nothing that stands in `declined`.
Pulled pull(const State& state, AgentId agent, Instant now,
            const std::vector<InteractionId>& declined);

// All that the agent could take now, in that order.
void pullable(const State& state, AgentId agent, Instant now, std::vector<Pulled>& out);

// Whether a freed agent takes `a` before `b`, of those he is equally skilled for.
bool goes_before(const State& state, const Interaction& a, const Interaction& b, Instant now);

// Priority with the whole steps of aging since the interaction entered its queue.
std::int64_t effective_priority(const State& state, const Interaction& interaction, Instant now);

// Share of the logged-in time spent with at least one accepted interaction, for LeastOccupied.
double occupancy(const Agent& agent, Instant now);

}  // namespace cordboard::routing
