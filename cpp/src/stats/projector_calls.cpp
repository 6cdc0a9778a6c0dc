// SPDX-License-Identifier: Apache-2.0
// The part of the projector that follows calls in which more is done than to answer and to hang up:
// dialed calls, hold, transfers, conferences (statistics reference, 2.2.1, X12 and X13).
//
// An action of a call runs on under a hold. What changes the other end of a call, or its type, ends
// its action with CallPartyChanged and begins the next one; only a release completes it.
#include <algorithm>
#include <utility>

#include "base/check.hpp"
#include "stats/projected_actions.hpp"

namespace cordboard::stats {

bool Projector::project_call(const Event& event, const Arena& texts) {
    const auto& body = event.body;
    if (const auto* is_dialed = std::get_if<CallDialed>(&body)) {
        dialed(*is_dialed);
    } else if (const auto* is_rung = std::get_if<PartyRang>(&body)) {
        rang(*is_rung, texts);
    } else if (const auto* has_answered = std::get_if<PartyAnswered>(&body)) {
        answered(*has_answered, texts);
    } else if (const auto* is_released = std::get_if<PartyReleased>(&body)) {
        released(*is_released, texts);
    } else if (const auto* is_held = std::get_if<CallHeld>(&body)) {
        held(*is_held);
    } else if (const auto* is_retrieved = std::get_if<CallRetrieved>(&body)) {
        retrieved(*is_retrieved);
    } else if (const auto* is_transferred = std::get_if<CallTransferred>(&body)) {
        call_transferred(*is_transferred);
    } else if (const auto* is_conferenced = std::get_if<CallConferenced>(&body)) {
        conferenced(*is_conferenced);
    } else if (const auto* has_joined = std::get_if<SupervisorJoined>(&body)) {
        supervisor_joined(*has_joined);
    } else if (const auto* is_forwarded = std::get_if<CallForwarded>(&body)) {
        forwarded(*is_forwarded);
    } else if (const auto* is_recorded = std::get_if<CallRecordingChanged>(&body)) {
        user_data_changed(is_recorded->interaction, texts.view(is_recorded->user_data));
    } else {
        return false;
    }
    return true;
}

// The parties of a call; of a plain one these are its customer and its owner.
Projector::CallView& Projector::legs_of(Visit& one) {
    CallView& call = calls_[one.id.value];
    if (!std::exchange(one.has_legs, true) && one.owner.exists()) {
        LegView owner;
        owner.agent = std::exchange(one.owner, {});
        owner.is_distributed = true;
        owner.talks_since = one.accepted_at;
        call.legs = {LegView{}, owner};
    }
    return call;
}

Projector::LegView& Projector::leg_of(Visit& one, AgentId agent) {
    auto& legs = legs_of(one).legs;
    const auto found = std::find_if(legs.begin(), legs.end(),
                                    [&](const LegView& leg) { return leg.agent == agent; });
    CHECK(found != legs.end());
    return *found;
}

void Projector::leg_row(const Visit& one, const LegView& leg, ActionIndex action, Phase phase,
                        Duration duration) {
    if (leg.agent.exists()) {
        row_of_agent(leg.agent, one, action, phase, duration);
    }
}

// It rings, or is dialed.
void Projector::begin_leg(Visit& one, LegView& leg) {
    leg.since = now_;
    if (!leg.agent.exists()) {
        return;
    }
    ++channel(leg.agent, one.media).offers;
    const bool rings = leg.state == LegState::ringing;
    leg_row(one, leg, rings ? actions().ringing : actions().dialing, Phase::start);
    leg_row(one, leg, rings ? actions().ringing_started : actions().dialing_started, Phase::occur);
}

void Projector::end_call_attempt(const Visit& one, const LegView& leg,
                                 std::optional<ActionIndex> outcome) {
    if (!leg.agent.exists()) {
        return;
    }
    --channel(leg.agent, one.media).offers;
    leg_row(one, leg, leg.state == LegState::ringing ? actions().ringing : actions().dialing,
            Phase::end);
    if (outcome) {
        leg_row(one, leg, *outcome, Phase::occur, now_ - leg.since);
    }
}

void Projector::talk_rows(const Visit& one, const LegView& leg, Phase phase) {
    const Actions::Work& work = actions().work(one.type, true);
    leg_row(one, leg, work.lasts, phase);
    if (const auto twin = leg.has_dialed ? work.originated : work.received) {
        leg_row(one, leg, *twin, phase);
    }
}

void Projector::begin_talk(Visit& one, LegView& leg) {
    leg.state = LegState::established;
    leg.talks_since = now_;
    if (!leg.agent.exists()) {
        return;
    }
    one.party = leg.agent;
    talk_rows(one, leg, Phase::start);
    leg_row(one, leg, actions().work(one.type, true).started, Phase::occur);
    ++channel(leg.agent, one.media).calls;
}

void Projector::end_hold(const Visit& one, const LegView& leg, std::optional<ActionIndex> outcome) {
    if (leg.state != LegState::held) {
        return;
    }
    leg_row(one, leg, actions().on_hold, Phase::end);
    if (outcome) {
        leg_row(one, leg, *outcome, Phase::occur, now_ - leg.since);
    }
}

// By a release, or by that change.
void Projector::end_talk(Visit& one, LegView& leg, std::optional<ActionIndex> changed) {
    if (!leg.agent.exists()) {
        return;
    }
    const Duration talked = now_ - leg.talks_since;
    leaves_observation(one, leg.agent);
    talk_rows(one, leg, Phase::end);
    if (std::exchange(leg.has_conference, false)) {
        leg_row(one, leg, actions().conference_originated, Phase::end);
    }
    leg_row(one, leg, changed.value_or(actions().work(one.type, true).ended), Phase::occur, talked);
    one.party = leg.agent;
    if (std::exchange(leg.is_distributed, false)) {
        on_queues(one, actions().call_released, talked);
    }
    --channel(leg.agent, one.media).calls;
    if (changed) {
        return;
    }
    AgentView& view = agents_[leg.agent.value];
    missed(view, actions().call_missed, one, talked);
    statistics_->release(view.last.attributes);
    const std::uint32_t left = brings_ == Brings::everything ? attributes_of(one, {}) : 0;
    view.last = {one.id, one.queue, one.type, one.skills, left};
    show_state(leg.agent, one.media);
}

void Projector::dialed(const CallDialed& event) {
    Visit& one = visit(event.interaction);
    one.party = event.agent;
    LegView leg;
    leg.agent = event.agent;
    leg.state = LegState::dialing;
    leg.has_dialed = true;
    begin_leg(one, leg);
    legs_of(one).legs.push_back(std::move(leg));
}

// It rings there for no time.
void Projector::forwarded(const CallForwarded& event) {
    Visit& one = visit(event.interaction);
    LegView leg;
    leg.agent = event.agent;
    leg.state = LegState::ringing;
    begin_leg(one, leg);
    end_call_attempt(one, leg, actions().forwarded);
}

void Projector::rang(const PartyRang& event, const Arena& texts) {
    Visit& one = visit(event.interaction);
    auto& legs = legs_of(one).legs;
    LegView leg;
    leg.agent = event.agent;
    leg.number = texts.view(event.phone_number);
    leg.state = LegState::ringing;
    leg.by = event.by;
    const bool is_further =
        std::any_of(legs.begin(), legs.end(), [](const LegView& other) { return other.talks(); });
    leg.comes = is_further ? LegView::Comes::one_step : LegView::Comes::dialed;
    begin_leg(one, leg);
    legs.push_back(std::move(leg));
}

void Projector::connect(Visit& one, CallView& call) {
    for (LegView& leg : call.legs) {
        if (leg.state == LegState::dialing) {
            end_call_attempt(one, leg, actions().dialed);
            begin_talk(one, leg);
        }
    }
}

// What his coming is to him and to the others.
void Projector::came_in(Visit& one, const LegView& leg) {
    const Actions& all = actions();
    if (leg.comes == LegView::Comes::transfer) {
        leg_row(one, leg, all.call_transfer_taken, Phase::occur);
    }
    if (leg.comes != LegView::Comes::conference && leg.comes != LegView::Comes::one_step) {
        return;
    }
    leg_row(one, leg, all.call_conference_joined, Phase::occur);
    for (LegView& other : legs_of(one).legs) {
        if (&other == &leg || !other.talks()) {
            continue;
        }
        if (other.agent.exists() && other.agent == leg.by &&
            leg.comes == LegView::Comes::one_step) {
            leg_row(one, other, all.call_conference_made, Phase::occur);
            if (!std::exchange(other.has_conference, true)) {
                leg_row(one, other, all.conference_originated, Phase::start);
            }
        }
        leg_row(one, other, all.conference_party_added, Phase::occur);
    }
}

void Projector::answered(const PartyAnswered& event, const Arena& texts) {
    Visit& one = visit(event.interaction);
    CallView& call = legs_of(one);
    const std::string_view number = texts.view(event.phone_number);
    const auto found = std::find_if(call.legs.begin(), call.legs.end(), [&](const LegView& leg) {
        return leg.agent == event.agent && leg.number == number;
    });
    CHECK(found != call.legs.end());
    end_call_attempt(one, *found, actions().answered);
    begin_talk(one, *found);
    connect(one, call);
    came_in(one, *found);
}

// A queue has found an agent for those who wait in the call.
void Projector::accepted_in_call(Visit& one) {
    CallView& call = legs_of(one);
    LegView leg;
    leg.agent = std::exchange(one.owner, {});
    leg.is_distributed = true;
    leg.talks_since = now_;
    if (std::exchange(call.is_transferred, false)) {
        leg.comes = LegView::Comes::transfer;
    }
    call.legs.push_back(leg);
    connect(one, call);
    came_in(one, call.legs.back());
}

void Projector::supervisor_joined(const SupervisorJoined& event) {
    Visit& one = visit(event.interaction);
    auto& legs = legs_of(one).legs;
    LegView leg;
    leg.agent = event.agent;
    leg.is_supervisor = true;
    leg.monitored = event.monitored;
    begin_observation(one, leg);
    legs.push_back(std::move(leg));
}

// The supervisor's side of it, and the agent's while he talks in the call.
void Projector::begin_observation(Visit& one, LegView& leg) {
    const auto& legs = legs_of(one).legs;
    leg_row(one, leg, actions().observing, Phase::start);
    leg.is_observed = std::any_of(legs.begin(), legs.end(), [&](const LegView& other) {
        return other.agent == leg.monitored && other.talks();
    });
    if (leg.is_observed) {
        row_of_agent(leg.monitored, one, actions().observed, Phase::start);
    }
    ++channel(leg.agent, one.media).calls;
}

void Projector::end_observation(const Visit& one, LegView& leg) {
    leg_row(one, leg, actions().observing, Phase::end);
    if (std::exchange(leg.is_observed, false)) {
        row_of_agent(leg.monitored, one, actions().observed, Phase::end);
    }
    --channel(leg.agent, one.media).calls;
}

// The agent talks in the call no longer, and there is nothing of him to observe.
void Projector::leaves_observation(Visit& one, AgentId agent) {
    for (LegView& leg : legs_of(one).legs) {
        if (leg.monitored == agent && std::exchange(leg.is_observed, false)) {
            row_of_agent(agent, one, actions().observed, Phase::end);
        }
    }
}

void Projector::end_leg(Visit& one, LegView& leg, Cause cause) {
    const Actions& all = actions();
    if (leg.is_supervisor) {
        end_observation(one, leg);
        show_state(leg.agent, one.media);
        return;
    }
    const bool by_others = cause == Cause::customer || cause == Cause::far_end;
    if (leg.state == LegState::dialing) {
        const bool gave_up = cause == Cause::agent || cause == Cause::session_ended;
        end_call_attempt(one, leg,
                         gave_up ? std::optional(all.abandoned_from_dialing) : std::nullopt);
    } else if (leg.state == LegState::ringing) {
        end_call_attempt(one, leg, by_others ? all.abandoned_from_ringing : all.forwarded);
    } else {
        end_hold(one, leg, by_others ? std::optional(all.abandoned_from_hold) : std::nullopt);
        end_talk(one, leg, {});
    }
}

void Projector::released(const PartyReleased& event, const Arena& texts) {
    Visit& one = visit(event.interaction);
    auto& legs = legs_of(one).legs;
    const std::string_view number = texts.view(event.phone_number);
    const auto found = std::find_if(legs.begin(), legs.end(), [&](const LegView& leg) {
        return leg.agent == event.agent && leg.number == number;
    });
    CHECK(found != legs.end());
    const bool has_talked = found->talks();
    end_leg(one, *found, event.cause);
    legs.erase(found);
    const auto talk =
        std::count_if(legs.begin(), legs.end(), [](const LegView& leg) { return leg.talks(); });
    for (const LegView& leg : legs) {
        if (has_talked && talk > 1 && leg.talks()) {
            leg_row(one, leg, actions().conference_party_deleted, Phase::occur);
        }
    }
}

void Projector::held(const CallHeld& event) {
    Visit& one = visit(event.interaction);
    LegView& leg = leg_of(one, event.agent);
    leg.state = LegState::held;
    leg.since = now_;
    leg_row(one, leg, actions().held, Phase::occur);
    leg_row(one, leg, actions().on_hold, Phase::start);
}

void Projector::retrieved(const CallRetrieved& event) {
    Visit& one = visit(event.interaction);
    LegView& leg = leg_of(one, event.agent);
    end_hold(one, leg, actions().retrieved_from_hold);
    leg.state = LegState::established;
}

// The others of a consult call come into the call; the agent's part in the consult call is over.
void Projector::join_consultation(Visit& one, Visit& consult, AgentId agent, LegView::Comes how) {
    const Actions& all = actions();
    const bool is_transfer = how == LegView::Comes::transfer;
    for (LegView& leg : legs_of(consult).legs) {
        if (leg.is_supervisor) {
            end_observation(consult, leg);
        }
    }
    std::vector<LegView> coming = std::move(legs_of(consult).legs);
    legs_of(consult).legs.clear();
    for (LegView& leg : coming) {
        if (leg.is_supervisor) {
            continue;
        }
        if (leg.agent == agent) {
            if (leg.talks()) {
                end_hold(consult, leg,
                         is_transfer ? all.transferred_from_hold : all.retrieved_from_hold);
                end_talk(consult, leg, {});
            } else {
                end_call_attempt(consult, leg,
                                 is_transfer ? all.dial_transferred : all.dial_conferenced);
            }
            continue;
        }
        leg.comes = how;
        leg.by = agent;
        const LegState state = leg.state;
        if (state == LegState::ringing) {
            end_call_attempt(consult, leg, all.ringing_party_changed);
            begin_leg(one, leg);
            legs_of(one).legs.push_back(leg);
            continue;
        }
        end_hold(consult, leg, {});
        end_talk(consult, leg, all.party_changed);
        begin_talk(one, leg);
        if (state == LegState::held) {
            leg.state = LegState::held;
            leg.since = now_;
            leg_row(one, leg, all.on_hold, Phase::start);
        }
        auto& legs = legs_of(one).legs;
        legs.push_back(leg);
        came_in(one, legs.back());
    }
    for (LegView& leg : coming) {
        if (leg.is_supervisor) {
            begin_observation(one, leg);
            legs_of(one).legs.push_back(leg);
        }
    }
}

void Projector::call_transferred(const CallTransferred& event) {
    Visit& one = visit(event.interaction);
    const Actions& all = actions();
    auto& legs = legs_of(one).legs;
    LegView leg = leg_of(one, event.agent);
    end_hold(one, leg, all.transferred_from_hold);
    leg_row(one, leg, all.call_transfer_made, Phase::occur);
    end_talk(one, leg, {});
    std::erase_if(legs, [&](const LegView& other) { return other.agent == event.agent; });
    // Whoever was alone with him talks to somebody else from now on.
    const auto talk =
        std::count_if(legs.begin(), legs.end(), [](const LegView& other) { return other.talks(); });
    bool is_taken = false;
    for (LegView& other : legs) {
        if (other.talks() && talk == 1 && other.agent.exists()) {
            leg_row(one, other, all.transfer_party_changed, Phase::occur);
            talk_rows(one, other, Phase::end);
            leg_row(one, other, all.party_changed, Phase::occur, now_ - other.talks_since);
            talk_rows(one, other, Phase::start);
            leg_row(one, other, all.work(one.type, true).started, Phase::occur);
            other.talks_since = now_;
        }
        if (other.state == LegState::ringing && other.by == event.agent) {
            other.comes = LegView::Comes::transfer;
            is_taken = true;
        }
    }
    if (event.consult.exists()) {
        join_consultation(one, visit(event.consult), event.agent, LegView::Comes::transfer);
    } else {
        legs_of(one).is_transferred = !is_taken;
    }
}

void Projector::conferenced(const CallConferenced& event) {
    Visit& one = visit(event.interaction);
    const Actions& all = actions();
    LegView& leg = leg_of(one, event.agent);
    end_hold(one, leg, all.retrieved_from_hold);
    leg.state = LegState::established;
    leg_row(one, leg, all.call_conference_made, Phase::occur);
    if (!std::exchange(leg.has_conference, true)) {
        leg_row(one, leg, all.conference_originated, Phase::start);
    }
    join_consultation(one, visit(event.consult), event.agent, LegView::Comes::conference);
}

void Projector::update_legs(Visit& one) {
    for (const LegView& leg : legs_of(one).legs) {
        if (leg.is_supervisor) {
            leg_row(one, leg, actions().observing, Phase::update);
            if (leg.is_observed) {
                row_of_agent(leg.monitored, one, actions().observed, Phase::update);
            }
            continue;
        }
        if (!leg.talks()) {
            leg_row(one, leg,
                    leg.state == LegState::ringing ? actions().ringing : actions().dialing,
                    Phase::update);
            continue;
        }
        talk_rows(one, leg, Phase::update);
        if (leg.state == LegState::held) {
            leg_row(one, leg, actions().on_hold, Phase::update);
        }
        if (leg.has_conference) {
            leg_row(one, leg, actions().conference_originated, Phase::update);
        }
    }
}

}  // namespace cordboard::stats
