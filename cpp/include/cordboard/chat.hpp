// SPDX-License-Identifier: Apache-2.0
// Chats: a session in which a customer and agents write to each other (web-services reference,
// 1.13 and 3.4). Everything that happens in a session is numbered from 1: who joins, who leaves,
// what is said, and who is typing.
#pragma once

#include <cstdint>
#include <tuple>

#include <cordboard/interaction.hpp>

namespace cordboard {

enum class ChatVisibility : std::uint8_t { all, agents };
template <>
struct Names<ChatVisibility> {
    static constexpr std::string_view names[] = {"All", "Agents"};
};

enum class ChatNotice : std::uint8_t { typing_started, typing_stopped };
template <>
struct Names<ChatNotice> {
    static constexpr std::string_view names[] = {"TypingStarted", "TypingStopped"};
};

// A customer begins a chat, with a session.
struct OfferChat {
    static constexpr std::string_view name = "OfferChat";
    OfferInteraction offer;
    Text nickname;
    Text text;
    static constexpr auto fields() {
        return std::tuple{
            nested(&OfferChat::offer),
            optional_field("nickname", &OfferChat::nickname, "how the customer is called"),
            optional_field("text", &OfferChat::text, "what the customer says first")};
    }
};

struct SendMessage {
    static constexpr std::string_view name = "SendMessage";
    AgentId agent;
    InteractionId interaction;
    Text text;
    ChatVisibility visibility = ChatVisibility::all;
    static constexpr auto fields() {
        return std::tuple_cat(
            held_fields<SendMessage>(),
            std::tuple{field("text", &SendMessage::text, "what the agent says"),
                       optional_field("visibility", &SendMessage::visibility, "All, or Agents")});
    }
};

struct SendNotice {
    static constexpr std::string_view name = "SendNotice";
    AgentId agent;
    InteractionId interaction;
    ChatNotice notice = ChatNotice::typing_started;
    static constexpr auto fields() {
        return std::tuple_cat(
            held_fields<SendNotice>(),
            std::tuple{field("notice", &SendNotice::notice, "TypingStarted, or TypingStopped")});
    }
};

struct SendCustomerMessage {
    static constexpr std::string_view name = "SendCustomerMessage";
    InteractionId interaction;
    Text text;
    static constexpr auto fields() {
        return std::tuple{field("interaction", &SendCustomerMessage::interaction, "in which chat"),
                          field("text", &SendCustomerMessage::text, "what the customer says")};
    }
};

struct SendCustomerNotice {
    static constexpr std::string_view name = "SendCustomerNotice";
    InteractionId interaction;
    ChatNotice notice = ChatNotice::typing_started;
    static constexpr auto fields() {
        return std::tuple{
            field("interaction", &SendCustomerNotice::interaction, "in which chat"),
            field("notice", &SendCustomerNotice::notice, "TypingStarted, or TypingStopped")};
    }
};

// The session ends; the agent keeps the interaction, to finish his work.
struct EndChatSession {
    static constexpr std::string_view name = "EndChatSession";
    AgentId agent;
    InteractionId interaction;
    static constexpr auto fields() { return held_fields<EndChatSession>(); }
};

// Who enters the session: an agent, or its customer.
struct ChatPartyJoined {
    static constexpr std::string_view name = "ChatPartyJoined";
    InteractionId interaction;
    AgentId agent;
    Text nickname;
    static constexpr auto fields() {
        return std::tuple{
            field("interaction", &ChatPartyJoined::interaction, "which chat"),
            optional_field("agent", &ChatPartyJoined::agent, "who; absent: the customer"),
            optional_field("nickname", &ChatPartyJoined::nickname, "how the party is called")};
    }
};

struct ChatPartyLeft {
    static constexpr std::string_view name = "ChatPartyLeft";
    InteractionId interaction;
    AgentId agent;
    static constexpr auto fields() {
        return std::tuple{
            field("interaction", &ChatPartyLeft::interaction, "which chat"),
            optional_field("agent", &ChatPartyLeft::agent, "who; absent: the customer")};
    }
};

struct ChatMessageSent {
    static constexpr std::string_view name = "ChatMessageSent";
    InteractionId interaction;
    AgentId agent;
    ChatVisibility visibility = ChatVisibility::all;
    Text text;
    static constexpr auto fields() {
        return std::tuple{
            field("interaction", &ChatMessageSent::interaction, "which chat"),
            optional_field("agent", &ChatMessageSent::agent, "who; absent: the customer"),
            field("visibility", &ChatMessageSent::visibility, "All, or Agents"),
            field("text", &ChatMessageSent::text, "what is said")};
    }
};

struct ChatNoticeSent {
    static constexpr std::string_view name = "ChatNoticeSent";
    InteractionId interaction;
    AgentId agent;
    ChatNotice notice = ChatNotice::typing_started;
    static constexpr auto fields() {
        return std::tuple{
            field("interaction", &ChatNoticeSent::interaction, "which chat"),
            optional_field("agent", &ChatNoticeSent::agent, "who; absent: the customer"),
            field("notice", &ChatNoticeSent::notice, "TypingStarted, or TypingStopped")};
    }
};

// The session is over; what was said in it stays as long as the interaction.
struct ChatSessionEnded {
    static constexpr std::string_view name = "ChatSessionEnded";
    InteractionId interaction;
    AgentId agent;
    static constexpr auto fields() {
        return std::tuple{field("interaction", &ChatSessionEnded::interaction, "which chat"),
                          optional_field("agent", &ChatSessionEnded::agent,
                                         "who ended it; absent: its customer")};
    }
};

}  // namespace cordboard
