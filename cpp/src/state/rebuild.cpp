// SPDX-License-Identifier: Apache-2.0
#include "state/rebuild.hpp"

#include "state/lanes.hpp"
#include "state/pools.hpp"

namespace cordboard {

void rebuild(State& state) {
    pools::rebuild(state);
    state.routing.stale = false;
    for (std::uint32_t agent = 0; agent < state.directory.agents.size(); ++agent) {
        pools::refresh(state, {agent});
    }
    lanes::rebuild(state);
}

}  // namespace cordboard
