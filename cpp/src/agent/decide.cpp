// SPDX-License-Identifier: Apache-2.0
#include "agent/decide.hpp"

#include <cordboard/limits.hpp>

#include "agent/transitions.hpp"
#include "state/lookup.hpp"

namespace cordboard {

namespace agent {

AgentStateId matching(const State& state, ChannelState channel_state, WorkMode mode,
                      std::string_view reason) {
    const auto& defined = state.directory.agent_states;
    for (std::uint32_t i = 0; i < defined.size(); ++i) {
        if (defined[i].state == channel_state && defined[i].work_mode == mode &&
            state.texts.view(defined[i].reason) == reason) {
            return {i};
        }
    }
    return {};
}

void decide_timer(const State& state, AgentId agent, MediaId media, Context& context) {
    AgentStateChanged event;
    event.agent = agent;
    event.media = media;
    event.state = ChannelState::ready;
    event.operation = matching(state, event.state, WorkMode::none, "");
    context.emit(event);
}

}  // namespace agent

namespace {

// What a command asks for, from the defined agent state it names or from its own fields.
struct Wanted {
    AgentStateId operation;
    ChannelState state;
    WorkMode work_mode;
    std::string_view reason;
};

Wanted wanted(const State& state, const SetAgentState& command, const Context& context) {
    if (command.operation.exists()) {
        const AgentState& defined = state.directory.agent_states[command.operation.value];
        return {command.operation, defined.state, defined.work_mode,
                state.texts.view(defined.reason)};
    }
    const std::string_view reason = context.view(command.reason);
    return {agent::matching(state, command.state, command.work_mode, reason), command.state,
            command.work_mode, reason};
}

Verdict check_channel(const State& state, AgentId agent, MediaId media) {
    if (!exists(state, agent)) {
        return refuse(Reason::unknown_agent, "agent");
    }
    if (media.exists() && !exists(state, media)) {
        return refuse(Reason::unknown_media, "media");
    }
    if (!state.directory.agents[agent.value].in_session) {
        return refuse(Reason::not_in_session, "agent");
    }
    if (media.exists() && !state.directory.channels.at(agent.value, media.value).open) {
        return refuse(Reason::not_in_session, "media");
    }
    return allowed;
}

// Calls `emit(media)` for the named channel, or for every open one; says how many agreed.
template <class Emit>
int for_each_channel(const State& state, AgentId agent, MediaId media, Emit emit) {
    int changed = 0;
    for (std::uint32_t i = 0; i < state.directory.media.size(); ++i) {
        const bool named = media.exists() ? media.value == i : true;
        if (named && state.directory.channels.at(agent.value, i).open) {
            changed += emit(MediaId{i}) ? 1 : 0;
        }
    }
    return changed;
}

}  // namespace

Verdict decide(const State& state, const CreateAgentState& command, Context& context) {
    if (command.operation_name.length == 0) {
        return refuse(Reason::missing_value, "operationName");
    }
    for (const auto& [text, field] :
         {std::pair{command.operation_name, "operationName"},
          std::pair{command.display_name, "displayName"}, std::pair{command.reason, "reason"}}) {
        if (text.length > limits::name_bytes) {
            return refuse(Reason::too_long, field);
        }
    }
    if (!agent::allows(command.state, command.work_mode)) {
        return refuse(Reason::invalid_value, "workMode");
    }
    const auto& directory = state.directory;
    const std::string_view name = context.view(command.operation_name);
    if (directory.agent_state_by_name.find(state.texts, name).exists()) {
        return refuse(Reason::already_exists, "operationName");
    }
    const std::string_view reason = context.view(command.reason);
    for (const AgentState& defined : directory.agent_states) {
        if (!reason.empty() && state.texts.view(defined.reason) == reason) {
            return refuse(Reason::already_exists, "reason");
        }
    }
    const auto count = static_cast<std::uint32_t>(directory.agent_states.size());
    if (count >= limits::directory_objects) {
        return refuse(Reason::limit_reached, "operationName");
    }
    context.emit(AgentStateCreated{{count}, context.copy(command)});
    return allowed;
}

Verdict decide(const State& state, const SetAgentState& command, Context& context) {
    if (const Verdict verdict = check_channel(state, command.agent, command.media);
        !verdict.accepted()) {
        return verdict;
    }
    if (command.operation.exists() && !exists(state, command.operation)) {
        return refuse(Reason::unknown_agent_state, "operationName");
    }
    if (command.reason.length > limits::name_bytes) {
        return refuse(Reason::too_long, "reason");
    }
    const Wanted target = wanted(state, command, context);
    if (!agent::allows(target.state, target.work_mode)) {
        return refuse(Reason::invalid_value, "workMode");
    }
    const Text reason = context.out.texts.add(target.reason);
    const int changed = for_each_channel(state, command.agent, command.media, [&](MediaId media) {
        const Channel& channel = state.directory.channels.at(command.agent.value, media.value);
        if (!agent::machine.allows(channel.state, agent::input_for(target.state))) {
            return false;
        }
        context.emit(AgentStateChanged{command.agent, media, target.operation, target.state,
                                       target.work_mode, reason, never});
        return true;
    });
    return changed > 0 ? allowed : refuse(Reason::not_in_state, "state");
}

Verdict decide(const State& state, const SetDoNotDisturb& command, Context& context) {
    if (const Verdict verdict = check_channel(state, command.agent, command.media);
        !verdict.accepted()) {
        return verdict;
    }
    const int changed = for_each_channel(state, command.agent, command.media, [&](MediaId media) {
        context.emit(DoNotDisturbChanged{command.agent, media, command.on});
        return true;
    });
    return changed > 0 ? allowed : refuse(Reason::not_in_session, "media");
}

}  // namespace cordboard
