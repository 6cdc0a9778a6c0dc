// SPDX-License-Identifier: Apache-2.0
// The part of the projector that speaks of the channels of an agent: sessions, states, and for how
// much more there is room (statistics reference, 2.2.1, 2.2.3, 5.5).
#include <optional>
#include <utility>

#include "stats/projected_actions.hpp"

namespace cordboard::stats {

Projector::ChannelView& Projector::channel(AgentId agent, MediaId media) {
    touched_ = agent;
    auto& channels = channels_[agent.value];
    if (media.value >= channels.size()) {
        channels.resize(media.value + 1);
    }
    return channels[media.value];
}

void Projector::row_of_channel(AgentId agent, MediaId media, ActionIndex action, Phase phase,
                               Duration duration) {
    row_of_channel(agent, media, action, phase, duration, ChannelFacts{});
}

void Projector::row_of_channel(AgentId agent, MediaId media, ActionIndex action, Phase phase,
                               Duration duration, const ChannelFacts& facts) {
    if (phase == Phase::occur && !is_wanted(agent_object(agent), action)) {
        return;
    }
    const bool follows_a_call = action == actions().after_call_work;
    ActionRow one;
    one.time = now_;
    one.object = agent_object(agent);
    one.action = action;
    one.phase = phase;
    one.call_type = follows_a_call ? agents_[agent.value].last.type : CallType::unknown;
    one.duration = duration;
    one.media = media_[media.value].text;
    if (carries(facts.reason != 0 || facts.room ? brings_lists_ : brings_, phase)) {
        one.attributes = attributes_of_channel(agent, media, facts);
    }
    rows_->push_back(one);
}

void Projector::session_started(const ContactCenterSessionStarted& event) {
    agents_[event.agent.value].place = event.place;
    for (std::uint32_t i = 0; i < media_.size(); ++i) {
        if (!event.channels.contains({i})) {
            continue;
        }
        ChannelView& view = channel(event.agent, {i});
        view.open = true;
        view.opened = now_;
        view.state = ChannelState::not_ready;
        view.reason = 0;
        if (media_[i].is_voice) {
            row_of_channel(event.agent, {i}, actions().agent_login, Phase::occur);
            row_of_channel(event.agent, {i}, actions().logged_in, Phase::start);
        } else {
            row_of_channel(event.agent, {i}, actions().active, Phase::start);
        }
        show_state(event.agent, {i});
    }
}

void Projector::session_ended(const ContactCenterSessionEnded& event) {
    for (std::uint32_t i = 0; i < media_.size(); ++i) {
        ChannelView& view = channel(event.agent, {i});
        if (!view.open) {
            continue;
        }
        if (view.do_not_disturb) {
            disturbed({event.agent, {i}, false});
        }
        view.open = false;
        view.state = ChannelState::logout;
        view.work_mode = WorkMode::none;
        view.reason = 0;
        show_state(event.agent, {i});
        if (media_[i].is_voice) {
            row_of_channel(event.agent, {i}, actions().agent_logout, Phase::occur,
                           now_ - view.opened);
            row_of_channel(event.agent, {i}, actions().logged_in, Phase::end);
        } else {
            row_of_channel(event.agent, {i}, actions().active, Phase::end);
        }
    }
}

void Projector::disturbed(const DoNotDisturbChanged& event) {
    ChannelView& view = channel(event.agent, event.media);
    if (view.do_not_disturb == event.on) {
        return;
    }
    view.do_not_disturb = event.on;
    const ActionIndex action =
        media_[event.media.value].is_voice ? actions().dnd : actions().do_not_disturb;
    row_of_channel(event.agent, event.media, action, event.on ? Phase::start : Phase::end);
    show_state(event.agent, event.media);
}

void Projector::state_changed(const AgentStateChanged& event, const Arena& texts) {
    ChannelView& view = channel(event.agent, event.media);
    view.state = event.state;
    view.work_mode = event.work_mode;
    view.reason =
        brings_lists_ != Brings::nothing ? statistics_->text(texts.view(event.reason)) : 0;
    show_state(event.agent, event.media);
}

// Runs the durable action that stands for the state of a channel. After-call work that is asked for
// during a call begins when that call ends.
void Projector::show_state(AgentId agent, MediaId media) {
    ChannelView& view = channel(agent, media);
    const Actions& all = actions();
    const bool voice = media_[media.value].is_voice;
    const bool ready = view.state == ChannelState::ready;
    const bool wraps_up = view.work_mode == WorkMode::after_call_work;
    ActionIndex wanted = voice ? (ready ? all.wait_for_next_call : all.not_ready)
                               : (ready && !view.do_not_disturb ? all.available : all.blocked);
    bool runs = view.open && view.state != ChannelState::logout;
    if (wraps_up && view.state == ChannelState::not_ready && view.calls > 0 && view.runs) {
        return;
    }
    if (wraps_up && view.state == ChannelState::not_ready && voice) {
        wanted = all.after_call_work;
    }
    const std::uint32_t reason = std::exchange(view.shown_reason, view.reason);
    if (runs == view.runs && (!runs || wanted == view.running)) {
        if (runs && reason != view.reason) {
            row_of_channel(agent, media, wanted, Phase::update, {}, {view.reason, {}});
        }
        return;
    }
    if (view.runs) {
        row_of_channel(agent, media, view.running, Phase::end);
        if (view.running == all.after_call_work) {
            work_after_call_ended(agent, now_ - view.since);
        }
    }
    if (runs) {
        row_of_channel(agent, media, wanted, Phase::start, {}, {view.reason, {}});
    }
    view.runs = runs;
    view.running = wanted;
    view.since = now_;
}

Projector::Room Projector::room_of(AgentId agent, MediaId media) const {
    const ChannelView& own = channels_[agent.value][media.value];
    const std::uint32_t held = own.held();
    return {own.capacity, may_take_more(agent, media) ? own.capacity - held : 0};
}

bool Projector::may_take_more(AgentId agent, MediaId media) const {
    const auto& channels = channels_[agent.value];
    const ChannelView& own = channels[media.value];
    if (own.held() >= own.capacity) {
        return false;
    }
    for (std::uint32_t i = 0; i < channels.size(); ++i) {
        if (i == media.value || channels[i].held() == 0) {
            continue;
        }
        const MediaView& asked = media_[media.value];
        const bool stands_beside = asked.beside_any || asked.beside.contains({i});
        if (asked.alone || media_[i].alone || !stands_beside) {
            return false;
        }
    }
    return true;
}

// Rows for every change of what an agent holds: only for a log, or if somebody counts them.
void Projector::show_capacity(AgentId agent) {
    if (!complete_ && !statistics_->wanted(actions().routable) &&
        !statistics_->wanted(actions().not_routable)) {
        return;
    }
    auto& channels = channels_[agent.value];
    for (std::uint32_t i = 0; i < channels.size(); ++i) {
        ChannelView& view = channels[i];
        const auto room = view.open ? std::optional(room_of(agent, {i})) : std::nullopt;
        const auto before = std::exchange(view.room, room);
        if (room == before) {
            continue;
        }
        const auto report = [&](const Room& shown, Phase phase) {
            row_of_channel(agent, {i},
                           shown.routable > 0 ? actions().routable : actions().not_routable, phase,
                           {}, {0, shown});
        };
        if (room && before && (room->routable > 0) == (before->routable > 0)) {
            if (brings_lists_ != Brings::nothing) {
                report(*room, Phase::update);
            }
            continue;
        }
        if (before) {
            report(*before, Phase::end);
        }
        if (room) {
            report(*room, Phase::start);
        }
    }
}

}  // namespace cordboard::stats
