// SPDX-License-Identifier: Apache-2.0
#include "routing/explain.hpp"

#include <algorithm>

#include "routing/candidates.hpp"
#include "state/exclusions.hpp"
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

}  // namespace

std::vector<Consideration> explain(const State& state, const Interaction& interaction,
                                   Instant now) {
    std::vector<Consideration> able;
    std::vector<Consideration> others;
    const Routing& routing = state.routing;
    if (!interaction.targets.exists()) {
        return able;
    }
    std::vector<const Member*> in_order;
    ranked_members(state, interaction, now, in_order);
    for (const Member* member : in_order) {
        able.push_back({member->agent, {member->target}, member->level, Hindrance::none});
    }
    for (const TargetId target : state.directory.target_lists[interaction.targets.value].targets) {
        for (const Member& member : routing.members) {
            const auto same = [&](const Consideration& one) { return one.agent == member.agent; };
            if (member.target != target.value || std::any_of(able.begin(), able.end(), same) ||
                std::any_of(others.begin(), others.end(), same)) {
                continue;
            }
            others.push_back(
                {member.agent, target, member.level, hindrance(state, interaction, member.agent)});
        }
    }
    able.insert(able.end(), others.begin(), others.end());
    return able;
}

}  // namespace cordboard::routing
