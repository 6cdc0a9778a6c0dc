// SPDX-License-Identifier: Apache-2.0
// The part of the projector that speaks of an agent as a whole: who is present on the queues that
// agents are tied to, and on which media they have room (statistics reference, 1.2, 2.2.2, 5.5).
//
// Rows of presence carry the agent instead of an interaction (decision D-18). They are made only
// for statistics that count them: an agent of many skills would else fill the log with himself.
#include <algorithm>

#include "stats/projected_actions.hpp"

namespace cordboard::stats {

namespace {

// The ranks of statuses (3.1) as far as a channel of a centre can have them.
constexpr int rank_logged_in = 3;
constexpr int rank_waits = 5;
constexpr int rank_offered = 8;
constexpr int rank_not_ready = 9;
constexpr int rank_wraps_up = 10;
constexpr int rank_call = 14;

}  // namespace

Projector::Presence Projector::presence_of(AgentId agent) const {
    const Actions& all = actions();
    int voice = 0;
    int other = 0;
    const auto& channels = channels_[agent.value];
    for (std::size_t i = 0; i < channels.size(); ++i) {
        const ChannelView& view = channels[i];
        if (!view.open) {
            continue;
        }
        const bool waits = view.running == all.wait_for_next_call || view.running == all.available;
        int rank = !view.runs                            ? rank_logged_in
                   : view.running == all.after_call_work ? rank_wraps_up
                   : waits                               ? rank_waits
                                                         : rank_not_ready;
        rank = std::max(rank, view.calls > 0 ? rank_call : view.offers > 0 ? rank_offered : 0);
        int& side = media_[i].is_voice ? voice : other;
        side = std::max(side, rank);
    }
    // A voice status that outranks being not ready stands whatever else there is (3.3).
    const int status = voice > rank_not_ready ? voice : std::max(voice, other);
    return {status != 0, status != 0 && status != rank_not_ready, status == rank_waits,
            voice != 0,  voice != 0 && voice != rank_not_ready,   voice == rank_waits};
}

void Projector::presence_row(const AgentView& agent, SkillId skill, std::size_t which,
                             bool starts) {
    const ObjectId queue = skill_queues_[skill.value];
    const ActionIndex action = actions().present[which];
    if (!is_wanted(queue, action)) {
        return;
    }
    ActionRow one;
    one.time = now_;
    one.object = queue;
    one.action = action;
    one.phase = starts ? Phase::start : Phase::end;
    one.interaction = std::uint64_t{agent.object.value} + 1;
    rows_->push_back(one);
}

void Projector::show_presence(AgentId agent) {
    AgentView& view = agents_[agent.value];
    if (view.skills.empty()) {
        return;
    }
    const Presence present = presence_of(agent);
    for (std::size_t which = 0; which < presences; ++which) {
        if (present[which] == view.present[which]) {
            continue;
        }
        for (const SkillId skill : view.skills) {
            presence_row(view, skill, which, present[which]);
        }
    }
    view.present = present;
}

void Projector::tie(AgentId agent, SkillId skill, bool is_tied) {
    AgentView& view = agents_[agent.value];
    const auto found = std::find(view.skills.begin(), view.skills.end(), skill);
    if (is_tied == (found != view.skills.end())) {
        return;
    }
    if (is_tied) {
        if (view.skills.empty()) {
            view.present = presence_of(agent);
        }
        view.skills.push_back(skill);
    } else {
        view.skills.erase(found);
    }
    for (std::size_t which = 0; which < presences; ++which) {
        if (view.present[which]) {
            presence_row(view, skill, which, is_tied);
        }
    }
}

// Work of an agent that did not come from some of the queues he is tied to.
void Projector::missed(const AgentView& agent, const std::vector<SkillId>& served,
                       ActionIndex action, const Visit& visit, Duration duration) {
    for (const SkillId skill : agent.skills) {
        if (std::find(served.begin(), served.end(), skill) == served.end()) {
            row(skill_queues_[skill.value], visit, action, Phase::occur, duration);
        }
    }
}

void Projector::work_after_call_ended(AgentId agent, Duration worked) {
    const AgentView& view = agents_[agent.value];
    Visit call;
    call.id = view.last.id;
    call.type = view.last.type;
    call.queue = view.last.queue;
    call.skills = view.last.skills;
    for (std::uint32_t i = 0; i < media_.size(); ++i) {
        if (media_[i].is_voice) {
            call.media = {i};
        }
    }
    if (call.queue.exists()) {
        on_queues(call, actions().work_completed, worked);
    }
    missed(view, call.skills, actions().work_missed, call, worked);
}

bool Projector::has_room(AgentId agent, MediaId media) const {
    const auto& channels = channels_[agent.value];
    const ChannelView& own = channels[media.value];
    if (own.calls + own.offers >= own.capacity) {
        return false;
    }
    for (std::uint32_t i = 0; i < channels.size(); ++i) {
        if (i == media.value || channels[i].calls + channels[i].offers == 0) {
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

// Two rows for every change of what an agent holds: only for a log, or if somebody counts them.
void Projector::show_capacity(AgentId agent) {
    if (!complete_ && !statistics_->wanted(actions().routable) &&
        !statistics_->wanted(actions().not_routable)) {
        return;
    }
    auto& channels = channels_[agent.value];
    for (std::uint32_t i = 0; i < channels.size(); ++i) {
        ChannelView& view = channels[i];
        const auto room = view.open ? std::optional(has_room(agent, {i})) : std::nullopt;
        if (room == view.routable) {
            continue;
        }
        const auto report = [&](const std::optional<bool>& shown, Phase phase) {
            if (shown) {
                row_of_channel(agent, {i}, *shown ? actions().routable : actions().not_routable,
                               phase);
            }
        };
        report(view.routable, Phase::end);
        report(room, Phase::start);
        view.routable = room;
    }
}

}  // namespace cordboard::stats
