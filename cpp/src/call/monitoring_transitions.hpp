// SPDX-License-Identifier: Apache-2.0
// What a supervisor can ask for, by how he monitors now (web-services reference, 3.6), and what the
// others in a call notice of him.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <cordboard/monitoring.hpp>

#include "base/transition.hpp"

namespace cordboard::call {

enum class MonitoringInput : std::uint8_t { cancel, start_listening, start_coaching, intrude };
inline constexpr std::size_t monitoring_inputs = 4;
inline constexpr std::size_t monitoring_states = 4;

namespace monitoring_table {

using Row = base::Transition<MonitoringState, MonitoringInput>;
using enum MonitoringState;
using enum MonitoringInput;

inline constexpr Row rows[] = {
    {none, start_listening, listen_in},
    {none, start_coaching, coach},
    {none, intrude, barge_in},
    {listen_in, start_coaching, coach},
    {listen_in, intrude, barge_in},
    {listen_in, cancel, none},
    {coach, start_listening, listen_in},
    {coach, intrude, barge_in},
    {coach, cancel, none},
    {barge_in, start_listening, listen_in},
    {barge_in, start_coaching, coach},
    {barge_in, cancel, none},
};

}  // namespace monitoring_table

inline constexpr base::Machine<MonitoringState, MonitoringInput, monitoring_states,
                               monitoring_inputs>
    monitoring_machine{monitoring_table::rows};

// By MonitoringInput.
inline constexpr std::string_view monitoring_capabilities[monitoring_inputs] = {
    "CancelSupervisorMonitoring", "ListenIn", "Coach", "BargeIn"};

// The input that asks for the state.
constexpr MonitoringInput input_for(MonitoringState wanted) {
    return static_cast<MonitoringInput>(wanted);
}

// Who hears the supervisor sees him among the participants. By MonitoringState; none is a party
// like any other.
enum class Audience : std::uint8_t { all, agent, nobody };
inline constexpr Audience audiences[monitoring_states] = {Audience::all, Audience::nobody,
                                                          Audience::agent, Audience::all};

constexpr Audience audience_of(MonitoringState state) {
    return audiences[static_cast<std::size_t>(state)];
}

}  // namespace cordboard::call
