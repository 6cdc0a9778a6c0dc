// SPDX-License-Identifier: Apache-2.0
#include "engine/dispatch.hpp"

#include "agent/decide.hpp"
#include "agent/evolve.hpp"
#include "directory/decide.hpp"
#include "directory/evolve.hpp"
#include "interaction/decide.hpp"
#include "interaction/evolve.hpp"
#include "routing/decide.hpp"
#include "routing/evolve.hpp"
#include "session/decide.hpp"
#include "session/evolve.hpp"
#include "settings/decide.hpp"
#include "settings/evolve.hpp"

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
    return std::visit([&](const auto& one) { return decide_one(state, one, context); }, body);
}

void evolve(State& state, const Event& event, const Arena& texts) {
    std::visit([&](const auto& one) { cordboard::evolve(state, one, event.at, texts); },
               event.body);
}

}  // namespace cordboard::dispatch
