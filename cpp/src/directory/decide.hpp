// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cordboard/directory.hpp>
#include <cordboard/places.hpp>
#include <cordboard/result.hpp>

#include "state/context.hpp"
#include "state/state.hpp"

namespace cordboard {

Verdict decide(const State& state, const NameTenant& command, Context& context);
Verdict decide(const State& state, const CreateMedia& command, Context& context);
Verdict decide(const State& state, const CreateSkill& command, Context& context);
Verdict decide(const State& state, const CreateAgent& command, Context& context);
Verdict decide(const State& state, const SetAgentSkill& command, Context& context);
Verdict decide(const State& state, const SetAgentCapacity& command, Context& context);
Verdict decide(const State& state, const CreateAgentGroup& command, Context& context);
Verdict decide(const State& state, const AddAgentToGroup& command, Context& context);
Verdict decide(const State& state, const RemoveAgentFromGroup& command, Context& context);
Verdict decide(const State& state, const CreatePlace& command, Context& context);
Verdict decide(const State& state, const CreateDevice& command, Context& context);
Verdict decide(const State& state, const AssignPlace& command, Context& context);
Verdict decide(const State& state, const CreateQueue& command, Context& context);
Verdict decide(const State& state, const CreateWorkbin& command, Context& context);
Verdict decide(const State& state, const CreateContact& command, Context& context);

}  // namespace cordboard
