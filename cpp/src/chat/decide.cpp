// SPDX-License-Identifier: Apache-2.0
#include "chat/decide.hpp"

#include <cordboard/limits.hpp>

#include "chat/session.hpp"
#include "state/asking.hpp"
#include "state/lookup.hpp"

namespace cordboard {

namespace {

using interaction::Input;

Verdict check_allows(const State& state, const Interaction& one, Input input) {
    if (kind_of(state, one.media) != MediaKind::chat) {
        return refuse(Reason::wrong_media, "interaction");
    }
    const chat::Machine* machine = chat::machine_of(state, one.id);
    return machine != nullptr && machine->allows(one.state, input)
               ? allowed
               : refuse(Reason::not_in_state, "interaction");
}

// Who is invited but has not joined may do nothing in it yet (G-18).
Verdict check_party(const State& state, AgentId agent, InteractionId id, Input input) {
    if (const Verdict verdict = check_exists(state, agent, id); !verdict.accepted()) {
        return verdict;
    }
    const Interaction& one = *find(state, id);
    if (one.invited == agent) {
        return refuse(Reason::not_in_state, "interaction");
    }
    if (one.owner.exists() && one.owner != agent) {
        return refuse(Reason::not_owner, "agent");
    }
    return check_allows(state, one, input);
}

Verdict check_customer(const State& state, InteractionId id) {
    const Interaction* found = find(state, id);
    return found == nullptr ? refuse(Reason::unknown_interaction, "interaction")
                            : check_allows(state, *found, Input::customer_writes);
}

Verdict check_room(const State& state, InteractionId id) {
    const auto events = static_cast<std::int64_t>(find_chat(state, id)->events.size());
    return events < limits::chat_events ? allowed : refuse(Reason::limit_reached, "interaction");
}

Verdict check_text(Text text) {
    if (text.length == 0) {
        return refuse(Reason::missing_value, "text");
    }
    return text.length > limits::message_bytes ? refuse(Reason::too_long, "text") : allowed;
}

}  // namespace

namespace chat {

Verdict check_history(const State& state, AgentId agent, InteractionId id) {
    return check_party(state, agent, id, Input::request_history);
}

Verdict check_first_words(const OfferChat& command) {
    if (command.nickname.length > limits::name_bytes) {
        return refuse(Reason::too_long, "nickname");
    }
    return command.text.length > 0 ? check_text(command.text) : allowed;
}

}  // namespace chat

Verdict decide(const State& state, const SendMessage& command, Context& context) {
    for (const Verdict& verdict :
         {check_party(state, command.agent, command.interaction, Input::send_message),
          check_text(command.text)}) {
        if (!verdict.accepted()) {
            return verdict;
        }
    }
    if (const Verdict verdict = check_room(state, command.interaction); !verdict.accepted()) {
        return verdict;
    }
    context.emit(ChatMessageSent{command.interaction, command.agent, command.visibility,
                                 context.copy(command.text)});
    return allowed;
}

Verdict decide(const State& state, const SendNotice& command, Context& context) {
    const Input input =
        command.notice == ChatNotice::typing_started ? Input::start_typing : Input::stop_typing;
    if (const Verdict verdict = check_party(state, command.agent, command.interaction, input);
        !verdict.accepted()) {
        return verdict;
    }
    if (const Verdict verdict = check_room(state, command.interaction); !verdict.accepted()) {
        return verdict;
    }
    context.emit(ChatNoticeSent{command.interaction, command.agent, command.notice});
    return allowed;
}

Verdict decide(const State& state, const SendCustomerMessage& command, Context& context) {
    for (const Verdict& verdict :
         {check_customer(state, command.interaction), check_text(command.text)}) {
        if (!verdict.accepted()) {
            return verdict;
        }
    }
    if (const Verdict verdict = check_room(state, command.interaction); !verdict.accepted()) {
        return verdict;
    }
    context.emit(
        ChatMessageSent{command.interaction, {}, ChatVisibility::all, context.copy(command.text)});
    return allowed;
}

Verdict decide(const State& state, const SendCustomerNotice& command, Context& context) {
    if (const Verdict verdict = check_customer(state, command.interaction); !verdict.accepted()) {
        return verdict;
    }
    if (const Verdict verdict = check_room(state, command.interaction); !verdict.accepted()) {
        return verdict;
    }
    context.emit(ChatNoticeSent{command.interaction, {}, command.notice});
    return allowed;
}

Verdict decide(const State& state, const EndChatSession& command, Context& context) {
    if (const Verdict verdict =
            check_party(state, command.agent, command.interaction, Input::end_session);
        !verdict.accepted()) {
        return verdict;
    }
    chat::end(state, command.interaction, command.agent, context);
    return allowed;
}

}  // namespace cordboard
