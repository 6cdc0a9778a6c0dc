// SPDX-License-Identifier: Apache-2.0
// The index of what can happen. An event is its body and the instant at which it happened; its
// texts lie in the arena of the batch it stands in.
#pragma once

#include <type_traits>
#include <variant>
#include <vector>

#include <cordboard/agent.hpp>
#include <cordboard/call_events.hpp>
#include <cordboard/chat.hpp>
#include <cordboard/directory.hpp>
#include <cordboard/email_events.hpp>
#include <cordboard/forwarding.hpp>
#include <cordboard/interaction_events.hpp>
#include <cordboard/monitoring.hpp>
#include <cordboard/places.hpp>
#include <cordboard/provisioning.hpp>
#include <cordboard/recording.hpp>
#include <cordboard/routing.hpp>
#include <cordboard/services.hpp>
#include <cordboard/session.hpp>
#include <cordboard/settings.hpp>
#include <cordboard/time.hpp>
#include <cordboard/workbin.hpp>

namespace cordboard {

// Append, never insert: the order is part of hashes and snapshots.
using EventBody = std::variant<
    InteractionCreated, InteractionQueued, InteractionInvited, InteractionAccepted,
    InteractionRejected, InteractionRevoked, InteractionTransferred, InteractionPlacedInQueue,
    InteractionCompleted, CustomerLeft, UserDataChanged, RoutingRequested, RoutingDeclined,
    RoutingWidened, RoutingRetried, AgentStateChanged, DoNotDisturbChanged,
    ContactCenterSessionStarted, ContactCenterSessionEnded, TenantNamed, MediaCreated, SkillCreated,
    AgentCreated, AgentSkillSet, AgentCapacitySet, AgentGroupCreated, AgentAddedToGroup,
    AgentRemovedFromGroup, PlaceCreated, DeviceCreated, PlaceAssigned, QueueCreated, WorkbinCreated,
    ContactCreated, AgentStateCreated, DurationSet, TargetCreated, TargetListCreated,
    TargetAddedToList, RoutingTargetsSet, RoutingPrioritySet, RoutingTimeoutSet, RoutingStrategySet,
    PullSet, InteractionPlacedInWorkbin, InteractionPulled, EmailReceived, DraftCreated,
    EmailChanged, AttachmentLinked, AttachmentRemoved, EmailSent, EmailReturned, ChatPartyJoined,
    ChatPartyLeft, ChatMessageSent, ChatNoticeSent, ChatSessionEnded, CallDialed, PartyRang,
    PartyAnswered, PartyReleased, CallHeld, CallRetrieved, CallMuted, DtmfSent, CallTransferred,
    CallConferenced, ChannelRefused, ConnectionLost, ConnectionRestored, LoginCodeAdded,
    AgentUpdated, AgentDeleted, SkillUpdated, SkillDeleted, ContactUpdated, ContactDeleted,
    QueueUpdated, QueueDeleted, AgentStateUpdated, AgentStateDeleted, FeatureDisabled,
    FeatureEnabled, ServiceStateChanged, CenterSettingSet, SettingsGroupCreated,
    SettingsGroupDeleted, SettingCreated, SettingUpdated, SettingDeleted, CallRecordingChanged,
    ForwardingChanged, CallForwarded, MonitoringChanged, MonitoringEnded, SupervisorJoined>;

struct Event {
    Instant at;
    EventBody body;
};

static_assert(sizeof(Event) <= 64, "an event fits a cache line");
static_assert(std::is_trivially_copyable_v<Event>, "events are copied as bytes");

// Events in order, with the texts they refer to.
struct EventBatch {
    std::vector<Event> events;
    Arena texts;

    void clear() {
        events.clear();
        texts.clear();
    }
};

}  // namespace cordboard
