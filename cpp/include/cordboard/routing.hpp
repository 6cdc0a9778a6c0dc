// SPDX-License-Identifier: Apache-2.0
// Routing: targets, the rule of each queue, and the requests to and answers of a strategy.
#pragma once

#include <cstdint>
#include <tuple>

#include <cordboard/done.hpp>
#include <cordboard/fields.hpp>
#include <cordboard/ids.hpp>
#include <cordboard/text.hpp>
#include <cordboard/time.hpp>

namespace cordboard {

enum class TargetKind : std::uint8_t { skill, agent, agent_group };
template <>
struct Names<TargetKind> {
    static constexpr std::string_view names[] = {"skill", "agent", "agent_group"};
};

// Which of several able agents is offered an interaction. `external`: a strategy outside is asked.
enum class AgentChoice : std::uint8_t {
    longest_idle,
    highest_skill,
    least_occupied,
    fewest_open,
    external,
};
template <>
struct Names<AgentChoice> {
    static constexpr std::string_view names[] = {"LongestIdle", "HighestSkill", "LeastOccupied",
                                                 "FewestOpen", "External"};
};

// What an agent who becomes able takes first.
enum class Pull : std::uint8_t { priority, skill_level, longest_waiting };
template <>
struct Names<Pull> {
    static constexpr std::string_view names[] = {"priority", "skill_level", "longest_waiting"};
};

// Agents that may take interactions of one media: by a skill expression, one agent, or a group.
struct CreateTarget {
    static constexpr std::string_view name = "CreateTarget";
    static constexpr std::string_view event = "TargetCreated";
    static constexpr std::string_view object = "target";
    using Object = TargetId;
    MediaId media;
    TargetKind kind = TargetKind::skill;
    Text skill;
    AgentId agent;
    AgentGroupId agent_group;
    static constexpr auto fields() {
        return std::tuple{
            field("media", &CreateTarget::media, "of which media"),
            field("kind", &CreateTarget::kind, "skill, agent or agent_group"),
            optional_field("skill", &CreateTarget::skill, "skill expression"),
            optional_field("agent", &CreateTarget::agent, "the agent"),
            optional_field("agent_group", &CreateTarget::agent_group, "the agent group")};
    }
};

struct CreateTargetList {
    static constexpr std::string_view name = "CreateTargetList";
    static constexpr std::string_view event = "TargetListCreated";
    static constexpr std::string_view object = "targets";
    using Object = TargetListId;
    TargetId first;
    static constexpr auto fields() {
        return std::tuple{field("target", &CreateTargetList::first, "its first target")};
    }
};

struct AddTargetToList {
    static constexpr std::string_view name = "AddTargetToList";
    static constexpr std::string_view event = "TargetAddedToList";
    TargetListId list;
    TargetId target;
    static constexpr auto fields() {
        return std::tuple{field("targets", &AddTargetToList::list, "the list"),
                          field("target", &AddTargetToList::target, "tried after those before it")};
    }
};

// Who takes the interactions of a queue. Stage 0 counts from entering; a later stage is an
// overflow: its list replaces the one before it `after` the time since entering the queue. Whoever
// wants those before to stay names them again in it, as the reader of a center.yaml does.
struct SetRoutingTargets {
    static constexpr std::string_view name = "SetRoutingTargets";
    static constexpr std::string_view event = "RoutingTargetsSet";
    QueueId queue;
    TargetListId list;
    std::int32_t stage = 0;
    Duration after;
    static constexpr auto fields() {
        return std::tuple{
            field("queue", &SetRoutingTargets::queue, "the queue"),
            field("targets", &SetRoutingTargets::list, "who may take its interactions"),
            optional_field("stage", &SetRoutingTargets::stage, "0, then one more per overflow"),
            optional_field("after", &SetRoutingTargets::after, "time since entering the queue")};
    }
};

struct SetRoutingPriority {
    static constexpr std::string_view name = "SetRoutingPriority";
    static constexpr std::string_view event = "RoutingPrioritySet";
    QueueId queue;
    std::int32_t priority = 0;
    std::int32_t aging_add = 0;
    Duration aging_every;
    static constexpr auto fields() {
        return std::tuple{
            field("queue", &SetRoutingPriority::queue, "the queue"),
            optional_field("priority", &SetRoutingPriority::priority, "the larger is served first"),
            optional_field("aging_add", &SetRoutingPriority::aging_add, "added per full period"),
            optional_field("aging_every", &SetRoutingPriority::aging_every,
                           "the period; 0: no aging")};
    }
};

// How long an offer from this queue stands; absent rules use the setting ring_timeout.
struct SetRoutingTimeout {
    static constexpr std::string_view name = "SetRoutingTimeout";
    static constexpr std::string_view event = "RoutingTimeoutSet";
    QueueId queue;
    Duration timeout;
    static constexpr auto fields() {
        return std::tuple{
            field("queue", &SetRoutingTimeout::queue, "the queue"),
            field("timeout", &SetRoutingTimeout::timeout, "how long an offer stands")};
    }
};

struct SetRoutingStrategy {
    static constexpr std::string_view name = "SetRoutingStrategy";
    static constexpr std::string_view event = "RoutingStrategySet";
    AgentChoice choice = AgentChoice::longest_idle;
    static constexpr auto fields() {
        return std::tuple{
            field("choice", &SetRoutingStrategy::choice, "which able agent is offered it")};
    }
};

struct SetPull {
    static constexpr std::string_view name = "SetPull";
    static constexpr std::string_view event = "PullSet";
    Pull pull = Pull::priority;
    static constexpr auto fields() {
        return std::tuple{field("pull", &SetPull::pull, "what a freed agent takes first")};
    }
};

// The answer to RoutingRequested; no agent: the interaction goes on waiting.
struct RouteInteraction {
    static constexpr std::string_view name = "RouteInteraction";
    InteractionId interaction;
    AgentId agent;
    static constexpr auto fields() {
        return std::tuple{
            field("interaction", &RouteInteraction::interaction, "the one asked about"),
            optional_field("agent", &RouteInteraction::agent,
                           "who shall be offered it; absent: nobody")};
    }
};

using TargetCreated = Created<CreateTarget>;
using TargetListCreated = Created<CreateTargetList>;
using TargetAddedToList = Done<AddTargetToList>;
using RoutingTargetsSet = Done<SetRoutingTargets>;
using RoutingPrioritySet = Done<SetRoutingPriority>;
using RoutingTimeoutSet = Done<SetRoutingTimeout>;
using RoutingStrategySet = Done<SetRoutingStrategy>;
using PullSet = Done<SetPull>;

// A strategy outside is asked: with an agent when that one became able, else with all who are able.
struct RoutingRequested {
    static constexpr std::string_view name = "RoutingRequested";
    InteractionId interaction;
    AgentId agent;
    static constexpr auto fields() {
        return std::tuple{field("interaction", &RoutingRequested::interaction, "to be routed"),
                          optional_field("agent", &RoutingRequested::agent,
                                         "who became able; absent: all who are")};
    }
};

// The strategy let the interaction wait.
struct RoutingDeclined {
    static constexpr std::string_view name = "RoutingDeclined";
    InteractionId interaction;
    static constexpr auto fields() {
        return std::tuple{
            field("interaction", &RoutingDeclined::interaction, "which goes on waiting")};
    }
};

// An overflow: others may take the interaction now; it keeps its place in the queue.
struct RoutingWidened {
    static constexpr std::string_view name = "RoutingWidened";
    InteractionId interaction;
    TargetListId targets;
    std::int32_t stage = 0;
    static constexpr auto fields() {
        return std::tuple{field("interaction", &RoutingWidened::interaction, "which interaction"),
                          field("targets", &RoutingWidened::targets, "who may take it now"),
                          field("stage", &RoutingWidened::stage, "the overflow step")};
    }
};

// A rejected or unanswered interaction may be offered again to those who let it go.
struct RoutingRetried {
    static constexpr std::string_view name = "RoutingRetried";
    InteractionId interaction;
    static constexpr auto fields() {
        return std::tuple{field("interaction", &RoutingRetried::interaction, "which interaction")};
    }
};

}  // namespace cordboard
