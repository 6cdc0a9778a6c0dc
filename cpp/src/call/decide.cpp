// SPDX-License-Identifier: Apache-2.0
#include "call/decide.hpp"

#include <algorithm>
#include <iterator>

#include <cordboard/call_events.hpp>

#include "base/check.hpp"
#include "call/after_call_work.hpp"
#include "call/monitoring.hpp"
#include "call/recording.hpp"
#include "state/lookup.hpp"

namespace cordboard {

namespace call {

namespace {

bool is_same(const Party& a, const Party& b) {
    return a.agent == b.agent && a.leg == b.leg && a.number == b.number;
}

// Who has barged in is one more party for the others, not for the agent for whom he came.
bool is_counted(const Party& one, const std::vector<Party>& all) {
    return speaks(one) &&
           (!is_supervisor(one) || std::none_of(all.begin(), all.end(), [&](const Party& other) {
               return other.agent == one.leg->monitored;
           }));
}

// An outside party alone is nobody's business, and who only rings talks to nobody.
bool go_on(const Interaction& call, const std::vector<Party>& others) {
    const bool waits = is_queued(call);
    const auto count = [&](auto what) {
        return std::count_if(others.begin(), others.end(), [&](const Party& one) {
            return is_counted(one, others) && what(one);
        });
    };
    return count([](const Party&) { return true; }) + (waits ? 1 : 0) >= 2 &&
           count([](const Party& one) { return one.state != LegState::ringing; }) > 0 &&
           (waits || count([](const Party& one) { return one.agent.exists(); }) > 0);
}

void emit_released(const State& state, const Interaction& call, const Party& party, Cause cause,
                   Context& context) {
    if (is_supervisor(party)) {
        release_supervisor(state, call.id, party, cause, context);
    } else {
        context.emit(
            PartyReleased{call.id, party.agent, context.out.texts.add(party.number), cause});
    }
}

// The parties of a call but one who is only offered it.
struct Parting {
    std::vector<Party> leavers;
    std::vector<Party> others;
};

template <class Leaves>
Parting part(const State& state, const Interaction& call, Leaves&& leaves) {
    Parting parting;
    for (const Party& party : parties(state, call)) {
        const bool is_offer =
            party.agent.exists() && party.leg == nullptr && party.agent == call.invited;
        if (!is_offer) {
            (leaves(party) ? parting.leavers : parting.others).push_back(party);
        }
    }
    return parting;
}

// Nobody is left to talk to.
void end(const State& state, const Interaction& call, const std::vector<Party>& others,
         AgentId agent, Cause cause, Context& context) {
    for (const Party& other : others) {
        emit_released(state, call, other, Cause::far_end, context);
    }
    complete_call(state, call, agent, cause, context);
    for (const Party& other : others) {
        begin_after_call_work(state, call, other, context);
    }
}

// The first party outside in that state who has that number, or any number.
const Party* outside(const std::vector<Party>& all, std::string_view number, bool is_rung) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const Party& one) {
        return !one.agent.exists() && (number.empty() || one.number == number) &&
               (!is_rung || one.state == LegState::ringing);
    });
    return found == all.end() ? nullptr : &*found;
}

// An answer connects those who dial.
bool can_connect(const State& state, const Interaction& call) {
    const std::vector<Party> all = parties(state, call);
    return std::none_of(all.begin(), all.end(), [](const Party& one) {
        return one.state == LegState::dialing && !leg_machine.allows(one.state, LegInput::connect);
    });
}

// The call in which somebody outside is rung.
Verdict check_outside(const State& state, InteractionId id, std::string_view number,
                      std::vector<Party>& all, const Party*& rung) {
    const Interaction* call = find(state, id);
    if (call == nullptr) {
        return refuse(Reason::unknown_interaction, "interaction");
    }
    if (!is_voice(state, call->media)) {
        return refuse(Reason::wrong_media, "interaction");
    }
    all = parties(state, *call);
    rung = outside(all, number, true);
    return rung != nullptr && can_connect(state, *call)
               ? allowed
               : refuse(Reason::not_in_state, "interaction");
}

}  // namespace

Verdict check(const State& state, AgentId agent, InteractionId id, std::string_view operation) {
    if (!exists(state, agent)) {
        return refuse(Reason::unknown_agent, "agent");
    }
    const Interaction* call = find(state, id);
    if (call == nullptr) {
        return refuse(Reason::unknown_interaction, "interaction");
    }
    if (!is_voice(state, call->media)) {
        return refuse(Reason::wrong_media, "interaction");
    }
    const Party party = party_of(state, *call, agent);
    if (party.state == LegState::released) {
        return refuse(Reason::not_party, "agent");
    }
    return is_capable(state, *call, party, operation) ? allowed
                                                      : refuse(Reason::not_in_state, "interaction");
}

