// SPDX-License-Identifier: Apache-2.0
// Every action of Stat Server, one row each, in the order of the owner's summary of all actions
// (statistics reference, 2.2): on which class of object it happens, whether it lasts, and what a
// retrospective action reports the length of. A name may stand in several columns: then these are
// several actions, told apart by the object they happen on. The names of families (CallObserved,
// CallObserving, CallOnHold, CallWait, Handling) stand for their typed members.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace cordboard::stats {

enum class ActionColumn : std::uint8_t {
    regular,
    media,
    mediation,
    virtual_queue,
    staging,
    tenant,
    workbin
};

enum class ActionKind : std::uint8_t { durable, momentary, retrospective };

struct ActionRecord {
    std::string_view name;
    ActionColumn column = ActionColumn::regular;
    ActionKind kind = ActionKind::durable;
    bool interaction_related = false;
    // What a retrospective action carries the duration of; empty for the others.
    std::string_view carries;
};

namespace action_rows {

using enum ActionColumn;
inline constexpr ActionKind D = ActionKind::durable;
inline constexpr ActionKind m = ActionKind::momentary;
inline constexpr ActionKind r = ActionKind::retrospective;
inline constexpr bool ixn = true;   // belongs to an interaction
inline constexpr bool own = false;  // belongs to the device, the channel or the agent alone

// clang-format off
inline constexpr ActionRecord table[] = {
    {"Accepted", media, r, ixn, "Delivering"},
    {"Active", media, D, own, ""},
    {"ACWCompleted", mediation, r, ixn, "AfterCallWork"},
    {"ACWMissed", mediation, r, ixn, "AfterCallWork"},
    {"AfterCallWork", regular, D, own, ""},
    {"AgentActive", mediation, D, own, ""},
    {"AgentLogin", regular, m, own, ""},
    {"AgentLogin", mediation, D, own, ""},
    {"AgentLogout", regular, r, own, "LoggedIn"},
    {"AgentReady", mediation, D, own, ""},
    {"ASM_Engaged", regular, D, ixn, ""},
    {"ASM_Outbound", regular, D, ixn, ""},
    {"Available", media, D, own, ""},
    {"BeingCoached", media, m, ixn, ""},
    {"BeingMonitored", media, m, ixn, ""},
    {"Blocked", media, D, own, ""},
    {"CallAbandoned", mediation, r, ixn, "CallWait"},
    {"CallAbandonedFromDialing", regular, r, ixn, "CallDialing"},
    {"CallAbandonedFromHold", regular, r, ixn, "CallOnHold"},
    {"CallAbandonedFromRinging", regular, r, ixn, "CallRinging"},
    {"CallAbandonedFromRinging", mediation, r, ixn, "CallWait+CallRinging"},
    {"CallAbandonedFromRinging", virtual_queue, r, ixn, "CallWait+CallRinging"},
    {"CallAnswered", regular, r, ixn, "CallRinging"},
    {"CallAnswered", mediation, r, ixn, "CallWait+CallRinging"},
    {"CallAnswered", virtual_queue, r, ixn, "CallWait+CallRinging"},
    {"CallCleared", mediation, r, ixn, "CallWait"},
    {"CallConferenceJoined", regular, m, ixn, ""},
    {"CallConferenceMade", regular, m, ixn, ""},
    {"CallConferenceOriginated", regular, D, ixn, ""},
    {"CallConferencePartyAdded", regular, m, ixn, ""},
    {"CallConferencePartyDeleted", regular, m, ixn, ""},
    {"CallConsult", regular, D, ixn, ""},
    {"CallConsultCompleted", regular, r, ixn, "CallConsult"},
    {"CallConsultOriginated", regular, D, ixn, ""},
    {"CallConsultReceived", regular, D, ixn, ""},
    {"CallConsultStarted", regular, m, ixn, ""},
    {"CallDialConferenced", regular, r, ixn, "CallDialing"},
    {"CallDialTransferred", regular, r, ixn, "CallDialing"},
    {"CallDialed", regular, r, ixn, "CallDialing"},
    {"CallDialing", regular, D, ixn, ""},
    {"CallDialingStarted", regular, m, ixn, ""},
    {"CallDistributed", mediation, r, ixn, "CallWait"},
    {"CallDistributedToQueue", mediation, r, ixn, "CallWait"},
    {"CallEntered", mediation, m, ixn, ""},
    {"CallForwarded", regular, r, ixn, "CallRinging"},
    {"CallForwarded", mediation, r, ixn, "CallWait+CallRinging"},
    {"CallHeld", regular, m, ixn, ""},
    {"CallInbound", regular, D, ixn, ""},
    {"CallInboundCompleted", regular, r, ixn, "CallInbound"},
    {"CallInboundStarted", regular, m, ixn, ""},
    {"CallInternal", regular, D, ixn, ""},
    {"CallInternalCompleted", regular, r, ixn, "CallInternal"},
    {"CallInternalOriginated", regular, D, ixn, ""},
    {"CallInternalReceived", regular, D, ixn, ""},
    {"CallInternalStarted", regular, m, ixn, ""},
    {"CallMissed", mediation, r, ixn, "the established call"},
    {"CallObserved", regular, D, ixn, ""},
    {"CallObserving", regular, D, ixn, ""},
    {"CallOnHold", regular, D, ixn, ""},
    {"CallOutbound", regular, D, ixn, ""},
    {"CallOutboundCompleted", regular, r, ixn, "CallOutbound"},
    {"CallOutboundOriginated", regular, D, ixn, ""},
    {"CallOutboundReceived", regular, D, ixn, ""},
    {"CallOutboundStarted", regular, m, ixn, ""},
    {"CallPartyChanged", regular, r, ixn, "the call action it ends"},
    {"CallReleased", mediation, r, ixn, "the established call"},
    {"CallReleased", virtual_queue, r, ixn, "the established call"},
    {"CallRetrievedFromHold", regular, r, ixn, "CallOnHold"},
    {"CallRinging", regular, D, ixn, ""},
    {"CallRingingPartyChanged", regular, r, ixn, "CallRinging"},
    {"CallRingingPartyChanged", mediation, r, ixn, "CallWait+CallRinging"},
    {"CallRingingStarted", regular, m, ixn, ""},
    {"CallTransferMade", regular, m, ixn, ""},
    {"CallTransferPartyChanged", regular, m, ixn, ""},
    {"CallTransferTaken", regular, m, ixn, ""},
    {"CallTreatmentCompleted", mediation, r, ixn, "the treatment"},
    {"CallTreatmentNotStarted", mediation, m, ixn, ""},
    {"CallTreatmentStarted", mediation, m, ixn, ""},
    {"CallUnknown", regular, D, ixn, ""},
    {"CallUnknownCompleted", regular, r, ixn, "CallUnknown"},
    {"CallUnknownStarted", regular, m, ixn, ""},
    {"CallWait", mediation, D, ixn, ""},
    {"CoachingByIntrusionInitiated", media, m, ixn, ""},
    {"CoachingByRequestInitiated", media, r, ixn, "Delivering"},
    {"CoachingRequested", media, m, ixn, ""},
    {"ConferenceJoined", media, m, ixn, ""},
    {"ConferenceJoinedByIntrusion", media, m, ixn, ""},
    {"ConferenceMade", media, m, ixn, ""},
    {"DND", regular, D, ixn, ""},
    {"Delivering", media, D, ixn, ""},
    {"DeliveringStarted", media, m, ixn, ""},
    {"DNActive", mediation, D, own, ""},
    {"DNLogin", mediation, D, own, ""},
    {"DNReady", mediation, D, own, ""},
    {"DoNotDisturb", media, D, ixn, ""},
    {"ExternalServiceRequested", tenant, m, ixn, ""},
    {"ExternalServiceResponded", tenant, m, ixn, ""},
    {"Handling", media, D, ixn, ""},
    {"HandlingInbound", media, D, ixn, ""},
    {"HandlingInboundStarted", media, m, ixn, ""},
    {"HandlingInternal", media, D, ixn, ""},
    {"HandlingInternalStarted", media, m, ixn, ""},
    {"HandlingOutbound", media, D, ixn, ""},
    {"HandlingOutboundStarted", media, m, ixn, ""},
    {"HandlingStarted", media, m, ixn, ""},
    {"InteractionAbandoned", tenant, r, ixn, "InteractionWait"},
    {"InteractionAbandonedDuringOffering", media, r, ixn, "Delivering"},
    {"InteractionAbandonedDuringOffering", staging, r, ixn, "InteractionWait+Delivering"},
    {"InteractionAbandonedDuringOffering", tenant, r, ixn, "time since creation"},
    {"InteractionAbandonedDuringOffering", virtual_queue, r, ixn, "CallWait+Delivering"},
    {"InteractionAbandonedDuringOffering", workbin, r, ixn, "InteractionWait+Delivering"},
    {"InteractionAccepted", media, r, ixn, "Delivering"},
    {"InteractionAccepted", staging, r, ixn, "Delivering"},
    {"InteractionAccepted", tenant, r, ixn, "Delivering"},
    {"InteractionAccepted", workbin, r, ixn, "Delivering"},
    {"InteractionAgentPartyInProgress", tenant, D, ixn, ""},
    {"InteractionAnswered", staging, r, ixn, "InteractionWait+Delivering"},
    {"InteractionAnswered", tenant, r, ixn, "InteractionWait+Delivering"},
    {"InteractionAnswered", workbin, r, ixn, "InteractionWait+Delivering"},
    {"InteractionCleared", staging, r, ixn, "InteractionWait"},
    {"InteractionCleared", workbin, r, ixn, "InteractionWait"},
    {"InteractionCreated", staging, m, ixn, ""},
    {"InteractionCreated", tenant, m, ixn, ""},
    {"InteractionDeleted", staging, r, ixn, "time since creation"},
    {"InteractionDeleted", tenant, r, ixn, "time since creation"},
    {"InteractionDistributed", staging, r, ixn, "InteractionWait"},
    {"InteractionDistributed", workbin, r, ixn, "InteractionWait"},
    {"InteractionDistributedToQueue", staging, r, ixn, "InteractionWait"},
    {"InteractionEntered", staging, m, ixn, ""},
    {"InteractionEntered", workbin, m, ixn, ""},
    {"InteractionPastAcceptServiceLevel", staging, r, ixn, "time since creation"},
    {"InteractionPastAcceptServiceLevel", tenant, r, ixn, "time since creation"},
    {"InteractionPastCompletionServiceLevel", staging, r, ixn, "time since creation"},
    {"InteractionPastCompletionServiceLevel", tenant, r, ixn, "time since creation"},
    {"InteractionReleased", staging, r, ixn, "Handling"},
    {"InteractionReleased", tenant, r, ixn, "Handling"},
    {"InteractionReleased", workbin, r, ixn, "Handling"},
    {"InteractionResponded", regular, m, own, ""},
    {"InteractionResponded", media, m, ixn, ""},
    {"InteractionWait", staging, D, ixn, ""},
    {"InteractionWait", tenant, D, ixn, ""},
    {"InteractionWait", workbin, D, ixn, ""},
    {"LoggedIn", regular, D, own, ""},
    {"LoggedOut", regular, D, own, ""},
    {"Monitored", regular, D, own, ""},
    {"Monitored", mediation, D, own, ""},
    {"MonitoringInitiated", media, m, ixn, ""},
    {"NotMonitored", regular, D, own, ""},
    {"NotMonitored", mediation, D, own, ""},
    {"NotReadyForNextCall", regular, D, own, ""},
    {"NotRoutable", media, D, ixn, ""},
    {"OffHook", regular, D, own, ""},
    {"OnHook", regular, D, own, ""},
    {"OrigDNCallAbandoned", regular, r, ixn, "CallWait"},
    {"OrigDNCallDistributed", regular, r, ixn, "CallWait"},
    {"OrigDNCallEntered", regular, m, ixn, ""},
    {"OrigDNCallWait", regular, D, ixn, ""},
    {"Pulled", media, m, ixn, ""},
    {"Rejected", media, r, ixn, "Delivering"},
    {"Revoked", media, r, ixn, "Delivering"},
    {"Routable", media, D, ixn, ""},
    {"StartedInternal", media, m, ixn, ""},
    {"StartedOutbound", media, m, ixn, ""},
    {"StoppedInbound", media, r, ixn, "HandlingInbound"},
    {"StoppedInternal", media, r, ixn, "HandlingInternal"},
    {"StoppedOutbound", media, r, ixn, "HandlingOutbound"},
    {"StuckCallCleaned", mediation, r, ixn, "CallWait"},
    {"StuckCallCleanedWhileRinging", regular, r, ixn, "CallRinging"},
    {"StuckCallCleanedWhileRinging", mediation, r, ixn, "CallWait+CallRinging"},
    {"TransferMade", media, m, ixn, ""},
    {"TransferTaken", media, m, ixn, ""},
    {"TransferredFromHold", regular, r, ixn, "CallOnHold"},
    {"UserEvent", regular, m, own, ""},
    {"UserEvent", mediation, m, own, ""},
    {"UserEventReceived", regular, D, own, ""},
    {"UserEventReceived", mediation, D, own, ""},
    {"WaitForNextCall", regular, D, own, ""},
};
// clang-format on

}  // namespace action_rows

inline constexpr const auto& action_table = action_rows::table;
inline constexpr std::size_t action_count = sizeof(action_rows::table) / sizeof(ActionRecord);

namespace action_checks {

constexpr std::size_t count(ActionKind kind) {
    std::size_t found = 0;
    for (const ActionRecord& record : action_table) {
        found += record.kind == kind ? 1U : 0U;
    }
    return found;
}

constexpr bool unique() {
    for (std::size_t a = 0; a < action_count; ++a) {
        for (std::size_t b = a + 1; b < action_count; ++b) {
            if (action_table[a].name == action_table[b].name &&
                action_table[a].column == action_table[b].column) {
                return false;
            }
        }
    }
    return true;
}

constexpr bool only_retrospective_actions_carry() {
    for (const ActionRecord& record : action_table) {
        if (record.carries.empty() == (record.kind == ActionKind::retrospective)) {
            return false;
        }
    }
    return true;
}

static_assert(action_count == 177);
static_assert(count(ActionKind::retrospective) == 73);
static_assert(count(ActionKind::durable) == 56);
static_assert(count(ActionKind::momentary) == 48);
static_assert(unique());
static_assert(only_retrospective_actions_carry());

}  // namespace action_checks
}  // namespace cordboard::stats
