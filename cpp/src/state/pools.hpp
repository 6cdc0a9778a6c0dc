// SPDX-License-Identifier: Apache-2.0
// Who is able: for each target, the agents who could be offered one of its interactions now. Those
// free of everything stand in the order in which they became free, those who hold something but
// have room left in the order of the file; both orders are total, so the lists follow from the
// state alone.
#pragma once

#include <span>

#include "base/bits.hpp"
#include "state/state.hpp"

namespace cordboard::pools {

// Ready, not disturbed, below capacity, and nothing held that may not stand beside this media.
bool is_able(const State& state, AgentId agent, MediaId media);

// Puts the agent into the lists he now belongs to. Does nothing while the index is stale.
void refresh(State& state, AgentId agent);

// Calls `visit(member)` for the able agents of a target, the longest free first and then those who
// hold something, until it answers false.
template <class Visitor>
void for_each_able(const State& state, TargetId target, Visitor&& visit) {
    const Routing& routing = state.routing;
    const Pool& pool = routing.pools[target.value];
    for (std::uint32_t i = pool.first_free; i != nothing; i = routing.members[i].next) {
        if (!visit(routing.members[i])) {
            return;
        }
    }
    if (pool.count_engaged == 0) {
        return;
    }
    const auto engaged = std::span(routing.engaged).subspan(pool.first_word, pool.words);
    for (std::uint32_t rank = base::first_from(engaged, 0); rank != base::no_bit;
         rank = base::first_from(engaged, rank + 1)) {
        if (!visit(routing.members[routing.member_of_rank[pool.first_rank + rank]])) {
            return;
        }
    }
}

// Makes members and pools anew from the directory.
void rebuild(State& state);

}  // namespace cordboard::pools
