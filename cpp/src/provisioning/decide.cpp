// SPDX-License-Identifier: Apache-2.0
#include "provisioning/decide.hpp"

#include <algorithm>
#include <utility>

#include "directory/names.hpp"
#include "state/availability.hpp"
#include "state/lookup.hpp"
#include "state/skill_levels.hpp"

namespace cordboard {

using directory::check_length;

namespace {

// The text that is given, else the one that is there, as a text of the event.
Text chosen(const State& state, std::optional<Text> given, TextId present, Context& context) {
    return given ? context.copy(*given) : context.out.texts.add(state.texts.view(present));
}

Verdict check_lengths(
    std::initializer_list<std::pair<std::optional<Text>, std::string_view>> texts) {
    for (const auto& [text, field] : texts) {
        if (text) {
            if (const Verdict verdict = check_length(*text, field); !verdict.accepted()) {
                return verdict;
            }
        }
    }
    return allowed;
}

bool is_target(const State& state, AgentId agent) {
    const auto& targets = state.directory.targets;
    return std::any_of(targets.begin(), targets.end(),
                       [&](const Target& one) { return one.agent == agent; });
}

bool is_target(const State& state, SkillId skill) {
    const auto& targets = state.directory.targets;
    return std::any_of(targets.begin(), targets.end(), [&](const Target& one) {
        if (one.kind != TargetKind::skill) {
            return false;
        }
        const auto named = parse_skills(state, state.texts.view(one.skill)).value().skills();
        return std::find(named.begin(), named.end(), skill) != named.end();
    });
}

bool has_something_kept(const State& state, AgentId agent) {
    const auto& kept = state.interactions.in_workbin;
    return std::any_of(kept.begin(), kept.end(), [&](const InWorkbin& one) {
        return one.content.workbin.exists() && one.content.agent == agent;
    });
}

bool is_monitored(const State& state, AgentId agent) {
    return std::any_of(state.monitorings.begin(), state.monitorings.end(),
                       [&](const Monitoring& one) { return one.monitored == agent; });
}

Verdict check_custom(const State& state, ContactId contact) {
    if (!exists(state, contact)) {
        return refuse(Reason::unknown_contact, "contact");
    }
    return state.directory.contacts[contact.value].kind == ContactKind::custom
               ? allowed
               : refuse(Reason::read_only, "contact");
}

Verdict check_percentage(const State& state, std::optional<std::int32_t> percentage) {
    if (!percentage) {
        return allowed;
    }
    if (!availability::is_enabled(state, Feature::call_recording)) {
        return refuse(Reason::feature_disabled, "recordingPercentage");
    }
    return *percentage >= 0 && *percentage <= 100
               ? allowed
               : refuse(Reason::out_of_range, "recordingPercentage");
}

}  // namespace

Verdict decide(const State& state, const UpdateAgent& command, Context& context) {
    if (!exists(state, command.agent)) {
        return refuse(Reason::unknown_agent, "agent");
    }
    if (const Verdict verdict = check_lengths({{command.first_name, "firstName"},
                                               {command.last_name, "lastName"},
                                               {command.email_address, "emailAddress"}});
        !verdict.accepted()) {
        return verdict;
    }
    if (command.roles.value_or(0) > directory::all_roles) {
        return refuse(Reason::out_of_range, "roles");
    }
    const Agent& agent = state.directory.agents[command.agent.value];
    if (!command.enabled.value_or(true) && agent.in_session) {
        return refuse(Reason::in_use, "enabled");
    }
    AgentUpdated event;
    event.agent = command.agent;
    event.first_name = chosen(state, command.first_name, agent.first_name, context);
    event.last_name = chosen(state, command.last_name, agent.last_name, context);
    event.email_address = chosen(state, command.email_address, agent.email_address, context);
    event.roles = command.roles.value_or(agent.roles);
    event.enabled = command.enabled.value_or(agent.enabled);
    context.emit(event);
    return allowed;
}

Verdict decide(const State& state, const DeleteAgent& command, Context& context) {
    if (!exists(state, command.agent)) {
        return refuse(Reason::unknown_agent, "agent");
    }
    const Directory& directory = state.directory;
    if (directory.agents[command.agent.value].in_session || is_target(state, command.agent) ||
        has_something_kept(state, command.agent) || is_monitored(state, command.agent)) {
        return refuse(Reason::in_use, "agent");
    }
    for (std::uint32_t skill = 0; skill < directory.skills.size(); ++skill) {
        if (directory.skill_levels.at(command.agent.value, skill) != 0) {
            context.emit(AgentSkillSet{{command.agent, {skill}, 0}});
        }
    }
    for (std::uint32_t group = 0; group < directory.agent_groups.size(); ++group) {
        if (directory.group_members.at(command.agent.value, group) != 0) {
            context.emit(AgentRemovedFromGroup{{{group}, command.agent}});
        }
    }
    context.emit(AgentDeleted{command});
    return allowed;
}

Verdict decide(const State& state, const UpdateSkill& command, Context& context) {
    if (!exists(state, command.skill)) {
        return refuse(Reason::unknown_skill, "skill");
    }
    if (const Verdict verdict = check_length(command.description, "description");
        !verdict.accepted()) {
        return verdict;
    }
    context.emit(SkillUpdated{context.copy(command)});
    return allowed;
}

Verdict decide(const State& state, const DeleteSkill& command, Context& context) {
    if (!exists(state, command.skill)) {
        return refuse(Reason::unknown_skill, "skill");
    }
    if (is_target(state, command.skill)) {
        return refuse(Reason::in_use, "skill");
    }
    for (std::uint32_t agent = 0; agent < state.directory.agents.size(); ++agent) {
        if (state.directory.skill_levels.at(agent, command.skill.value) != 0) {
            context.emit(AgentSkillSet{{{agent}, command.skill, 0}});
        }
    }
    context.emit(SkillDeleted{command});
    return allowed;
}

Verdict decide(const State& state, const UpdateContact& command, Context& context) {
    if (const Verdict verdict = check_custom(state, command.contact); !verdict.accepted()) {
        return verdict;
    }
    if (const Verdict verdict = check_lengths({{command.phone_number, "phoneNumber"}});
        !verdict.accepted()) {
        return verdict;
    }
    if (command.contact_name) {
        if (const Verdict verdict = directory::check_name(context, *command.contact_name, "name");
            !verdict.accepted()) {
            return verdict;
        }
        const ContactId namesake =
            state.directory.contact_by_name.find(state.texts, context.view(*command.contact_name));
        if (namesake.exists() && namesake != command.contact) {
            return refuse(Reason::already_exists, "name");
        }
    }
    const Contact& contact = state.directory.contacts[command.contact.value];
    ContactUpdated event;
    event.contact = command.contact;
    event.contact_name = chosen(state, command.contact_name, contact.name, context);
    event.phone_number = chosen(state, command.phone_number, contact.phone_number, context);
    context.emit(event);
    return allowed;
}

Verdict decide(const State& state, const DeleteContact& command, Context& context) {
    if (const Verdict verdict = check_custom(state, command.contact); !verdict.accepted()) {
        return verdict;
    }
    context.emit(ContactDeleted{command});
    return allowed;
}

Verdict decide(const State& state, const UpdateQueue& command, Context& context) {
    if (!exists(state, command.queue)) {
        return refuse(Reason::unknown_queue, "queue");
    }
    if (const Verdict verdict = check_lengths(
            {{command.description, "description"}, {command.phone_number, "phoneNumber"}});
        !verdict.accepted()) {
        return verdict;
    }
    if (const Verdict verdict = check_percentage(state, command.recording_percentage);
        !verdict.accepted()) {
        return verdict;
    }
    const Queue& queue = state.directory.queues[command.queue.value];
    QueueUpdated event;
    event.queue = command.queue;
    event.description = chosen(state, command.description, queue.description, context);
    event.phone_number = chosen(state, command.phone_number, queue.phone_number, context);
    event.recording_percentage = command.recording_percentage.value_or(queue.recording_percentage);
    context.emit(event);
    return allowed;
}

Verdict decide(const State& state, const DeleteQueue& command, Context& context) {
    if (!exists(state, command.queue)) {
        return refuse(Reason::unknown_queue, "queue");
    }
    const auto& all = state.interactions.slots;
    if (std::any_of(all.begin(), all.end(), [&](const Interaction& one) {
            return one.id.exists() && one.queue == command.queue;
        })) {
        return refuse(Reason::in_use, "queue");
    }
    context.emit(QueueDeleted{command});
    return allowed;
}

}  // namespace cordboard
