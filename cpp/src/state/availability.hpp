// SPDX-License-Identifier: Apache-2.0
// Which media are there: that of a disabled feature is hidden, as if it did not exist, and that of
// a service that does not work cannot be used.
#pragma once

#include "state/state.hpp"

namespace cordboard::availability {

inline bool is_enabled(const State& state, Feature feature) {
    return (state.settings.disabled_features >> static_cast<unsigned>(feature) & 1U) == 0;
}

inline ServiceState state_of(const State& state, Service service) {
    return state.settings.services[static_cast<std::size_t>(service)];
}

inline Service service_of(MediaKind kind) {
    return kind == MediaKind::voice ? Service::voice : Service::media;
}

inline bool is_hidden(const State& state, MediaId media) {
    const bool voice = state.directory.media[media.value].kind == MediaKind::voice;
    return !is_enabled(state, voice ? Feature::voice : Feature::multimedia);
}

inline bool is_served(const State& state, MediaId media) {
    return state_of(state, service_of(state.directory.media[media.value].kind)) ==
           ServiceState::active;
}

// Makes what is derived of it anew, for routing and for the gate of commands.
inline void settle(State& state) {
    Settings& settings = state.settings;
    settings.suspended = {};
    for (std::uint32_t i = 0; i < state.directory.media.size(); ++i) {
        if (is_hidden(state, {i}) || !is_served(state, {i})) {
            settings.suspended.insert({i});
        }
    }
    settings.restricted = settings.disabled_features != 0;
    for (const ServiceState service : settings.services) {
        settings.restricted = settings.restricted || service != ServiceState::active;
    }
    state.routing.stale = true;
}

}  // namespace cordboard::availability
