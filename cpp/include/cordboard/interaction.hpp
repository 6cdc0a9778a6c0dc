// SPDX-License-Identifier: Apache-2.0
// Interactions of any media: offered by a customer, queued, invited, accepted, given back,
// transferred, completed (web-services reference, 3.1 and 3.2). A voice call rings while it is
// invited, is established while it is accepted and is released when it completes.
#pragma once

#include <cstdint>
#include <optional>
#include <tuple>

#include <cordboard/fields.hpp>
#include <cordboard/ids.hpp>
#include <cordboard/text.hpp>

namespace cordboard {

enum class InteractionState : std::uint8_t {
    queued,
    invited,
    accepted,
    transferring,
    completed,
    in_workbin,
    pulled,
    reply_created,
    sent
};
template <>
struct Names<InteractionState> {
    static constexpr std::string_view names[] = {"Queued",       "Invited",      "Accepted",
                                                 "Transferring", "Completed",    "InWorkbin",
                                                 "Pulled",       "ReplyCreated", "Sent"};
};

enum class InteractionType : std::uint8_t { inbound, outbound, internal, consult };
template <>
struct Names<InteractionType> {
    static constexpr std::string_view names[] = {"Inbound", "Outbound", "Internal", "Consult"};
};

enum class Cause : std::uint8_t {
    agent,
    customer,
    timeout,
    session_ended,
    cancelled,
    sent,
    busy,
    far_end,
    transfer,
    conference,
    removed,
    monitoring_ended
};
template <>
struct Names<Cause> {
    static constexpr std::string_view names[] = {
        "Agent", "Customer", "Timeout",  "SessionEnded", "Cancelled", "Sent",
        "Busy",  "FarEnd",   "Transfer", "Conference",   "Removed",   "MonitoringEnded"};
};

enum class UserDataOperation : std::uint8_t { update, attach, remove };
template <>
struct Names<UserDataOperation> {
    static constexpr std::string_view names[] = {"Update", "Attach", "Delete"};
};

// A new interaction from a customer.
struct OfferInteraction {
    static constexpr std::string_view name = "OfferInteraction";
    QueueId queue;
    InteractionType type = InteractionType::inbound;
    std::optional<std::int32_t> priority;
    ValueText user_data;
    static constexpr auto fields() {
        return std::tuple{
            field("queue", &OfferInteraction::queue, "the queue it enters"),
            optional_field("type", &OfferInteraction::type, "Inbound, Outbound or Internal"),
            optional_field("priority", &OfferInteraction::priority,
                           "replaces the queue's; the larger is served first"),
            optional_field("userData", &OfferInteraction::user_data, "attached data")};
    }
};

template <class Self>
constexpr auto held_fields() {
    return std::tuple{field("agent", &Self::agent, "who acts"),
                      field("interaction", &Self::interaction, "on which interaction")};
}

struct AcceptInteraction {
    static constexpr std::string_view name = "AcceptInteraction";
    AgentId agent;
    InteractionId interaction;
    Text nickname{};
    static constexpr auto fields() {
        return std::tuple_cat(
            held_fields<AcceptInteraction>(),
            std::tuple{optional_field("nickname", &AcceptInteraction::nickname,
                                      "in a chat, how the agent is called; absent: by his name")});
    }
};

struct RejectInteraction {
    static constexpr std::string_view name = "RejectInteraction";
    AgentId agent;
    InteractionId interaction;
    static constexpr auto fields() { return held_fields<RejectInteraction>(); }
};

// The agent finishes the interaction; a voice call is released.
struct CompleteInteraction {
    static constexpr std::string_view name = "CompleteInteraction";
    AgentId agent;
    InteractionId interaction;
    static constexpr auto fields() { return held_fields<CompleteInteraction>(); }
};

struct PlaceInQueue {
    static constexpr std::string_view name = "PlaceInQueue";
    AgentId agent;
    InteractionId interaction;
    QueueId queue;
    static constexpr auto fields() {
        return std::tuple_cat(held_fields<PlaceInQueue>(),
                              std::tuple{field("queue", &PlaceInQueue::queue, "where it goes")});
    }
};

// To another agent, or to whoever has a skill: exactly one of `to` and `skill` is given.
struct TransferInteraction {
    static constexpr std::string_view name = "TransferInteraction";
    AgentId agent;
    InteractionId interaction;
    AgentId to;
    Text skill;
    static constexpr auto fields() {
        return std::tuple_cat(
            held_fields<TransferInteraction>(),
            std::tuple{
                optional_field("to", &TransferInteraction::to, "the agent who shall take it"),
                optional_field("skill", &TransferInteraction::skill,
                               "a skill expression: who has it shall take it")});
    }
};

// The customer, or another party outside a call, hangs up or goes away.
struct LeaveInteraction {
    static constexpr std::string_view name = "LeaveInteraction";
    InteractionId interaction;
    Text phone_number{};
    static constexpr auto fields() {
        return std::tuple{
            field("interaction", &LeaveInteraction::interaction, "what the customer leaves"),
            optional_field("phoneNumber", &LeaveInteraction::phone_number,
                           "which party outside a call; absent: the first one")};
    }
};

struct ChangeUserData {
    static constexpr std::string_view name = "ChangeUserData";
    AgentId agent;
    InteractionId interaction;
    UserDataOperation operation = UserDataOperation::update;
    ValueText user_data;
    static constexpr auto fields() {
        return std::tuple_cat(
            held_fields<ChangeUserData>(),
            std::tuple{
                optional_field("operation", &ChangeUserData::operation, "Update, Attach or Delete"),
                field("userData", &ChangeUserData::user_data,
                      "keys and values; for Delete only the keys matter")});
    }
};

struct DeleteUserDataPair {
    static constexpr std::string_view name = "DeleteUserDataPair";
    AgentId agent;
    InteractionId interaction;
    Text key;
    static constexpr auto fields() {
        return std::tuple_cat(
            held_fields<DeleteUserDataPair>(),
            std::tuple{field("key", &DeleteUserDataPair::key, "the key that goes")});
    }
};

}  // namespace cordboard
