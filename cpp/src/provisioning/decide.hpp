// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cordboard/provisioning.hpp>
#include <cordboard/result.hpp>

#include "state/context.hpp"
#include "state/state.hpp"

namespace cordboard {

Verdict decide(const State& state, const UpdateAgent& command, Context& context);
Verdict decide(const State& state, const DeleteAgent& command, Context& context);
Verdict decide(const State& state, const UpdateSkill& command, Context& context);
Verdict decide(const State& state, const DeleteSkill& command, Context& context);
Verdict decide(const State& state, const UpdateContact& command, Context& context);
Verdict decide(const State& state, const DeleteContact& command, Context& context);
Verdict decide(const State& state, const UpdateQueue& command, Context& context);
Verdict decide(const State& state, const DeleteQueue& command, Context& context);

}  // namespace cordboard
