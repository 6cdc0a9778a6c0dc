// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cordboard/email.hpp>
#include <cordboard/result.hpp>

#include "state/context.hpp"
#include "state/state.hpp"

namespace cordboard {

Verdict decide(const State& state, const ReplyToEmail& command, Context& context);
Verdict decide(const State& state, const CreateEmail& command, Context& context);
Verdict decide(const State& state, const ChangeEmail& command, Context& context);
Verdict decide(const State& state, const LinkAttachment& command, Context& context);
Verdict decide(const State& state, const RemoveAttachment& command, Context& context);
Verdict decide(const State& state, const SendEmail& command, Context& context);
Verdict decide(const State& state, const ConfirmEmail& command, Context& context);
Verdict decide(const State& state, const ReturnEmail& command, Context& context);
Verdict decide(const State& state, const CancelEmail& command, Context& context);

}  // namespace cordboard
