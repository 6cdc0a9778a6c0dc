// SPDX-License-Identifier: Apache-2.0
// Settings of the engine itself; the groups of the web API that only clients read are another
// issue.
#pragma once

#include <cstdint>
#include <tuple>

#include <cordboard/done.hpp>
#include <cordboard/fields.hpp>
#include <cordboard/time.hpp>

namespace cordboard {

enum class DurationSetting : std::uint8_t { ring_timeout, after_call_work };
template <>
struct Names<DurationSetting> {
    static constexpr std::string_view names[] = {"ring_timeout", "after_call_work"};
};

struct SetDuration {
    static constexpr std::string_view name = "SetDuration";
    static constexpr std::string_view event = "DurationSet";
    DurationSetting setting = DurationSetting::ring_timeout;
    Duration duration;
    static constexpr auto fields() {
        return std::tuple{field("setting", &SetDuration::setting, "which setting"),
                          field("duration", &SetDuration::duration, "its new value")};
    }
};

using DurationSet = Done<SetDuration>;

}  // namespace cordboard
