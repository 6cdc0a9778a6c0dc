// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cordboard/result.hpp>
#include <cordboard/services.hpp>

#include "state/context.hpp"
#include "state/state.hpp"

namespace cordboard {

Verdict decide(const State& state, const DisableFeature& command, Context& context);
Verdict decide(const State& state, const EnableFeature& command, Context& context);
Verdict decide(const State& state, const SetServiceState& command, Context& context);

}  // namespace cordboard
