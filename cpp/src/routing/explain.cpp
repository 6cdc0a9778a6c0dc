// SPDX-License-Identifier: Apache-2.0
#include "routing/explain.hpp"

#include <algorithm>

#include "routing/candidates.hpp"
#include "state/exclusions.hpp"
#include "state/holding.hpp"
#include "state/pools.hpp"

namespace cordboard::routing {

namespace {

Hindrance hindrance(const State& state, const Interaction& interaction, AgentId agent) {
    const Channel& channel = state.directory.channels.at(agent.value, interaction.media.value);
    if (!channel.open) {
        return Hindrance::not_in_session;
    }
    if (channel.state != ChannelState::ready) {
        return Hindrance::not_ready;
    }
    if (channel.do_not_disturb) {
        return Hindrance::do_not_disturb;
    }
    if (channel.held >= channel.capacity) {
        return Hindrance::at_capacity;
    }
    if (!pools::is_able(state, agent, interaction.media)) {
        return Hindrance::beside_other_media;
    }
    return exclusions::contains(state, interaction, agent) ? Hindrance::let_it_go : Hindrance::none;
}

Consideration consider(const State& state, const Member& member, Hindrance hindrance, Instant now) {
    const Agent& agent = state.directory.agents[member.agent.value];
    const bool idle = agent.in_session && agent.held == 0;
    return {member.agent,
            {member.target},
            member.level,
            idle ? now - agent.free_since : Duration{},
            occupancy(agent, now),
            agent.held,
            hindrance};
}

// The state as it would be had nobody chosen yet.
State without_offer(const State& state, const Interaction& offered, Instant now) {
    State before = state;
    Interaction& interaction = before.interactions.slots[offered.id.slot()];
    Agent& agent = before.directory.agents[offered.invited.value];
    holding::give_back(before, offered.invited, offered.media, now);
    agent.free_since = state.directory.agents[offered.invited.value].free_since;
    pools::refresh(before, offered.invited);
    interaction.state = InteractionState::queued;
    interaction.invited = {};
    return before;
}

// Visits the agents of some targets who are not listed yet, each once.
template <class Visitor>
void for_each_other(const State& state, TargetListId list, const std::vector<Consideration>& listed,
                    Visitor&& visit) {
    for (const TargetId target : state.directory.target_lists[list.value].targets) {
        for (const Member& member : state.routing.members) {
            const auto same = [&](const Consideration& one) { return one.agent == member.agent; };
            if (member.target == target.value && std::none_of(listed.begin(), listed.end(), same)) {
                visit(member);
            }
        }
    }
}

// Visits the targets of the queue's overflows that have not come yet; a transfer knows none.
template <class Visitor>
void for_each_list_to_come(const State& state, const Interaction& interaction, Visitor&& visit) {
    if (!interaction.queue.exists()) {
        return;
    }
    const Queue& queue = state.directory.queues[interaction.queue.value];
    const auto present = static_cast<std::size_t>(interaction.stage);
    const auto stages = static_cast<std::size_t>(queue.stages);
    if (present >= stages || queue.stage[present].targets != interaction.targets) {
        return;
    }
    for (std::size_t stage = present + 1; stage < stages; ++stage) {
        visit(queue.stage[stage].targets);
    }
}

}  // namespace

std::vector<Consideration> explain(const State& state, const Interaction& interaction,
                                   Instant now) {
    if (interaction.state == InteractionState::invited) {
        const State before = without_offer(state, interaction, now);
        auto result = explain(before, before.interactions.slots[interaction.id.slot()], now);
        for (Consideration& one : result) {
            if (one.agent == interaction.invited) {
                one.hindrance = Hindrance::chosen;
            }
        }
        return result;
    }
    if (!interaction.targets.exists()) {
        return {};
    }
    std::vector<Consideration> all;
    std::vector<const Member*> in_order;
    ranked_members(state, interaction, now, in_order);
    for (const Member* member : in_order) {
        all.push_back(consider(state, *member, Hindrance::none, now));
    }
    for_each_other(state, interaction.targets, all, [&](const Member& member) {
        all.push_back(consider(state, member, hindrance(state, interaction, member.agent), now));
    });
    for_each_list_to_come(state, interaction, [&](TargetListId list) {
        for_each_other(state, list, all, [&](const Member& member) {
            all.push_back(consider(state, member, Hindrance::asked_later, now));
        });
    });
    return all;
}

}  // namespace cordboard::routing
