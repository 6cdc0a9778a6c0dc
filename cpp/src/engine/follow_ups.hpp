// SPDX-License-Identifier: Apache-2.0
// What routing has to look at after an event: an interaction that may find an agent now, or an
// agent who may take an interaction now. One overload an event; an event without one concerns no
// routing.
#pragma once

#include <cordboard/engine.hpp>

#include "state/state.hpp"

namespace cordboard {

class FollowUps {
  public:
    FollowUps(const State& state, RoutingTasks& tasks) : state_(state), tasks_(tasks) {}

    template <class Body>
    void after(const Body&) {}

    void after(const InteractionQueued& event) { tasks_.route(event.interaction); }
    void after(const RoutingWidened& event) { tasks_.route(event.interaction); }
    void after(const RoutingRetried& event) { tasks_.route(event.interaction); }

    void after(const InteractionRejected& event) { return_to_routing(event); }
    void after(const InteractionRevoked& event) { return_to_routing(event); }

    // A draft counts only while it is offered.
    void after(const InteractionAccepted& event) {
        if (state_.interactions.slots[event.interaction.slot()].is_draft) {
            pull(event.agent);
        }
    }
    void after(const InteractionCompleted& event) { pull(event.agent); }
    void after(const InteractionTransferred& event) { pull(event.agent); }
    void after(const InteractionPlacedInQueue& event) { pull(event.agent); }
    void after(const InteractionPlacedInWorkbin& event) { pull(event.agent); }
    void after(const PartyReleased& event) { pull(event.agent); }
    void after(const CallTransferred& event) { pull(event.agent); }
    void after(const CallConferenced& event) { pull(event.agent); }
    void after(const AgentStateChanged& event) { pull(event.agent); }
    void after(const DoNotDisturbChanged& event) { pull(event.agent); }
    void after(const ContactCenterSessionStarted& event) { pull(event.agent); }
    void after(const AgentSkillSet& event) { pull(event.body.agent); }
    void after(const AgentCapacitySet& event) { pull(event.body.agent); }
    void after(const AgentAddedToGroup& event) { pull(event.body.agent); }

    // Those who wait may have found a target.
    void after(const TargetAddedToList&) { pull_all(); }
    void after(const FeatureEnabled&) { pull_all(); }

    // Who takes one interaction goes on taking until nothing fits.
    void after(const InteractionInvited& event) {
        if (event.pulled) {
            tasks_.go_on(event.agent);
        }
    }

    void after(const RoutingDeclined&) { tasks_.decline(); }

  private:
    template <class Returned>
    void return_to_routing(const Returned& event) {
        tasks_.route(event.interaction);
        pull(event.agent);
    }

    void pull_all() {
        for (std::uint32_t agent = 0; agent < state_.directory.agents.size(); ++agent) {
            pull({agent});
        }
    }

    void pull(AgentId agent) {
        if (agent.exists() && state_.directory.agents[agent.value].in_session) {
            tasks_.pull(agent);
        }
    }

    const State& state_;
    RoutingTasks& tasks_;
};

}  // namespace cordboard
