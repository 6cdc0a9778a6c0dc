// SPDX-License-Identifier: Apache-2.0
// The legs of a call, in the order in which its parties joined. A call that came through a queue
// and was answered has none yet: its owner and its customer are established. They get legs as soon
// as more is done.
#pragma once

#include <string_view>

#include "state/state.hpp"

namespace cordboard::legs {

// The index of a party's leg, or `nothing`. An agent has one leg at most in a call.
std::uint32_t find(const State& state, const Interaction& call, AgentId agent);
std::uint32_t find(const State& state, const Interaction& call, AgentId agent,
                   std::string_view number);
inline bool has(const State& state, const Interaction& call, AgentId agent) {
    return find(state, call, agent) != nothing;
}

// Calls `visit(leg)` for every leg.
template <class Visitor>
void for_each(const State& state, const Interaction& call, Visitor&& visit) {
    for (std::uint32_t i = call.first_leg; i != nothing; i = state.interactions.legs[i].next) {
        visit(state.interactions.legs[i]);
    }
}

// Puts the leg behind the others.
Leg& add(State& state, Interaction& call, Leg leg);
void remove(State& state, Interaction& call, std::uint32_t index);

// The legs that a plain call has by itself.
void make_explicit(State& state, Interaction& call);

// Moves all legs of a call behind those of another.
void move_all(State& state, Interaction& from, Interaction& to);

// Who dialed is connected.
void connect(State& state, const Interaction& call);

// An agent whom a queue has found is connected with the others.
void join(State& state, Interaction& call, AgentId agent);

// The leg of the same agent in the other one of a call and its consult call, or nullptr.
const Leg* paired(const State& state, const Leg& leg);

// The leg goes: the other call of its pair, if there is one, is in no pair any more.
void part(State& state, const Leg& leg);

// The agent who has the call longest; one who is only rung comes after him, and a supervisor last.
AgentId owner(const State& state, const Interaction& call);

}  // namespace cordboard::legs
