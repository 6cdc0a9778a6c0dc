// SPDX-License-Identifier: Apache-2.0
// Time profiles: over which interval a statistic counts (statistics reference, section 6 and
// decision D-32). Most have growing windows, whose values begin anew at certain times:
//
//   profile := [ "TZ=" zone ";" ] rule { "," rule }  |  "ever"
//   rule    := [ day ] time [ "+" span ]
//
// A rule has an anchor, a wall-clock time of every day or of one weekday. A time that the clocks
// skip is moved to the first instant after the gap; one that comes twice counts the first time.
// With a span the rule fires at the anchor and at whole spans of elapsed time after it, until the
// next anchor, where it starts over; the last step may therefore be short.
//
// A sliding window has a length and perhaps a step by which its left edge moves, in seconds: `900`,
// `3600:15`. A selection has the number of elements it keeps. Since login there is nothing to say.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <cordboard/statistic_definition.hpp>
#include <cordboard/time.hpp>

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

struct SlidingProfile {
    Duration window;
    Duration step;  // zero: the left edge moves with the time
};

struct ParsedSlidingProfile {
    SlidingProfile profile;
    std::string fault;  // empty: the profile is good
};

ParsedSlidingProfile parse_sliding_profile(std::string_view text);

struct ParsedSelectionProfile {
    std::uint32_t count = 0;
    std::string fault;  // empty: the profile is good
};

ParsedSelectionProfile parse_selection_profile(std::string_view text);

// What is wrong with the profile of an interval of this type; empty: nothing.
std::string profile_fault(IntervalType interval, std::string_view text,
                          std::span<const Zone> zones);

// More elements than that are no selection any more, but a log.
inline constexpr std::uint32_t most_selected = 1'000'000;

}  // namespace cordboard::stats
