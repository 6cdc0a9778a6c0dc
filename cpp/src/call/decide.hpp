// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <cordboard/call.hpp>
#include <cordboard/result.hpp>

#include "call/parties.hpp"
#include "state/context.hpp"
#include "state/state.hpp"

namespace cordboard {

Verdict decide(const State& state, const AnswerCall& command, Context& context);
Verdict decide(const State& state, const HangupCall& command, Context& context);
Verdict decide(const State& state, const AnswerOutside& command, Context& context);
Verdict decide(const State& state, const RefuseOutside& command, Context& context);

namespace call {

// The call, and whether the agent can do the operation of that name in it now.
Verdict check(const State& state, AgentId agent, InteractionId id, std::string_view operation);

// A party leaves a call that has legs, and so do those who monitor him alone. The call goes on
// while somebody is left to talk to; else all others are released with it.
void release(const State& state, const Interaction& call, const Party& leaver, Cause cause,
             Context& context);

// Every supervisor leaves the call.
void release_all_supervisors(const State& state, const Interaction& call, Context& context);

// The others, but for those who leave with the agent; and whether these and the further ones have
// each other to talk to.
std::vector<Party> parties_without(const State& state, const Interaction& call, AgentId agent);
bool goes_on_without(const State& state, const Interaction& call, AgentId agent,
                     const std::vector<Party>& further = {});

// Of a customer, or of the party outside who has that number.
Verdict release_outside(const State& state, const Interaction& call, Text number, Context& context);

// The wrap-up of an agent who is out of the call.
void begin_after_call_work(const State& state, const Interaction& call, const Party& party,
                           Context& context);

// Nobody has answered where it rings.
void decide_timer(const State& state, const Leg& leg, Context& context);

}  // namespace call
}  // namespace cordboard
