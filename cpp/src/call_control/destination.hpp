// SPDX-License-Identifier: Apache-2.0
// What a number leads to: the agent at a device, a queue, or somebody outside.
#pragma once

#include <string_view>

#include <cordboard/result.hpp>

#include "state/context.hpp"
#include "state/state.hpp"

namespace cordboard::call_control {

struct Destination {
    std::string_view dialed;
    std::string_view number;  // where it leads, over all that is forwarded
    bool is_outside = false;
    QueueId queue;
    AgentId agent;  // none at a device where nobody works
};

// Numbers outside have digits, and signs that people write between them; whether there is somebody
// is for the network to say.
Result<Destination> destination_of(const State& state, MediaId media, std::string_view number);

// Whether a call can ring or wait there. An agent is busy while he has as many calls as he may have
// at one time (one at least), and does not want any while he must not be disturbed.
bool is_reachable(const State& state, MediaId media, const Destination& destination);

// The destination rings, as a further party of the call.
void ring(const State& state, InteractionId call, const Destination& destination, AgentId by,
          Context& context);

}  // namespace cordboard::call_control
