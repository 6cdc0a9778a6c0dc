// SPDX-License-Identifier: Apache-2.0
#include "state/pools.hpp"

#include "base/check.hpp"
#include "state/skill_expression.hpp"

namespace cordboard::pools {

namespace {

struct Ends {
    std::uint32_t& first;
    std::uint32_t& last;
};

Ends ends(Pool& pool, Member::Standing standing) {
    if (standing == Member::Standing::free) {
        return {pool.first_free, pool.last_free};
    }
    return {pool.first_engaged, pool.last_engaged};
}

bool stands_before(const State& state, const Member& a, const Member& b) {
    if (a.standing == Member::Standing::free) {
        const Instant x = state.directory.agents[a.agent.value].free_since;
        const Instant y = state.directory.agents[b.agent.value].free_since;
        if (x != y) {
            return x < y;
        }
    }
    return a.agent < b.agent;
}

void link(State& state, std::uint32_t index) {
    auto& members = state.routing.members;
    Member& member = members[index];
    const Ends list = ends(state.routing.pools[member.target], member.standing);
    std::uint32_t after = list.last;
    while (after != nothing && stands_before(state, member, members[after])) {
        after = members[after].previous;
    }
    member.previous = after;
    member.next = after == nothing ? list.first : members[after].next;
    (member.previous == nothing ? list.first : members[member.previous].next) = index;
    (member.next == nothing ? list.last : members[member.next].previous) = index;
}

void unlink(State& state, std::uint32_t index) {
    auto& members = state.routing.members;
    Member& member = members[index];
    const Ends list = ends(state.routing.pools[member.target], member.standing);
    (member.previous == nothing ? list.first : members[member.previous].next) = member.next;
    (member.next == nothing ? list.last : members[member.next].previous) = member.previous;
    member.previous = nothing;
    member.next = nothing;
}

bool belongs(const State& state, const Target& target, const SkillExpression* skill,
             AgentId agent) {
    switch (target.kind) {
        case TargetKind::agent:
            return target.agent == agent;
        case TargetKind::agent_group:
            return state.directory.group_members.at(agent.value, target.agent_group.value) != 0;
        case TargetKind::skill:
            return skill->matches(state, agent);
    }
    return false;
}

}  // namespace

bool is_able(const State& state, AgentId agent_id, MediaId media_id) {
    const Channel& channel = state.directory.channels.at(agent_id.value, media_id.value);
    if (!channel.open || channel.state != ChannelState::ready || channel.do_not_disturb ||
        channel.held >= channel.capacity) {
        return false;
    }
    const Agent& agent = state.directory.agents[agent_id.value];
    if (agent.held == channel.held) {
        return true;
    }
    const Media& media = state.directory.media[media_id.value];
    const std::uint32_t others = agent.held_media.bits & ~(1U << media_id.value);
    if (media.alone || (!media.beside_any && (others & ~media.beside.bits) != 0)) {
        return false;
    }
    for (std::uint32_t i = 0; i < state.directory.media.size(); ++i) {
        if ((others >> i & 1U) != 0 && state.directory.media[i].alone) {
            return false;
        }
    }
    return true;
}

void refresh(State& state, AgentId agent_id) {
    Routing& routing = state.routing;
    if (routing.stale) {
        return;
    }
    const bool engaged = state.directory.agents[agent_id.value].held > 0;
    const std::uint32_t end = routing.first_member[agent_id.value + 1];
    MediaId media;
    bool able = false;
    for (std::uint32_t i = routing.first_member[agent_id.value]; i < end; ++i) {
        Member& member = routing.members[i];
        const MediaId target_media = state.directory.targets[member.target].media;
        if (target_media != media) {
            media = target_media;
            able = is_able(state, agent_id, media);
        }
        const Member::Standing standing = !able     ? Member::Standing::unable
                                          : engaged ? Member::Standing::engaged
                                                    : Member::Standing::free;
        if (standing == member.standing && standing != Member::Standing::free) {
            continue;
        }
        if (member.standing != Member::Standing::unable) {
            unlink(state, i);
        }
        member.standing = standing;
        if (standing != Member::Standing::unable) {
            link(state, i);
        }
    }
}

void rebuild(State& state) {
    const Directory& directory = state.directory;
    Routing& routing = state.routing;
    std::vector<SkillExpression> expressions(directory.targets.size());
    for (std::size_t i = 0; i < directory.targets.size(); ++i) {
        if (directory.targets[i].kind == TargetKind::skill) {
            const auto parsed =
                SkillExpression::parse(state, state.texts.view(directory.targets[i].skill));
            CHECK(parsed.has_value());
            expressions[i] = parsed.value();
        }
    }
    routing.members.clear();
    routing.first_member.clear();
    routing.pools.assign(directory.targets.size(), {});
    for (std::uint32_t agent = 0; agent < directory.agents.size(); ++agent) {
        routing.first_member.push_back(static_cast<std::uint32_t>(routing.members.size()));
        for (std::uint32_t i = 0; i < directory.targets.size(); ++i) {
            if (belongs(state, directory.targets[i], &expressions[i], {agent})) {
                Member member;
                member.agent = {agent};
                member.target = i;
                member.level = expressions[i].level(state, {agent});
                routing.members.push_back(member);
            }
        }
    }
    routing.first_member.push_back(static_cast<std::uint32_t>(routing.members.size()));
}

}  // namespace cordboard::pools
