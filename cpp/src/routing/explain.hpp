// SPDX-License-Identifier: Apache-2.0
// Why an interaction is where it is: who could take it, in which order, and what keeps the others
// from it.
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
};
inline constexpr std::string_view hindrance_texts[] = {
    "able",
    "has no session on this channel",
    "is not ready",
    "does not want to be disturbed",
    "holds as many interactions of this media as allowed",
    "holds an interaction that may not stand beside this one",
    "rejected it or did not answer, and is asked again later",
};

struct Consideration {
    AgentId agent;
    TargetId target;
    std::int32_t level = 0;
    Hindrance hindrance = Hindrance::none;
};

// All agents of the interaction's targets: those who could take it now first, in the order in which
// the agent choice prefers them, then the others in the order of the file.
std::vector<Consideration> explain(const State& state, const Interaction& interaction, Instant now);

}  // namespace cordboard::routing
