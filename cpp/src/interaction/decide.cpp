// SPDX-License-Identifier: Apache-2.0
#include "interaction/decide.hpp"

#include <cordboard/limits.hpp>
#include <cordboard/value.hpp>

#include "call/after_call_work.hpp"
#include "call/decide.hpp"
#include "call/transitions.hpp"
#include "state/legs.hpp"
#include "state/lookup.hpp"

namespace cordboard {

namespace interaction {

bool allows(const State& state, const Interaction& interaction, Input input) {
    const auto& machine = is_voice(state, interaction.media) ? call::machine : open_media;
    return machine.allows(interaction.state, input);
}

namespace {

Verdict check_exists(const State& state, AgentId agent, InteractionId id) {
    if (!exists(state, agent)) {
        return refuse(Reason::unknown_agent, "agent");
    }
    return find(state, id) != nullptr ? allowed
                                      : refuse(Reason::unknown_interaction, "interaction");
}

Verdict check_allows(const State& state, InteractionId id, Input input) {
    return allows(state, *find(state, id), input) ? allowed
                                                  : refuse(Reason::not_in_state, "interaction");
}

}  // namespace

Verdict check_invited(const State& state, AgentId agent, InteractionId id, Input input) {
    if (const Verdict verdict = check_exists(state, agent, id); !verdict.accepted()) {
        return verdict;
    }
    if (find(state, id)->invited != agent) {
        return refuse(Reason::not_invited, "agent");
    }
    return check_allows(state, id, input);
}

Verdict check_owner(const State& state, AgentId agent, InteractionId id, Input input) {
    if (const Verdict verdict = check_exists(state, agent, id); !verdict.accepted()) {
        return verdict;
    }
    const Interaction& interaction = *find(state, id);
    if (interaction.owner.exists() && interaction.owner != agent) {
        return refuse(Reason::not_owner, "agent");
    }
    return check_allows(state, id, input);
}

InteractionId next_id(const State& state) {
    const Interactions& all = state.interactions;
    const auto slot =
        all.free.empty() ? static_cast<std::uint32_t>(all.slots.size()) : all.free.back();
    return slot < limits::interactions ? InteractionId::of(all.created + 1, slot) : InteractionId{};
}

Verdict check_user_data(std::string_view bytes) {
    if (static_cast<std::int64_t>(bytes.size()) > limits::user_data_bytes) {
        return refuse(Reason::too_long, "userData");
    }
    return bytes.empty() || value::is_object(bytes) ? allowed
                                                    : refuse(Reason::invalid_value, "userData");
}

void queue(const State& state, InteractionId id, QueueId queue_id,
           std::optional<std::int32_t> priority, Context& context) {
    const Queue& rule = state.directory.queues[queue_id.value];
    InteractionQueued event;
    event.interaction = id;
    event.queue = queue_id;
    event.targets = rule.stages > 0 ? rule.stage[0].targets : TargetListId{};
    event.priority = priority.value_or(rule.priority);
    context.emit(event);
}

void decide_timer(const State& state, const Interaction& interaction, Context& context) {
    CHECK(allows(state, interaction, Input::revoke));
    context.emit(InteractionRevoked{interaction.id, interaction.invited, Cause::timeout});
}

}  // namespace interaction

using interaction::Input;

Verdict decide(const State& state, const OfferInteraction& command, Context& context) {
    if (!exists(state, command.queue)) {
        return refuse(Reason::unknown_queue, "queue");
    }
    const std::int32_t priority = command.priority.value_or(0);
    if (priority > limits::priority || priority < -limits::priority) {
        return refuse(Reason::out_of_range, "priority");
    }
    if (command.type == InteractionType::consult) {
        return refuse(Reason::invalid_value, "type");
    }
    if (const Verdict verdict = interaction::check_user_data(context.view(command.user_data));
        !verdict.accepted()) {
        return verdict;
    }
    InteractionCreated event;
    event.interaction = interaction::next_id(state);
    if (!event.interaction.exists()) {
        return refuse(Reason::limit_reached, "queue");
    }
    event.media = state.directory.queues[command.queue.value].media;
    event.type = command.type;
    event.user_data = context.copy(command.user_data);
    context.emit(event);
    interaction::queue(state, event.interaction, command.queue, command.priority, context);
    return allowed;
}

Verdict decide(const State& state, const AcceptInteraction& command, Context& context) {
    if (const Verdict verdict =
            interaction::check_invited(state, command.agent, command.interaction, Input::accept);
        !verdict.accepted()) {
        return verdict;
    }
    const Interaction& offered = *find(state, command.interaction);
    if (legs::has(state, offered, command.agent)) {
        return refuse(Reason::not_able, "agent");
    }
    const AgentId owner = offered.owner;
    if (owner.exists()) {
        context.emit(InteractionTransferred{command.interaction, owner, command.agent});
    }
    context.emit(InteractionAccepted{command.interaction, command.agent});
    return allowed;
}

Verdict decide(const State& state, const RejectInteraction& command, Context& context) {
    if (const Verdict verdict =
            interaction::check_invited(state, command.agent, command.interaction, Input::reject);
        !verdict.accepted()) {
        return verdict;
    }
    context.emit(InteractionRejected{command.interaction, command.agent});
    return allowed;
}

Verdict decide(const State& state, const CompleteInteraction& command, Context& context) {
    if (const Verdict verdict =
            interaction::check_owner(state, command.agent, command.interaction, Input::complete);
        !verdict.accepted()) {
        return verdict;
    }
    const Interaction& ended = *find(state, command.interaction);
    if (ended.first_leg != nothing) {
        return decide(state, HangupCall{command.agent, command.interaction}, context);
    }
    context.emit(InteractionCompleted{ended.id, command.agent, Cause::agent});
    call::begin_after_call_work(state, ended.owner, ended.media, context);
    return allowed;
}

Verdict decide(const State& state, const PlaceInQueue& command, Context& context) {
    if (const Verdict verdict = interaction::check_owner(state, command.agent, command.interaction,
                                                         Input::place_in_queue);
        !verdict.accepted()) {
        return verdict;
    }
    if (!exists(state, command.queue)) {
        return refuse(Reason::unknown_queue, "queue");
    }
    const MediaId media = find(state, command.interaction)->media;
    if (state.directory.queues[command.queue.value].media != media) {
        return refuse(Reason::wrong_media, "queue");
    }
    context.emit(InteractionPlacedInQueue{command.interaction, command.agent, command.queue});
    interaction::queue(state, command.interaction, command.queue, std::nullopt, context);
    return allowed;
}

Verdict decide(const State& state, const LeaveInteraction& command, Context& context) {
    const Interaction* found = find(state, command.interaction);
    if (found == nullptr) {
        return refuse(Reason::unknown_interaction, "interaction");
    }
    if (found->customer_left || !interaction::allows(state, *found, Input::leave)) {
        return refuse(Reason::not_in_state, "interaction");
    }
    if (found->first_leg != nothing) {
        return call::release_outside(state, *found, command.phone_number, context);
    }
    if (found->invited.exists()) {
        context.emit(InteractionRevoked{found->id, found->invited, Cause::customer});
    }
    const bool is_kept = found->owner.exists() || found->state == InteractionState::in_workbin;
    if (is_kept && !is_voice(state, found->media)) {
        context.emit(CustomerLeft{found->id});
        return allowed;
    }
    context.emit(InteractionCompleted{found->id, found->owner, Cause::customer});
    call::begin_after_call_work(state, found->owner, found->media, context);
    return allowed;
}

namespace {

// Every agent in a call may change its user data; of what else there is, who holds it or is asked.
Verdict check_part(const State& state, AgentId agent, InteractionId id) {
    const Interaction* found = find(state, id);
    if (found != nullptr && found->first_leg != nothing) {
        return call::check(state, agent, id, "UpdateUserData");
    }
    if (const Verdict verdict = interaction::check_owner(state, agent, id, Input::change_user_data);
        !verdict.accepted()) {
        return verdict;
    }
    return found->owner == agent || found->invited == agent ? allowed
                                                            : refuse(Reason::not_owner, "agent");
}

}  // namespace

Verdict decide(const State& state, const ChangeUserData& command, Context& context) {
    if (const Verdict verdict = check_part(state, command.agent, command.interaction);
        !verdict.accepted()) {
        return verdict;
    }
    if (command.user_data.length == 0) {
        return refuse(Reason::missing_value, "userData");
    }
    if (!value::is_object(context.view(command.user_data))) {
        return refuse(Reason::invalid_value, "userData");
    }
    const std::string& before = state.interactions.user_data[command.interaction.slot()];
    const std::string after = command.operation == UserDataOperation::remove
                                  ? value::without(before, context.view(command.user_data))
                                  : value::merged(before, context.view(command.user_data));
    if (static_cast<std::int64_t>(after.size()) > limits::user_data_bytes) {
        return refuse(Reason::too_long, "userData");
    }
    UserDataChanged event;
    event.interaction = command.interaction;
    event.agent = command.agent;
    event.operation = command.operation;
    event.user_data = context.out.texts.add_value(after);
    context.emit(event);
    return allowed;
}

}  // namespace cordboard
