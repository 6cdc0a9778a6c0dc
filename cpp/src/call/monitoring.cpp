// SPDX-License-Identifier: Apache-2.0
#include "call/monitoring.hpp"

#include <algorithm>

#include <cordboard/call_events.hpp>

#include "base/check.hpp"
#include "state/legs.hpp"
#include "state/lookup.hpp"

namespace cordboard::call {

namespace {

// No call of his own, and a device.
bool is_free(const State& state, AgentId supervisor, MediaId media) {
    const Channel& channel = state.directory.channels.at(supervisor.value, media.value);
    return channel.open && channel.held == 0 && monitored_call(state, supervisor) == nullptr;
}

void join(const State& state, const Interaction& call, const Monitoring& one, Context& context) {
    if (is_free(state, one.supervisor, call.media)) {
        context.emit(SupervisorJoined{call.id, one.supervisor, one.monitored, one.state});
    }
}

}  // namespace

const Monitoring* monitoring_by(const State& state, AgentId supervisor) {
    const auto found =
        std::find_if(state.monitorings.begin(), state.monitorings.end(),
                     [&](const Monitoring& one) { return one.supervisor == supervisor; });
    return found == state.monitorings.end() ? nullptr : &*found;
}

const Monitoring* monitoring_of(const State& state, AgentId target) {
    const auto found = std::find_if(state.monitorings.begin(), state.monitorings.end(),
                                    [&](const Monitoring& one) { return one.monitored == target; });
    return found == state.monitorings.end() ? nullptr : &*found;
}

const Interaction* monitored_call(const State& state, AgentId supervisor) {
    const auto& all = state.interactions.legs;
    const auto found = std::find_if(all.begin(), all.end(), [&](const Leg& leg) {
        return leg.agent == supervisor && leg.monitors != MonitoringState::none;
    });
    return found == all.end() ? nullptr : find(state, found->call);
}

bool follows(const State& state, const Party& party, AgentId agent) {
    if (!is_supervisor(party) || !agent.exists() || party.leg->monitored != agent) {
        return false;
    }
    const Monitoring* one = monitoring_by(state, party.agent);
    CHECK(one != nullptr);
    return one->scope == MonitoringScope::agent;
}

void join_answered(const State& state, const Interaction& call, AgentId agent, Context& context) {
    if (!is_voice(state, call.media)) {
        return;
    }
    for (const Monitoring& one : state.monitorings) {
        if (one.monitored == agent ||
            party_of(state, call, one.monitored).state == LegState::dialing) {
            join(state, call, one, context);
        }
    }
}

void join_present(const State& state, const Monitoring& monitoring, Context& context) {
    for (const Interaction& call : state.interactions.slots) {
        if (!call.id.exists() || !is_voice(state, call.media) || is_queued(call)) {
            continue;
        }
        const Party target = party_of(state, call, monitoring.monitored);
        if (target.state == LegState::established && !is_supervisor(target)) {
            join(state, call, monitoring, context);
            return;
        }
    }
}

void release_supervisor(const State& state, InteractionId call, const Party& party, Cause cause,
                        Context& context) {
    const Monitoring* one = monitoring_by(state, party.agent);
    CHECK(one != nullptr);
    context.emit(PartyReleased{call, party.agent, {}, cause});
    if (one->mode == MonitoringMode::next_call) {
        context.emit(MonitoringEnded{one->supervisor, one->monitored});
    }
}

void release_followers(const State& state, const Interaction& of, InteractionId call, AgentId agent,
                       Context& context) {
    for (const Party& party : parties(state, of)) {
        if (follows(state, party, agent)) {
            release_supervisor(state, call, party, Cause::monitoring_ended, context);
        }
    }
}

void release_supervisors(const State& state, const Interaction& of, InteractionId call,
                         Context& context) {
    for (const Party& party : parties(state, of)) {
        if (is_supervisor(party)) {
            release_supervisor(state, call, party, Cause::monitoring_ended, context);
        }
    }
}

}  // namespace cordboard::call
