// SPDX-License-Identifier: Apache-2.0
// The states of a channel (web-services reference, 3.6). A session opens a channel as not ready.
// Ready and not ready change at will, with or without work mode and reason; going offline logs the
// channel out while the session goes on, and coming back passes through not ready.
#pragma once

#include <cordboard/agent.hpp>

#include "base/transition.hpp"

namespace cordboard::agent {

enum class Input : std::uint8_t { ready, not_ready, offline };
inline constexpr std::size_t inputs = 3;
inline constexpr std::size_t states = 3;
inline constexpr std::string_view capability_names[inputs] = {"Ready", "NotReady", "Offline"};

using Row = base::Transition<ChannelState, Input>;
using enum ChannelState;

// clang-format off
inline constexpr Row rows[] = {
    {logout, Input::not_ready, not_ready},
    {logout, Input::offline, logout},
    {not_ready, Input::ready, ready},
    {not_ready, Input::not_ready, not_ready},
    {not_ready, Input::offline, logout},
    {ready, Input::ready, ready},
    {ready, Input::not_ready, not_ready},
    {ready, Input::offline, logout},
};
// clang-format on

inline constexpr base::Machine<ChannelState, Input, states, inputs> machine{rows};

// The input that asks for a state.
constexpr Input input_for(ChannelState state) {
    constexpr Input by_state[states] = {Input::offline, Input::not_ready, Input::ready};
    return by_state[static_cast<std::size_t>(state)];
}

// Which work modes may stand beside which state (web-services reference, 1.3).
constexpr bool allows(ChannelState state, WorkMode mode) {
    constexpr ChannelState by_mode[] = {logout,    ready,     ready,     ready,    not_ready,
                                        not_ready, not_ready, not_ready, not_ready};
    return mode == WorkMode::none || by_mode[static_cast<std::size_t>(mode)] == state;
}

}  // namespace cordboard::agent
