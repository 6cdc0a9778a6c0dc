// SPDX-License-Identifier: Apache-2.0
#include "services/evolve.hpp"

#include "state/availability.hpp"

namespace cordboard {

void evolve(State& state, const FeatureDisabled& event, Instant, const Arena&) {
    state.settings.disabled_features |= 1U << static_cast<unsigned>(event.body.feature);
    availability::settle(state);
}

void evolve(State& state, const FeatureEnabled& event, Instant, const Arena&) {
    state.settings.disabled_features &= ~(1U << static_cast<unsigned>(event.body.feature));
    availability::settle(state);
}

void evolve(State& state, const ServiceStateChanged& event, Instant, const Arena&) {
    state.settings.services[static_cast<std::size_t>(event.body.service)] = event.body.state;
    availability::settle(state);
}

}  // namespace cordboard
