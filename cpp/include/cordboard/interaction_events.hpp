// SPDX-License-Identifier: Apache-2.0
// What can happen to an interaction.
#pragma once

#include <cstdint>
#include <tuple>

#include <cordboard/interaction.hpp>
#include <cordboard/time.hpp>

namespace cordboard {

struct InteractionCreated {
    static constexpr std::string_view name = "InteractionCreated";
    InteractionId interaction;
    MediaId media;
    InteractionType type = InteractionType::inbound;
    ValueText user_data;
    static constexpr auto fields() {
        return std::tuple{
            field("interaction", &InteractionCreated::interaction, "its identity"),
            field("media", &InteractionCreated::media, "its media"),
            field("type", &InteractionCreated::type, "its type"),
            optional_field("userData", &InteractionCreated::user_data, "attached data")};
    }
};

struct InteractionQueued {
    static constexpr std::string_view name = "InteractionQueued";
    InteractionId interaction;
    QueueId queue;
    TargetListId targets;
    std::int32_t priority = 0;
    static constexpr auto fields() {
        return std::tuple{
            field("interaction", &InteractionQueued::interaction, "which interaction"),
            field("queue", &InteractionQueued::queue, "the queue it enters"),
            optional_field("targets", &InteractionQueued::targets,
                           "who may take it; absent: nobody yet"),
            field("priority", &InteractionQueued::priority, "its priority before aging")};
    }
};

// An offer to an agent. `pulled`: the agent became able and took it from the queue.
struct InteractionInvited {
    static constexpr std::string_view name = "InteractionInvited";
    InteractionId interaction;
    AgentId agent;
    Instant until = never;
    TargetId target;
    std::int32_t level = 0;
    bool pulled = false;
    static constexpr auto fields() {
        return std::tuple{
            field("interaction", &InteractionInvited::interaction, "which interaction"),
            field("agent", &InteractionInvited::agent, "to whom it is offered"),
            optional_field("until", &InteractionInvited::until, "when the offer ends"),
            optional_field("target", &InteractionInvited::target,
                           "the routing target it came through; absent: a transfer"),
            optional_field("level", &InteractionInvited::level, "level of the matched skill"),
            optional_field("pulled", &InteractionInvited::pulled,
                           "the agent became able; false: the interaction was routed")};
    }
};

struct InteractionAccepted {
    static constexpr std::string_view name = "InteractionAccepted";
    InteractionId interaction;
    AgentId agent;
    static constexpr auto fields() { return held_fields<InteractionAccepted>(); }
};

struct InteractionRejected {
    static constexpr std::string_view name = "InteractionRejected";
    InteractionId interaction;
    AgentId agent;
    static constexpr auto fields() { return held_fields<InteractionRejected>(); }
};

// An offer or a held interaction is taken from the agent; the interaction goes back to its place.
struct InteractionRevoked {
    static constexpr std::string_view name = "InteractionRevoked";
    InteractionId interaction;
    AgentId agent;
    Cause cause = Cause::timeout;
    static constexpr auto fields() {
        return std::tuple_cat(held_fields<InteractionRevoked>(),
                              std::tuple{field("cause", &InteractionRevoked::cause, "why")});
    }
};

struct InteractionTransferred {
    static constexpr std::string_view name = "InteractionTransferred";
    InteractionId interaction;
    AgentId agent;
    AgentId to;
    static constexpr auto fields() {
        return std::tuple_cat(
            held_fields<InteractionTransferred>(),
            std::tuple{optional_field("to", &InteractionTransferred::to,
                                      "who has taken it; absent: it waits for a skill")});
    }
};

struct InteractionPlacedInQueue {
    static constexpr std::string_view name = "InteractionPlacedInQueue";
    InteractionId interaction;
    AgentId agent;
    QueueId queue;
    static constexpr auto fields() {
        return std::tuple_cat(
            held_fields<InteractionPlacedInQueue>(),
            std::tuple{field("queue", &InteractionPlacedInQueue::queue, "where it goes")});
    }
};

// The interaction has ended; `agent` held it, or nobody did: the customer gave up waiting, or the
// mail that was on its way has been sent.
struct InteractionCompleted {
    static constexpr std::string_view name = "InteractionCompleted";
    InteractionId interaction;
    AgentId agent;
    Cause cause = Cause::agent;
    static constexpr auto fields() {
        return std::tuple{
            field("interaction", &InteractionCompleted::interaction, "which interaction"),
            optional_field("agent", &InteractionCompleted::agent, "who held it"),
            field("cause", &InteractionCompleted::cause, "who or what ended it")};
    }
};

// The customer has gone while an agent holds the interaction; the agent still finishes it.
struct CustomerLeft {
    static constexpr std::string_view name = "CustomerLeft";
    InteractionId interaction;
    static constexpr auto fields() {
        return std::tuple{field("interaction", &CustomerLeft::interaction, "which interaction")};
    }
};

// The user data after the change.
struct UserDataChanged {
    static constexpr std::string_view name = "UserDataChanged";
    InteractionId interaction;
    AgentId agent;
    UserDataOperation operation = UserDataOperation::update;
    ValueText user_data;
    static constexpr auto fields() {
        return std::tuple_cat(
            held_fields<UserDataChanged>(),
            std::tuple{field("operation", &UserDataChanged::operation, "what was asked"),
                       field("userData", &UserDataChanged::user_data, "all of it, as it is now")});
    }
};

}  // namespace cordboard
