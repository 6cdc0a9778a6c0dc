// SPDX-License-Identifier: Apache-2.0
#include "call_control/evolve.hpp"

namespace cordboard {

void evolve(State& state, const ForwardingChanged& event, Instant, const Arena& texts) {
    state.directory.devices[event.device.value].forward_to =
        state.texts.intern(texts.view(event.destination));
}

// The call passes by.
void evolve(State&, const CallForwarded&, Instant, const Arena&) {}

}  // namespace cordboard
