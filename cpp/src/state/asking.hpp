// SPDX-License-Identifier: Apache-2.0
// What the decisions of several features ask in the same words, and say alike.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include <cordboard/result.hpp>

#include "state/context.hpp"
#include "state/state.hpp"

namespace cordboard {

// Agent and interaction exist; and nobody else holds it.
Verdict check_exists(const State& state, AgentId agent, InteractionId id);
Verdict check_held(const State& state, AgentId agent, InteractionId id);

// Whether it can be the user data of a new interaction.
Verdict check_user_data(std::string_view bytes);

// Enters a queue, with that queue's rule.
void enter_queue(const State& state, InteractionId id, QueueId queue,
                 std::optional<std::int32_t> priority, Context& context);

}  // namespace cordboard
