// SPDX-License-Identifier: Apache-2.0
#include "call/parties.hpp"

#include <algorithm>
#include <cstddef>

#include "call/recording_transitions.hpp"
#include "state/availability.hpp"
#include "state/legs.hpp"

namespace cordboard::call {

namespace {

bool can_record(const State& state, const Interaction& call, RecordingInput input) {
    return availability::is_enabled(state, Feature::call_recording) &&
           recording_machine.allows(call.recording, input);
}

std::ptrdiff_t count_of_speakers(const State& state, const Interaction& call) {
    const std::vector<Party> all = parties(state, call);
    return std::count_if(all.begin(), all.end(), speaks);
}

bool is_met(const State& state, const Interaction& call, const Party& party, Need need) {
    const Leg* leg = party.leg;
    const Leg* other = leg == nullptr ? nullptr : legs::paired(state, *leg);
    switch (need) {
        case Need::nothing:
            return true;
        case Need::no_consultation:
            return other == nullptr;
        case Need::nothing_active:
            return other == nullptr || other->state == LegState::held;
        case Need::swappable:
            return other != nullptr && other->state != party.state &&
                   leg_machine.allows(other->state, LegInput::swap);
        case Need::consult:
            return other != nullptr && leg->consult.exists() &&
                   !is_queued(*find(state, leg->consult));
        case Need::parent:
            return other != nullptr && leg->parent.exists() && !is_queued(call);
        case Need::conference:
            return (call.owner == party.agent || is_supervisor(party)) &&
                   count_of_speakers(state, call) > 2;
        case Need::muted:
            return leg != nullptr && leg->is_muted;
        case Need::unmuted:
            return leg == nullptr ||
                   (!leg->is_muted && audience_of(leg->monitors) != Audience::nobody);
        case Need::recording_starts:
            return can_record(state, call, RecordingInput::start);
        case Need::recording_pauses:
            return can_record(state, call, RecordingInput::pause);
        case Need::recording_resumes:
            return can_record(state, call, RecordingInput::resume);
        case Need::recording_stops:
            return can_record(state, call, RecordingInput::stop);
    }
    return false;
}

}  // namespace

bool sees(const Party& viewer, const Party& other) {
    if (!is_supervisor(other)) {
        return true;
    }
    switch (audience_of(other.leg->monitors)) {
        case Audience::all:
            return true;
        case Audience::agent:
            return viewer.agent == other.leg->monitored;
        case Audience::nobody:
            return false;
    }
    return false;
}

std::vector<Party> parties(const State& state, const Interaction& call) {
    std::vector<Party> all;
    legs::for_each(state, call, [&](const Leg& leg) {
        all.push_back({leg.agent, leg.number, leg.state, &leg});
    });
    if (all.empty()) {
        const bool talks = call.owner.exists();
        all.push_back({{}, "", talks ? LegState::established : LegState::dialing, nullptr});
        if (talks) {
            all.push_back({call.owner, "", LegState::established, nullptr});
        }
    }
    if (call.invited.exists()) {
        all.push_back({call.invited, "", LegState::ringing, nullptr});
    }
    return all;
}

Party party_of(const State& state, const Interaction& call, AgentId agent) {
    for (const Party& party : parties(state, call)) {
        if (party.agent == agent) {
            return party;
        }
    }
    return {agent, "", LegState::released, nullptr};
}

bool is_capable(const State& state, const Interaction& call, const Party& party,
                const Capability& capability) {
    return party.agent.exists() && (capability.is_of_supervisors || !is_supervisor(party)) &&
           leg_machine.allows(party.state, capability.input) &&
           is_met(state, call, party, capability.need);
}

bool is_capable(const State& state, const Interaction& call, const Party& party,
                std::string_view operation) {
    return std::any_of(std::begin(capabilities), std::end(capabilities),
                       [&](const Capability& one) {
                           return one.name == operation && is_capable(state, call, party, one);
                       });
}

std::string_view number_of(const State& state, AgentId agent) {
    const PlaceId place = state.directory.agents[agent.value].place;
    for (const Device& device : state.directory.devices) {
        if (place.exists() && device.place == place) {
            return state.texts.view(device.phone_number);
        }
    }
    return state.texts.view(state.directory.agents[agent.value].user_name);
}

}  // namespace cordboard::call
