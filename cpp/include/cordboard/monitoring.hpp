// SPDX-License-Identifier: Apache-2.0
// Supervisors in the calls of agents (web-services reference, 1.6 and 3.6): they listen in, coach
// the agent, or barge in. A supervisor monitors one agent at a time, an agent has one supervisor.
#pragma once

#include <cstdint>
#include <tuple>

#include <cordboard/interaction.hpp>

namespace cordboard {

// How a supervisor is in a call: heard by nobody, by the agent, by all.
enum class MonitoringState : std::uint8_t { none, listen_in, coach, barge_in };
template <>
struct Names<MonitoringState> {
    static constexpr std::string_view names[] = {"None", "ListenIn", "Coach", "BargeIn"};
};

enum class MonitoringScope : std::uint8_t { call, agent };
template <>
struct Names<MonitoringScope> {
    static constexpr std::string_view names[] = {"Call", "Agent"};
};

enum class MonitoringMode : std::uint8_t { all_calls, next_call };
template <>
struct Names<MonitoringMode> {
    static constexpr std::string_view names[] = {"AllCalls", "NextCall"};
};

template <class Self>
constexpr auto monitoring_fields() {
    return std::tuple{
        field("agent", &Self::agent, "the supervisor"),
        field("monitored", &Self::monitored, "whose calls"),
        field("state", &Self::state, "how he is in them: ListenIn, Coach or BargeIn"),
        optional_field("scope", &Self::scope,
                       "Call: he stays in a call until it ends; Agent: as long as the agent does"),
        optional_field("mode", &Self::mode, "AllCalls, or NextCall: one call and no more")};
}

// From the agent's present call on, if he talks in one, else from his next one on. Who monitors him
// already changes how.
struct MonitorCalls {
    static constexpr std::string_view name = "MonitorCalls";
    AgentId agent;
    AgentId monitored;
    MonitoringState state = MonitoringState::none;
    MonitoringScope scope = MonitoringScope::call;
    MonitoringMode mode = MonitoringMode::all_calls;
    static constexpr auto fields() { return monitoring_fields<MonitorCalls>(); }
};

struct CancelSupervisorMonitoring {
    static constexpr std::string_view name = "CancelSupervisorMonitoring";
    AgentId agent;
    AgentId monitored;
    static constexpr auto fields() {
        return std::tuple{field("agent", &CancelSupervisorMonitoring::agent, "the supervisor"),
                          optional_field("monitored", &CancelSupervisorMonitoring::monitored,
                                         "whose calls; absent: whomever he monitors")};
    }
};

struct MonitoringChanged {
    static constexpr std::string_view name = "MonitoringChanged";
    AgentId agent;
    AgentId monitored;
    MonitoringState state = MonitoringState::none;
    MonitoringScope scope = MonitoringScope::call;
    MonitoringMode mode = MonitoringMode::all_calls;
    static constexpr auto fields() { return monitoring_fields<MonitoringChanged>(); }
};

struct MonitoringEnded {
    static constexpr std::string_view name = "MonitoringEnded";
    AgentId agent;
    AgentId monitored;
    static constexpr auto fields() {
        return std::tuple{field("agent", &MonitoringEnded::agent, "the supervisor"),
                          field("monitored", &MonitoringEnded::monitored, "whom he monitored")};
    }
};

// The supervisor is in the call, with a leg of his own.
struct SupervisorJoined {
    static constexpr std::string_view name = "SupervisorJoined";
    InteractionId interaction;
    AgentId agent;
    AgentId monitored;
    MonitoringState state = MonitoringState::none;
    static constexpr auto fields() {
        return std::tuple{field("interaction", &SupervisorJoined::interaction, "which call"),
                          field("agent", &SupervisorJoined::agent, "the supervisor"),
                          field("monitored", &SupervisorJoined::monitored, "whose call it is"),
                          field("state", &SupervisorJoined::state, "how he is in it")};
    }
};

}  // namespace cordboard
