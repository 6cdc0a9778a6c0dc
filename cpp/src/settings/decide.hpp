// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cordboard/result.hpp>
#include <cordboard/settings.hpp>

#include "state/context.hpp"
#include "state/state.hpp"

namespace cordboard {

Verdict decide(const State& state, const SetDuration& command, Context& context);

}  // namespace cordboard
