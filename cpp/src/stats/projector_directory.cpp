// SPDX-License-Identifier: Apache-2.0
// The part of the projector that follows what exists and who is logged in.
#include <algorithm>

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
    } else if (const auto* skilled = std::get_if<AgentSkillSet>(&body)) {
        statistics_->set_member(agent_object(skilled->body.agent),
                                skill_groups_[skilled->body.skill.value], skilled->body.level > 0,
                                now_);
        tie(skilled->body.agent, skilled->body.skill, skilled->body.level > 0);
    } else if (const auto* able = std::get_if<AgentCapacitySet>(&body)) {
        channel(able->body.agent, able->body.media).capacity =
            static_cast<std::uint32_t>(able->body.capacity);
    } else if (const auto* joined = std::get_if<AgentAddedToGroup>(&body)) {
        statistics_->set_member(agent_object(joined->body.agent), groups_[joined->body.group.value],
                                true, now_);
    } else if (const auto* left = std::get_if<AgentRemovedFromGroup>(&body)) {
        statistics_->set_member(agent_object(left->body.agent), groups_[left->body.group.value],
                                false, now_);
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
    } else if (const auto* target = std::get_if<TargetCreated>(&body)) {
        add_target(*target, texts);
    } else if (const auto* list = std::get_if<TargetListCreated>(&body)) {
        lists_.push_back({list->body.first});
    } else if (const auto* added = std::get_if<TargetAddedToList>(&body)) {
        lists_[added->body.list.value].push_back(added->body.target);
    }
}

void Projector::add_queue(const QueueCreated& event, const Arena& texts) {
    constexpr ObjectType types[] = {ObjectType::queue, ObjectType::virtual_queue,
                                    ObjectType::route_point};
    const std::string_view name = texts.view(event.body.queue_name);
    QueueView view;
    view.media = event.body.media;
    view.calls = statistics_->object(types[static_cast<std::size_t>(event.body.kind)], name);
    if (!media_[event.body.media.value].is_voice) {
        view.interactions = statistics_->object(ObjectType::staging_area, name);
    }
    queues_.push_back(view);
}

void Projector::add_target(const TargetCreated& event, const Arena& texts) {
    target_skills_.push_back(event.body.kind == TargetKind::skill
                                 ? skills_named(texts.view(event.body.skill))
                                 : std::vector<SkillId>{});
}

// The skills that an expression names, each once: its words and quoted texts that are names of
// skills.
std::vector<SkillId> Projector::skills_named(std::string_view expression) const {
    constexpr std::string_view signs = " \t|&~()<>=!\"";
    std::vector<SkillId> skills;
    while (!expression.empty()) {
        const bool quoted = expression.front() == '"';
        const std::size_t end = quoted ? expression.find('"', 1) : expression.find_first_of(signs);
        const std::size_t size = std::min(end, expression.size());
        const std::string_view word = expression.substr(quoted ? 1 : 0, quoted ? size - 1 : size);
        const auto found = std::find(skill_names_.begin(), skill_names_.end(), word);
        if (!word.empty() && found != skill_names_.end()) {
            const SkillId skill{static_cast<std::uint32_t>(found - skill_names_.begin())};
            if (std::find(skills.begin(), skills.end(), skill) == skills.end()) {
                skills.push_back(skill);
            }
        }
        expression.remove_prefix(
            std::min(expression.size(), std::max<std::size_t>(size + (quoted ? 1 : 0), 1)));
    }
    return skills;
}

void Projector::session_started(const ContactCenterSessionStarted& event) {
    for (std::uint32_t i = 0; i < media_.size(); ++i) {
        if (!event.channels.contains({i})) {
            continue;
        }
        ChannelView& view = channel(event.agent, {i});
        view.open = true;
        view.opened = now_;
        view.state = ChannelState::not_ready;
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

}  // namespace cordboard::stats
