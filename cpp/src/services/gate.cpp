// SPDX-License-Identifier: Apache-2.0
#include "services/gate.hpp"

#include <optional>
#include <type_traits>

#include "state/availability.hpp"
#include "state/lookup.hpp"

namespace cordboard::services {

namespace {

template <class Body, class... Listed>
constexpr bool is_among(const std::variant<Listed...>*) {
    return (std::is_same_v<Body, Listed> || ...);
}

// What changes the configuration store, which the service Provisioning keeps.
using Provisioning =
    std::variant<NameTenant, CreateMedia, CreateSkill, UpdateSkill, DeleteSkill, CreateAgent,
                 UpdateAgent, DeleteAgent, SetAgentSkill, SetAgentCapacity, CreateAgentGroup,
                 AddAgentToGroup, RemoveAgentFromGroup, CreatePlace, CreateDevice, AssignPlace,
                 AddLoginCode, CreateQueue, UpdateQueue, DeleteQueue, CreateWorkbin, CreateContact,
                 UpdateContact, DeleteContact, CreateAgentState, UpdateAgentState, DeleteAgentState,
                 SetCenterSetting, CreateSettingsGroup, DeleteSettingsGroup, CreateSetting,
                 UpdateSetting, DeleteSetting>;

// A decision that is awaited must be taken, customers go when they like, and what a mail server or
// a party outside has done has happened already.
using Unhindered = std::variant<RouteInteraction, LeaveInteraction, ConfirmEmail, ReturnEmail,
                                AnswerOutside, RefuseOutside>;

Verdict check_media(const State& state, MediaId media, std::string_view field) {
    if (!exists(state, media)) {
        return allowed;
    }
    if (availability::is_hidden(state, media)) {
        return refuse(Reason::feature_disabled, field);
    }
    return availability::is_served(state, media) ? allowed
                                                 : refuse(Reason::service_unavailable, field);
}

using Recording =
    std::variant<StartCallRecording, PauseCallRecording, ResumeCallRecording, StopCallRecording>;

using Supervision = std::variant<MonitorCalls, CancelSupervisorMonitoring>;

// What is asked of a device, whether there is a call or not.
using OfDevices =
    std::variant<ForwardCallsOn, ForwardCallsOff, MonitorCalls, CancelSupervisorMonitoring>;

// The features that are an operation, not a medium.
template <class Body>
Verdict check_feature(const State& state) {
    std::optional<Feature> needed;
    if constexpr (is_among<Body>(static_cast<const Recording*>(nullptr))) {
        needed = Feature::call_recording;
    } else if constexpr (is_among<Body>(static_cast<const Supervision*>(nullptr))) {
        needed = Feature::supervisor_monitoring;
    }
    return !needed || availability::is_enabled(state, *needed)
               ? allowed
               : refuse(Reason::feature_disabled, "");
}

template <class Body>
Verdict check_one(const State& state, const Body& body) {
    if constexpr (is_among<Body>(static_cast<const Provisioning*>(nullptr))) {
        return availability::state_of(state, Service::provisioning) == ServiceState::active
                   ? allowed
                   : refuse(Reason::service_unavailable, "");
    } else if constexpr (is_among<Body>(static_cast<const Unhindered*>(nullptr))) {
        return allowed;
    } else if constexpr (requires { InteractionId{body.interaction}; }) {
        const Interaction* found = find(state, body.interaction);
        return found == nullptr ? allowed : check_media(state, found->media, "interaction");
    } else if constexpr (std::is_same_v<Body, DialCall>) {
        return exists(state, body.agent) ? check_media(state, open_line(state, body.agent), "agent")
                                         : allowed;
    } else if constexpr (is_among<Body>(static_cast<const OfDevices*>(nullptr))) {
        return check_media(state, voice_media(state), "agent");
    } else if constexpr (requires { OfferInteraction{body.offer}; }) {
        return check_one(state, body.offer);
    } else if constexpr (std::is_same_v<Body, OfferInteraction> ||
                         std::is_same_v<Body, CreateEmail>) {
        return exists(state, body.queue)
                   ? check_media(state, state.directory.queues[body.queue.value].media, "queue")
                   : allowed;
    } else if constexpr (requires { AgentId{body.agent}, MediaId{body.media}; }) {
        return check_media(state, body.media, "media");
    } else {
        return allowed;
    }
}

}  // namespace

Verdict check(const State& state, const CommandBody& body) {
    return std::visit(
        [&]<class Body>(const Body& one) {
            const Verdict verdict = check_feature<Body>(state);
            return verdict.accepted() ? check_one(state, one) : verdict;
        },
        body);
}

}  // namespace cordboard::services
