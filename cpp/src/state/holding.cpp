// SPDX-License-Identifier: Apache-2.0
#include "state/holding.hpp"

#include "base/check.hpp"
#include "state/pools.hpp"

namespace cordboard::holding {

void take(State& state, AgentId agent_id, MediaId media) {
    Agent& agent = state.directory.agents[agent_id.value];
    Channel& channel = state.directory.channels.at(agent_id.value, media.value);
    ++agent.held;
    ++channel.held;
    agent.held_media.insert(media);
    pools::refresh(state, agent_id);
}

void give_back(State& state, AgentId agent_id, MediaId media, Instant at) {
    Agent& agent = state.directory.agents[agent_id.value];
    Channel& channel = state.directory.channels.at(agent_id.value, media.value);
    CHECK(agent.held > 0 && channel.held > 0);
    --agent.held;
    --channel.held;
    if (channel.held == 0) {
        agent.held_media.bits &= ~(1U << media.value);
    }
    if (agent.held == 0) {
        agent.free_since = at;
    }
    pools::refresh(state, agent_id);
}

void begin_handling(State& state, AgentId agent_id, Instant at) {
    Agent& agent = state.directory.agents[agent_id.value];
    if (agent.handling == 0) {
        agent.handling_since = at;
    }
    ++agent.handling;
}

void end_handling(State& state, AgentId agent_id, Instant at) {
    Agent& agent = state.directory.agents[agent_id.value];
    CHECK(agent.handling > 0);
    --agent.handling;
    if (agent.handling == 0) {
        agent.handled += at - agent.handling_since;
    }
}

void end_ownership(State& state, Interaction& interaction, Instant at) {
    end_handling(state, interaction.owner, at);
    if (!interaction.is_uncounted) {
        give_back(state, interaction.owner, interaction.media, at);
    }
    interaction.is_uncounted = false;
    interaction.owner = {};
}

}  // namespace cordboard::holding
