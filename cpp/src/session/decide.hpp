// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cordboard/result.hpp>
#include <cordboard/session.hpp>

#include "state/context.hpp"
#include "state/state.hpp"

namespace cordboard {

Verdict decide(const State& state, const StartContactCenterSession& command, Context& context);
Verdict decide(const State& state, const EndContactCenterSession& command, Context& context);

}  // namespace cordboard
