// SPDX-License-Identifier: Apache-2.0
// Growing windows: when the values of a statistic begin anew (statistics reference, section 6 and
// decision D-32).
//
//   profile := [ "TZ=" zone ";" ] rule { "," rule }  |  "ever"
//   rule    := [ day ] time [ "+" span ]
//
// A rule has an anchor, a wall-clock time of every day or of one weekday. A time that the clocks skip
// is moved to the first instant after the gap; one that comes twice counts the first time. With a
// span the rule fires at the anchor and at whole spans of elapsed time after it, until the next
// anchor, where it starts over; the last step may therefore be short.
#pragma once

#include <cordboard/statistic_definition.hpp>
#include <cordboard/time.hpp>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cordboard::stats {

struct ResetRule {
    std::int64_t weekday = -1;  // 0 is Monday; -1 is every day
    Duration time;              // since midnight, wall clock
    Duration span;              // zero: at the anchor only
};

class GrowingProfile {
  public:
    // The last reset at or before `at`; if there never is one, an instant before all others.
    Instant last_reset(Instant at) const;
    // The first reset after `at`, or `never`.
    Instant next_reset(Instant at) const;

    const std::vector<ResetRule>& rules() const { return rules_; }

  private:
    friend struct ProfileParser;

    std::vector<ResetRule> rules_;
    std::vector<ZoneOffset> offsets_;
};

// Earlier than any row.
inline constexpr Instant long_ago{std::numeric_limits<std::int64_t>::min() / 4};

struct ParsedProfile {
    GrowingProfile profile;
    std::string fault;  // empty: the profile is good
};

// The first zone is that of profiles which name none; without any it is UTC.
ParsedProfile parse_growing_profile(std::string_view text, std::span<const Zone> zones);

}  // namespace cordboard::stats
