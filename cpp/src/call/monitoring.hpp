// SPDX-License-Identifier: Apache-2.0
// Supervisors in calls: how they come in, and how they go. Who listens or coaches keeps no call
// going; who has barged in is a party that talks.
#pragma once

#include "call/parties.hpp"
#include "state/context.hpp"
#include "state/state.hpp"

namespace cordboard::call {

// The monitoring of a supervisor, and that of whoever monitors an agent; nullptr if there is none.
const Monitoring* monitoring_by(const State& state, AgentId supervisor);
const Monitoring* monitoring_of(const State& state, AgentId target);

// The call in which the supervisor monitors, or nullptr.
const Interaction* monitored_call(const State& state, AgentId supervisor);

// Whether the party leaves the call with the agent.
bool follows(const State& state, const Party& party, AgentId agent);

// Supervisors come in who have waited for this: that agent answers, and is connected with whoever
// dials. One who is in a call himself misses it.
void join_answered(const State& state, const Interaction& call, AgentId agent, Context& context);

inline void join_established(const State& state, const Interaction& call, AgentId agent,
                             Context& context) {
    if (!state.monitorings.empty()) [[unlikely]] {
        join_answered(state, call, agent, context);
    }
}

// The supervisor comes into the call in which his agent talks now, if he can.
void join_present(const State& state, const Monitoring& monitoring, Context& context);

// A supervisor's leg is released; his monitoring is over if it was for this call only.
void release_supervisor(const State& state, InteractionId call, const Party& party, Cause cause,
                        Context& context);

// Releases those who follow the agent, or all supervisors, of a call whose legs `of` has, from
// `call`, in which they are by then.
void release_followers(const State& state, const Interaction& of, InteractionId call, AgentId agent,
                       Context& context);
void release_supervisors(const State& state, const Interaction& of, InteractionId call,
                         Context& context);

}  // namespace cordboard::call
