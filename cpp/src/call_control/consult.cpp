// SPDX-License-Identifier: Apache-2.0
// Transfers and conferences in two steps: a call is held, its consult call goes to a third party,
// and in the end the two calls are one, under the identity of the first (decision G-23).
#include <cordboard/call_events.hpp>
#include <cordboard/limits.hpp>

#include "call/decide.hpp"
#include "call/monitoring.hpp"
#include "call/recording.hpp"
#include "call_control/decide.hpp"
#include "call_control/dial.hpp"
#include "state/legs.hpp"

namespace cordboard {

namespace {

// The consult call begins with the user data of the call that it is about.
template <class Command>
Verdict consult(const State& state, const Command& command, std::string_view operation,
                Context& context) {
    if (const Verdict verdict = call::check(state, command.agent, command.interaction, operation);
        !verdict.accepted()) {
        return verdict;
    }
    const Interaction& call = *find(state, command.interaction);
    const auto destination =
        call_control::destination_of(state, call.media, context.view(command.destination));
    if (!destination.has_value()) {
        return destination.refusal();
    }
    if (call::party_of(state, call, command.agent).state != LegState::held) {
        context.emit(CallHeld{call.id, command.agent});
    }
    call_control::NewCall wanted;
    wanted.media = call.media;
    wanted.type = InteractionType::consult;
    wanted.parent = call.id;
    const std::string user_data =
        call::without_recording(state.interactions.user_data[call.id.slot()]);
    wanted.user_data = user_data;
    return call_control::dial(state, command.agent, destination.value(), wanted, context);
}

struct Pair {
    const Interaction* call = nullptr;
    const Interaction* consult = nullptr;
};

// The two calls, of which the agent names either.
Pair pair_of(const State& state, AgentId agent, InteractionId id) {
    const Interaction& named = *find(state, id);
    const Leg& leg = *call::party_of(state, named, agent).leg;
    return leg.parent.exists() ? Pair{find(state, leg.parent), &named}
                               : Pair{&named, find(state, leg.consult)};
}

// Nobody is in one call twice.
bool share_a_party(const State& state, const Pair& pair, AgentId agent) {
    for (const call::Party& a : call::parties(state, *pair.call)) {
        for (const call::Party& b : call::parties(state, *pair.consult)) {
            if (a.agent == b.agent && a.agent != agent && a.number == b.number) {
                return true;
            }
        }
    }
    return false;
}

Verdict check_pair(const State& state, AgentId agent, InteractionId id, std::string_view operation,
                   Pair& pair) {
    if (const Verdict verdict = call::check(state, agent, id, operation); !verdict.accepted()) {
        return verdict;
    }
    pair = pair_of(state, agent, id);
    return share_a_party(state, pair, agent) ? refuse(Reason::not_in_state, "interaction")
                                             : allowed;
}

// Whether the other call that is named is the other one of the pair.
Verdict check_other(const State& state, AgentId agent, InteractionId id, InteractionId other) {
    if (find(state, other) == nullptr) {
        return refuse(Reason::unknown_interaction, "other");
    }
    const Leg& leg = *call::party_of(state, *find(state, id), agent).leg;
    return other == (leg.parent.exists() ? leg.parent : leg.consult)
               ? allowed
               : refuse(Reason::not_in_state, "other");
}

Verdict confer(const State& state, AgentId agent, InteractionId id, std::string_view operation,
               Context& context) {
    Pair pair;
    if (const Verdict verdict = check_pair(state, agent, id, operation, pair);
        !verdict.accepted()) {
        return verdict;
    }
    context.emit(CallConferenced{pair.call->id, agent, pair.consult->id});
    call::complete_call(state, *pair.consult, agent, Cause::conference, context);
    return allowed;
}

}  // namespace

Verdict decide(const State& state, const InitiateTransfer& command, Context& context) {
    return consult(state, command, "InitiateTransfer", context);
}

Verdict decide(const State& state, const InitiateConference& command, Context& context) {
    return consult(state, command, "InitiateConference", context);
}

Verdict decide(const State& state, const CompleteTransfer& command, Context& context) {
    Pair pair;
    if (const Verdict verdict =
            check_pair(state, command.agent, command.interaction, "CompleteTransfer", pair);
        !verdict.accepted()) {
        return verdict;
    }
    bool has_agent = false;
    for (const Interaction* one : {pair.call, pair.consult}) {
        for (const call::Party& party : call::parties(state, *one)) {
            has_agent = has_agent || (party.agent.exists() && party.agent != command.agent &&
                                      !call::is_supervisor(party));
        }
    }
    if (has_agent &&
        !call::goes_on_without(state, *pair.call, command.agent,
                               call::parties_without(state, *pair.consult, command.agent))) {
        return refuse(Reason::not_in_state, "interaction");
    }
    context.emit(CallTransferred{pair.call->id, command.agent, pair.consult->id});
    call::complete_call(state, *pair.consult, command.agent, Cause::transfer, context);
    for (const Interaction* one : {pair.call, pair.consult}) {
        if (has_agent) {
            call::release_followers(state, *one, pair.call->id, command.agent, context);
        } else {
            call::release_supervisors(state, *one, pair.call->id, context);
        }
    }
    if (!has_agent) {
        for (const Interaction* one : {pair.call, pair.consult}) {
            for (const call::Party& party : call::parties(state, *one)) {
                if (!party.agent.exists()) {
                    context.emit(PartyReleased{
                        pair.call->id, {}, context.out.texts.add(party.number), Cause::transfer});
                }
            }
        }
        call::complete_call(state, *pair.call, command.agent, Cause::transfer, context);
    }
    call::begin_after_call_work(state, *pair.call, call::party_of(state, *pair.call, command.agent),
                                context);
    return allowed;
}

Verdict decide(const State& state, const CompleteConference& command, Context& context) {
    return confer(state, command.agent, command.interaction, "CompleteConference", context);
}

Verdict decide(const State& state, const MergeWithOtherCall& command, Context& context) {
    if (const Verdict verdict =
            call::check(state, command.agent, command.interaction, "MergeWithOtherCall");
        !verdict.accepted()) {
        return verdict;
    }
    if (const Verdict verdict =
            check_other(state, command.agent, command.interaction, command.other);
        !verdict.accepted()) {
        return verdict;
    }
    return confer(state, command.agent, command.interaction, "MergeWithOtherCall", context);
}

Verdict decide(const State& state, const SwapCalls& command, Context& context) {
    if (const Verdict verdict = call::check(state, command.agent, command.interaction, "SwapCalls");
        !verdict.accepted()) {
        return verdict;
    }
    if (const Verdict verdict =
            check_other(state, command.agent, command.interaction, command.other);
        !verdict.accepted()) {
        return verdict;
    }
    const call::Party party =
        call::party_of(state, *find(state, command.interaction), command.agent);
    const bool is_held = party.state == LegState::held;
    context.emit(CallHeld{is_held ? command.other : command.interaction, command.agent});
    context.emit(CallRetrieved{is_held ? command.interaction : command.other, command.agent});
    return allowed;
}

}  // namespace cordboard
