// SPDX-License-Identifier: Apache-2.0
#include "call_control/forwarding.hpp"

#include "call_control/decide.hpp"
#include "call_control/destination.hpp"
#include "state/lookup.hpp"

namespace cordboard {

namespace call_control {

void tell_forwards(const State& state, InteractionId call, const Destination& destination,
                   Context& context) {
    follow_forwards(state, destination.dialed, [&](DeviceId device, std::string_view next) {
        const PlaceId place = state.directory.devices[device.value].place;
        const AgentId agent =
            place.exists() ? state.directory.places[place.value].agent : AgentId{};
        if (agent.exists()) {
            context.emit(CallForwarded{call, agent, context.out.texts.add(next)});
        }
    });
}

namespace {

// The device of that identity at the place where the agent works, or would work; the first one
// there if none is named.
Verdict choose_device(const State& state, AgentId agent_id, DeviceId& device) {
    if (!exists(state, agent_id)) {
        return refuse(Reason::unknown_agent, "agent");
    }
    const Agent& agent = state.directory.agents[agent_id.value];
    const PlaceId place = agent.in_session ? agent.place : agent.default_place;
    if (!device.exists() && place.exists()) {
        device = state.directory.places[place.value].first_device;
    }
    if (!exists(state, device) || !place.exists() ||
        state.directory.devices[device.value].place != place) {
        return refuse(Reason::unknown_device, "device");
    }
    const AgentId there = state.directory.places[place.value].agent;
    return there.exists() && there != agent_id ? refuse(Reason::device_taken, "device") : allowed;
}

Verdict check_input(const State& state, DeviceId device, ForwardingInput input) {
    return forwarding_machine.allows(forwarding_of(state.directory.devices[device.value]), input)
               ? allowed
               : refuse(Reason::not_in_state, "device");
}

// Whether calls would come back to the device.
bool comes_back(const State& state, DeviceId device, std::string_view destination) {
    const std::string_view own =
        state.texts.view(state.directory.devices[device.value].phone_number);
    bool found = destination == own;
    follow_forwards(state, destination,
                    [&](DeviceId, std::string_view next) { found = found || next == own; });
    return found;
}

}  // namespace

}  // namespace call_control

Verdict decide(const State& state, const ForwardCallsOn& command, Context& context) {
    DeviceId device = command.device;
    if (const Verdict verdict = call_control::choose_device(state, command.agent, device);
        !verdict.accepted()) {
        return verdict;
    }
    if (const Verdict verdict =
            call_control::check_input(state, device, call_control::ForwardingInput::forward_on);
        !verdict.accepted()) {
        return verdict;
    }
    const std::string_view number = context.view(command.destination);
    const auto destination = call_control::destination_of(state, voice_media(state), number);
    if (!destination.has_value()) {
        return destination.refusal();
    }
    if (call_control::comes_back(state, device, number)) {
        return refuse(Reason::invalid_value, "destination");
    }
    context.emit(ForwardingChanged{command.agent, device, context.copy(command.destination)});
    return allowed;
}

Verdict decide(const State& state, const ForwardCallsOff& command, Context& context) {
    DeviceId device = command.device;
    if (const Verdict verdict = call_control::choose_device(state, command.agent, device);
        !verdict.accepted()) {
        return verdict;
    }
    if (const Verdict verdict =
            call_control::check_input(state, device, call_control::ForwardingInput::forward_off);
        !verdict.accepted()) {
        return verdict;
    }
    context.emit(ForwardingChanged{command.agent, device, {}});
    return allowed;
}

}  // namespace cordboard
