// SPDX-License-Identifier: Apache-2.0
#pragma once

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

    ActionIndex staging_entered = staging("InteractionEntered");
    ActionIndex staging_created = staging("InteractionCreated");
    ActionIndex staging_wait = staging("InteractionWait");
    ActionIndex staging_distributed = staging("InteractionDistributed");
    ActionIndex staging_distributed_to_queue = staging("InteractionDistributedToQueue");
    ActionIndex staging_accepted = staging("InteractionAccepted");
    ActionIndex staging_answered = staging("InteractionAnswered");
    ActionIndex staging_abandoned = staging("InteractionAbandonedDuringOffering");
    ActionIndex staging_released = staging("InteractionReleased");
    ActionIndex staging_deleted = staging("InteractionDeleted");

    ActionIndex ringing = device("CallRinging");
    ActionIndex ringing_started = device("CallRingingStarted");
    ActionIndex answered = device("CallAnswered");
    ActionIndex forwarded = device("CallForwarded");
    ActionIndex abandoned_from_ringing = device("CallAbandonedFromRinging");
    ActionIndex inbound = device("CallInbound");
    ActionIndex inbound_started = device("CallInboundStarted");
    ActionIndex inbound_completed = device("CallInboundCompleted");
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
    ActionIndex handling_inbound = channel("HandlingInbound");
    ActionIndex handling_inbound_started = channel("HandlingInboundStarted");
    ActionIndex handling_started = channel("HandlingStarted");
    ActionIndex stopped_inbound = channel("StoppedInbound");
    ActionIndex transfer_made = channel("TransferMade");
    ActionIndex transfer_taken = channel("TransferTaken");
    ActionIndex active = channel("Active");
    ActionIndex available = channel("Available");
    ActionIndex blocked = channel("Blocked");
    ActionIndex do_not_disturb = channel("DoNotDisturb");
};

}  // namespace cordboard::stats
