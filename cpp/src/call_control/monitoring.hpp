// SPDX-License-Identifier: Apache-2.0
// How monitoring ends that nobody cancels.
#pragma once

#include "state/context.hpp"
#include "state/state.hpp"

namespace cordboard::call_control {

// The supervisor is out of the call, if he is in one, and monitors no longer.
void end_monitoring(const State& state, const Monitoring& monitoring, Context& context);

// Likewise, once he has been released from the call.
void end_remaining(const State& state, const Monitoring& monitoring, Context& context);

// Every one: the feature is not there any more.
void end_all_monitoring(const State& state, Context& context);

}  // namespace cordboard::call_control
