// SPDX-License-Identifier: Apache-2.0
#include "call_control/decide.hpp"

#include <algorithm>

#include <cordboard/call_events.hpp>
#include <cordboard/limits.hpp>

#include "call/decide.hpp"
#include "call/monitoring.hpp"
#include "call/recording.hpp"
#include "call_control/destination.hpp"
#include "call_control/forwarding.hpp"
#include "interaction/decide.hpp"
#include "state/asking.hpp"
#include "state/legs.hpp"

namespace cordboard {

using call_control::Destination;
using call_control::destination_of;

Verdict decide(const State& state, const HoldCall& command, Context& context) {
    if (const Verdict verdict = call::check(state, command.agent, command.interaction, "Hold");
        !verdict.accepted()) {
        return verdict;
    }
    context.emit(CallHeld{command.interaction, command.agent});
    return allowed;
}

Verdict decide(const State& state, const RetrieveCall& command, Context& context) {
    if (const Verdict verdict = call::check(state, command.agent, command.interaction, "Retrieve");
        !verdict.accepted()) {
        return verdict;
    }
    context.emit(CallRetrieved{command.interaction, command.agent});
    return allowed;
}

Verdict decide(const State& state, const SendDtmf& command, Context& context) {
    if (const Verdict verdict = call::check(state, command.agent, command.interaction, "SendDtmf");
        !verdict.accepted()) {
        return verdict;
    }
    const std::string_view digits = context.view(command.digits);
    if (digits.empty()) {
        return refuse(Reason::missing_value, "digits");
    }
    if (static_cast<std::int64_t>(digits.size()) > limits::name_bytes) {
        return refuse(Reason::too_long, "digits");
    }
    if (digits.find_first_not_of("0123456789*#") != std::string_view::npos) {
        return refuse(Reason::invalid_value, "digits");
    }
    context.emit(DtmfSent{command.interaction, command.agent, context.copy(command.digits)});
    return allowed;
}

Verdict decide(const State& state, const MuteCall& command, Context& context) {
    if (const Verdict verdict = call::check(state, command.agent, command.interaction,
                                            command.on ? "MuteCall" : "UnmuteCall");
        !verdict.accepted()) {
        return verdict;
    }
    context.emit(CallMuted{command.interaction, command.agent, command.on});
    return allowed;
}

namespace {

bool is_party(const State& state, const Interaction& call, const Destination& destination) {
    for (const call::Party& party : call::parties(state, call)) {
        const bool is_him = destination.is_outside
                                ? !party.agent.exists() && party.number == destination.number
                                : party.agent == destination.agent;
        if (is_him) {
            return true;
        }
    }
    return false;
}

// Where a call that goes on can go: what cannot be reached is refused, so that nobody is lost. It
// waits in one queue at a time.
template <class Command>
Result<Destination> further_destination(const State& state, const Command& command,
                                        const Context& context) {
    const Interaction& call = *find(state, command.interaction);
    const auto found = destination_of(state, call.media, context.view(command.destination));
    if (!found.has_value()) {
        return found.refusal();
    }
    const Destination& destination = found.value();
    if (!call_control::is_reachable(state, call.media, destination) ||
        (destination.queue.exists() ? call::is_queued(call) : is_party(state, call, destination))) {
        return Refusal{Reason::busy, "destination"};
    }
    return destination;
}

bool has_agent_beside(const State& state, const Interaction& call, AgentId agent) {
    for (const call::Party& party : call::parties(state, call)) {
        if (party.agent.exists() && party.agent != agent && !call::is_supervisor(party)) {
            return true;
        }
    }
    return false;
}

// Whether there is somebody whom the destination will talk to. Supervisors do not wait in queues.
bool reaches_somebody(const State& state, const Interaction& call, AgentId agent,
                      const Destination& destination) {
    if (!destination.queue.exists()) {
        return call::goes_on_without(state, call, agent,
                                     {{destination.agent, destination.number, LegState::ringing}});
    }
    const auto left = call::parties_without(state, call, agent);
    return !std::all_of(left.begin(), left.end(), call::is_supervisor);
}

}  // namespace

// A call that goes outside with no agent left in it is none of the centre's any more.
Verdict decide(const State& state, const SingleStepTransfer& command, Context& context) {
    if (const Verdict verdict =
            call::check(state, command.agent, command.interaction, "SingleStepTransfer");
        !verdict.accepted()) {
        return verdict;
    }
    const auto found = further_destination(state, command, context);
    if (!found.has_value()) {
        return found.refusal();
    }
    const Destination& destination = found.value();
    const Interaction& call = *find(state, command.interaction);
    const bool leaves_centre =
        destination.is_outside && !has_agent_beside(state, call, command.agent);
    if (!leaves_centre && !reaches_somebody(state, call, command.agent, destination)) {
        return refuse(Reason::not_in_state, "interaction");
    }
    call_control::tell_forwards(state, call.id, destination, context);
    if (destination.queue.exists()) {
        context.emit(CallTransferred{call.id, command.agent, {}});
        call::release_supervisors(state, call, call.id, context);
        enter_queue(state, call.id, destination.queue, std::nullopt, context);
    } else {
        call_control::ring(state, call.id, destination, command.agent, context);
        context.emit(CallTransferred{call.id, command.agent, {}});
        if (!leaves_centre) {
            call::release_followers(state, call, call.id, command.agent, context);
        } else {
            call::release_supervisors(state, call, call.id, context);
            for (const call::Party& party : call::parties(state, call)) {
                if (!party.agent.exists()) {
                    context.emit(PartyReleased{
                        call.id, {}, context.out.texts.add(party.number), Cause::transfer});
                }
            }
            context.emit(PartyReleased{
                call.id, {}, context.out.texts.add(destination.number), Cause::transfer});
            call::complete_call(state, call, command.agent, Cause::transfer, context);
        }
    }
    call::begin_after_call_work(state, call, call::party_of(state, call, command.agent), context);
    return allowed;
}

Verdict decide(const State& state, const SingleStepConference& command, Context& context) {
    if (const Verdict verdict =
            call::check(state, command.agent, command.interaction, "SingleStepConference");
        !verdict.accepted()) {
        return verdict;
    }
    const auto found = further_destination(state, command, context);
    if (!found.has_value()) {
        return found.refusal();
    }
    if (found.value().queue.exists()) {
        return refuse(Reason::invalid_value, "destination");
    }
    call_control::tell_forwards(state, command.interaction, found.value(), context);
    call_control::ring(state, command.interaction, found.value(), command.agent, context);
    return allowed;
}

Verdict decide(const State& state, const RemoveParticipantFromConference& command,
               Context& context) {
    if (const Verdict verdict = call::check(state, command.agent, command.interaction,
                                            "RemoveParticipantFromConference");
        !verdict.accepted()) {
        return verdict;
    }
    const std::string_view number = context.view(command.participant);
    const Interaction& call = *find(state, command.interaction);
    for (const call::Party& party : call::parties(state, call)) {
        const std::string_view his =
            party.agent.exists() ? call::number_of(state, party.agent) : party.number;
        if (his == number && party.agent != command.agent && party.leg != nullptr &&
            !call::is_supervisor(party)) {
            call::release(state, call, party, Cause::removed, context);
            return allowed;
        }
    }
    return refuse(Reason::not_party, "participant");
}

}  // namespace cordboard
