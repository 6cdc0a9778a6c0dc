// SPDX-License-Identifier: Apache-2.0
#include "state/legs.hpp"

#include <utility>

#include "base/check.hpp"

namespace cordboard::legs {

namespace {

void append(State& state, Interaction& call, std::uint32_t index) {
    std::uint32_t* link = &call.first_leg;
    while (*link != nothing) {
        link = &state.interactions.legs[*link].next;
    }
    *link = index;
    state.interactions.legs[index].call = call.id;
    state.interactions.legs[index].next = nothing;
}

void unlink(State& state, Interaction& call, std::uint32_t index) {
    std::uint32_t* link = &call.first_leg;
    while (*link != index) {
        CHECK(*link != nothing);
        link = &state.interactions.legs[*link].next;
    }
    *link = state.interactions.legs[index].next;
}

std::uint32_t index_of_paired(const State& state, const Leg& leg) {
    const InteractionId other = leg.consult.exists() ? leg.consult : leg.parent;
    if (!other.exists()) {
        return nothing;
    }
    const Interaction* call = cordboard::find(state, other);
    CHECK(call != nullptr);
    const std::uint32_t index = find(state, *call, leg.agent);
    CHECK(index != nothing);
    return index;
}

Leg* paired(State& state, const Leg& leg) {
    const std::uint32_t index = index_of_paired(state, leg);
    return index == nothing ? nullptr : &state.interactions.legs[index];
}

}  // namespace

void join(State& state, Interaction& call, AgentId agent) {
    Leg leg;
    leg.agent = agent;
    leg.state = LegState::established;
    add(state, call, leg);
    connect(state, call);
}

const Leg* paired(const State& state, const Leg& leg) {
    const std::uint32_t index = index_of_paired(state, leg);
    return index == nothing ? nullptr : &state.interactions.legs[index];
}

std::uint32_t find(const State& state, const Interaction& call, AgentId agent) {
    std::uint32_t index = call.first_leg;
    while (index != nothing && state.interactions.legs[index].agent != agent) {
        index = state.interactions.legs[index].next;
    }
    return index;
}

std::uint32_t find(const State& state, const Interaction& call, AgentId agent,
                   std::string_view number) {
    if (agent.exists()) {
        return find(state, call, agent);
    }
    for (std::uint32_t i = call.first_leg; i != nothing; i = state.interactions.legs[i].next) {
        const Leg& leg = state.interactions.legs[i];
        if (!leg.agent.exists() && leg.number == number) {
            return i;
        }
    }
    return nothing;
}

Leg& add(State& state, Interaction& call, Leg leg) {
    Interactions& all = state.interactions;
    std::uint32_t index = 0;
    if (all.free_legs.empty()) {
        index = static_cast<std::uint32_t>(all.legs.size());
        all.legs.emplace_back();
    } else {
        index = all.free_legs.back();
        all.free_legs.pop_back();
    }
    all.legs[index] = std::move(leg);
    append(state, call, index);
    return all.legs[index];
}

void remove(State& state, Interaction& call, std::uint32_t index) {
    unlink(state, call, index);
    state.interactions.legs[index] = {};
    state.interactions.free_legs.push_back(index);
}

void make_explicit(State& state, Interaction& call) {
    if (call.first_leg != nothing) {
        return;
    }
    CHECK(call.owner.exists());
    Leg customer;
    customer.state = LegState::established;
    add(state, call, customer);
    Leg agent;
    agent.agent = call.owner;
    agent.state = LegState::established;
    add(state, call, agent);
}

void move_all(State& state, Interaction& from, Interaction& to) {
    while (from.first_leg != nothing) {
        const std::uint32_t index = from.first_leg;
        if (Leg* other = paired(state, state.interactions.legs[index])) {
            (other->parent.exists() ? other->parent : other->consult) = to.id;
        }
        unlink(state, from, index);
        append(state, to, index);
    }
}

void connect(State& state, const Interaction& call) {
    for (std::uint32_t i = call.first_leg; i != nothing; i = state.interactions.legs[i].next) {
        Leg& leg = state.interactions.legs[i];
        if (leg.state == LegState::dialing) {
            leg.state = LegState::established;
        }
    }
}

void part(State& state, const Leg& leg) {
    if (Leg* other = paired(state, leg)) {
        other->consult = {};
        other->parent = {};
    }
}

AgentId owner(const State& state, const Interaction& call) {
    AgentId rung;
    AgentId supervisor;
    for (std::uint32_t i = call.first_leg; i != nothing; i = state.interactions.legs[i].next) {
        const Leg& leg = state.interactions.legs[i];
        if (leg.monitors != MonitoringState::none) {
            supervisor = leg.agent;
        } else if (leg.agent.exists() && leg.state != LegState::ringing) {
            return leg.agent;
        } else if (!rung.exists()) {
            rung = leg.agent;
        }
    }
    return rung.exists() ? rung : supervisor;
}

}  // namespace cordboard::legs
