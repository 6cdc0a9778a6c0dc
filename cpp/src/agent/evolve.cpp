// SPDX-License-Identifier: Apache-2.0
#include "agent/evolve.hpp"

#include "state/exclusions.hpp"
#include "state/pools.hpp"
#include "state/timers.hpp"

namespace cordboard {

void evolve(State& state, const AgentStateCreated& event, Instant, const Arena& texts) {
    const CreateAgentState& body = event.body;
    const TextId name = state.texts.intern(texts.view(body.operation_name));
    state.directory.agent_states.push_back({name, state.texts.intern(texts.view(body.display_name)),
                                            body.state, body.work_mode,
                                            state.texts.intern(texts.view(body.reason))});
    state.directory.agent_state_by_name.add(name, event.id);
}

namespace {

// Channels that are in the state stay so, without its name.
void forget_operation(State& state, AgentStateId id) {
    for (std::uint32_t agent = 0; agent < state.directory.agents.size(); ++agent) {
        for (std::uint32_t media = 0; media < state.directory.media.size(); ++media) {
            AgentStateId& operation = state.directory.channels.at(agent, media).operation;
            operation = operation == id ? AgentStateId{} : operation;
        }
    }
}

}  // namespace

void evolve(State& state, const AgentStateUpdated& event, Instant, const Arena& texts) {
    AgentState& defined = state.directory.agent_states[event.agent_state.value];
    const TextId reason = state.texts.intern(texts.view(event.reason));
    if (defined.state != event.state || defined.work_mode != event.work_mode ||
        defined.reason != reason) {
        forget_operation(state, event.agent_state);
    }
    defined.display_name = state.texts.intern(texts.view(event.display_name));
    defined.state = event.state;
    defined.work_mode = event.work_mode;
    defined.reason = reason;
}

void evolve(State& state, const AgentStateDeleted& event, Instant, const Arena&) {
    AgentState& defined = state.directory.agent_states[event.body.agent_state.value];
    defined.deleted = true;
    state.directory.agent_state_by_name.remove(defined.operation_name);
    forget_operation(state, event.body.agent_state);
}

void evolve(State& state, const AgentStateChanged& event, Instant, const Arena& texts) {
    Channel& channel = state.directory.channels.at(event.agent.value, event.media.value);
    channel.state = event.state;
    channel.work_mode = event.work_mode;
    channel.operation = event.operation;
    channel.reason = state.texts.intern(texts.view(event.reason));
    cancel_timer(state, channel.timer);
    if (event.until != never) {
        channel.timer = start_timer(state, event.until,
                                    {TimerKind::agent_state, event.media, event.agent.value});
    }
    exclusions::forgive(state, event.agent);
    pools::refresh(state, event.agent);
}

void evolve(State& state, const DoNotDisturbChanged& event, Instant, const Arena&) {
    Channel& channel = state.directory.channels.at(event.agent.value, event.media.value);
    if (channel.do_not_disturb && !event.on) {
        exclusions::forgive(state, event.agent);
    }
    channel.do_not_disturb = event.on;
    pools::refresh(state, event.agent);
}

}  // namespace cordboard
