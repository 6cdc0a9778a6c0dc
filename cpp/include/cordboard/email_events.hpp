// SPDX-License-Identifier: Apache-2.0
// What can happen to an e-mail besides what happens to every interaction.
#pragma once

#include <cstdint>
#include <tuple>

#include <cordboard/done.hpp>
#include <cordboard/email.hpp>

namespace cordboard {

enum class InteractionSubType : std::uint8_t {
    inbound_new,
    inbound_reply,
    outbound_new,
    outbound_reply
};
template <>
struct Names<InteractionSubType> {
    static constexpr std::string_view names[] = {"InboundNew", "InboundReply", "OutboundNew",
                                                 "OutboundReply"};
};

struct EmailReceived {
    static constexpr std::string_view name = "EmailReceived";
    InteractionId interaction;
    InteractionId thread;
    InteractionSubType sub_type = InteractionSubType::inbound_new;
    ValueText email;
    static constexpr auto fields() {
        return std::tuple{field("interaction", &EmailReceived::interaction, "which interaction"),
                          field("thread", &EmailReceived::thread, "the thread it belongs to"),
                          field("subType", &EmailReceived::sub_type, "InboundNew, or InboundReply"),
                          field("email", &EmailReceived::email, "what it says")};
    }
};

// An agent holds a draft that was not there before.
struct DraftCreated {
    static constexpr std::string_view name = "DraftCreated";
    InteractionId interaction;
    AgentId agent;
    QueueId queue;
    InteractionId parent;
    InteractionId thread;
    ValueText email;
    InteractionSubType sub_type = InteractionSubType::outbound_new;
    static constexpr auto fields() {
        return std::tuple_cat(
            held_fields<DraftCreated>(),
            std::tuple{field("queue", &DraftCreated::queue, "where the draft lives"),
                       optional_field("parent", &DraftCreated::parent, "what it answers"),
                       field("thread", &DraftCreated::thread, "the thread it belongs to"),
                       field("email", &DraftCreated::email, "what it says so far"),
                       field("subType", &DraftCreated::sub_type, "OutboundNew, or OutboundReply")});
    }
};

struct EmailChanged {
    static constexpr std::string_view name = "EmailChanged";
    InteractionId interaction;
    AgentId agent;
    ValueText email;
    static constexpr auto fields() {
        return std::tuple_cat(
            held_fields<EmailChanged>(),
            std::tuple{field("email", &EmailChanged::email, "what it says anew; the rest stays")});
    }
};

using AttachmentLinked = Done<LinkAttachment>;
using AttachmentRemoved = Done<RemoveAttachment>;

struct EmailSent {
    static constexpr std::string_view name = "EmailSent";
    InteractionId interaction;
    AgentId agent;
    QueueId queue;
    static constexpr auto fields() {
        return std::tuple_cat(
            held_fields<EmailSent>(),
            std::tuple{field("queue", &EmailSent::queue, "the queue of outbound processing")});
    }
};

struct EmailReturned {
    static constexpr std::string_view name = "EmailReturned";
    InteractionId interaction;
    AgentId agent;
    QueueId queue;
    Text reason;
    static constexpr auto fields() {
        return std::tuple{
            field("interaction", &EmailReturned::interaction, "which mail"),
            optional_field("agent", &EmailReturned::agent,
                           "who holds it again; absent: its sender has gone, it waits for others"),
            field("queue", &EmailReturned::queue, "where the draft lives again"),
            optional_field("reason", &EmailReturned::reason, "why it was not sent")};
    }
};

}  // namespace cordboard
