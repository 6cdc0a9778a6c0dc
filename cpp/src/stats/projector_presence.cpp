// SPDX-License-Identifier: Apache-2.0
// The part of the projector that speaks of an agent as a whole: who is present on the queues that
// agents are tied to, and what work on others' behalf they do (statistics reference, 1.2, 2.2.2).
//
// Rows of presence carry the agent instead of an interaction (decision D-18). They are made only
// for statistics that count them: an agent of many skills would else fill the log with himself.
#include <algorithm>
#include <utility>

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

void Projector::presence_row(const AgentView& agent, ObjectId queue, std::size_t which,
                             bool starts) {
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
    if (view.ties_changed) [[unlikely]] {
        tie(agent);
    }
    if (!follows_presence_ || view.tied.empty()) {
        return;
    }
    const Presence present = presence_of(agent);
    for (std::size_t which = 0; which < presences; ++which) {
        if (present[which] == view.present[which]) {
            continue;
        }
        for (const ObjectId queue : view.tied) {
            presence_row(view, queue, which, present[which]);
        }
    }
    view.present = present;
}

bool Projector::serves(AgentId agent, const TargetView& target) const {
    const AgentView& view = agents_[agent.value];
    if (!target.skills.skills().empty()) {
        return target.skills.matches([&levels = view.levels](SkillId skill) {
            return skill.value < levels.size() ? levels[skill.value] : 0;
        });
    }
    const auto& groups = view.groups;
    return target.agent == agent ||
           (target.group.exists() &&
            std::find(groups.begin(), groups.end(), target.group) != groups.end());
}

bool Projector::serves(AgentId agent, const QueueView& queue) const {
    if (!queue.targets.exists()) {
        return false;
    }
    const auto& targets = lists_[queue.targets.value];
    return std::any_of(targets.begin(), targets.end(),
                       [&](TargetId target) { return serves(agent, targets_[target.value]); });
}

std::vector<ObjectId> Projector::ties_of(AgentId agent) const {
    std::vector<ObjectId> ties;
    const auto& levels = agents_[agent.value].levels;
    for (std::size_t skill = 0; skill < levels.size(); ++skill) {
        if (levels[skill] > 0) {
            ties.push_back(skill_queues_[skill]);
        }
    }
    for (const QueueView& queue : queues_) {
        if (serves(agent, queue)) {
            ties.push_back(queue.calls);
        }
    }
    return ties;
}

// Of somebody who is away nothing is known on his queues; it is enough to look when he comes.
void Projector::ties_changed(AgentId agent) {
    agents_[agent.value].ties_changed = true;
    const auto& channels = channels_[agent.value];
    if (std::any_of(channels.begin(), channels.end(),
                    [](const ChannelView& view) { return view.open; })) {
        tie(agent);
    }
}

void Projector::ties_of_all_changed() {
    for (std::uint32_t agent = 0; agent < agents_.size(); ++agent) {
        ties_changed({agent});
    }
}

void Projector::tie(AgentId agent) {
    AgentView& view = agents_[agent.value];
    const std::vector<ObjectId> before = std::exchange(view.tied, ties_of(agent));
    view.ties_changed = false;
    const auto report = [&](const std::vector<ObjectId>& of, const std::vector<ObjectId>& without,
                            bool starts) {
        for (const ObjectId queue : of) {
            if (std::find(without.begin(), without.end(), queue) != without.end()) {
                continue;
            }
            for (std::size_t which = 0; which < presences; ++which) {
                if (view.present[which]) {
                    presence_row(view, queue, which, starts);
                }
            }
        }
    };
    report(before, view.tied, false);
    if (before.empty() && follows_presence_) {
        view.present = presence_of(agent);
    }
    report(view.tied, before, true);
}

// Work of an agent that did not come from some of the queues he is tied to.
void Projector::missed(const AgentView& agent, ActionIndex action, const Visit& visit,
                       Duration duration) {
    const auto is_served = [&](ObjectId queue) {
        return (visit.queue.exists() && queues_[visit.queue.value].calls == queue) ||
               std::any_of(visit.skills.begin(), visit.skills.end(),
                           [&](SkillId skill) { return skill_queues_[skill.value] == queue; });
    };
    for (const ObjectId queue : agent.tied) {
        if (!is_served(queue)) {
            row(queue, visit, action, Phase::occur, duration);
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
    call.left = view.last.attributes;
    // Work without a call before it has none to tell of.
    call.brings = view.last.id.exists() ? brings_ : Brings::nothing;
    call.party = agent;
    for (std::uint32_t i = 0; i < media_.size(); ++i) {
        if (media_[i].is_voice) {
            call.media = {i};
        }
    }
    if (call.queue.exists()) {
        on_queues(call, actions().work_completed, worked);
    }
    missed(view, actions().work_missed, call, worked);
}

}  // namespace cordboard::stats
