// SPDX-License-Identifier: Apache-2.0
// Where calls go that are dialed to a device whose calls are forwarded. Forwards never lead in a
// circle: one that would close it is refused.
#pragma once

#include <string_view>

#include "call_control/forwarding_transitions.hpp"
#include "state/context.hpp"
#include "state/state.hpp"

namespace cordboard::call_control {

struct Destination;

// The number at which calls of a number end. Calls `visit(device, next number)` for every device on
// the way that forwards them.
template <class Visitor>
std::string_view follow_forwards(const State& state, std::string_view number, Visitor&& visit) {
    const Directory& directory = state.directory;
    for (;;) {
        const DeviceId device = directory.device_by_number.find(state.texts, number);
        if (!device.exists() ||
            forwarding_of(directory.devices[device.value]) == ForwardingState::off) {
            return number;
        }
        number = state.texts.view(directory.devices[device.value].forward_to);
        visit(device, number);
    }
}

// Says of whom the call has been forwarded on its way to the destination.
void tell_forwards(const State& state, InteractionId call, const Destination& destination,
                   Context& context);

}  // namespace cordboard::call_control
