// SPDX-License-Identifier: Apache-2.0
// Whether the calls of a device are forwarded (web-services reference, 3.6).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <cordboard/forwarding.hpp>

#include "base/transition.hpp"
#include "state/state.hpp"

namespace cordboard::call_control {

enum class ForwardingInput : std::uint8_t { forward_on, forward_off };
inline constexpr std::size_t forwarding_inputs = 2;
inline constexpr std::size_t forwarding_states = 2;

namespace forwarding_table {

using Row = base::Transition<ForwardingState, ForwardingInput>;
using enum ForwardingState;
using enum ForwardingInput;

inline constexpr Row rows[] = {
    {off, forward_on, on},
    {on, forward_off, off},
};

}  // namespace forwarding_table

inline constexpr base::Machine<ForwardingState, ForwardingInput, forwarding_states,
                               forwarding_inputs>
    forwarding_machine{forwarding_table::rows};

// By ForwardingInput.
inline constexpr std::string_view forwarding_capabilities[forwarding_inputs] = {"ForwardCallsOn",
                                                                                "ForwardCallsOff"};

inline ForwardingState forwarding_of(const Device& device) {
    return device.forward_to == TextId{} ? ForwardingState::off : ForwardingState::on;
}

}  // namespace cordboard::call_control
