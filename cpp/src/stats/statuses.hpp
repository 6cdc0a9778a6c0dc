// SPDX-License-Identifier: Apache-2.0
// Statuses of devices, channels, agents and groups (statistics reference, 3.1 and 3.2). The order
// of the enumeration is the table of ranks: of several durable actions that are open, the one whose
// status stands last here gives the status. LoggedOut is a status of agents alone, and the actions
// LoggedIn and LoggedOut never decide.
//
// A status key is (status, call type) as one number; `no_status` is that of a device nobody is
// logged in to.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <cordboard/action_row.hpp>

#include "stats/actions.hpp"

namespace cordboard::stats {

enum class Status : std::uint8_t {
    not_monitored,
    monitored,
    logged_in,
    on_hook,
    wait_for_next_call,
    off_hook,
    call_dialing,
    call_ringing,
    not_ready_for_next_call,
    after_call_work,
    call_on_hold,
    asm_engaged,
    asm_outbound,
    call_unknown,
    call_consult,
    call_internal,
    call_outbound,
    call_inbound,
    logged_out,
};

inline constexpr std::string_view status_names[] = {
    "NotMonitored",        "Monitored",     "LoggedIn",    "OnHook",
    "WaitForNextCall",     "OffHook",       "CallDialing", "CallRinging",
    "NotReadyForNextCall", "AfterCallWork", "CallOnHold",  "ASM_Engaged",
    "ASM_Outbound",        "CallUnknown",   "CallConsult", "CallInternal",
    "CallOutbound",        "CallInbound",   "LoggedOut",
};

inline constexpr std::size_t status_count = std::size(status_names);
inline constexpr std::size_t status_key_count = status_count * call_type_count;
static_assert(status_count == static_cast<std::size_t>(Status::logged_out) + 1);

using StatusKey = std::uint8_t;
inline constexpr StatusKey no_status = 0xFF;

constexpr StatusKey key_of(Status status, CallType type = CallType::unknown) {
    return static_cast<StatusKey>(static_cast<std::size_t>(status) * call_type_count +
                                  static_cast<std::size_t>(type));
}
constexpr Status status_of(StatusKey key) { return static_cast<Status>(key / call_type_count); }
constexpr CallType type_of(StatusKey key) { return static_cast<CallType>(key % call_type_count); }

// Of no status, nothing is the same but itself.
constexpr bool same_name(StatusKey one, StatusKey other) {
    return status_of(one) == status_of(other);
}

// Of two statuses the one of the higher rank shows. The two of the switching matrix are equal.
constexpr int rank_of(Status status) {
    return static_cast<int>(status == Status::asm_outbound ? Status::asm_engaged : status);
}

// Statuses that stand beside their typed twins (2.4): a mask may ask for the hold of inbound calls.
constexpr bool has_typed_twins(Status status) {
    return status == Status::call_dialing || status == Status::call_ringing ||
           status == Status::after_call_work || status == Status::call_on_hold;
}

enum class DeviceKind : std::uint8_t { telephone, channel, mediation };

// What an action means to the device that it happens on.
enum class DeviceRole : std::uint8_t {
    none,
    login,        // opens the device: LoggedIn, Active
    status,       // decides the status while it is open
    hidden_call,  // the same, but not while that very call is on hold
    hold,         // CallOnHold: decides and hides
    typed_call,   // Handling with the call type beside it
};

struct DeviceMeaning {
    bool holds_interaction = false;  // one of those that a device can have only so many of
    DeviceRole role = DeviceRole::none;
    Status status = Status::on_hook;
    DeviceKind kind = DeviceKind::telephone;
};

namespace device_rows {

struct Row {
    std::string_view action;
    ActionColumn column;
    DeviceRole role;
    Status status;
};

using enum Status;
using enum DeviceRole;
inline constexpr ActionColumn regular = ActionColumn::regular;
inline constexpr ActionColumn media = ActionColumn::media;
inline constexpr ActionColumn mediation = ActionColumn::mediation;

inline constexpr Row table[] = {
    {"LoggedIn", regular, login, on_hook},
    {"NotMonitored", regular, DeviceRole::status, not_monitored},
    {"Monitored", regular, DeviceRole::status, monitored},
    {"OnHook", regular, DeviceRole::status, on_hook},
    {"WaitForNextCall", regular, DeviceRole::status, wait_for_next_call},
    {"OffHook", regular, DeviceRole::status, off_hook},
    {"CallDialing", regular, DeviceRole::status, call_dialing},
    {"CallRinging", regular, DeviceRole::status, call_ringing},
    {"NotReadyForNextCall", regular, DeviceRole::status, not_ready_for_next_call},
    {"AfterCallWork", regular, DeviceRole::status, after_call_work},
    {"CallOnHold", regular, hold, call_on_hold},
    {"ASM_Engaged", regular, DeviceRole::status, asm_engaged},
    {"ASM_Outbound", regular, DeviceRole::status, asm_outbound},
    {"CallUnknown", regular, hidden_call, call_unknown},
    {"CallConsult", regular, DeviceRole::status, call_consult},
    {"CallInternal", regular, hidden_call, call_internal},
    {"CallOutbound", regular, hidden_call, call_outbound},
    {"CallInbound", regular, hidden_call, call_inbound},
    {"Active", media, login, logged_in},
    {"Available", media, DeviceRole::status, wait_for_next_call},
    {"Blocked", media, DeviceRole::status, not_ready_for_next_call},
    {"Delivering", media, DeviceRole::status, call_ringing},
    {"Handling", media, typed_call, call_unknown},
    {"HandlingInbound", media, DeviceRole::status, call_inbound},
    {"HandlingInternal", media, DeviceRole::status, call_internal},
    {"HandlingOutbound", media, DeviceRole::status, call_outbound},
    {"NotMonitored", mediation, DeviceRole::status, not_monitored},
};

// Of these a device can have only so many at a time, as capacity says.
inline constexpr std::string_view held[] = {
    "CallRinging",  "CallDialing",     "CallConsult",      "CallInbound",
    "CallOutbound", "CallInternal",    "CallUnknown",      "Delivering",
    "Handling",     "HandlingInbound", "HandlingInternal", "HandlingOutbound",
};

}  // namespace device_rows

constexpr DeviceKind kind_of(ActionColumn column) {
    switch (column) {
        case ActionColumn::media:
            return DeviceKind::channel;
        case ActionColumn::mediation:
        case ActionColumn::virtual_queue:
            return DeviceKind::mediation;
        default:
            return DeviceKind::telephone;
    }
}

// By action; actions outside the table never become a status.
inline constexpr auto device_meanings = [] {
    std::array<DeviceMeaning, action_count> meanings{};
    for (std::size_t action = 0; action < action_count; ++action) {
        const ActionRecord& record = action_table[action];
        meanings[action].kind = kind_of(record.column);
        for (const std::string_view held : device_rows::held) {
            meanings[action].holds_interaction |= record.name == held;
        }
        for (const device_rows::Row& row : device_rows::table) {
            if (row.action == record.name && row.column == record.column) {
                meanings[action].role = row.role;
                meanings[action].status = row.status;
            }
        }
    }
    return meanings;
}();

// What capacity says of a channel, if it was told.
inline constexpr ActionIndex routable_action = action_of("Routable", ActionColumn::media);
inline constexpr ActionIndex not_routable_action = action_of("NotRoutable", ActionColumn::media);

// The hidden calls, by which the hold rule finds the action that a hold hides.
inline constexpr ActionIndex hold_action = action_of("CallOnHold", ActionColumn::regular);
inline constexpr ActionIndex hidden_calls[] = {
    action_of("CallInbound", ActionColumn::regular),
    action_of("CallOutbound", ActionColumn::regular),
    action_of("CallInternal", ActionColumn::regular),
    action_of("CallUnknown", ActionColumn::regular),
};

constexpr Status status_of_handling(CallType type) {
    switch (type) {
        case CallType::inbound:
            return Status::call_inbound;
        case CallType::outbound:
            return Status::call_outbound;
        case CallType::internal:
            return Status::call_internal;
        case CallType::consult:
            return Status::call_consult;
        case CallType::unknown:
            break;
    }
    return Status::call_unknown;
}

// The status that an action gives while it decides.
constexpr Status decided_status(ActionIndex action, CallType type) {
    const DeviceMeaning& meaning = device_meanings[action];
    return meaning.role == DeviceRole::typed_call ? status_of_handling(type) : meaning.status;
}

}  // namespace cordboard::stats
