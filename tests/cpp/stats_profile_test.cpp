// SPDX-License-Identifier: Apache-2.0
// Growing windows on plain days and on days on which the clocks change (statistics reference,
// section 6; decision D-32).
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "stats/profile.hpp"

namespace cordboard::stats {
namespace {

// 2026-03-02 was a Monday.
constexpr std::int64_t monday = 20'514;

Instant utc(std::int64_t day, std::int64_t hour, std::int64_t minute = 0) {
    return Instant{} + hours(24 * (monday + day) + hour) + minutes(minute);
}

// Paris: an hour is skipped at 2026-03-29 01:00 UTC and comes twice at 2026-10-25 01:00 UTC.
const Zone paris{"Europe/Paris",
                 {{Instant{}, hours(1)}, {utc(27, 1), hours(2)}, {utc(237, 1), hours(1)}}};
// Lord Howe: half an hour comes twice at 2026-04-04 15:00 UTC (02:00 +11:00 on the 5th).
const Zone lord_howe{"Australia/Lord_Howe", {{Instant{}, hours(11)}, {utc(33, 15), minutes(630)}}};

GrowingProfile read(std::string_view text, std::vector<Zone> zones = {}) {
    ParsedProfile parsed = parse_growing_profile(text, zones);
    EXPECT_EQ(parsed.fault, "") << text;
    return parsed.profile;
}

std::vector<Instant> resets(const GrowingProfile& profile, Instant after, std::size_t count) {
    std::vector<Instant> found;
    for (Instant at = after; found.size() < count;) {
        at = profile.next_reset(at);
        EXPECT_EQ(profile.last_reset(at), at);
        EXPECT_LT(profile.last_reset(at - Duration{1}), at);
        found.push_back(at);
    }
    return found;
}

using Instants = std::vector<Instant>;

TEST(Profile, midnight_and_lists_of_times) {
    EXPECT_EQ(resets(read("0:00"), utc(0, 5), 2), (Instants{utc(1, 0), utc(2, 0)}));
    EXPECT_EQ(resets(read("9:00, 18:30"), utc(0, 9), 3),
              (Instants{utc(0, 18, 30), utc(1, 9), utc(1, 18, 30)}));
    EXPECT_EQ(read("0:00").last_reset(utc(3, 0)), utc(3, 0));
}

TEST(Profile, steps_begin_anew_at_the_anchor) {
    EXPECT_EQ(resets(read("0:00 +7:00"), utc(0, 13), 4),
              (Instants{utc(0, 14), utc(0, 21), utc(1, 0), utc(1, 7)}));
    EXPECT_EQ(resets(read("8:00+0:30"), utc(0, 7, 45), 2), (Instants{utc(0, 8), utc(0, 8, 30)}));
}

TEST(Profile, weekdays_are_weekly) {
    EXPECT_EQ(resets(read("Wed 8:00"), utc(0, 0), 2), (Instants{utc(2, 8), utc(9, 8)}));
    EXPECT_EQ(resets(read("Mon 8:00 +24:00"), utc(5, 9), 2), (Instants{utc(6, 8), utc(7, 8)}));
}

TEST(Profile, ever_never_resets) {
    EXPECT_EQ(read("ever").next_reset(utc(0, 0)), never);
    EXPECT_EQ(read("ever").last_reset(utc(0, 0)), long_ago);
}

TEST(Profile, days_have_23_and_25_hours) {
    const GrowingProfile midnight = read("0:00", {paris});
    EXPECT_EQ(resets(midnight, utc(26, 12), 2), (Instants{utc(26, 23), utc(27, 22)}));
    EXPECT_EQ(resets(midnight, utc(236, 12), 2), (Instants{utc(236, 22), utc(237, 23)}));
}

TEST(Profile, a_skipped_time_fires_when_the_gap_ends_and_a_double_one_the_first_time) {
    const GrowingProfile half_past_two = read("2:30", {paris});
    EXPECT_EQ(half_past_two.next_reset(utc(26, 12)), utc(27, 1));
    EXPECT_EQ(resets(half_past_two, utc(236, 12), 2), (Instants{utc(237, 0, 30), utc(238, 1, 30)}));
    const GrowingProfile quarter = read("1:45", {lord_howe});
    EXPECT_EQ(resets(quarter, utc(33, 0), 2), (Instants{utc(33, 14, 45), utc(34, 15, 15)}));
}

TEST(Profile, steps_count_elapsed_time_from_the_anchor) {
    const GrowingProfile six_hours = read("0:00 +6:00", {paris});
    EXPECT_EQ(resets(six_hours, utc(26, 23), 4),
              (Instants{utc(27, 5), utc(27, 11), utc(27, 17), utc(27, 22)}));
    const GrowingProfile daily = read("Mon 8:00 +24:00", {paris});
    EXPECT_EQ(resets(daily, utc(26, 8), 2), (Instants{utc(27, 7), utc(28, 6)}));
}

TEST(Profile, a_zone_of_its_own) {
    EXPECT_EQ(read("TZ=UTC; 0:00", {paris}).next_reset(utc(0, 1)), utc(1, 0));
    EXPECT_EQ(read("TZ=Australia/Lord_Howe;0:00", {paris, lord_howe}).next_reset(utc(0, 1)),
              utc(0, 13));
}

TEST(Profile, what_cannot_be_read_is_quoted) {
    const auto fault = [](std::string_view text) { return parse_growing_profile(text, {}).fault; };
    EXPECT_EQ(fault("24:00"),
              "the time profile has the rule '24:00', which cannot be read; write a time such as "
              "9:00 or 23:30:00");
    EXPECT_EQ(fault("0:00 +0:00"),
              "the time profile has the rule '0:00 +0:00', which cannot be read; write a span such "
              "as +0:30 after the time");
    EXPECT_EQ(fault("TZ=Mars; 0:00"), "the time zone 'Mars' is not known here");
    EXPECT_EQ(fault("TZ=UTC 0:00"), "a ';' is missing after the time zone of the time profile");
    for (const char* text :
         {"", "0", "0:0", "0:00,", "Mon", "0:60", "20/0:00", "0:00:5", "1:2:3"}) {
        EXPECT_NE(fault(text), "") << text;
    }
}

}  // namespace
}  // namespace cordboard::stats
