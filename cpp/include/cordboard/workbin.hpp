// SPDX-License-Identifier: Apache-2.0
// Workbins: where agents keep work for later (web-services reference, 1.16 and 3.2). A workbin
// whose owner is an agent has a content for each agent; of a group, for each agent group; of a
// place, for each place; one without an owner has one content for all.
#pragma once

#include <tuple>

#include <cordboard/interaction.hpp>

namespace cordboard {

// Whose content of a workbin; what stays absent follows from who acts.
template <class Self>
constexpr auto workbin_fields() {
    return std::tuple{
        field("workbin", &Self::workbin, "which workbin"),
        optional_field("workbinAgent", &Self::workbin_agent, "whose, if agents own it"),
        optional_field("workbinGroup", &Self::workbin_group, "whose, if agent groups own it"),
        optional_field("workbinPlace", &Self::workbin_place, "whose, if places own it")};
}

struct PlaceInWorkbin {
    static constexpr std::string_view name = "PlaceInWorkbin";
    AgentId agent;
    InteractionId interaction;
    WorkbinId workbin;
    AgentId workbin_agent;
    AgentGroupId workbin_group;
    PlaceId workbin_place;
    static constexpr auto fields() {
        return std::tuple_cat(held_fields<PlaceInWorkbin>(), workbin_fields<PlaceInWorkbin>());
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
    WorkbinId workbin;
    AgentId workbin_agent;
    AgentGroupId workbin_group;
    PlaceId workbin_place;
    Cause cause = Cause::agent;
    static constexpr auto fields() {
        return std::tuple_cat(held_fields<InteractionPlacedInWorkbin>(),
                              workbin_fields<InteractionPlacedInWorkbin>(),
                              std::tuple{field("cause", &InteractionPlacedInWorkbin::cause,
                                               "Agent, or SessionEnded")});
    }
};

struct InteractionPulled {
    static constexpr std::string_view name = "InteractionPulled";
    InteractionId interaction;
    AgentId agent;
    WorkbinId workbin;
    AgentId workbin_agent;
    AgentGroupId workbin_group;
    PlaceId workbin_place;
    static constexpr auto fields() {
        return std::tuple_cat(held_fields<InteractionPulled>(),
                              workbin_fields<InteractionPulled>());
    }
};

}  // namespace cordboard
