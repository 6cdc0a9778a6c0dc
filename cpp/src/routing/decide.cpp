// SPDX-License-Identifier: Apache-2.0
#include "routing/decide.hpp"

#include <algorithm>

#include <cordboard/limits.hpp>

#include "chat/session.hpp"
#include "interaction/decide.hpp"
#include "routing/candidates.hpp"
#include "state/lookup.hpp"
#include "state/pools.hpp"
#include "state/skill_levels.hpp"

namespace cordboard {

namespace routing {

void decide_overflow(const State& state, const Interaction& interaction, Context& context) {
    const Queue& rule = state.directory.queues[interaction.queue.value];
    const std::int32_t stage = interaction.stage + 1;
    context.emit(
        RoutingWidened{interaction.id, rule.stage[static_cast<std::size_t>(stage)].targets, stage});
}

namespace {

InteractionInvited offer(const State& state, const Interaction& interaction, AgentId agent,
                         const Context& context) {
    const Queue& rule = state.directory.queues[interaction.queue.value];
    const Duration timeout = rule.has_timeout ? rule.timeout : state.settings.ring_timeout;
    InteractionInvited event;
    event.interaction = interaction.id;
    event.agent = agent;
    event.until = timeout == Duration{} ? never : context.now + timeout;
    return event;
}

}  // namespace

void invite(const State& state, const Interaction& interaction, const Member& member, bool pulled,
            Context& context) {
    InteractionInvited event = offer(state, interaction, member.agent, context);
    event.target = {member.target};
    event.level = member.level;
    event.pulled = pulled;
    context.emit(event);
}

}  // namespace routing

namespace {

Verdict check_duration(Duration duration, std::string_view field) {
    const bool fits = duration >= Duration{} && duration <= hours(24 * limits::duration_days);
    return fits ? allowed : refuse(Reason::out_of_range, field);
}

// The target of this media and skill expression, however its blanks are set, if there is one.
TargetId known_target(const State& state, MediaId media, std::string_view skill) {
    const auto& targets = state.directory.targets;
    for (std::uint32_t i = 0; i < targets.size(); ++i) {
        if (targets[i].kind == TargetKind::skill && targets[i].media == media &&
            same_but_for_blanks(state.texts.view(targets[i].skill), skill)) {
            return {i};
        }
    }
    return {};
}

// The list of this one target; created by the events if nobody has used it yet.
TargetListId list_of(const State& state, TargetId target, Context& context) {
    const auto& lists = state.directory.target_lists;
    for (std::uint32_t i = 0; i < lists.size(); ++i) {
        if (lists[i].targets.size() == 1 && lists[i].targets.front() == target) {
            return {i};
        }
    }
    const TargetListId list{static_cast<std::uint32_t>(lists.size())};
    context.emit(TargetListCreated{list, {target}});
    return list;
}

// Both a target and its list may have to be created.
bool has_room(const Directory& directory) {
    return static_cast<std::int64_t>(
               std::max(directory.targets.size(), directory.target_lists.size())) <
           limits::directory_objects;
}

Verdict transfer_to_agent(const State& state, const TransferInteraction& command,
                          Context& context) {
    if (const Verdict verdict = interaction::check_owner(state, command.agent, command.interaction,
                                                         interaction::Input::transfer);
        !verdict.accepted()) {
        return verdict;
    }
    if (!exists(state, command.to)) {
        return refuse(Reason::unknown_agent, "to");
    }
    const Interaction& held = *find(state, command.interaction);
    if (command.to == command.agent) {
        return refuse(Reason::invalid_value, "to");
    }
    if (!pools::is_able(state, command.to, held.media)) {
        return refuse(Reason::not_able, "to");
    }
    context.emit(routing::offer(state, held, command.to, context));
    return allowed;
}

Verdict transfer_to_skill(const State& state, const TransferInteraction& command,
                          Context& context) {
    if (const Verdict verdict = interaction::check_owner(state, command.agent, command.interaction,
                                                         interaction::Input::transfer_to_skill);
        !verdict.accepted()) {
        return verdict;
    }
    const std::string_view skill = context.view(command.skill);
    const auto parsed = parse_skills(state, skill);
    if (!parsed.has_value()) {
        return parsed.refusal();
    }
    const Interaction& held = *find(state, command.interaction);
    TargetId target = known_target(state, held.media, skill);
    if (!target.exists()) {
        if (!has_room(state.directory)) {
            return refuse(Reason::limit_reached, "skill");
        }
        target = {static_cast<std::uint32_t>(state.directory.targets.size())};
        CreateTarget created;
        created.media = held.media;
        created.kind = TargetKind::skill;
        created.skill = context.copy(command.skill);
        context.emit(TargetCreated{target, created});
    }
    const TargetListId list = list_of(state, target, context);
    chat::depart(state, held.id, command.agent, context);
    context.emit(InteractionTransferred{held.id, command.agent, {}});
    context.emit(InteractionQueued{held.id, held.queue, list, held.priority});
    return allowed;
}

}  // namespace

Verdict decide(const State& state, const CreateTarget& command, Context& context) {
    if (!exists(state, command.media)) {
        return refuse(Reason::unknown_media, "media");
    }
    if (command.kind == TargetKind::agent && !exists(state, command.agent)) {
        return refuse(Reason::unknown_agent, "agent");
    }
    if (command.kind == TargetKind::agent_group && !exists(state, command.agent_group)) {
        return refuse(Reason::unknown_agent_group, "agent_group");
    }
    if (command.kind == TargetKind::skill) {
        const auto parsed = parse_skills(state, context.view(command.skill));
        if (!parsed.has_value()) {
            return parsed.refusal();
        }
    }
    const auto count = static_cast<std::uint32_t>(state.directory.targets.size());
    if (count >= limits::directory_objects) {
        return refuse(Reason::limit_reached, "kind");
    }
    context.emit(TargetCreated{{count}, context.copy(command)});
    return allowed;
}

Verdict decide(const State& state, const CreateTargetList& command, Context& context) {
    if (!exists(state, command.first)) {
        return refuse(Reason::unknown_target, "target");
    }
    const auto count = static_cast<std::uint32_t>(state.directory.target_lists.size());
    if (count >= limits::directory_objects) {
        return refuse(Reason::limit_reached, "target");
    }
    context.emit(TargetListCreated{{count}, command});
    return allowed;
}

Verdict decide(const State& state, const AddTargetToList& command, Context& context) {
    if (!exists(state, command.list)) {
        return refuse(Reason::unknown_target, "targets");
    }
    if (!exists(state, command.target)) {
        return refuse(Reason::unknown_target, "target");
    }
    const auto& targets = state.directory.target_lists[command.list.value].targets;
    if (static_cast<std::int64_t>(targets.size()) >= limits::targets_in_list) {
        return refuse(Reason::limit_reached, "targets");
    }
    const MediaId media = state.directory.targets[targets.front().value].media;
    if (state.directory.targets[command.target.value].media != media) {
        return refuse(Reason::wrong_media, "target");
    }
    context.emit(TargetAddedToList{command});
    return allowed;
}

Verdict decide(const State& state, const SetRoutingTargets& command, Context& context) {
    if (!exists(state, command.queue)) {
        return refuse(Reason::unknown_queue, "queue");
    }
    if (!exists(state, command.list)) {
        return refuse(Reason::unknown_target, "targets");
    }
    const Queue& queue = state.directory.queues[command.queue.value];
    const TargetId first = state.directory.target_lists[command.list.value].targets.front();
    if (state.directory.targets[first.value].media != queue.media) {
        return refuse(Reason::wrong_media, "targets");
    }
    if (command.stage < 0 || command.stage > limits::overflow_stages ||
        command.stage > queue.stages) {
        return refuse(Reason::out_of_range, "stage");
    }
    if (const Verdict verdict = check_duration(command.after, "after"); !verdict.accepted()) {
        return verdict;
    }
    const auto stage = static_cast<std::size_t>(command.stage);
    if (stage > 0 && command.after < queue.stage[stage - 1].after) {
        return refuse(Reason::out_of_range, "after");
    }
    context.emit(RoutingTargetsSet{command});
    return allowed;
}

Verdict decide(const State& state, const SetRoutingPriority& command, Context& context) {
    if (!exists(state, command.queue)) {
        return refuse(Reason::unknown_queue, "queue");
    }
    if (command.priority > limits::priority || command.priority < -limits::priority) {
        return refuse(Reason::out_of_range, "priority");
    }
    if (command.aging_add > limits::priority || command.aging_add < 0) {
        return refuse(Reason::out_of_range, "aging_add");
    }
    if (const Verdict verdict = check_duration(command.aging_every, "aging_every");
        !verdict.accepted()) {
        return verdict;
    }
    context.emit(RoutingPrioritySet{command});
    return allowed;
}

Verdict decide(const State& state, const SetRoutingTimeout& command, Context& context) {
    if (!exists(state, command.queue)) {
        return refuse(Reason::unknown_queue, "queue");
    }
    if (const Verdict verdict = check_duration(command.timeout, "timeout"); !verdict.accepted()) {
        return verdict;
    }
    context.emit(RoutingTimeoutSet{command});
    return allowed;
}

Verdict decide(const State&, const SetRoutingStrategy& command, Context& context) {
    context.emit(RoutingStrategySet{command});
    return allowed;
}

Verdict decide(const State&, const SetPull& command, Context& context) {
    context.emit(PullSet{command});
    return allowed;
}

// Asked with an agent, the strategy may name another interaction that this agent could take.
Verdict decide(const State& state, const RouteInteraction& command, Context& context) {
    const RoutingRequest& request = state.routing.request;
    if (!request.interaction.exists()) {
        return refuse(Reason::not_requested, "interaction");
    }
    const Interaction* waiting = find(state, command.interaction);
    const bool other = request.interaction != command.interaction;
    if (waiting == nullptr || (other && !(request.agent.exists() && command.agent.exists()))) {
        return refuse(Reason::not_requested, "interaction");
    }
    if (!command.agent.exists()) {
        context.emit(RoutingDeclined{command.interaction});
        return allowed;
    }
    if (!exists(state, command.agent)) {
        return refuse(Reason::unknown_agent, "agent");
    }
    const Member* member = routing::able_member(state, *waiting, command.agent);
    if (member == nullptr || (request.agent.exists() && request.agent != command.agent)) {
        return refuse(Reason::not_able, "agent");
    }
    routing::invite(state, *waiting, *member, request.agent.exists(), context);
    return allowed;
}

Verdict decide(const State& state, const TransferInteraction& command, Context& context) {
    if (command.to.exists() && command.skill.length > 0) {
        return refuse(Reason::invalid_value, "skill");
    }
    if (command.skill.length > 0) {
        return transfer_to_skill(state, command, context);
    }
    return command.to.exists() ? transfer_to_agent(state, command, context)
                               : refuse(Reason::missing_value, "to");
}

}  // namespace cordboard
