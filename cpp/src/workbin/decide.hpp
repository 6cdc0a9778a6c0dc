// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include <cordboard/result.hpp>
#include <cordboard/workbin.hpp>

#include "state/context.hpp"
#include "state/state.hpp"

namespace cordboard {

Verdict decide(const State& state, const PlaceInWorkbin& command, Context& context);
Verdict decide(const State& state, const PullInteraction& command, Context& context);

namespace workbin {

// Where an interaction goes that the agent holds when his session ends; none: back to its queue.
std::optional<InteractionPlacedInWorkbin> at_session_end(const State& state,
                                                         const Interaction& held);

}  // namespace workbin
}  // namespace cordboard
