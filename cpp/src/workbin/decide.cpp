// SPDX-License-Identifier: Apache-2.0
#include "workbin/decide.hpp"

#include "interaction/decide.hpp"
#include "state/lookup.hpp"

namespace cordboard {

namespace {

// The only group the agent is in; none when there are several.
AgentGroupId only_group(const State& state, AgentId agent) {
    AgentGroupId found;
    for (std::uint32_t group = 0; group < state.directory.agent_groups.size(); ++group) {
        if (state.directory.group_members.at(agent.value, group) == 0) {
            continue;
        }
        if (found.exists()) {
            return {};
        }
        found = {group};
    }
    return found;
}

// Whose content the agent means: the one that is named, else his own.
template <class Id>
Verdict choose(const State& state, Id named, Id own, std::string_view field, Id& chosen) {
    if (named.exists() && !exists(state, named)) {
        return refuse(Reason::invalid_value, field);
    }
    chosen = named.exists() ? named : own;
    return chosen.exists() ? allowed : refuse(Reason::missing_value, field);
}

// Only what the workbin's kind of owner knows may be named.
Verdict check_named(WorkbinOwner owner, const WorkbinContent& named) {
    if (named.agent.exists() && owner != WorkbinOwner::agent) {
        return refuse(Reason::invalid_value, "workbinAgent");
    }
    if (named.agent_group.exists() && owner != WorkbinOwner::group) {
        return refuse(Reason::invalid_value, "workbinGroup");
    }
    if (named.place.exists() && owner != WorkbinOwner::place) {
        return refuse(Reason::invalid_value, "workbinPlace");
    }
    return allowed;
}

// Fills in whose content of the workbin the agent means.
Verdict settle_owner(const State& state, AgentId agent, WorkbinContent& content) {
    const WorkbinOwner owner = state.directory.workbins[content.workbin.value].owner;
    if (const Verdict verdict = check_named(owner, content); !verdict.accepted()) {
        return verdict;
    }
    switch (owner) {
        case WorkbinOwner::shared:
            return allowed;
        case WorkbinOwner::agent:
            return choose(state, content.agent, agent, "workbinAgent", content.agent);
        case WorkbinOwner::group:
            return choose(state, content.agent_group, only_group(state, agent), "workbinGroup",
                          content.agent_group);
        case WorkbinOwner::place:
            return choose(state, content.place, state.directory.agents[agent.value].place,
                          "workbinPlace", content.place);
    }
    return allowed;
}

bool may_open(const State& state, AgentId agent, const WorkbinContent& there) {
    switch (state.directory.workbins[there.workbin.value].owner) {
        case WorkbinOwner::shared:
            return true;
        case WorkbinOwner::agent:
            return there.agent == agent;
        case WorkbinOwner::group:
            return state.directory.group_members.at(agent.value, there.agent_group.value) != 0;
        case WorkbinOwner::place:
            return state.directory.agents[agent.value].place == there.place;
    }
    return false;
}

}  // namespace

namespace workbin {

std::optional<InteractionPlacedInWorkbin> at_session_end(const State& state,
                                                         const Interaction& held) {
    InteractionPlacedInWorkbin event;
    event.interaction = held.id;
    event.agent = held.owner;
    event.content.workbin = state.directory.media[held.media.value].default_workbin;
    event.cause = Cause::session_ended;
    if (!event.content.workbin.exists() ||
        !settle_owner(state, event.agent, event.content).accepted()) {
        return std::nullopt;
    }
    return event;
}

}  // namespace workbin

using interaction::Input;

Verdict decide(const State& state, const PlaceInWorkbin& command, Context& context) {
    if (const Verdict verdict = interaction::check_owner(state, command.agent, command.interaction,
                                                         Input::place_in_workbin);
        !verdict.accepted()) {
        return verdict;
    }
    if (!exists(state, command.content.workbin)) {
        return refuse(Reason::unknown_workbin, "workbin");
    }
    InteractionPlacedInWorkbin event{command.interaction, command.agent, command.content,
                                     Cause::agent};
    if (const Verdict verdict = settle_owner(state, command.agent, event.content);
        !verdict.accepted()) {
        return verdict;
    }
    context.emit(event);
    return allowed;
}

Verdict decide(const State& state, const PullInteraction& command, Context& context) {
    if (!exists(state, command.agent)) {
        return refuse(Reason::unknown_agent, "agent");
    }
    const Interaction* found = find(state, command.interaction);
    if (found == nullptr) {
        return refuse(Reason::unknown_interaction, "interaction");
    }
    if (!interaction::allows(state, *found, Input::pull)) {
        return refuse(Reason::not_in_state, "interaction");
    }
    const WorkbinContent& there = state.interactions.in_workbin[found->id.slot()].content;
    if (!may_open(state, command.agent, there)) {
        return refuse(Reason::not_owner, "agent");
    }
    if (!state.directory.channels.at(command.agent.value, found->media.value).open) {
        return refuse(Reason::not_in_session, "agent");
    }
    context.emit(InteractionPulled{found->id, command.agent, there});
    return allowed;
}

}  // namespace cordboard
