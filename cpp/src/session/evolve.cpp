// SPDX-License-Identifier: Apache-2.0
#include "session/evolve.hpp"

#include "state/exclusions.hpp"
#include "state/pools.hpp"
#include "state/timers.hpp"

namespace cordboard {

void evolve(State& state, const ContactCenterSessionStarted& event, Instant at, const Arena&) {
    Agent& agent = state.directory.agents[event.agent.value];
    if (!agent.in_session) {
        agent.in_session = true;
        agent.session_since = at;
        agent.free_since = at;
    }
    agent.place = event.place;
    if (event.place.exists()) {
        state.directory.places[event.place.value].agent = event.agent;
    }
    for (std::uint32_t i = 0; i < state.directory.media.size(); ++i) {
        if (event.channels.contains({i})) {
            Channel& channel = state.directory.channels.at(event.agent.value, i);
            channel.open = true;
            channel.state = ChannelState::not_ready;
        }
    }
    // The channels open as not ready, so the agent stands in no pool yet.
    exclusions::forgive(state, event.agent);
}

void evolve(State& state, const ContactCenterSessionEnded& event, Instant at, const Arena&) {
    Agent& agent = state.directory.agents[event.agent.value];
    agent.in_session = false;
    agent.logged_in += at - agent.session_since;
    if (agent.place.exists()) {
        state.directory.places[agent.place.value].agent = {};
    }
    agent.place = {};
    for (std::uint32_t i = 0; i < state.directory.media.size(); ++i) {
        Channel& channel = state.directory.channels.at(event.agent.value, i);
        cancel_timer(state, channel.timer);
        Channel closed;
        closed.capacity = channel.capacity;
        channel = closed;
    }
    pools::refresh(state, event.agent);
}

}  // namespace cordboard
