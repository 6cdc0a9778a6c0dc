// SPDX-License-Identifier: Apache-2.0
// Starting and cancelling timers. Whoever owns a timer keeps its handle.
#pragma once

#include "state/state.hpp"

namespace cordboard {

inline std::uint32_t start_timer(State& state, Instant deadline, TimerSubject subject) {
    return state.timers.add(deadline, state.timers_created++, subject);
}

inline void cancel_timer(State& state, std::uint32_t& timer) {
    if (timer != base::no_timer) {
        state.timers.cancel(timer);
        timer = base::no_timer;
    }
}

}  // namespace cordboard
