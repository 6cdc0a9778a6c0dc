// SPDX-License-Identifier: Apache-2.0
// Agent states per channel (a channel is a media in the agent's session), with the custom states
// that a tenant defines, reasons, work modes and do-not-disturb (web-services reference, 3.6).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <tuple>

#include <cordboard/done.hpp>
#include <cordboard/fields.hpp>
#include <cordboard/ids.hpp>
#include <cordboard/result.hpp>
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

// On one channel, on all of the session, or on a device of the agent's place: his channels of
// voice.
struct SetDoNotDisturb {
    static constexpr std::string_view name = "SetDoNotDisturb";
    AgentId agent;
    MediaId media;
    bool on = true;
    DeviceId device{};
    static constexpr auto fields() {
        return std::tuple{field("agent", &SetDoNotDisturb::agent, "who wants no offers"),
                          optional_field("media", &SetDoNotDisturb::media,
                                         "the channel; absent: all of the session"),
                          optional_field("on", &SetDoNotDisturb::on, "true: offer nothing"),
                          optional_field("device", &SetDoNotDisturb::device,
                                         "a device of the agent's place, instead of a channel")};
    }
};

// Changes a definition of a tenant's own; a field that is absent stays as it is.
struct UpdateAgentState {
    static constexpr std::string_view name = "UpdateAgentState";
    AgentStateId agent_state;
    std::optional<Text> display_name;
    std::optional<ChannelState> state;
    std::optional<WorkMode> work_mode;
    std::optional<Text> reason;
    static constexpr auto fields() {
        return std::tuple{
            field("operationName", &UpdateAgentState::agent_state, "name of the operation"),
            optional_field("displayName", &UpdateAgentState::display_name, "name shown to people"),
            optional_field("state", &UpdateAgentState::state, "Ready or NotReady"),
            optional_field("workMode", &UpdateAgentState::work_mode,
                           "allowed ones depend on the state"),
            optional_field("reason", &UpdateAgentState::reason, "unique among the definitions")};
    }
};

struct AgentStateUpdated {
    static constexpr std::string_view name = "AgentStateUpdated";
    AgentStateId agent_state;
    Text display_name;
    ChannelState state = ChannelState::not_ready;
    WorkMode work_mode = WorkMode::none;
    Text reason;
    static constexpr auto fields() {
        return std::tuple{
            field("operationName", &AgentStateUpdated::agent_state, "name of the operation"),
            field("displayName", &AgentStateUpdated::display_name, "name shown to people"),
            field("state", &AgentStateUpdated::state, "the state it means"),
            field("workMode", &AgentStateUpdated::work_mode, "the work mode it means"),
            field("reason", &AgentStateUpdated::reason, "the reason it means")};
    }
};

// Channels that are in it stay as they are, without its name.
struct DeleteAgentState {
    static constexpr std::string_view name = "DeleteAgentState";
    static constexpr std::string_view event = "AgentStateDeleted";
    AgentStateId agent_state;
    static constexpr auto fields() {
        return std::tuple{
            field("operationName", &DeleteAgentState::agent_state, "name of the operation")};
    }
};

using AgentStateCreated = Created<CreateAgentState>;
using AgentStateDeleted = Done<DeleteAgentState>;

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

template <>
struct Names<Reason> {
    static constexpr auto names = [] {
        std::array<std::string_view, std::size(reasons)> all{};
        for (std::size_t i = 0; i < all.size(); ++i) {
            all[i] = reasons[i].name;
        }
        return all;
    }();
};

// A command for several channels was carried out, but not on this one. It is named by its text,
// since there may be no media of that name.
struct ChannelRefused {
    static constexpr std::string_view name = "ChannelRefused";
    AgentId agent;
    Text channel;
    Reason reason = Reason::invalid_value;
    static constexpr auto fields() {
        return std::tuple{field("agent", &ChannelRefused::agent, "who asked"),
                          field("channel", &ChannelRefused::channel, "the channel left out"),
                          field("reason", &ChannelRefused::reason, "why; see the errors")};
    }
};

}  // namespace cordboard
