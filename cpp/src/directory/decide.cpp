// SPDX-License-Identifier: Apache-2.0
#include "directory/decide.hpp"

#include "directory/names.hpp"
#include "state/lookup.hpp"

namespace cordboard {

using directory::check_length;
using directory::check_name;

namespace {

// Creates an object whose name is unique among its kind.
template <class Command, class Index>
Verdict create(const State& state, const Command& command, Context& context, Text name,
               std::string_view field, const Index& index, std::size_t count, std::int64_t limit) {
    if (const Verdict verdict = check_name(context, name, field); !verdict.accepted()) {
        return verdict;
    }
    if (index.find(state.texts, context.view(name)).exists()) {
        return refuse(Reason::already_exists, field);
    }
    if (static_cast<std::int64_t>(count) >= limit) {
        return refuse(Reason::limit_reached, field);
    }
    const typename Command::Object id{static_cast<std::uint32_t>(count)};
    context.emit(Created<Command>{id, context.copy(command)});
    return allowed;
}

}  // namespace

Verdict decide(const State&, const NameTenant& command, Context& context) {
    if (const Verdict verdict = check_name(context, command.tenant, "name"); !verdict.accepted()) {
        return verdict;
    }
    context.emit(TenantNamed{context.copy(command)});
    return allowed;
}

Verdict decide(const State& state, const CreateMedia& command, Context& context) {
    const std::uint32_t known = state.directory.media.size() >= limits::media
                                    ? 0xFFFF'FFFFU
                                    : (1U << state.directory.media.size()) - 1;
    if ((command.beside.bits & ~known) != 0) {
        return refuse(Reason::unknown_media, "beside");
    }
    return create(state, command, context, command.media_name, "name",
                  state.directory.media_by_name, state.directory.media.size(), limits::media);
}

Verdict decide(const State& state, const CreateSkill& command, Context& context) {
    if (const Verdict verdict = check_length(command.description, "description");
        !verdict.accepted()) {
        return verdict;
    }
    return create(state, command, context, command.skill_name, "name",
                  state.directory.skill_by_name, state.directory.skills.size(),
                  limits::directory_objects);
}

Verdict decide(const State& state, const CreateAgent& command, Context& context) {
    if (const Verdict verdict = check_length(command.first_name, "firstName");
        !verdict.accepted()) {
        return verdict;
    }
    if (const Verdict verdict = check_length(command.last_name, "lastName"); !verdict.accepted()) {
        return verdict;
    }
    if (const Verdict verdict = check_length(command.employee_id, "employeeId");
        !verdict.accepted()) {
        return verdict;
    }
    if (command.roles > directory::all_roles) {
        return refuse(Reason::out_of_range, "roles");
    }
    return create(state, command, context, command.user_name, "userName",
                  state.directory.agent_by_name, state.directory.agents.size(), limits::agents);
}

Verdict decide(const State& state, const SetAgentSkill& command, Context& context) {
    if (!exists(state, command.agent)) {
        return refuse(Reason::unknown_agent, "agent");
    }
    if (!exists(state, command.skill)) {
        return refuse(Reason::unknown_skill, "skill");
    }
    if (command.level < 0 || command.level > limits::skill_level) {
        return refuse(Reason::out_of_range, "level");
    }
    context.emit(AgentSkillSet{command});
    return allowed;
}

Verdict decide(const State& state, const SetAgentCapacity& command, Context& context) {
    if (!exists(state, command.agent)) {
        return refuse(Reason::unknown_agent, "agent");
    }
    if (!exists(state, command.media)) {
        return refuse(Reason::unknown_media, "media");
    }
    if (command.capacity < 0 || command.capacity > limits::capacity) {
        return refuse(Reason::out_of_range, "capacity");
    }
    context.emit(AgentCapacitySet{command});
    return allowed;
}

Verdict decide(const State& state, const CreateAgentGroup& command, Context& context) {
    return create(state, command, context, command.group_name, "name",
                  state.directory.agent_group_by_name, state.directory.agent_groups.size(),
                  limits::directory_objects);
}

Verdict decide(const State& state, const AddAgentToGroup& command, Context& context) {
    if (!exists(state, command.group)) {
        return refuse(Reason::unknown_agent_group, "agent_group");
    }
    if (!exists(state, command.agent)) {
        return refuse(Reason::unknown_agent, "agent");
    }
    if (state.directory.group_members.at(command.agent.value, command.group.value) != 0) {
        return refuse(Reason::already_exists, "agent");
    }
    context.emit(AgentAddedToGroup{command});
    return allowed;
}

Verdict decide(const State& state, const RemoveAgentFromGroup& command, Context& context) {
    if (!exists(state, command.group)) {
        return refuse(Reason::unknown_agent_group, "agent_group");
    }
    if (!exists(state, command.agent) ||
        state.directory.group_members.at(command.agent.value, command.group.value) == 0) {
        return refuse(Reason::unknown_agent, "agent");
    }
    context.emit(AgentRemovedFromGroup{command});
    return allowed;
}

Verdict decide(const State& state, const CreatePlace& command, Context& context) {
    return create(state, command, context, command.place_name, "name",
                  state.directory.place_by_name, state.directory.places.size(),
                  limits::directory_objects);
}

Verdict decide(const State& state, const CreateDevice& command, Context& context) {
    if (command.place.exists() && !exists(state, command.place)) {
        return refuse(Reason::unknown_place, "place");
    }
    if (const Verdict verdict = check_length(command.switch_name, "switch"); !verdict.accepted()) {
        return verdict;
    }
    return create(state, command, context, command.phone_number, "phoneNumber",
                  state.directory.device_by_number, state.directory.devices.size(),
                  limits::directory_objects);
}

Verdict decide(const State& state, const AssignPlace& command, Context& context) {
    if (!exists(state, command.agent)) {
        return refuse(Reason::unknown_agent, "agent");
    }
    if (!exists(state, command.place)) {
        return refuse(Reason::unknown_place, "place");
    }
    context.emit(PlaceAssigned{command});
    return allowed;
}

Verdict decide(const State& state, const CreateQueue& command, Context& context) {
    if (!exists(state, command.media)) {
        return refuse(Reason::unknown_media, "media");
    }
    if (const Verdict verdict = check_length(command.phone_number, "phoneNumber");
        !verdict.accepted()) {
        return verdict;
    }
    if (const Verdict verdict = check_length(command.description, "description");
        !verdict.accepted()) {
        return verdict;
    }
    return create(state, command, context, command.queue_name, "name",
                  state.directory.queue_by_name, state.directory.queues.size(),
                  limits::directory_objects);
}

Verdict decide(const State& state, const CreateWorkbin& command, Context& context) {
    for (std::uint32_t i = 0; i < limits::media; ++i) {
        if (!command.default_for.contains({i})) {
            continue;
        }
        if (i >= state.directory.media.size()) {
            return refuse(Reason::unknown_media, "defaultFor");
        }
        if (state.directory.media[i].default_workbin.exists()) {
            return refuse(Reason::already_exists, "defaultFor");
        }
    }
    return create(state, command, context, command.workbin_name, "name",
                  state.directory.workbin_by_name, state.directory.workbins.size(),
                  limits::directory_objects);
}

Verdict decide(const State& state, const CreateContact& command, Context& context) {
    if (const Verdict verdict = check_length(command.phone_number, "phoneNumber");
        !verdict.accepted()) {
        return verdict;
    }
    return create(state, command, context, command.contact_name, "name",
                  state.directory.contact_by_name, state.directory.contacts.size(),
                  limits::directory_objects);
}

}  // namespace cordboard
