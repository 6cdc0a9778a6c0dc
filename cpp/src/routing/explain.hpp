// SPDX-License-Identifier: Apache-2.0
// Why an interaction is where it is: who could take it, in which order, what keeps the others from
// it, and, while it is offered, why the one was chosen.
#pragma once

#include <string_view>
#include <vector>

#include "state/state.hpp"

namespace cordboard::routing {

enum class Hindrance : std::uint8_t {
    none,
    not_in_session,
    not_ready,
    do_not_disturb,
    at_capacity,
    beside_other_media,
    let_it_go,
    asked_later,
    chosen,
};
inline constexpr std::string_view hindrance_texts[] = {
    "able",
    "has no session on this channel",
    "is not ready",
    "does not want to be disturbed",
    "holds as many interactions of this media as allowed",
    "holds an interaction that may not stand beside this one",
    "rejected it or did not answer, and is asked again later",
    "is asked only when it has waited longer",
    "it is offered to this agent",
};

struct Consideration {
    AgentId agent;
    TargetId target;
    std::int32_t level = 0;
    // What the built-in agent choices look at.
    Duration idle;
    double occupancy = 0.0;
    std::uint32_t open_interactions = 0;
    Hindrance hindrance = Hindrance::none;
};

// All agents of the interaction's targets: those who could take it now first, in the order in which
// the agent choice prefers them, then the others in the order of the file, then those of the
// queue's overflows to come. The one to whom it is offered stands at the place he has without that
// offer.
std::vector<Consideration> explain(const State& state, const Interaction& interaction, Instant now);

}  // namespace cordboard::routing
