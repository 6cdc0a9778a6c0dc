// SPDX-License-Identifier: Apache-2.0
#include "session/evolve.hpp"

#include "state/exclusions.hpp"
#include "state/pools.hpp"
#include "state/timers.hpp"

namespace cordboard {

void evolve(State& state, const ContactCenterSessionStarted& event, Instant at,
            const Arena& texts) {
    Agent& agent = state.directory.agents[event.agent.value];
    if (!agent.in_session) {
        agent.in_session = true;
        agent.session_since = at;
        agent.free_since = at;
    }
    cancel_timer(state, agent.grace_timer);
    if (event.login_code.length > 0) {
        agent.login_code = state.texts.intern(texts.view(event.login_code));
    }
    if (event.queue.exists()) {
        agent.login_queue = event.queue;
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
    agent.login_code = {};
    agent.login_queue = {};
    cancel_timer(state, agent.grace_timer);
    for (std::uint32_t i = 0; i < state.directory.media.size(); ++i) {
        Channel& channel = state.directory.channels.at(event.agent.value, i);
        cancel_timer(state, channel.timer);
        Channel closed;
        closed.capacity = channel.capacity;
        channel = closed;
    }
    pools::refresh(state, event.agent);
}

void evolve(State& state, const ConnectionLost& event, Instant, const Arena&) {
    state.directory.agents[event.agent.value].grace_timer =
        start_timer(state, event.until, {TimerKind::session, {}, event.agent.value});
}

void evolve(State& state, const ConnectionRestored& event, Instant, const Arena&) {
    cancel_timer(state, state.directory.agents[event.body.agent.value].grace_timer);
}

void evolve(State& state, const LoginCodeAdded& event, Instant, const Arena& texts) {
    auto& codes = state.directory.login_codes;
    std::uint32_t* last = &state.directory.agents[event.body.agent.value].first_login_code;
    while (*last != nothing) {
        last = &codes[*last].next;
    }
    *last = static_cast<std::uint32_t>(codes.size());
    codes.push_back({state.texts.intern(texts.view(event.body.code)),
                     state.texts.intern(texts.view(event.body.switch_name)), nothing});
}

}  // namespace cordboard
