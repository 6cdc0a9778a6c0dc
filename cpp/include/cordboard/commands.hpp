// SPDX-License-Identifier: Apache-2.0
// The index of what can be asked. A command is its body and the instant at which it is given.
#pragma once

#include <variant>

#include <cordboard/agent.hpp>
#include <cordboard/call.hpp>
#include <cordboard/chat.hpp>
#include <cordboard/directory.hpp>
#include <cordboard/email.hpp>
#include <cordboard/forwarding.hpp>
#include <cordboard/interaction.hpp>
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

// Time has come to `at`: whatever was due fires, in the order of deadline and creation.
struct Tick {
    static constexpr std::string_view name = "Tick";
    static constexpr auto fields() { return std::tuple{}; }
};

// Append, never insert: as with events, whatever records a command may record its place here.
using CommandBody = std::variant<
    Tick, OfferInteraction, AcceptInteraction, RejectInteraction, CompleteInteraction, PlaceInQueue,
    TransferInteraction, LeaveInteraction, ChangeUserData, RouteInteraction, SetAgentState,
    SetDoNotDisturb, StartContactCenterSession, EndContactCenterSession, NameTenant, CreateMedia,
    CreateSkill, CreateAgent, SetAgentSkill, SetAgentCapacity, CreateAgentGroup, AddAgentToGroup,
    RemoveAgentFromGroup, CreatePlace, CreateDevice, AssignPlace, CreateQueue, CreateWorkbin,
    CreateContact, CreateAgentState, SetDuration, CreateTarget, CreateTargetList, AddTargetToList,
    SetRoutingTargets, SetRoutingPriority, SetRoutingTimeout, SetRoutingStrategy, SetPull,
    PlaceInWorkbin, PullInteraction, OfferEmail, ReplyToEmail, CreateEmail, ChangeEmail,
    LinkAttachment, RemoveAttachment, SendEmail, ConfirmEmail, ReturnEmail, CancelEmail, OfferChat,
    SendMessage, SendNotice, SendCustomerMessage, SendCustomerNotice, EndChatSession, DialCall,
    AnswerCall, HangupCall, HoldCall, RetrieveCall, SendDtmf, MuteCall, AnswerOutside,
    RefuseOutside, InitiateTransfer, InitiateConference, CompleteTransfer, CompleteConference,
    SwapCalls, MergeWithOtherCall, SingleStepTransfer, SingleStepConference,
    RemoveParticipantFromConference, LoseConnection, RestoreConnection, AddLoginCode, UpdateAgent,
    DeleteAgent, UpdateSkill, DeleteSkill, UpdateContact, DeleteContact, UpdateQueue, DeleteQueue,
    UpdateAgentState, DeleteAgentState, DisableFeature, EnableFeature, SetServiceState,
    SetCenterSetting, CreateSettingsGroup, DeleteSettingsGroup, CreateSetting, UpdateSetting,
    DeleteSetting, DeleteUserDataPair, StartCallRecording, PauseCallRecording, ResumeCallRecording,
    StopCallRecording, ForwardCallsOn, ForwardCallsOff, MonitorCalls, CancelSupervisorMonitoring>;

struct Command {
    Instant at;
    CommandBody body;
};

}  // namespace cordboard
