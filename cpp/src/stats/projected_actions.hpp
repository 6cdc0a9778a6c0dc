// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>

#include "stats/projector.hpp"

namespace cordboard::stats {

// The actions this room makes, looked up once.
struct Projector::Actions {
    static ActionIndex named(std::string_view name, ObjectType type) {
        return action_named(name, type).value().action;
    }
    static ActionIndex queue(std::string_view name) { return named(name, ObjectType::queue); }
    static ActionIndex staging(std::string_view name) {
        return named(name, ObjectType::staging_area);
    }
    static ActionIndex device(std::string_view name) { return named(name, ObjectType::reg_dn); }
    static ActionIndex channel(std::string_view name) {
        return named(name, ObjectType::media_channel);
    }

    static ActionIndex tenant(std::string_view name) { return named(name, ObjectType::tenant); }
    static ActionIndex workbin(std::string_view name) { return named(name, ObjectType::workbin); }

    // What an agent does with a call or interaction of one type.
    struct Work {
        ActionIndex lasts = 0;
        ActionIndex started = 0;
        ActionIndex ended = 0;
        // Last as long, on whom it was sent to and on who placed it.
        std::optional<ActionIndex> received;
        std::optional<ActionIndex> originated;
    };
    static Work call(const std::string& type, bool has_twins) {
        const std::string name = "Call" + type;
        Work work{device(name), device(name + "Started"), device(name + "Completed"), {}, {}};
        if (has_twins) {
            work.received = device(name + "Received");
            work.originated = device(name + "Originated");
        }
        return work;
    }
    static Work handling(const std::string& type) {
        const std::string name = "Handling" + type;
        return {channel(name), channel(name + "Started"), channel("Stopped" + type), {}, {}};
    }
    const Work& work(CallType type, bool is_voice) const {
        const std::size_t at = static_cast<std::size_t>(type) - 1;
        return is_voice ? calls[at] : handlings[at];
    }

    // In the order of CallType, whose first stands for no type.
    std::array<Work, 4> calls{call("Inbound", false), call("Outbound", true),
                              call("Internal", true), call("Consult", true)};
    std::array<Work, 3> handlings{handling("Inbound"), handling("Outbound"), handling("Internal")};

    ActionIndex call_entered = queue("CallEntered");
    ActionIndex call_wait = queue("CallWait");
    ActionIndex call_distributed = queue("CallDistributed");
    ActionIndex call_distributed_to_queue = queue("CallDistributedToQueue");
    ActionIndex call_cleared = queue("CallCleared");
    ActionIndex call_abandoned = queue("CallAbandoned");
    ActionIndex queue_answered = queue("CallAnswered");
    ActionIndex queue_abandoned_from_ringing = queue("CallAbandonedFromRinging");
    ActionIndex queue_forwarded = queue("CallForwarded");
    ActionIndex call_released = queue("CallReleased");
    ActionIndex call_missed = queue("CallMissed");
    ActionIndex work_completed = queue("ACWCompleted");
    ActionIndex work_missed = queue("ACWMissed");
    ActionIndex queue_abandoned_during_offering =
        named("InteractionAbandonedDuringOffering", ObjectType::virtual_queue);
    // In the order of Projector::presence.
    std::array<ActionIndex, presences> present{queue("AgentLogin"), queue("AgentActive"),
                                               queue("AgentReady"), queue("DNLogin"),
                                               queue("DNActive"),   queue("DNReady")};

    ActionIndex tenant_created = tenant("InteractionCreated");
    ActionIndex tenant_wait = tenant("InteractionWait");
    ActionIndex tenant_accepted = tenant("InteractionAccepted");
    ActionIndex tenant_answered = tenant("InteractionAnswered");
    ActionIndex tenant_party = tenant("InteractionAgentPartyInProgress");
    ActionIndex tenant_released = tenant("InteractionReleased");
    ActionIndex tenant_abandoned = tenant("InteractionAbandoned");
    ActionIndex tenant_abandoned_during_offering = tenant("InteractionAbandonedDuringOffering");
    ActionIndex tenant_deleted = tenant("InteractionDeleted");

