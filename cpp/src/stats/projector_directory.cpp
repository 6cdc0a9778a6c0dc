// SPDX-License-Identifier: Apache-2.0
// The part of the projector that follows what exists, and who can do and shall serve what.
#include <algorithm>
#include <utility>

#include "stats/projected_actions.hpp"

namespace cordboard::stats {

void Projector::project_directory(const Event& event, const Arena& texts) {
    const auto& body = event.body;
    if (const auto* started = std::get_if<ContactCenterSessionStarted>(&body)) {
        session_started(*started);
    } else if (const auto* ended = std::get_if<ContactCenterSessionEnded>(&body)) {
        session_ended(*ended);
    } else if (const auto* changed = std::get_if<DoNotDisturbChanged>(&body)) {
        disturbed(*changed);
    } else if (const auto* set = std::get_if<AgentSkillSet>(&body)) {
        skilled(set->body);
    } else if (const auto* able = std::get_if<AgentCapacitySet>(&body)) {
        channel(able->body.agent, able->body.media).capacity =
            static_cast<std::uint32_t>(able->body.capacity);
    } else if (const auto* entered = std::get_if<AgentAddedToGroup>(&body)) {
        joined(entered->body.agent, entered->body.group, true);
    } else if (const auto* left = std::get_if<AgentRemovedFromGroup>(&body)) {
        joined(left->body.agent, left->body.group, false);
    } else {
        project_objects(event, texts);
    }
}

void Projector::project_objects(const Event& event, const Arena& texts) {
    const auto& body = event.body;
    if (const auto* named = std::get_if<TenantNamed>(&body)) {
        if (!tenant_.exists()) {
            tenant_ = statistics_->object(ObjectType::tenant, texts.view(named->body.tenant));
        }
    } else if (const auto* media = std::get_if<MediaCreated>(&body)) {
        media_.push_back({statistics_->text(texts.view(media->body.media_name)),
                          media->body.kind == MediaKind::voice, media->body.alone,
                          media->body.beside_any, media->body.beside});
    } else if (const auto* agent = std::get_if<AgentCreated>(&body)) {
        agents_.emplace_back().object =
            statistics_->object(ObjectType::agent, texts.view(agent->body.user_name));
        channels_.emplace_back();
    } else if (const auto* skill = std::get_if<SkillCreated>(&body)) {
        skill_names_.emplace_back(texts.view(skill->body.skill_name));
        const std::string name = skill_object_name(skill_names_.back());
        skill_groups_.push_back(statistics_->object(ObjectType::group_agents, name));
        skill_queues_.push_back(statistics_->object(ObjectType::virtual_queue, name));
    } else if (const auto* group = std::get_if<AgentGroupCreated>(&body)) {
        groups_.push_back(
            statistics_->object(ObjectType::group_agents, texts.view(group->body.group_name)));
    } else if (const auto* queue = std::get_if<QueueCreated>(&body)) {
        add_queue(*queue, texts);
    } else if (const auto* place = std::get_if<PlaceCreated>(&body)) {
        places_.emplace_back(texts.view(place->body.place_name));
    } else if (const auto* workbin = std::get_if<WorkbinCreated>(&body)) {
        workbins_.emplace_back(texts.view(workbin->body.workbin_name));
    } else if (const auto* target = std::get_if<TargetCreated>(&body)) {
        add_target(*target, texts);
    } else if (const auto* list = std::get_if<TargetListCreated>(&body)) {
        lists_.push_back({list->body.first});
    } else if (const auto* added = std::get_if<TargetAddedToList>(&body)) {
        lists_[added->body.list.value].push_back(added->body.target);
        ties_of_all_changed();
    } else if (const auto* rule = std::get_if<RoutingTargetsSet>(&body);
               rule != nullptr && rule->body.stage == 0) {
        queues_[rule->body.queue.value].targets = rule->body.list;
        ties_of_all_changed();
    }
}

void Projector::add_queue(const QueueCreated& event, const Arena& texts) {
    constexpr ObjectType types[] = {ObjectType::queue, ObjectType::virtual_queue,
                                    ObjectType::route_point};
    const std::string_view name = texts.view(event.body.queue_name);
    QueueView view;
    view.media = event.body.media;
    view.number = statistics_->text(texts.view(event.body.phone_number));
    view.calls = statistics_->object(types[static_cast<std::size_t>(event.body.kind)], name);
    if (!media_[event.body.media.value].is_voice) {
        view.interactions = statistics_->object(ObjectType::staging_area, name);
    }
    queues_.push_back(view);
}

void Projector::add_target(const TargetCreated& event, const Arena& texts) {
    TargetView view{event.body.agent, event.body.agent_group, {}};
    if (event.body.kind == TargetKind::skill) {
        const auto named = [this](std::string_view name) {
            const auto at = std::find(skill_names_.begin(), skill_names_.end(), name);
            return at == skill_names_.end()
                       ? SkillId{}
                       : SkillId{static_cast<std::uint32_t>(at - skill_names_.begin())};
        };
        view.skills = SkillExpression::parse(texts.view(event.body.skill), named).value();
    }
    targets_.push_back(std::move(view));
}

void Projector::joined(AgentId agent, AgentGroupId group, bool is_member) {
    statistics_->set_member(agent_object(agent), groups_[group.value], is_member, now_);
    auto& groups = agents_[agent.value].groups;
    std::erase(groups, group);
    if (is_member) {
        groups.push_back(group);
    }
    ties_changed(agent);
}

void Projector::skilled(const SetAgentSkill& event) {
    const std::size_t at = event.skill.value;
    statistics_->set_member(agent_object(event.agent), skill_groups_[at], event.level > 0, now_);
    auto& levels = agents_[event.agent.value].levels;
    if (at >= levels.size()) {
        levels.resize(at + 1);
    }
    levels[at] = event.level;
    ties_changed(event.agent);
}

}  // namespace cordboard::stats
