// SPDX-License-Identifier: Apache-2.0
// The parties of a call as everybody sees them: agents, the customer, others outside. Whether a
// call has legs of its own or is a plain one out of a queue makes no difference here.
#pragma once

#include <string_view>
#include <vector>

#include "call/leg_transitions.hpp"
#include "call/monitoring_transitions.hpp"
#include "state/state.hpp"

namespace cordboard::call {

struct Party {
    AgentId agent;
    std::string_view number;  // of who is outside
    LegState state = LegState::released;
    const Leg* leg = nullptr;  // none in a plain call, and of whom a queue has found
};

// Whether he is there to monitor an agent.
inline bool is_supervisor(const Party& party) {
    return party.leg != nullptr && party.leg->monitors != MonitoringState::none;
}

// Whether everybody hears him; else he is no party to talk to.
inline bool speaks(const Party& party) {
    return party.leg == nullptr || audience_of(party.leg->monitors) == Audience::all;
}

// Whether the one knows that the other is there.
bool sees(const Party& viewer, const Party& other);

// In the order in which they joined. Nobody waits with the customer of a call in a queue.
std::vector<Party> parties(const State& state, const Interaction& call);

// The agent's part, Released if he has none.
Party party_of(const State& state, const Interaction& call, AgentId agent);

// A call that waits in a queue or rings out of it.
inline bool is_queued(const Interaction& call) {
    return call.state == InteractionState::queued || call.state == InteractionState::invited;
}

// Whether the party can do the operation of that name now.
bool is_capable(const State& state, const Interaction& call, const Party& party,
                const Capability& capability);
bool is_capable(const State& state, const Interaction& call, const Party& party,
                std::string_view operation);

// Calls `visit(name)` for what an agent can do now.
template <class Visitor>
void for_each_capability(const State& state, const Interaction& call, const Party& party,
                         Visitor&& visit) {
    for (const Capability& capability : capabilities) {
        if (is_capable(state, call, party, capability)) {
            visit(capability.name);
        }
    }
}

// The number under which the others know an agent: that of the first device at his place, or his
// name if there is none.
std::string_view number_of(const State& state, AgentId agent);

}  // namespace cordboard::call
