// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cordboard/chat.hpp>
#include <cordboard/result.hpp>

#include "state/context.hpp"
#include "state/state.hpp"

namespace cordboard {

Verdict decide(const State& state, const SendMessage& command, Context& context);
Verdict decide(const State& state, const SendNotice& command, Context& context);
Verdict decide(const State& state, const SendCustomerMessage& command, Context& context);
Verdict decide(const State& state, const SendCustomerNotice& command, Context& context);
Verdict decide(const State& state, const EndChatSession& command, Context& context);

namespace chat {

// Whether the agent may read what was said in the session.
Verdict check_history(const State& state, AgentId agent, InteractionId id);

// Whether a customer may say that as the first words of a chat.
Verdict check_first_words(const OfferChat& command);

}  // namespace chat
}  // namespace cordboard
