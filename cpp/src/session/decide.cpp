// SPDX-License-Identifier: Apache-2.0
#include "session/decide.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "agent/decide.hpp"
#include "base/check.hpp"
#include "call/decide.hpp"
#include "call/monitoring.hpp"
#include "call/recording.hpp"
#include "call_control/monitoring.hpp"
#include "chat/session.hpp"
#include "interaction/decide.hpp"
#include "routing/candidates.hpp"
#include "state/availability.hpp"
#include "state/legs.hpp"
#include "state/lookup.hpp"
#include "workbin/decide.hpp"

namespace cordboard {

namespace {

// What the agent holds, in the order in which it is routed anew.
std::vector<const Interaction*> held_by(const State& state, AgentId agent, Instant now) {
    std::vector<const Interaction*> held;
    for (const Interaction& one : state.interactions.slots) {
        if (one.invited == agent || one.owner == agent || legs::has(state, one, agent)) {
            held.push_back(&one);
        }
    }
    std::sort(held.begin(), held.end(), [&](const Interaction* a, const Interaction* b) {
        return routing::goes_before(state, *a, *b, now);
    });
    return held;
}

void take_back(const State& state, const Interaction& one, AgentId agent, Context& context) {
    CHECK(interaction::allows(state, one, interaction::Input::revoke));
    context.emit(InteractionRevoked{one.id, agent, Cause::session_ended});
}

// Takes from the agent what he holds: calls end, what has a default workbin goes there,
// everything else back to its place; so does a chat whose customer waits in it.
void release_held(const State& state, AgentId agent, Context& context) {
    for (const Interaction* one : held_by(state, agent, context.now)) {
        if (legs::has(state, *one, agent)) {
            call::release(state, *one, call::party_of(state, *one, agent), Cause::session_ended,
                          context);
            continue;
        }
        if (one->invited.exists()) {
            take_back(state, *one, one->invited, context);
        }
        if (one->owner != agent) {
            continue;
        }
        if (is_voice(state, one->media)) {
            call::complete_call(state, *one, agent, Cause::session_ended, context);
        } else if (const auto kept = chat::is_on(state, one->id)
                                         ? std::nullopt
                                         : workbin::at_session_end(state, *one)) {
            context.emit(*kept);
        } else {
            chat::depart(state, one->id, agent, context);
            take_back(state, *one, agent, context);
        }
    }
}

void end_session(const State& state, AgentId agent, Context& context) {
    release_held(state, agent, context);
    if (const Monitoring* monitoring = call::monitoring_by(state, agent)) {
        call_control::end_remaining(state, *monitoring, context);
    }
    context.emit(ContactCenterSessionEnded{agent});
}

// The asked-for media that exist and are not open yet; the others are refused one by one, unless
// nothing that exists is asked for.
Verdict choose_channels(const State& state, const StartContactCenterSession& command,
                        MediaSet& opened, Context& context) {
    if (command.channels.media.is_empty()) {
        const bool asks = command.channels.unknown.length > 0;
        return refuse(asks ? Reason::invalid_value : Reason::missing_value, "channels");
    }
    int agreed = 0;
    std::optional<Reason> first;
    for (std::uint32_t i = 0; i < limits::media; ++i) {
        if (!command.channels.media.contains({i})) {
            continue;
        }
        if (i >= state.directory.media.size()) {
            return refuse(Reason::unknown_media, "channels");
        }
        if (state.settings.suspended.contains({i})) {
            const Reason reason = availability::is_hidden(state, {i}) ? Reason::invalid_value
                                                                      : Reason::service_unavailable;
            first = first.value_or(reason);
            agent::refuse_channel(state, command.agent, {i}, reason, context);
            continue;
        }
        ++agreed;
        if (!state.directory.channels.at(command.agent.value, i).open) {
            opened.insert({i});
        }
    }
    if (agreed == 0) {
        return refuse(first.value_or(Reason::invalid_value), "channels");
    }
    std::string_view unknown = context.view(command.channels.unknown);
    while (!unknown.empty()) {
        const std::string_view name = unknown.substr(0, unknown.find('\0'));
        if (static_cast<std::int64_t>(name.size()) > limits::name_bytes) {
            return refuse(Reason::too_long, "channels");
        }
        context.emit(
            ChannelRefused{command.agent, context.out.texts.add(name), Reason::invalid_value});
        unknown.remove_prefix(name.size() + 1);
    }
    return allowed;
}

// The code that is named and his; else the first of his on the switch of the place's first device.
Verdict choose_login_code(const State& state, const StartContactCenterSession& command,
                          PlaceId place, TextId& chosen, const Context& context) {
    const Directory& directory = state.directory;
    const DeviceId device =
        place.exists() ? directory.places[place.value].first_device : DeviceId{};
    const TextId at_device =
        device.exists() ? directory.devices[device.value].switch_name : TextId{};
    const std::string_view named = context.view(command.login_code);
    for (std::uint32_t i = directory.agents[command.agent.value].first_login_code; i != nothing;
         i = directory.login_codes[i].next) {
        const LoginCode& one = directory.login_codes[i];
        if (named.empty() ? !device.exists() || one.switch_name == at_device
                          : state.texts.view(one.code) == named) {
            chosen = one.code;
            return allowed;
        }
    }
    return named.empty() ? allowed : refuse(Reason::unknown_login_code, "loginCode");
}

bool opens_voice(const State& state, MediaSet channels) {
    for (std::uint32_t i = 0; i < state.directory.media.size(); ++i) {
        if (channels.contains({i}) && is_voice(state, {i})) {
            return true;
        }
    }
    return false;
}

Verdict check_in_session(const State& state, AgentId agent) {
    if (!exists(state, agent)) {
        return refuse(Reason::unknown_agent, "agent");
    }
    return state.directory.agents[agent.value].in_session ? allowed
                                                          : refuse(Reason::not_in_session, "agent");
}

}  // namespace

namespace session {

void decide_timer(const State& state, AgentId agent, Context& context) {
    end_session(state, agent, context);
}

}  // namespace session

Verdict decide(const State& state, const StartContactCenterSession& command, Context& context) {
    if (!exists(state, command.agent)) {
        return refuse(Reason::unknown_agent, "agent");
    }
    const Directory& directory = state.directory;
    const Agent& agent = directory.agents[command.agent.value];
    if (!agent.enabled) {
        return refuse(Reason::agent_disabled, "agent");
    }
    ContactCenterSessionStarted event;
    event.agent = command.agent;
    if (const Verdict verdict = choose_channels(state, command, event.channels, context);
        !verdict.accepted()) {
        return verdict;
    }
    event.place = agent.in_session         ? agent.place
                  : command.place.exists() ? command.place
                                           : agent.default_place;
    if (event.place.exists()) {
        if (!exists(state, event.place)) {
            return refuse(Reason::unknown_place, "place");
        }
        const AgentId taken_by = directory.places[event.place.value].agent;
        if (taken_by.exists() && taken_by != command.agent) {
            return refuse(Reason::device_taken, "place");
        }
    }
    TextId code;
    if (const Verdict verdict = choose_login_code(state, command, event.place, code, context);
        !verdict.accepted()) {
        return verdict;
    }
    if (command.queue.exists() && !exists(state, command.queue)) {
        return refuse(Reason::unknown_queue, "queue");
    }
    if (command.queue.exists() && !is_voice(state, directory.queues[command.queue.value].media)) {
        return refuse(Reason::wrong_media, "queue");
    }
    if (opens_voice(state, event.channels)) {
        event.login_code = context.out.texts.add(state.texts.view(code));
        event.queue = command.queue;
    }
    context.emit(event);
    return allowed;
}

Verdict decide(const State& state, const EndContactCenterSession& command, Context& context) {
    if (const Verdict verdict = check_in_session(state, command.agent); !verdict.accepted()) {
        return verdict;
    }
    end_session(state, command.agent, context);
    return allowed;
}

Verdict decide(const State& state, const LoseConnection& command, Context& context) {
    if (const Verdict verdict = check_in_session(state, command.agent); !verdict.accepted()) {
        return verdict;
    }
    if (state.directory.agents[command.agent.value].grace_timer != base::no_timer) {
        return refuse(Reason::not_in_state, "agent");
    }
    context.emit(ConnectionLost{command.agent, context.now + state.settings.session_grace});
    return allowed;
}

Verdict decide(const State& state, const RestoreConnection& command, Context& context) {
    if (const Verdict verdict = check_in_session(state, command.agent); !verdict.accepted()) {
        return verdict;
    }
    if (state.directory.agents[command.agent.value].grace_timer == base::no_timer) {
        return refuse(Reason::not_in_state, "agent");
    }
    context.emit(ConnectionRestored{command});
    return allowed;
}

Verdict decide(const State& state, const AddLoginCode& command, Context& context) {
    if (!exists(state, command.agent)) {
        return refuse(Reason::unknown_agent, "agent");
    }
    if (command.code.length == 0) {
        return refuse(Reason::missing_value, "code");
    }
    for (const auto& [text, field] :
         {std::pair{command.code, "code"}, std::pair{command.switch_name, "switch"}}) {
        if (text.length > limits::name_bytes) {
            return refuse(Reason::too_long, field);
        }
    }
    for (const LoginCode& one : state.directory.login_codes) {
        if (state.texts.view(one.code) == context.view(command.code)) {
            return refuse(Reason::already_exists, "code");
        }
    }
    if (static_cast<std::int64_t>(state.directory.login_codes.size()) >=
        limits::directory_objects) {
        return refuse(Reason::limit_reached, "code");
    }
    context.emit(LoginCodeAdded{context.copy(command)});
    return allowed;
}

}  // namespace cordboard