    ActionIndex staging_entered = staging("InteractionEntered");
    ActionIndex staging_created = staging("InteractionCreated");
    ActionIndex staging_wait = staging("InteractionWait");
    ActionIndex staging_distributed = staging("InteractionDistributed");
    ActionIndex staging_cleared = staging("InteractionCleared");
    ActionIndex staging_distributed_to_queue = staging("InteractionDistributedToQueue");
    ActionIndex staging_accepted = staging("InteractionAccepted");
    ActionIndex staging_answered = staging("InteractionAnswered");
    ActionIndex staging_abandoned = staging("InteractionAbandonedDuringOffering");
    ActionIndex staging_released = staging("InteractionReleased");
    ActionIndex staging_deleted = staging("InteractionDeleted");

    ActionIndex workbin_entered = workbin("InteractionEntered");
    ActionIndex workbin_wait = workbin("InteractionWait");
    ActionIndex workbin_distributed = workbin("InteractionDistributed");
    ActionIndex workbin_released = workbin("InteractionReleased");

    ActionIndex ringing = device("CallRinging");
    ActionIndex ringing_started = device("CallRingingStarted");
    ActionIndex answered = device("CallAnswered");
    ActionIndex forwarded = device("CallForwarded");
    ActionIndex abandoned_from_ringing = device("CallAbandonedFromRinging");
    ActionIndex ringing_party_changed = device("CallRingingPartyChanged");
    ActionIndex dialing = device("CallDialing");
    ActionIndex dialing_started = device("CallDialingStarted");
    ActionIndex dialed = device("CallDialed");
    ActionIndex dial_transferred = device("CallDialTransferred");
    ActionIndex dial_conferenced = device("CallDialConferenced");
    ActionIndex abandoned_from_dialing = device("CallAbandonedFromDialing");
    ActionIndex on_hold = device("CallOnHold");
    ActionIndex held = device("CallHeld");
    ActionIndex retrieved_from_hold = device("CallRetrievedFromHold");
    ActionIndex abandoned_from_hold = device("CallAbandonedFromHold");
    ActionIndex transferred_from_hold = device("TransferredFromHold");
    ActionIndex party_changed = device("CallPartyChanged");
    ActionIndex call_transfer_made = device("CallTransferMade");
    ActionIndex call_transfer_taken = device("CallTransferTaken");
    ActionIndex transfer_party_changed = device("CallTransferPartyChanged");
    ActionIndex call_conference_made = device("CallConferenceMade");
    ActionIndex call_conference_joined = device("CallConferenceJoined");
    ActionIndex conference_originated = device("CallConferenceOriginated");
    ActionIndex conference_party_added = device("CallConferencePartyAdded");
    ActionIndex conference_party_deleted = device("CallConferencePartyDeleted");
    ActionIndex observed = device("CallObserved");
    ActionIndex observing = device("CallObserving");
    ActionIndex logged_in = device("LoggedIn");
    ActionIndex agent_login = device("AgentLogin");
    ActionIndex agent_logout = device("AgentLogout");
    ActionIndex wait_for_next_call = device("WaitForNextCall");
    ActionIndex not_ready = device("NotReadyForNextCall");
    ActionIndex after_call_work = device("AfterCallWork");
    ActionIndex dnd = device("DND");

    ActionIndex delivering = channel("Delivering");
    ActionIndex delivering_started = channel("DeliveringStarted");
    ActionIndex media_accepted = channel("Accepted");
    ActionIndex media_rejected = channel("Rejected");
    ActionIndex media_revoked = channel("Revoked");
    ActionIndex abandoned_during_offering = channel("InteractionAbandonedDuringOffering");
    ActionIndex handling_started = channel("HandlingStarted");
    ActionIndex pulled = channel("Pulled");
    ActionIndex started_outbound = channel("StartedOutbound");
    ActionIndex responded = channel("InteractionResponded");
    ActionIndex transfer_made = channel("TransferMade");
    ActionIndex transfer_taken = channel("TransferTaken");
    ActionIndex active = channel("Active");
    ActionIndex available = channel("Available");
    ActionIndex blocked = channel("Blocked");
    ActionIndex do_not_disturb = channel("DoNotDisturb");
    ActionIndex routable = channel("Routable");
    ActionIndex not_routable = channel("NotRoutable");
};

}  // namespace cordboard::stats