void begin_after_call_work(const State& state, const Interaction& call, const Party& party,
                           Context& context) {
    const bool has_talked = party.state == LegState::established || party.state == LegState::held;
    const bool has_dialed = party.leg != nullptr && party.leg->has_dialed;
    if (call.queue.exists() && has_talked && !has_dialed && !is_supervisor(party)) {
        begin_after_call_work(state, party.agent, call.media, context);
    }
}

void release(const State& state, const Interaction& call, const Party& leaver, Cause cause,
             Context& context) {
    const Parting parting = part(state, call, [&](const Party& one) {
        return is_same(one, leaver) || follows(state, one, leaver.agent);
    });
    const bool goes_on = go_on(call, parting.others);
    if (!goes_on && call.invited.exists()) {
        context.emit(InteractionRevoked{call.id, call.invited, Cause::customer});
    }
    emit_released(state, call, leaver, cause, context);
    release_followers(state, call, call.id, leaver.agent, context);
    if (!goes_on) {
        end(state, call, parting.others, leaver.agent, cause, context);
    }
    if (cause != Cause::session_ended) {
        begin_after_call_work(state, call, leaver, context);
    }
}

void release_all_supervisors(const State& state, const Interaction& call, Context& context) {
    const Parting parting = part(state, call, is_supervisor);
    release_supervisors(state, call, call.id, context);
    if (!parting.leavers.empty() && !go_on(call, parting.others)) {
        end(state, call, parting.others, {}, Cause::monitoring_ended, context);
    }
}

std::vector<Party> parties_without(const State& state, const Interaction& call, AgentId agent) {
    return part(state, call,
                [&](const Party& one) { return one.agent == agent || follows(state, one, agent); })
        .others;
}

bool goes_on_without(const State& state, const Interaction& call, AgentId agent,
                     const std::vector<Party>& further) {
    std::vector<Party> all = parties_without(state, call, agent);
    all.insert(all.end(), further.begin(), further.end());
    return go_on(call, all);
}

Verdict release_outside(const State& state, const Interaction& call, Text number,
                        Context& context) {
    const std::vector<Party> all = parties(state, call);
    const Party* leaver = outside(all, context.view(number), false);
    if (leaver == nullptr) {
        return refuse(Reason::not_in_state, "interaction");
    }
    release(state, call, *leaver, Cause::customer, context);
    return allowed;
}

void decide_timer(const State& state, const Leg& leg, Context& context) {
    const Interaction& call = *find(state, leg.call);
    CHECK(leg.state == LegState::ringing);
    release(state, call, {leg.agent, leg.number, leg.state, &leg}, Cause::timeout, context);
}

}  // namespace call

// Who is rung out of a queue accepts its offer; who is called by somebody answers him.
Verdict decide(const State& state, const AnswerCall& command, Context& context) {
    if (const Verdict verdict = call::check(state, command.agent, command.interaction, "Answer");
        !verdict.accepted()) {
        return verdict;
    }
    const Interaction& rung = *find(state, command.interaction);
    if (!call::can_connect(state, rung)) {
        return refuse(Reason::not_in_state, "interaction");
    }
    if (rung.invited == command.agent) {
        context.emit(InteractionAccepted{rung.id, command.agent});
        call::record_by_queue(state, rung, context);
    } else {
        context.emit(PartyAnswered{rung.id, command.agent, {}});
    }
    call::join_established(state, rung, command.agent, context);
    return allowed;
}

Verdict decide(const State& state, const HangupCall& command, Context& context) {
    if (const Verdict verdict = call::check(state, command.agent, command.interaction, "Hangup");
        !verdict.accepted()) {
        return verdict;
    }
    const Interaction& left = *find(state, command.interaction);
    const call::Party party = call::party_of(state, left, command.agent);
    if (party.leg != nullptr) {
        call::release(state, left, party, Cause::agent, context);
    } else if (left.invited == command.agent) {
        context.emit(InteractionRejected{left.id, command.agent});
    } else {
        call::complete_call(state, left, command.agent, Cause::agent, context);
        call::begin_after_call_work(state, command.agent, left.media, context);
    }
    return allowed;
}

Verdict decide(const State& state, const AnswerOutside& command, Context& context) {
    std::vector<call::Party> all;
    const call::Party* rung = nullptr;
    if (const Verdict verdict = call::check_outside(state, command.interaction,
                                                    context.view(command.phone_number), all, rung);
        !verdict.accepted()) {
        return verdict;
    }
    context.emit(PartyAnswered{command.interaction, {}, context.out.texts.add(rung->number)});
    call::join_established(state, *find(state, command.interaction), {}, context);
    return allowed;
}

Verdict decide(const State& state, const RefuseOutside& command, Context& context) {
    std::vector<call::Party> all;
    const call::Party* rung = nullptr;
    if (const Verdict verdict = call::check_outside(state, command.interaction,
                                                    context.view(command.phone_number), all, rung);
        !verdict.accepted()) {
        return verdict;
    }
    call::release(state, *find(state, command.interaction), *rung, Cause::busy, context);
    return allowed;
}

}  // namespace cordboard
