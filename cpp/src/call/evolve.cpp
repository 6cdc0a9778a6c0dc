// SPDX-License-Identifier: Apache-2.0
#include "call/evolve.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "state/holding.hpp"
#include "state/legs.hpp"
#include "state/timers.hpp"

namespace cordboard {

namespace {

Interaction& call_of(State& state, InteractionId id) { return state.interactions.slots[id.slot()]; }

Leg& leg_of(State& state, Interaction& call, AgentId agent) {
    const std::uint32_t index = legs::find(state, call, agent);
    CHECK(index != nothing);
    return state.interactions.legs[index];
}

// Likewise, of a call that may have been a plain one until now.
Leg& own_leg(State& state, InteractionId id, AgentId agent) {
    Interaction& call = call_of(state, id);
    legs::make_explicit(state, call);
    return leg_of(state, call, agent);
}

void release(State& state, Interaction& call, std::uint32_t index, Instant at) {
    CHECK(index != nothing);
    Leg& leg = state.interactions.legs[index];
    const AgentId agent = leg.agent;
    cancel_timer(state, leg.timer);
    legs::part(state, leg);
    if (agent.exists()) {
        if (leg.state != LegState::ringing) {
            holding::end_handling(state, agent, at);
        }
        holding::give_back(state, agent, call.media, at);
    }
    legs::remove(state, call, index);
    if (call.owner == agent && agent.exists()) {
        call.owner = legs::owner(state, call);
    }
}

// The others of the consult call come into the call, for which the agent's part in it ends.
void join(State& state, Interaction& call, InteractionId consult_id, AgentId agent, Instant at) {
    Interaction& consult = call_of(state, consult_id);
    release(state, consult, legs::find(state, consult, agent), at);
    legs::move_all(state, consult, call);
    consult.owner = {};
}

}  // namespace

void evolve(State& state, const CallDialed& event, Instant at, const Arena&) {
    Interaction& call = call_of(state, event.interaction);
    call.state = InteractionState::accepted;
    call.owner = event.agent;
    call.entered = at;
    Leg leg;
    leg.agent = event.agent;
    leg.state = LegState::dialing;
    leg.has_dialed = true;
    leg.parent = event.parent;
    legs::add(state, call, leg);
    if (event.parent.exists()) {
        leg_of(state, call_of(state, event.parent), event.agent).consult = event.interaction;
    }
    holding::take(state, event.agent, call.media);
    holding::begin_handling(state, event.agent, at);
}

void evolve(State& state, const PartyRang& event, Instant, const Arena& texts) {
    Interaction& call = call_of(state, event.interaction);
    legs::make_explicit(state, call);
    Leg leg;
    leg.agent = event.agent;
    leg.number = texts.view(event.phone_number);
    leg.state = LegState::ringing;
    Leg& there = legs::add(state, call, leg);
    if (event.until != never) {
        const auto index = legs::find(state, call, event.agent);
        there.timer = start_timer(state, event.until, {TimerKind::ringing, {}, index});
    }
    if (event.agent.exists()) {
        holding::take(state, event.agent, call.media);
    }
}

void evolve(State& state, const PartyAnswered& event, Instant at, const Arena& texts) {
    Interaction& call = call_of(state, event.interaction);
    const std::uint32_t index =
        legs::find(state, call, event.agent, texts.view(event.phone_number));
    CHECK(index != nothing);
    Leg& leg = state.interactions.legs[index];
    cancel_timer(state, leg.timer);
    leg.state = LegState::established;
    if (event.agent.exists()) {
        holding::begin_handling(state, event.agent, at);
    }
    legs::connect(state, call);
}

void evolve(State& state, const PartyReleased& event, Instant at, const Arena& texts) {
    Interaction& call = call_of(state, event.interaction);
    release(state, call, legs::find(state, call, event.agent, texts.view(event.phone_number)), at);
}

void evolve(State& state, const CallHeld& event, Instant, const Arena&) {
    own_leg(state, event.interaction, event.agent).state = LegState::held;
}

void evolve(State& state, const CallRetrieved& event, Instant, const Arena&) {
    own_leg(state, event.interaction, event.agent).state = LegState::established;
}

void evolve(State& state, const CallMuted& event, Instant, const Arena&) {
    own_leg(state, event.interaction, event.agent).is_muted = event.on;
}

// Tones pass by.
void evolve(State&, const DtmfSent&, Instant, const Arena&) {}

void evolve(State& state, const CallTransferred& event, Instant at, const Arena&) {
    Interaction& call = call_of(state, event.interaction);
    legs::make_explicit(state, call);
    if (event.consult.exists()) {
        join(state, call, event.consult, event.agent, at);
    }
    release(state, call, legs::find(state, call, event.agent), at);
}

void evolve(State& state, const CallConferenced& event, Instant at, const Arena&) {
    Interaction& call = call_of(state, event.interaction);
    leg_of(state, call, event.agent).state = LegState::established;
    join(state, call, event.consult, event.agent, at);
}

void evolve(State& state, const CallRecordingChanged& event, Instant, const Arena& texts) {
    call_of(state, event.interaction).recording = event.state;
    state.interactions.user_data[event.interaction.slot()] = texts.view(event.user_data);
}

void evolve(State& state, const MonitoringChanged& event, Instant, const Arena&) {
    const Monitoring now{event.agent, event.monitored, event.state, event.scope, event.mode};
    const auto present =
        std::find_if(state.monitorings.begin(), state.monitorings.end(),
                     [&](const Monitoring& one) { return one.supervisor == event.agent; });
    if (present == state.monitorings.end()) {
        state.monitorings.push_back(now);
        return;
    }
    *present = now;
    for (Leg& leg : state.interactions.legs) {
        if (leg.agent == event.agent && leg.monitors != MonitoringState::none) {
            leg.monitors = event.state;
        }
    }
}

void evolve(State& state, const MonitoringEnded& event, Instant, const Arena&) {
    std::erase_if(state.monitorings,
                  [&](const Monitoring& one) { return one.supervisor == event.agent; });
}

void evolve(State& state, const SupervisorJoined& event, Instant at, const Arena&) {
    Interaction& call = call_of(state, event.interaction);
    legs::make_explicit(state, call);
    Leg leg;
    leg.agent = event.agent;
    leg.state = LegState::established;
    leg.monitors = event.state;
    leg.monitored = event.monitored;
    legs::add(state, call, leg);
    holding::take(state, event.agent, call.media);
    holding::begin_handling(state, event.agent, at);
}

}  // namespace cordboard
