// SPDX-License-Identifier: Apache-2.0
// Workbins: where agents keep work for later (web-services reference, 1.16 and 3.2). A workbin
// whose owner is an agent has a content for each agent; of a group, for each agent group; of a
// place, for each place; one without an owner has one content for all.
#pragma once

#include <tuple>

#include <cordboard/interaction.hpp>

namespace cordboard {

// A workbin, and whose content of it; in a command, what is absent follows from who acts.
struct WorkbinContent {
    WorkbinId workbin;
    AgentId agent;
    AgentGroupId agent_group;
    PlaceId place;
    static constexpr auto fields() {
        return std::tuple{
            field("workbin", &WorkbinContent::workbin, "which workbin"),
            optional_field("workbinAgent", &WorkbinContent::agent, "whose, if agents own it"),
            optional_field("workbinGroup", &WorkbinContent::agent_group,
                           "whose, if agent groups own it"),
            optional_field("workbinPlace", &WorkbinContent::place, "whose, if places own it")};
    }
};

struct PlaceInWorkbin {
    static constexpr std::string_view name = "PlaceInWorkbin";
    AgentId agent;
    InteractionId interaction;
    WorkbinContent content;
    static constexpr auto fields() {
        return std::tuple_cat(held_fields<PlaceInWorkbin>(),
                              std::tuple{nested(&PlaceInWorkbin::content)});
    }
};

// The agent takes an interaction out of the workbin it lies in, and holds it.
struct PullInteraction {
    static constexpr std::string_view name = "PullInteraction";
    AgentId agent;
    InteractionId interaction;
    static constexpr auto fields() { return held_fields<PullInteraction>(); }
};

struct InteractionPlacedInWorkbin {
    static constexpr std::string_view name = "InteractionPlacedInWorkbin";
    InteractionId interaction;
    AgentId agent;
    WorkbinContent content;
    Cause cause = Cause::agent;
    static constexpr auto fields() {
        return std::tuple_cat(held_fields<InteractionPlacedInWorkbin>(),
                              std::tuple{nested(&InteractionPlacedInWorkbin::content),
                                         field("cause", &InteractionPlacedInWorkbin::cause,
                                               "Agent, or SessionEnded")});
    }
};

struct InteractionPulled {
    static constexpr std::string_view name = "InteractionPulled";
    InteractionId interaction;
    AgentId agent;
    WorkbinContent content;
    static constexpr auto fields() {
        return std::tuple_cat(held_fields<InteractionPulled>(),
                              std::tuple{nested(&InteractionPulled::content)});
    }
};

}  // namespace cordboard
