// SPDX-License-Identifier: Apache-2.0
#include "interaction/decide.hpp"

#include <cordboard/limits.hpp>
#include <cordboard/value.hpp>

#include "call/after_call_work.hpp"
#include "call/decide.hpp"
#include "call/monitoring.hpp"
#include "call/recording.hpp"
#include "call/transitions.hpp"
#include "chat/decide.hpp"
#include "chat/session.hpp"
#include "email/content.hpp"
#include "email/transitions.hpp"
#include "state/asking.hpp"
#include "state/legs.hpp"
#include "state/lookup.hpp"

namespace cordboard {

namespace interaction {

namespace {

const Machine& machine_of(const State& state, const Interaction& interaction) {
    switch (kind_of(state, interaction.media)) {
        case MediaKind::voice:
            return call::machine;
        case MediaKind::email:
            return email::machine_of(interaction);
        case MediaKind::chat: {
            const Machine* machine = chat::machine_of(state, interaction.id);
            return machine != nullptr ? *machine : open_media;
        }
        case MediaKind::open:
            return open_media;
    }
    return open_media;
}

}  // namespace

bool allows(const State& state, const Interaction& interaction, Input input) {
    return machine_of(state, interaction).allows(interaction.state, input);
}

namespace {

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
    if (const Verdict verdict = check_held(state, agent, id); !verdict.accepted()) {
        return verdict;
    }
    return check_allows(state, id, input);
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
    if (const Verdict verdict = check_user_data(context.view(command.user_data));
        !verdict.accepted()) {
        return verdict;
    }
    if (!has_room_for_interaction(state)) {
        return refuse(Reason::limit_reached, "queue");
    }
    InteractionCreated event;
    event.interaction = next_interaction(state);
    event.media = state.directory.queues[command.queue.value].media;
    event.type = command.type;
    event.user_data = context.copy(command.user_data);
    context.emit(event);
    enter_queue(state, event.interaction, command.queue, command.priority, context);
    return allowed;
}

Verdict decide(const State& state, const OfferEmail& command, Context& context) {
    if (!exists(state, command.offer.queue)) {
        return refuse(Reason::unknown_queue, "queue");
    }
    const MediaId media = state.directory.queues[command.offer.queue.value].media;
    if (kind_of(state, media) != MediaKind::email) {
        return refuse(Reason::wrong_media, "queue");
    }
    const Verdict readable = email::check_content(context.view(command.email));
    if (!readable.accepted()) {
        return readable;
    }
    if (command.thread.number() > state.interactions.created) {
        return refuse(Reason::unknown_interaction, "thread");
    }
    EmailReceived event;
    event.interaction = next_interaction(state);
    event.thread = command.thread.exists() ? command.thread : event.interaction;
    event.sub_type = command.thread.exists() ? InteractionSubType::inbound_reply
                                             : InteractionSubType::inbound_new;
    event.email = context.copy(command.email);
    const Verdict verdict = decide(state, command.offer, context);
    context.emit(event);
    return verdict;
}

Verdict decide(const State& state, const OfferChat& command, Context& context) {
    if (!exists(state, command.offer.queue)) {
        return refuse(Reason::unknown_queue, "queue");
    }
    const MediaId media = state.directory.queues[command.offer.queue.value].media;
    if (kind_of(state, media) != MediaKind::chat) {
        return refuse(Reason::wrong_media, "queue");
    }
    if (const Verdict verdict = chat::check_first_words(command); !verdict.accepted()) {
        return verdict;
    }
    const InteractionId id = next_interaction(state);
    const Verdict verdict = decide(state, command.offer, context);
    context.emit(ChatPartyJoined{id, {}, context.copy(command.nickname)});
    if (command.text.length > 0) {
        context.emit(ChatMessageSent{id, {}, ChatVisibility::all, context.copy(command.text)});
    }
    return verdict;
}

Verdict decide(const State& state, const AcceptInteraction& command, Context& context) {
    if (const Verdict verdict =
            interaction::check_invited(state, command.agent, command.interaction, Input::accept);
        !verdict.accepted()) {
        return verdict;
    }
    if (command.nickname.length > limits::name_bytes) {
        return refuse(Reason::too_long, "nickname");
    }
    const Interaction& offered = *find(state, command.interaction);
    if (legs::has(state, offered, command.agent)) {
        return refuse(Reason::not_able, "agent");
    }
    const AgentId owner = offered.owner;
    if (owner.exists()) {
        chat::depart(state, command.interaction, owner, context);
        context.emit(InteractionTransferred{command.interaction, owner, command.agent});
    }
    context.emit(InteractionAccepted{command.interaction, command.agent});
    call::record_by_queue(state, offered, context);
    call::join_established(state, offered, command.agent, context);
    if (!state.chats.empty()) {
        chat::join(state, command.interaction, command.agent, command.nickname, context);
    }
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
    if (!state.chats.empty()) {
        chat::end(state, ended.id, command.agent, context);
    }
    call::complete_call(state, ended, command.agent, Cause::agent, context);
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
    chat::depart(state, command.interaction, command.agent, context);
    context.emit(InteractionPlacedInQueue{command.interaction, command.agent, command.queue});
    enter_queue(state, command.interaction, command.queue, std::nullopt, context);
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
    if (!state.chats.empty()) {
        chat::end(state, found->id, {}, context);
    }
    const bool is_kept = found->owner.exists() || found->state == InteractionState::in_workbin;
    if (is_kept && !is_voice(state, found->media)) {
        context.emit(CustomerLeft{found->id});
        return allowed;
    }
    call::complete_call(state, *found, found->owner, Cause::customer, context);
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
    context.emit(UserDataChanged{command.interaction, command.agent, command.operation,
                                 context.out.texts.add_value(after)});
    return allowed;
}

Verdict decide(const State& state, const DeleteUserDataPair& command, Context& context) {
    if (const Verdict verdict = check_part(state, command.agent, command.interaction);
        !verdict.accepted()) {
        return verdict;
    }
    const std::string_view key = context.view(command.key);
    if (key.empty()) {
        return refuse(Reason::missing_value, "key");
    }
    const std::string& before = state.interactions.user_data[command.interaction.slot()];
    if (!value::contains(before, key)) {
        return refuse(Reason::unknown_key, "key");
    }
    const std::string after = value::without(before, value::entry(key, "n"));
    context.emit(UserDataChanged{command.interaction, command.agent, UserDataOperation::remove,
                                 context.out.texts.add_value(after)});
    return allowed;
}

}  // namespace cordboard
