// SPDX-License-Identifier: Apache-2.0
#include "settings/decide.hpp"

#include <cordboard/limits.hpp>

namespace cordboard {

Verdict decide(const State&, const SetDuration& command, Context& context) {
    if (command.duration < Duration{} || command.duration > hours(24 * limits::duration_days)) {
        return refuse(Reason::out_of_range, "duration");
    }
    context.emit(DurationSet{command});
    return allowed;
}

}  // namespace cordboard
