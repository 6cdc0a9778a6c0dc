// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cordboard/result.hpp>
#include <cordboard/settings.hpp>

#include "state/context.hpp"
#include "state/state.hpp"

namespace cordboard {

Verdict decide(const State& state, const SetDuration& command, Context& context);
Verdict decide(const State& state, const SetCenterSetting& command, Context& context);
Verdict decide(const State& state, const CreateSettingsGroup& command, Context& context);
Verdict decide(const State& state, const DeleteSettingsGroup& command, Context& context);
Verdict decide(const State& state, const CreateSetting& command, Context& context);
Verdict decide(const State& state, const UpdateSetting& command, Context& context);
Verdict decide(const State& state, const DeleteSetting& command, Context& context);

}  // namespace cordboard
