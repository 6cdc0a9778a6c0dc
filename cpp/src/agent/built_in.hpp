// SPDX-License-Identifier: Apache-2.0
// The agent states that every tenant has and nobody changes (web-services reference, 1.3).
#pragma once

#include <string_view>

#include <cordboard/agent.hpp>

namespace cordboard::agent {

struct BuiltIn {
    std::string_view operation_name;
    std::string_view display_name;
    ChannelState state;
    WorkMode work_mode;
};

inline constexpr BuiltIn built_in[] = {
    {"AfterCallWork", "After Call Work", ChannelState::not_ready, WorkMode::after_call_work},
    {"AuxWork", "Auxiliary Work", ChannelState::not_ready, WorkMode::aux_work},
    {"NotReady", "Not Ready", ChannelState::not_ready, WorkMode::none},
    {"Offline", "Offline", ChannelState::logout, WorkMode::none},
    {"Ready", "Ready", ChannelState::ready, WorkMode::none},
};

constexpr bool is_built_in(std::string_view operation_name) {
    for (const BuiltIn& one : built_in) {
        if (one.operation_name == operation_name) {
            return true;
        }
    }
    return false;
}

}  // namespace cordboard::agent
