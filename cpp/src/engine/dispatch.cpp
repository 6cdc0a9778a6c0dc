// SPDX-License-Identifier: Apache-2.0
#include "engine/dispatch.hpp"

#include "agent/decide.hpp"
#include "call/decide.hpp"
#include "call_control/decide.hpp"
#include "chat/decide.hpp"
#include "directory/decide.hpp"
#include "email/decide.hpp"
#include "interaction/decide.hpp"
#include "provisioning/decide.hpp"
#include "routing/decide.hpp"
#include "services/decide.hpp"
#include "services/gate.hpp"
#include "session/decide.hpp"
#include "settings/decide.hpp"
#include "workbin/decide.hpp"

namespace cordboard::dispatch {

namespace {

// Time is the engine's own business: it fires the timers before it comes here.
Verdict decide_one(const State&, const Tick&, Context&) { return allowed; }

template <class Body>
Verdict decide_one(const State& state, const Body& body, Context& context) {
    return cordboard::decide(state, body, context);
}

}  // namespace

Verdict decide(const State& state, const CommandBody& body, Context& context) {
    if (state.settings.restricted) [[unlikely]] {
        if (const Verdict verdict = services::check(state, body); !verdict.accepted()) {
            return verdict;
        }
    }
    return std::visit([&](const auto& one) { return decide_one(state, one, context); }, body);
}

}  // namespace cordboard::dispatch
