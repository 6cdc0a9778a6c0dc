// SPDX-License-Identifier: Apache-2.0
#include "sim/narrowing.hpp"

#include "state/skill_levels.hpp"
#include "state/state.hpp"

namespace cordboard::sim {

Narrowing::Narrowing(const Model& model) {
    const State& state = model.genesis.state();
    const Directory& directory = state.directory;
    groups_ = directory.agent_groups.size();
    skills_ = directory.skills.size();
    member_.resize(directory.agents.size() * groups_);
    for (std::size_t agent = 0; agent < directory.agents.size(); ++agent) {
        for (std::size_t group = 0; group < groups_; ++group) {
            member_[agent * groups_ + group] = directory.group_members.at(agent, group) != 0;
        }
    }
    queue_skill_.resize(directory.queues.size() * skills_);
    for (std::size_t queue = 0; queue < directory.queues.size(); ++queue) {
        const Queue& rule = directory.queues[queue];
        if (rule.stages == 0) {
            continue;
        }
        for (const TargetId id : directory.target_lists[rule.stage[0].targets.value].targets) {
            const Target& target = directory.targets[id.value];
            if (target.kind != TargetKind::skill) {
                continue;
            }
            const auto parsed = parse_skills(state, state.texts.view(target.skill));
            for (const SkillId skill : parsed.value().skills()) {
                queue_skill_[queue * skills_ + skill.value] = true;
            }
        }
    }
}

bool Narrowing::fits_narrowly(const NarrowedDistribution& rule, MediaId media, QueueId queue,
                              AgentId agent) const {
    if ((rule.media.exists() && rule.media != media) ||
        (rule.queue.exists() && rule.queue != queue)) {
        return false;
    }
    if (rule.skill.exists() && !queue_skill_[queue.value * skills_ + rule.skill.value]) {
        return false;
    }
    return !rule.agent_group.exists() ||
           (agent.exists() && member_[agent.value * groups_ + rule.agent_group.value]);
}

}  // namespace cordboard::sim
