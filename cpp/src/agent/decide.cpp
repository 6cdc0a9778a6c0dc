// SPDX-License-Identifier: Apache-2.0
#include "agent/decide.hpp"

#include <optional>
#include <utility>

#include <cordboard/limits.hpp>

#include "agent/built_in.hpp"
#include "agent/transitions.hpp"
#include "state/availability.hpp"
#include "state/lookup.hpp"

namespace cordboard {

namespace agent {

AgentStateId matching(const State& state, ChannelState channel_state, WorkMode mode,
                      std::string_view reason) {
    const auto& defined = state.directory.agent_states;
    for (std::uint32_t i = 0; i < defined.size(); ++i) {
        if (!defined[i].deleted && defined[i].state == channel_state &&
            defined[i].work_mode == mode && state.texts.view(defined[i].reason) == reason) {
            return {i};
        }
    }
    return {};
}

void refuse_channel(const State& state, AgentId agent, MediaId media, Reason reason,
                    Context& context) {
    const TextId channel = state.directory.media[media.value].name;
    context.emit(ChannelRefused{agent, context.out.texts.add(state.texts.view(channel)), reason});
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

// Is unique among the definitions, `but` excepted.
Verdict check_reason(const State& state, std::string_view reason, AgentStateId but) {
    const auto& defined = state.directory.agent_states;
    for (std::uint32_t i = 0; i < defined.size(); ++i) {
        if (!reason.empty() && !defined[i].deleted && but != AgentStateId{i} &&
            state.texts.view(defined[i].reason) == reason) {
            return refuse(Reason::already_exists, "reason");
        }
    }
    return allowed;
}

// One that exists and is not built in.
Verdict check_own(const State& state, AgentStateId id) {
    if (!exists(state, id)) {
        return refuse(Reason::unknown_agent_state, "operationName");
    }
    const TextId name = state.directory.agent_states[id.value].operation_name;
    return agent::is_built_in(state.texts.view(name)) ? refuse(Reason::read_only, "operationName")
                                                      : allowed;
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

// Calls `emit(media)` for every open channel that is `named`, and says which did not agree. When
// none did, what is wrong with the first of them, in the field that asks.
template <class Named, class Emit>
Verdict for_each_channel(const State& state, AgentId agent, Context& context,
                         std::string_view field, Named named, Emit emit) {
    int changed = 0;
    std::optional<Reason> first;
    for (std::uint32_t i = 0; i < state.directory.media.size(); ++i) {
        if (!named(MediaId{i}) || !state.directory.channels.at(agent.value, i).open ||
            availability::is_hidden(state, {i})) {
            continue;
        }
        const bool is_served = availability::is_served(state, {i});
        if (is_served && emit(MediaId{i})) {
            ++changed;
            continue;
        }
        const Reason reason = is_served ? Reason::not_in_state : Reason::service_unavailable;
        first = first.value_or(reason);
        agent::refuse_channel(state, agent, {i}, reason, context);
    }
    return changed > 0 ? allowed : refuse(first.value_or(Reason::not_in_session), field);
}

// The device stands at the place of the agent's session.
Verdict check_device(const State& state, const SetDoNotDisturb& command) {
    if (!command.device.exists()) {
        return allowed;
    }
    if (!exists(state, command.device)) {
        return refuse(Reason::unknown_device, "device");
    }
    if (command.media.exists()) {
        return refuse(Reason::invalid_value, "device");
    }
    const PlaceId place = state.directory.devices[command.device.value].place;
    const bool is_his =
        place.exists() && state.directory.agents[command.agent.value].place == place;
    return is_his ? allowed : refuse(Reason::not_in_session, "device");
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
    if (const Verdict verdict = check_reason(state, context.view(command.reason), {});
        !verdict.accepted()) {
        return verdict;
    }
    const auto count = static_cast<std::uint32_t>(directory.agent_states.size());
    if (count >= limits::directory_objects) {
        return refuse(Reason::limit_reached, "operationName");
    }
    context.emit(AgentStateCreated{{count}, context.copy(command)});
    return allowed;
}

Verdict decide(const State& state, const UpdateAgentState& command, Context& context) {
    if (const Verdict verdict = check_own(state, command.agent_state); !verdict.accepted()) {
        return verdict;
    }
    for (const auto& [text, field] :
         {std::pair{command.display_name, "displayName"}, std::pair{command.reason, "reason"}}) {
        if (text && text->length > limits::name_bytes) {
            return refuse(Reason::too_long, field);
        }
    }
    const AgentState& defined = state.directory.agent_states[command.agent_state.value];
    AgentStateUpdated event;
    event.agent_state = command.agent_state;
    event.state = command.state.value_or(defined.state);
    event.work_mode = command.work_mode.value_or(defined.work_mode);
    if (event.state == ChannelState::logout) {
        return refuse(Reason::invalid_value, "state");
    }
    if (!agent::allows(event.state, event.work_mode)) {
        return refuse(Reason::invalid_value, "workMode");
    }
    const std::string_view reason =
        command.reason ? context.view(*command.reason) : state.texts.view(defined.reason);
    if (const Verdict verdict = check_reason(state, reason, command.agent_state);
        !verdict.accepted()) {
        return verdict;
    }
    event.reason = context.out.texts.add(reason);
    event.display_name =
        context.out.texts.add(command.display_name ? context.view(*command.display_name)
                                                   : state.texts.view(defined.display_name));
    context.emit(event);
    return allowed;
}

Verdict decide(const State& state, const DeleteAgentState& command, Context& context) {
    if (const Verdict verdict = check_own(state, command.agent_state); !verdict.accepted()) {
        return verdict;
    }
    context.emit(AgentStateDeleted{command});
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
    const auto named = [&](MediaId media) {
        return !command.media.exists() || command.media == media;
    };
    return for_each_channel(state, command.agent, context, "state", named, [&](MediaId media) {
        const Channel& channel = state.directory.channels.at(command.agent.value, media.value);
        if (!agent::machine.allows(channel.state, agent::input_for(target.state))) {
            return false;
        }
        context.emit(AgentStateChanged{command.agent, media, target.operation, target.state,
                                       target.work_mode, reason, never});
        return true;
    });
}

Verdict decide(const State& state, const SetDoNotDisturb& command, Context& context) {
    if (const Verdict verdict = check_channel(state, command.agent, command.media);
        !verdict.accepted()) {
        return verdict;
    }
    if (const Verdict verdict = check_device(state, command); !verdict.accepted()) {
        return verdict;
    }
    const auto named = [&](MediaId media) {
        return command.device.exists() ? is_voice(state, media)
                                       : !command.media.exists() || command.media == media;
    };
    const std::string_view field = command.device.exists() ? "device" : "media";
    return for_each_channel(state, command.agent, context, field, named, [&](MediaId media) {
        context.emit(DoNotDisturbChanged{command.agent, media, command.on});
        return true;
    });
}

}  // namespace cordboard
