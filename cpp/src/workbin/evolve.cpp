// SPDX-License-Identifier: Apache-2.0
#include "workbin/evolve.hpp"

#include "state/holding.hpp"

namespace cordboard {

void evolve(State& state, const InteractionPlacedInWorkbin& event, Instant at, const Arena&) {
    const std::uint32_t slot = event.interaction.slot();
    Interaction& interaction = state.interactions.slots[slot];
    holding::end_ownership(state, interaction, at);
    interaction.state = InteractionState::in_workbin;
    state.interactions.in_workbin[slot] = {event.content, at};
}

// What comes from a workbin is held beside whatever capacity there is (G-28).
void evolve(State& state, const InteractionPulled& event, Instant at, const Arena&) {
    const std::uint32_t slot = event.interaction.slot();
    Interaction& interaction = state.interactions.slots[slot];
    interaction.state = InteractionState::pulled;
    interaction.owner = event.agent;
    interaction.is_uncounted = true;
    holding::begin_handling(state, event.agent, at);
    state.interactions.in_workbin[slot] = {};
}

}  // namespace cordboard
