// SPDX-License-Identifier: Apache-2.0
// What a channel shows, and what its agent can ask of it now: the rows of the transition table.
#pragma once

#include "agent/transitions.hpp"
#include "state/state.hpp"

namespace cordboard::agent {

// Under do-not-disturb a channel that is not offline reads not ready (decision G-15).
inline ChannelState shown(const Channel& channel) {
    return channel.do_not_disturb && channel.state != logout ? not_ready : channel.state;
}

// Calls `visit` with the name of every operation that is possible now.
template <class Visitor>
void for_each_capability(const Channel& channel, Visitor&& visit) {
    for (std::size_t i = 0; i < inputs; ++i) {
        if (machine.allows(channel.state, static_cast<Input>(i))) {
            visit(capability_names[i]);
        }
    }
    visit(channel.do_not_disturb ? std::string_view("DoNotDisturbOff")
                                 : std::string_view("DoNotDisturbOn"));
}

}  // namespace cordboard::agent
