// SPDX-License-Identifier: Apache-2.0
#include "session/decide.hpp"

#include <algorithm>
#include <vector>

#include "call/decide.hpp"
#include "chat/session.hpp"
#include "routing/candidates.hpp"
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
            context.emit(InteractionRevoked{one->id, one->invited, Cause::session_ended});
        }
        if (one->owner != agent) {
            continue;
        }
        if (is_voice(state, one->media)) {
            context.emit(InteractionCompleted{one->id, agent, Cause::session_ended});
        } else if (const auto kept = chat::is_on(state, one->id)
                                         ? std::nullopt
                                         : workbin::at_session_end(state, *one)) {
            context.emit(*kept);
        } else {
            chat::depart(state, one->id, agent, context);
            context.emit(InteractionRevoked{one->id, agent, Cause::session_ended});
        }
    }
}

}  // namespace

Verdict decide(const State& state, const StartContactCenterSession& command, Context& context) {
    if (!exists(state, command.agent)) {
        return refuse(Reason::unknown_agent, "agent");
    }
    if (command.channels.is_empty()) {
        return refuse(Reason::missing_value, "channels");
    }
    const Directory& directory = state.directory;
    const Agent& agent = directory.agents[command.agent.value];
    ContactCenterSessionStarted event;
    event.agent = command.agent;
    for (std::uint32_t i = 0; i < limits::media; ++i) {
        if (!command.channels.contains({i})) {
            continue;
        }
        if (i >= directory.media.size()) {
            return refuse(Reason::unknown_media, "channels");
        }
        if (!directory.channels.at(command.agent.value, i).open) {
            event.channels.insert({i});
        }
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
    context.emit(event);
    return allowed;
}

Verdict decide(const State& state, const EndContactCenterSession& command, Context& context) {
    if (!exists(state, command.agent)) {
        return refuse(Reason::unknown_agent, "agent");
    }
    if (!state.directory.agents[command.agent.value].in_session) {
        return refuse(Reason::not_in_session, "agent");
    }
    release_held(state, command.agent, context);
    context.emit(ContactCenterSessionEnded{command.agent});
    return allowed;
}

}  // namespace cordboard
