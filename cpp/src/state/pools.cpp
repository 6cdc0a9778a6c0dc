// SPDX-License-Identifier: Apache-2.0
#include "state/pools.hpp"

#include <span>

#include "base/check.hpp"
#include "state/skill_levels.hpp"

namespace cordboard::pools {

namespace {

std::span<std::uint64_t> words(std::vector<std::uint64_t>& of_all, const Pool& pool) {
    return std::span(of_all).subspan(pool.first_word, pool.words);
}

std::uint32_t member_at(const Routing& routing, const Pool& pool, std::uint32_t rank) {
    return routing.member_of_rank[pool.first_rank + rank];
}

// The member after whom a newly free one stands: nearly always the last. Where many become free at
// one instant the neighbour in the order of the file is looked up, so that nobody walks past all.
std::uint32_t predecessor(State& state, const Member& member) {
    const Routing& routing = state.routing;
    const auto& members = routing.members;
    const Pool& pool = routing.pools[member.target];
    const auto since = [&](std::uint32_t i) {
        return state.directory.agents[members[i].agent.value].free_since;
    };
    const Instant mine = state.directory.agents[member.agent.value].free_since;
    std::uint32_t last = pool.last_free;
    while (last != nothing && mine < since(last)) {
        last = members[last].previous;
    }
    if (last == nothing || since(last) < mine || members[last].rank < member.rank) {
        return last;
    }
    const auto free = words(state.routing.free, pool);
    for (std::uint32_t rank = base::last_below(free, member.rank); rank != base::no_bit;
         rank = base::last_below(free, rank)) {
        if (since(member_at(routing, pool, rank)) == mine) {
            return member_at(routing, pool, rank);
        }
    }
    std::uint32_t rank = base::first_from(free, member.rank);
    while (since(member_at(routing, pool, rank)) != mine) {
        rank = base::first_from(free, rank + 1);
    }
    return members[member_at(routing, pool, rank)].previous;
}

void link(State& state, std::uint32_t index) {
    auto& members = state.routing.members;
    Member& member = members[index];
    Pool& pool = state.routing.pools[member.target];
    member.previous = predecessor(state, member);
    member.next = member.previous == nothing ? pool.first_free : members[member.previous].next;
    (member.previous == nothing ? pool.first_free : members[member.previous].next) = index;
    (member.next == nothing ? pool.last_free : members[member.next].previous) = index;
    base::turn(words(state.routing.free, pool), member.rank);
}

void unlink(State& state, std::uint32_t index) {
    auto& members = state.routing.members;
    Member& member = members[index];
    Pool& pool = state.routing.pools[member.target];
    (member.previous == nothing ? pool.first_free : members[member.previous].next) = member.next;
    (member.next == nothing ? pool.last_free : members[member.next].previous) = member.previous;
    member.previous = nothing;
    member.next = nothing;
    base::turn(words(state.routing.free, pool), member.rank);
}

void stand(State& state, std::uint32_t index, Member::Standing standing) {
    Member& member = state.routing.members[index];
    Pool& pool = state.routing.pools[member.target];
    if (member.standing == Member::Standing::free) {
        unlink(state, index);
    } else if (member.standing == Member::Standing::engaged) {
        base::turn(words(state.routing.engaged, pool), member.rank);
        --pool.count_engaged;
    }
    member.standing = standing;
    if (standing == Member::Standing::free) {
        link(state, index);
    } else if (standing == Member::Standing::engaged) {
        base::turn(words(state.routing.engaged, pool), member.rank);
        ++pool.count_engaged;
    }
}

// Numbers the members of every target in the order of the file and gives each pool its room.
void rank_members(Routing& routing) {
    std::vector<std::uint32_t> counts(routing.pools.size());
    for (Member& member : routing.members) {
        member.rank = counts[member.target]++;
    }
    std::uint32_t ranks = 0;
    std::uint32_t words = 0;
    for (std::size_t target = 0; target < counts.size(); ++target) {
        Pool& pool = routing.pools[target];
        pool.first_rank = ranks;
        pool.first_word = words;
        pool.words = base::words_for(counts[target]);
        ranks += counts[target];
        words += pool.words;
    }
    routing.free.assign(words, 0);
    routing.engaged.assign(words, 0);
    routing.member_of_rank.resize(ranks);
    for (std::uint32_t i = 0; i < routing.members.size(); ++i) {
        const Member& member = routing.members[i];
        routing.member_of_rank[routing.pools[member.target].first_rank + member.rank] = i;
    }
}

bool belongs(const State& state, const Target& target, const SkillExpression* skill,
             AgentId agent) {
    switch (target.kind) {
        case TargetKind::agent:
            return target.agent == agent;
        case TargetKind::agent_group:
            return state.directory.group_members.at(agent.value, target.agent_group.value) != 0;
        case TargetKind::skill:
            return skill->matches(levels_of(state, agent));
    }
    return false;
}

}  // namespace

bool is_able(const State& state, AgentId agent_id, MediaId media_id) {
    const Channel& channel = state.directory.channels.at(agent_id.value, media_id.value);
    if (!channel.open || channel.state != ChannelState::ready || channel.do_not_disturb ||
        channel.held >= channel.capacity || state.settings.suspended.contains(media_id)) {
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
        stand(state, i, standing);
    }
}

void rebuild(State& state) {
    const Directory& directory = state.directory;
    Routing& routing = state.routing;
    std::vector<SkillExpression> expressions(directory.targets.size());
    for (std::size_t i = 0; i < directory.targets.size(); ++i) {
        if (directory.targets[i].kind == TargetKind::skill) {
            const auto parsed = parse_skills(state, state.texts.view(directory.targets[i].skill));
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
                member.level = expressions[i].level(levels_of(state, {agent}));
                routing.members.push_back(member);
            }
        }
    }
    routing.first_member.push_back(static_cast<std::uint32_t>(routing.members.size()));
    rank_members(routing);
}

}  // namespace cordboard::pools
