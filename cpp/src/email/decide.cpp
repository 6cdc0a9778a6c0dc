// SPDX-License-Identifier: Apache-2.0
#include "email/decide.hpp"

#include <algorithm>
#include <utility>

#include <cordboard/limits.hpp>
#include <cordboard/value.hpp>

#include "email/content.hpp"
#include "email/transitions.hpp"
#include "state/asking.hpp"
#include "state/lookup.hpp"

namespace cordboard {

namespace {

using interaction::Input;

constexpr std::string_view usual_indent = "> ";

using NamedText = std::pair<Text, std::string_view>;

Verdict check_short(std::initializer_list<NamedText> texts) {
    for (const auto& [words, field] : texts) {
        if (words.length > limits::name_bytes) {
            return refuse(Reason::too_long, field);
        }
    }
    return allowed;
}

Verdict check_email(const State& state, const Interaction& one, Input input) {
    if (kind_of(state, one.media) != MediaKind::email) {
        return refuse(Reason::wrong_media, "interaction");
    }
    return email::machine_of(one).allows(one.state, input)
               ? allowed
               : refuse(Reason::not_in_state, "interaction");
}

Verdict check_held_email(const State& state, AgentId agent, InteractionId id, Input input) {
    if (const Verdict verdict = check_held(state, agent, id); !verdict.accepted()) {
        return verdict;
    }
    return check_email(state, *find(state, id), input);
}

// For what the mail server's side says.
Verdict check_on_its_way(const State& state, InteractionId id, Input input) {
    const Interaction* found = find(state, id);
    return found == nullptr ? refuse(Reason::unknown_interaction, "interaction")
                            : check_email(state, *found, input);
}

Verdict check_queue(const State& state, QueueId queue) {
    if (!exists(state, queue)) {
        return refuse(Reason::unknown_queue, "queue");
    }
    return kind_of(state, state.directory.queues[queue.value].media) == MediaKind::email
               ? allowed
               : refuse(Reason::wrong_media, "queue");
}

// A draft stays with the media it answers.
Verdict check_queue(const State& state, QueueId queue, MediaId media) {
    if (const Verdict verdict = check_queue(state, queue); !verdict.accepted()) {
        return verdict;
    }
    return state.directory.queues[queue.value].media == media
               ? allowed
               : refuse(Reason::wrong_media, "queue");
}

std::string_view content_of(const State& state, InteractionId id) {
    const Email* found = find_email(state, id);
    return found == nullptr ? value::empty_object : std::string_view(found->content);
}

Verdict begin_draft(const State& state, DraftCreated draft, std::string_view content,
                    Context& context) {
    if (!has_room_for_interaction(state)) {
        return refuse(Reason::limit_reached, "queue");
    }
    InteractionCreated event;
    event.interaction = next_interaction(state);
    event.media = state.directory.queues[draft.queue.value].media;
    event.type = InteractionType::outbound;
    context.emit(event);
    draft.interaction = event.interaction;
    const Email* parent = find_email(state, draft.parent);
    draft.thread = parent != nullptr       ? parent->thread
                   : draft.parent.exists() ? draft.parent
                                           : draft.interaction;
    draft.email = context.out.texts.add_value(content);
    context.emit(draft);
    return allowed;
}

bool has_document(const Email* email, std::string_view document) {
    return email != nullptr &&
           std::any_of(email->attachments.begin(), email->attachments.end(),
                       [&](const Attachment& one) { return one.document == document; });
}

// The agent's own draft, or a mail that came in with it.
Verdict check_may_link(const State& state, const LinkAttachment& command) {
    if (command.agent.exists()) {
        return check_held_email(state, command.agent, command.interaction, Input::link_attachment);
    }
    const Interaction* found = find(state, command.interaction);
    if (found == nullptr) {
        return refuse(Reason::unknown_interaction, "interaction");
    }
    if (kind_of(state, found->media) != MediaKind::email) {
        return refuse(Reason::wrong_media, "interaction");
    }
    return found->is_draft ? refuse(Reason::missing_value, "agent") : allowed;
}

}  // namespace

Verdict decide(const State& state, const ReplyToEmail& command, Context& context) {
    const Input input = command.all ? Input::reply_all : Input::reply;
    if (const Verdict verdict = check_held_email(state, command.agent, command.interaction, input);
        !verdict.accepted()) {
        return verdict;
    }
    const Interaction& parent = *find(state, command.interaction);
    if (const Verdict verdict = check_queue(state, command.queue, parent.media);
        !verdict.accepted()) {
        return verdict;
    }
    if (const Verdict verdict = check_short({{command.subject_prefix, "subjectPrefix"},
                                             {command.reply_to_start_line, "replyToStartLine"},
                                             {command.indent_character, "indentCharacter"}});
        !verdict.accepted()) {
        return verdict;
    }
    email::Quotation quotation;
    quotation.is_wanted = command.quote_original.value_or(command.all);
    quotation.start_line = context.view(command.reply_to_start_line);
    quotation.indent =
        command.indent_character.length > 0 ? context.view(command.indent_character) : usual_indent;
    const std::string content = email::answer(content_of(state, parent.id), command.all,
                                              context.view(command.subject_prefix), quotation);
    if (static_cast<std::int64_t>(content.size()) > limits::email_bytes) {
        return refuse(Reason::too_long, "quoteOriginal");
    }
    DraftCreated draft;
    draft.agent = command.agent;
    draft.queue = command.queue;
    draft.parent = parent.id;
    draft.sub_type = InteractionSubType::outbound_reply;
    return begin_draft(state, draft, content, context);
}

Verdict decide(const State& state, const CreateEmail& command, Context& context) {
    if (!exists(state, command.agent)) {
        return refuse(Reason::unknown_agent, "agent");
    }
    if (const Verdict verdict = check_queue(state, command.queue); !verdict.accepted()) {
        return verdict;
    }
    const MediaId media = state.directory.queues[command.queue.value].media;
    if (!state.directory.channels.at(command.agent.value, media.value).open) {
        return refuse(Reason::not_in_session, "agent");
    }
    if (command.parent.exists() && find(state, command.parent) == nullptr) {
        return refuse(Reason::unknown_interaction, "parent");
    }
    const std::string_view content =
        command.email.length > 0 ? context.view(command.email) : value::empty_object;
    if (const Verdict verdict = email::check_content(content); !verdict.accepted()) {
        return verdict;
    }
    DraftCreated draft;
    draft.agent = command.agent;
    draft.queue = command.queue;
    draft.parent = command.parent;
    return begin_draft(state, draft, content, context);
}

Verdict decide(const State& state, const ChangeEmail& command, Context& context) {
    if (const Verdict verdict =
            check_held_email(state, command.agent, command.interaction, Input::change_email);
        !verdict.accepted()) {
        return verdict;
    }
    const std::string_view change = context.view(command.email);
    if (const Verdict verdict = email::check_content(change); !verdict.accepted()) {
        return verdict;
    }
    const auto size = value::merged(content_of(state, command.interaction), change).size();
    if (static_cast<std::int64_t>(size) > limits::email_bytes) {
        return refuse(Reason::too_long, "email");
    }
    context.emit(EmailChanged{command.interaction, command.agent, context.copy(command.email)});
    return allowed;
}

Verdict decide(const State& state, const LinkAttachment& command, Context& context) {
    if (const Verdict verdict = check_may_link(state, command); !verdict.accepted()) {
        return verdict;
    }
    if (const Verdict verdict = check_short({{command.document, "document"},
                                             {command.file_name, "name"},
                                             {command.mime_type, "mimeType"}});
        !verdict.accepted()) {
        return verdict;
    }
    if (command.document.length == 0) {
        return refuse(Reason::missing_value, "document");
    }
    if (command.size < 0) {
        return refuse(Reason::out_of_range, "size");
    }
    const Email* known = find_email(state, command.interaction);
    if (has_document(known, context.view(command.document))) {
        return refuse(Reason::already_exists, "document");
    }
    if (known != nullptr &&
        static_cast<std::int64_t>(known->attachments.size()) >= limits::attachments) {
        return refuse(Reason::limit_reached, "document");
    }
    context.emit(AttachmentLinked{context.copy(command)});
    return allowed;
}

Verdict decide(const State& state, const RemoveAttachment& command, Context& context) {
    if (const Verdict verdict =
            check_held_email(state, command.agent, command.interaction, Input::link_attachment);
        !verdict.accepted()) {
        return verdict;
    }
    if (!has_document(find_email(state, command.interaction), context.view(command.document))) {
        return refuse(Reason::unknown_document, "document");
    }
    context.emit(AttachmentRemoved{context.copy(command)});
    return allowed;
}

Verdict decide(const State& state, const SendEmail& command, Context& context) {
    if (const Verdict verdict =
            check_held_email(state, command.agent, command.interaction, Input::send_email);
        !verdict.accepted()) {
        return verdict;
    }
    const Interaction& draft = *find(state, command.interaction);
    if (const Verdict verdict = check_queue(state, command.queue, draft.media);
        !verdict.accepted()) {
        return verdict;
    }
    std::string content(content_of(state, draft.id));
    if (command.email.length > 0) {
        const std::string_view change = context.view(command.email);
        if (const Verdict verdict = email::check_content(change); !verdict.accepted()) {
            return verdict;
        }
        content = value::merged(content, change);
        context.emit(EmailChanged{draft.id, command.agent, context.copy(command.email)});
    }
    if (static_cast<std::int64_t>(content.size()) > limits::email_bytes) {
        return refuse(Reason::too_long, "email");
    }
    if (const Verdict verdict = email::check_complete(content); !verdict.accepted()) {
        return verdict;
    }
    context.emit(EmailSent{draft.id, command.agent, command.queue});
    return allowed;
}

Verdict decide(const State& state, const ConfirmEmail& command, Context& context) {
    if (const Verdict verdict = check_on_its_way(state, command.interaction, Input::confirm);
        !verdict.accepted()) {
        return verdict;
    }
    context.emit(InteractionCompleted{command.interaction, {}, Cause::sent});
    return allowed;
}

Verdict decide(const State& state, const ReturnEmail& command, Context& context) {
    if (const Verdict verdict = check_on_its_way(state, command.interaction, Input::give_back);
        !verdict.accepted()) {
        return verdict;
    }
    if (const Verdict verdict = check_short({{command.reason, "reason"}}); !verdict.accepted()) {
        return verdict;
    }
    const Interaction& one = *find(state, command.interaction);
    const Email& known = *find_email(state, one.id);
    const bool is_there = state.directory.channels.at(known.sender.value, one.media.value).open;
    context.emit(EmailReturned{one.id, is_there ? known.sender : AgentId{}, known.drafted_in,
                               context.copy(command.reason)});
    if (!is_there) {
        enter_queue(state, one.id, known.drafted_in, std::nullopt, context);
    }
    return allowed;
}

Verdict decide(const State& state, const CancelEmail& command, Context& context) {
    if (const Verdict verdict =
            check_held_email(state, command.agent, command.interaction, Input::cancel);
        !verdict.accepted()) {
        return verdict;
    }
    context.emit(InteractionCompleted{command.interaction, command.agent, Cause::cancelled});
    return allowed;
}

}  // namespace cordboard
