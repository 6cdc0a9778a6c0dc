// SPDX-License-Identifier: Apache-2.0
#include "call_control/dial.hpp"

#include <algorithm>

#include <cordboard/call_events.hpp>
#include <cordboard/limits.hpp>
#include <cordboard/value.hpp>

#include "call/parties.hpp"
#include "call_control/decide.hpp"
#include "call_control/forwarding.hpp"
#include "interaction/decide.hpp"
#include "state/asking.hpp"
#include "state/lookup.hpp"

namespace cordboard {

namespace call_control {

namespace {

// Who has a call that is not on hold has no hand free for another one.
bool is_on_the_phone(const State& state, AgentId agent, MediaId media) {
    if (state.directory.channels.at(agent.value, media.value).held == 0) {
        return false;
    }
    const auto& slots = state.interactions.slots;
    return std::any_of(slots.begin(), slots.end(), [&](const Interaction& one) {
        if (!one.id.exists() || one.media != media) {
            return false;
        }
        const LegState his = call::party_of(state, one, agent).state;
        return his != LegState::released && his != LegState::held;
    });
}

}  // namespace

Verdict dial(const State& state, AgentId agent, const Destination& destination,
             const NewCall& wanted, Context& context) {
    if (!has_room_for_interaction(state)) {
        return refuse(Reason::limit_reached, "destination");
    }
    InteractionCreated created;
    created.interaction = next_interaction(state);
    created.media = wanted.media;
    created.type = wanted.type;
    created.user_data = context.out.texts.add_value(wanted.user_data);
    context.emit(created);
    context.emit(CallDialed{created.interaction, agent, context.out.texts.add(destination.dialed),
                            wanted.parent});
    tell_forwards(state, created.interaction, destination, context);
    const bool is_own = destination.agent == agent;
    if (is_own || !is_reachable(state, wanted.media, destination)) {
        context.emit(PartyReleased{created.interaction, agent, {}, Cause::busy});
        context.emit(InteractionCompleted{created.interaction, agent, Cause::busy});
    } else if (destination.queue.exists()) {
        enter_queue(state, created.interaction, destination.queue, std::nullopt, context);
    } else {
        ring(state, created.interaction, destination, agent, context);
    }
    return allowed;
}

}  // namespace call_control

Verdict decide(const State& state, const DialCall& command, Context& context) {
    if (!exists(state, command.agent)) {
        return refuse(Reason::unknown_agent, "agent");
    }
    const MediaId media = open_line(state, command.agent);
    if (!media.exists()) {
        return refuse(Reason::not_in_session, "agent");
    }
    if (const Verdict verdict = check_user_data(context.view(command.user_data));
        !verdict.accepted()) {
        return verdict;
    }
    const auto destination =
        call_control::destination_of(state, media, context.view(command.destination));
    if (!destination.has_value()) {
        return destination.refusal();
    }
    if (call_control::is_on_the_phone(state, command.agent, media)) {
        return refuse(Reason::not_able, "agent");
    }
    call_control::NewCall wanted;
    wanted.media = media;
    wanted.type =
        destination.value().is_outside ? InteractionType::outbound : InteractionType::internal;
    wanted.user_data = context.view(command.user_data);
    return call_control::dial(state, command.agent, destination.value(), wanted, context);
}

}  // namespace cordboard
