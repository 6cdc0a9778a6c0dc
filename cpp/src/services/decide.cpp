// SPDX-License-Identifier: Apache-2.0
#include "services/decide.hpp"

#include "agent/decide.hpp"
#include "call/recording.hpp"
#include "call_control/monitoring.hpp"
#include "state/availability.hpp"

namespace cordboard {

namespace {

// Logs in anew, as not ready, whoever is not offline on a channel of the service.
void log_in_again(const State& state, Service service, Context& context) {
    const AgentStateId operation =
        agent::matching(state, ChannelState::not_ready, WorkMode::none, "");
    const Directory& directory = state.directory;
    for (std::uint32_t agent = 0; agent < directory.agents.size(); ++agent) {
        for (std::uint32_t media = 0; media < directory.media.size(); ++media) {
            const Channel& channel = directory.channels.at(agent, media);
            if (channel.open && channel.state != ChannelState::logout &&
                availability::service_of(directory.media[media].kind) == service) {
                AgentStateChanged event;
                event.agent = {agent};
                event.media = {media};
                event.operation = operation;
                context.emit(event);
            }
        }
    }
}

}  // namespace

Verdict decide(const State& state, const DisableFeature& command, Context& context) {
    if (!availability::is_enabled(state, command.feature)) {
        return refuse(Reason::feature_disabled, "feature");
    }
    if (command.feature == Feature::call_recording) {
        call::stop_recordings(state, context);
    } else if (command.feature == Feature::supervisor_monitoring) {
        call_control::end_all_monitoring(state, context);
    }
    context.emit(FeatureDisabled{command});
    return allowed;
}

Verdict decide(const State& state, const EnableFeature& command, Context& context) {
    if (availability::is_enabled(state, command.feature)) {
        return refuse(Reason::already_exists, "feature");
    }
    context.emit(FeatureEnabled{command});
    return allowed;
}

Verdict decide(const State& state, const SetServiceState& command, Context& context) {
    if (command.state == ServiceState::read_only && command.service != Service::provisioning) {
        return refuse(Reason::invalid_value, "state");
    }
    if (command.state == availability::state_of(state, command.service)) {
        return allowed;
    }
    context.emit(ServiceStateChanged{command});
    if (command.state == ServiceState::active) {
        log_in_again(state, command.service, context);
    }
    return allowed;
}

}  // namespace cordboard
