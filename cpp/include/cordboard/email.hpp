// SPDX-License-Identifier: Apache-2.0
// E-mails: what customers write, the drafts of agents, and how these are sent (web-services
// reference, 1.12 and 3.3). What a mail says is one object of texts: fromAddress, toAddress,
// ccAddresses, bccAddresses, replyTo, subject, text, structuredText and mimeType; several addresses
// stand in one text, with commas between. Documents are attached by reference; their bytes stay
// outside.
#pragma once

#include <cstdint>
#include <optional>
#include <tuple>

#include <cordboard/interaction.hpp>

namespace cordboard {

// A mail of a customer comes in.
struct OfferEmail {
    static constexpr std::string_view name = "OfferEmail";
    OfferInteraction offer;
    ValueText email;
    InteractionId thread;
    static constexpr auto fields() {
        return std::tuple{nested(&OfferEmail::offer),
                          field("email", &OfferEmail::email, "what it says"),
                          optional_field("thread", &OfferEmail::thread,
                                         "the thread it continues; absent: it begins one")};
    }
};

// The agent begins an answer to a mail he holds: a draft of its own, which he holds too.
struct ReplyToEmail {
    static constexpr std::string_view name = "ReplyToEmail";
    AgentId agent;
    InteractionId interaction;
    QueueId queue;
    bool all = false;
    std::optional<bool> quote_original;
    Text subject_prefix;
    Text reply_to_start_line;
    Text indent_character;
    static constexpr auto fields() {
        return std::tuple_cat(
            held_fields<ReplyToEmail>(),
            std::tuple{field("queue", &ReplyToEmail::queue, "where the draft lives meanwhile"),
                       optional_field("all", &ReplyToEmail::all,
                                      "to everybody the mail names, not to its sender only"),
                       optional_field("quoteOriginal", &ReplyToEmail::quote_original,
                                      "begin with the lines of the mail; absent: if to all"),
                       optional_field("subjectPrefix", &ReplyToEmail::subject_prefix,
                                      "stands before the mail's subject"),
                       optional_field("replyToStartLine", &ReplyToEmail::reply_to_start_line,
                                      "the line above those that are quoted"),
                       optional_field("indentCharacter", &ReplyToEmail::indent_character,
                                      "before each line that is quoted; absent: \"> \"")});
    }
};

// The agent begins a mail that answers none.
struct CreateEmail {
    static constexpr std::string_view name = "CreateEmail";
    AgentId agent;
    QueueId queue;
    ValueText email;
    InteractionId parent;
    static constexpr auto fields() {
        return std::tuple{
            field("agent", &CreateEmail::agent, "who writes"),
            field("queue", &CreateEmail::queue, "where the draft lives meanwhile"),
            optional_field("email", &CreateEmail::email, "what it says so far"),
            optional_field("parent", &CreateEmail::parent, "the interaction it belongs to")};
    }
};

struct ChangeEmail {
    static constexpr std::string_view name = "ChangeEmail";
    AgentId agent;
    InteractionId interaction;
    ValueText email;
    static constexpr auto fields() {
        return std::tuple_cat(
            held_fields<ChangeEmail>(),
            std::tuple{field("email", &ChangeEmail::email, "what it says anew; the rest stays")});
    }
};

struct LinkAttachment {
    static constexpr std::string_view name = "LinkAttachment";
    static constexpr std::string_view event = "AttachmentLinked";
    InteractionId interaction;
    AgentId agent;
    Text document;
    Text file_name;
    Text mime_type;
    std::int64_t size = 0;
    static constexpr auto fields() {
        return std::tuple{field("interaction", &LinkAttachment::interaction, "to which mail"),
                          optional_field("agent", &LinkAttachment::agent,
                                         "whose draft it is; absent: the mail came in with it"),
                          field("document", &LinkAttachment::document, "the document's id"),
                          field("name", &LinkAttachment::file_name, "its name"),
                          optional_field("mimeType", &LinkAttachment::mime_type, "its type"),
                          optional_field("size", &LinkAttachment::size, "its bytes, counted")};
    }
};

struct RemoveAttachment {
    static constexpr std::string_view name = "RemoveAttachment";
    static constexpr std::string_view event = "AttachmentRemoved";
    AgentId agent;
    InteractionId interaction;
    Text document;
    static constexpr auto fields() {
        return std::tuple_cat(
            held_fields<RemoveAttachment>(),
            std::tuple{field("document", &RemoveAttachment::document, "the document's id")});
    }
};

// The draft goes to the queue of outbound processing, and leaves the agent.
struct SendEmail {
    static constexpr std::string_view name = "SendEmail";
    AgentId agent;
    InteractionId interaction;
    QueueId queue;
    ValueText email;
    static constexpr auto fields() {
        return std::tuple_cat(
            held_fields<SendEmail>(),
            std::tuple{field("queue", &SendEmail::queue, "the queue of outbound processing"),
                       optional_field("email", &SendEmail::email,
                                      "what it says anew; the rest is as in the draft")});
    }
};

// The mail server has sent it.
struct ConfirmEmail {
    static constexpr std::string_view name = "ConfirmEmail";
    InteractionId interaction;
    static constexpr auto fields() {
        return std::tuple{field("interaction", &ConfirmEmail::interaction, "which mail")};
    }
};

// The mail server could not send it: it is a draft again, of the agent who sent it if he is there.
struct ReturnEmail {
    static constexpr std::string_view name = "ReturnEmail";
    InteractionId interaction;
    Text reason;
    static constexpr auto fields() {
        return std::tuple{field("interaction", &ReturnEmail::interaction, "which mail"),
                          optional_field("reason", &ReturnEmail::reason, "why")};
    }
};

// The draft is thrown away.
struct CancelEmail {
    static constexpr std::string_view name = "CancelEmail";
    AgentId agent;
    InteractionId interaction;
    static constexpr auto fields() { return held_fields<CancelEmail>(); }
};

}  // namespace cordboard
