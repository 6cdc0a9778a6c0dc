// SPDX-License-Identifier: Apache-2.0
#include "settings/evolve.hpp"

namespace cordboard {

void evolve(State& state, const DurationSet& event, Instant, const Arena&) {
    Duration* const by_setting[] = {&state.settings.ring_timeout, &state.settings.after_call_work};
    *by_setting[static_cast<std::size_t>(event.body.setting)] = event.body.duration;
}

}  // namespace cordboard
