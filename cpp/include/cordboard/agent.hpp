// SPDX-License-Identifier: Apache-2.0
// Agent states per channel (a channel is a media in the agent's session), with the custom states
// that a tenant defines, reasons, work modes and do-not-disturb (web-services reference, 3.6).
#pragma once

#include <cstdint>
#include <tuple>

#include <cordboard/done.hpp>
#include <cordboard/fields.hpp>
#include <cordboard/ids.hpp>
#include <cordboard/text.hpp>
#include <cordboard/time.hpp>

namespace cordboard {

enum class ChannelState : std::uint8_t { logout, not_ready, ready };
template <>
struct Names<ChannelState> {
    static constexpr std::string_view names[] = {"Logout", "NotReady", "Ready"};
};

enum class WorkMode : std::uint8_t {
    none,
    manual_in,
    auto_in,
    return_back,
    after_call_work,
    aux_work,
    legal_guard,
    no_call_disconnect,
    walk_away,
};
template <>
struct Names<WorkMode> {
    static constexpr std::string_view names[] = {"",           "ManualIn",         "AutoIn",
                                                 "ReturnBack", "AfterCallWork",    "AuxWork",
                                                 "LegalGuard", "NoCallDisconnect", "WalkAway"};
};

// Defines an operation that sets a state: AfterCallWork, OutToLunch, ...
struct CreateAgentState {
    static constexpr std::string_view name = "CreateAgentState";
    static constexpr std::string_view event = "AgentStateCreated";
    static constexpr std::string_view object = "agent_state";
    using Object = AgentStateId;
    Text operation_name;
    Text display_name;
    ChannelState state = ChannelState::not_ready;
    WorkMode work_mode = WorkMode::none;
    Text reason;
    static constexpr auto fields() {
        return std::tuple{
            field("operationName", &CreateAgentState::operation_name, "name of the operation"),
            optional_field("displayName", &CreateAgentState::display_name, "name shown to people"),
            optional_field("state", &CreateAgentState::state, "Ready, NotReady or Logout"),
            optional_field("workMode", &CreateAgentState::work_mode,
                           "allowed ones depend on the state"),
            optional_field("reason", &CreateAgentState::reason, "unique among the definitions")};
    }
};

// Sets the state of one channel, or of all channels of the session when no media is named. Either
// `operation` names a defined agent state, or state, work mode and reason are given.
struct SetAgentState {
    static constexpr std::string_view name = "SetAgentState";
    AgentId agent;
    MediaId media;
    AgentStateId operation;
    ChannelState state = ChannelState::not_ready;
    WorkMode work_mode = WorkMode::none;
    Text reason;
    static constexpr auto fields() {
        return std::tuple{
            field("agent", &SetAgentState::agent, "whose state"),
            optional_field("media", &SetAgentState::media,
                           "the channel; absent: all of the session"),
            optional_field("operationName", &SetAgentState::operation, "a defined agent state"),
            optional_field("state", &SetAgentState::state, "Ready, NotReady or Logout"),
            optional_field("workMode", &SetAgentState::work_mode, "work mode"),
            optional_field("reason", &SetAgentState::reason, "why the agent is not ready")};
    }
};

struct SetDoNotDisturb {
    static constexpr std::string_view name = "SetDoNotDisturb";
    AgentId agent;
    MediaId media;
    bool on = true;
    static constexpr auto fields() {
        return std::tuple{field("agent", &SetDoNotDisturb::agent, "who wants no offers"),
                          optional_field("media", &SetDoNotDisturb::media,
                                         "the channel; absent: all of the session"),
                          optional_field("on", &SetDoNotDisturb::on, "true: offer nothing")};
    }
};

using AgentStateCreated = Created<CreateAgentState>;

struct AgentStateChanged {
    static constexpr std::string_view name = "AgentStateChanged";
    AgentId agent;
    MediaId media;
    AgentStateId operation;
    ChannelState state = ChannelState::not_ready;
    WorkMode work_mode = WorkMode::none;
    Text reason;
    Instant until = never;
    static constexpr auto fields() {
        return std::tuple{
            field("agent", &AgentStateChanged::agent, "whose state"),
            field("media", &AgentStateChanged::media, "the channel"),
            optional_field("operationName", &AgentStateChanged::operation,
                           "the agent state it matches, if any"),
            field("state", &AgentStateChanged::state, "the new state"),
            optional_field("workMode", &AgentStateChanged::work_mode, "work mode"),
            optional_field("reason", &AgentStateChanged::reason, "reason"),
            optional_field("until", &AgentStateChanged::until, "when it ends by itself")};
    }
};

struct DoNotDisturbChanged {
    static constexpr std::string_view name = "DoNotDisturbChanged";
    AgentId agent;
    MediaId media;
    bool on = false;
    static constexpr auto fields() {
        return std::tuple{field("agent", &DoNotDisturbChanged::agent, "whose channel"),
                          field("media", &DoNotDisturbChanged::media, "the channel"),
                          field("on", &DoNotDisturbChanged::on, "true: nothing is offered")};
    }
};

}  // namespace cordboard
