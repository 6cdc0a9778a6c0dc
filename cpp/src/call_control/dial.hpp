// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "call_control/destination.hpp"

namespace cordboard::call_control {

struct NewCall {
    MediaId media;
    InteractionType type = InteractionType::internal;
    InteractionId parent;
    std::string_view user_data;
};

// The agent's new call to the destination; busy, it ends at once.
Verdict dial(const State& state, AgentId agent, const Destination& destination,
             const NewCall& wanted, Context& context);

}  // namespace cordboard::call_control
