// SPDX-License-Identifier: Apache-2.0
#include "state/exclusions.hpp"

namespace cordboard::exclusions {

bool contains(const State& state, const Interaction& interaction, AgentId agent) {
    for (std::uint32_t i = interaction.first_exclusion; i != nothing;
         i = state.interactions.exclusions[i].next) {
        if (state.interactions.exclusions[i].agent == agent) {
            return true;
        }
    }
    return false;
}

void add(State& state, Interaction& interaction, AgentId agent) {
    if (contains(state, interaction, agent)) {
        return;
    }
    Interactions& all = state.interactions;
    std::uint32_t index = 0;
    if (all.free_exclusions.empty()) {
        index = static_cast<std::uint32_t>(all.exclusions.size());
        all.exclusions.emplace_back();
    } else {
        index = all.free_exclusions.back();
        all.free_exclusions.pop_back();
    }
    all.exclusions[index] = {agent, interaction.first_exclusion};
    interaction.first_exclusion = index;
}

void clear(State& state, Interaction& interaction) {
    while (interaction.first_exclusion != nothing) {
        const std::uint32_t index = interaction.first_exclusion;
        interaction.first_exclusion = state.interactions.exclusions[index].next;
        state.interactions.free_exclusions.push_back(index);
    }
}

void forgive(State& state, AgentId agent) {
    Interactions& all = state.interactions;
    if (all.exclusions.size() == all.free_exclusions.size()) {
        return;
    }
    for (Interaction& interaction : all.slots) {
        std::uint32_t* link = &interaction.first_exclusion;
        while (*link != nothing) {
            const std::uint32_t index = *link;
            if (all.exclusions[index].agent == agent) {
                *link = all.exclusions[index].next;
                all.free_exclusions.push_back(index);
            } else {
                link = &all.exclusions[index].next;
            }
        }
    }
}

}  // namespace cordboard::exclusions
