// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "state/context.hpp"
#include "state/state.hpp"

namespace cordboard::call {

// When a call out of a queue is released and the tenant sets a wrap-up time, an agent who is ready
// goes into after-call work until that time has passed (decision G-29). One who asked for another
// state during the call has it already, and keeps it.
void begin_after_call_work(const State& state, AgentId agent, MediaId media, Context& context);

}  // namespace cordboard::call
