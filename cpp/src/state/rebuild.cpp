// SPDX-License-Identifier: Apache-2.0
#include "state/rebuild.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

#include "state/lanes.hpp"
#include "state/pools.hpp"

namespace cordboard {

void rebuild(State& state) {
    pools::rebuild(state);
    state.routing.stale = false;
    // The longest free first: each then stands behind the one before him.
    const auto& agents = state.directory.agents;
    std::vector<std::uint32_t> order(agents.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return agents[a].free_since < agents[b].free_since;
    });
    for (const std::uint32_t agent : order) {
        pools::refresh(state, {agent});
    }
    lanes::rebuild(state);
}

}  // namespace cordboard
