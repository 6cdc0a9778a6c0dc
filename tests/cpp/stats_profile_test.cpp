// SPDX-License-Identifier: Apache-2.0
// Growing windows on plain days and on days on which the clocks change (statistics reference,
// section 6; decision D-32).
#include <string>
#include <utility>
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

TEST(Profile, every_form_of_a_rule) {
    EXPECT_EQ(resets(read(" 9:00 ,\t18:30:15 "), utc(0, 9), 2),
              (Instants{utc(0, 18, 30) + seconds(15), utc(1, 9)}));
    EXPECT_EQ(resets(read("23:59:59"), utc(0, 0), 1), (Instants{utc(1, 0) - seconds(1)}));
    EXPECT_EQ(resets(read("0:00 + 0:00:30"), utc(0, 0), 2),
              (Instants{utc(0, 0) + seconds(30), utc(0, 1) - seconds(3540)}));
    // A list is the union of its rules; each may have a day and a span.
    EXPECT_EQ(resets(read("Mon 8:00, Fri 17:00, 0:00+12:00"), utc(0, 0), 4),
              (Instants{utc(0, 8), utc(0, 12), utc(1, 0), utc(1, 12)}));
    EXPECT_EQ(read("Mon 8:00, Fri 17:00").last_reset(utc(4, 18)), utc(4, 17));
    EXPECT_EQ(read("Sun 23:00").next_reset(utc(0, 0)), utc(6, 23));
}

TEST(Profile, a_span_longer_than_what_lies_between_anchors) {
    // Every day begins anew, so a span of 30 hours never comes to its end.
    EXPECT_EQ(resets(read("6:00 +30:00"), utc(0, 7), 2), (Instants{utc(1, 6), utc(2, 6)}));
    // In a week it does, five times; the sixth step is short.
    EXPECT_EQ(resets(read("Mon 6:00 +30:00"), utc(0, 7), 6),
              (Instants{utc(1, 12), utc(2, 18), utc(4, 0), utc(5, 6), utc(6, 12), utc(7, 6)}));
}

TEST(Profile, weekly_rules_over_days_of_23_and_25_hours) {
    // Sunday the 29th of March: 2:30 does not exist in Paris, 3:00 is there at once.
    EXPECT_EQ(resets(read("Sun 2:30", {paris}), utc(20, 2), 2),
              (Instants{utc(27, 1), utc(34, 0, 30)}));
    // From Saturday noon to Sunday noon are 23 hours, in October 25.
    const GrowingProfile noon = read("12:00", {paris});
    EXPECT_EQ(noon.next_reset(utc(26, 11)) - utc(26, 11), hours(23));
    EXPECT_EQ(noon.next_reset(utc(236, 10)) - utc(236, 10), hours(25));
    // A weekly anchor stays at its wall time, the steps behind it are elapsed hours.
    EXPECT_EQ(resets(read("Sat 12:00 +24:00", {paris}), utc(26, 10), 4),
              (Instants{utc(26, 11), utc(27, 11), utc(28, 11), utc(29, 11)}));
    EXPECT_EQ(resets(read("Sat 12:00 +24:00", {paris}), utc(32, 12), 2),
              (Instants{utc(33, 10), utc(34, 10)}));
}

TEST(Profile, half_an_hour_more_and_less_at_lord_howe) {
    // 27/9/2026 is no change there; on the 4th of October 2:00 becomes 2:30 at 15:30 UTC.
    const Zone whole_year{
        "Australia/Lord_Howe",
        {{Instant{}, hours(11)}, {utc(33, 15), minutes(630)}, {utc(215, 15, 30), hours(11)}}};
    const GrowingProfile midnight = read("0:00", {whole_year});
    const auto day_from = [&](Instant reset) { return midnight.next_reset(reset) - reset; };
    EXPECT_EQ(day_from(utc(33, 13)), hours(24) + minutes(30));
    EXPECT_EQ(day_from(utc(215, 13, 30)), hours(23) + minutes(30));
    EXPECT_EQ(day_from(utc(100, 13, 30)), hours(24));
    // 2:15 is skipped in October and moves to the first instant after the gap.
    EXPECT_EQ(read("2:15", {whole_year}).next_reset(utc(215, 13)), utc(215, 15, 30));
    // 1:30 comes twice in April; the first one counts.
    EXPECT_EQ(resets(read("1:30", {whole_year}), utc(33, 14), 2),
              (Instants{utc(33, 14, 30), utc(34, 15)}));
    // Half-hourly steps count elapsed time and start over at midnight.
    EXPECT_EQ(read("0:00+0:30", {whole_year}).next_reset(utc(33, 14, 50)), utc(33, 15));
}

TEST(Profile, a_sliding_window_has_a_length_and_perhaps_a_step) {
    const auto parsed = [](std::string_view text) {
        const ParsedSlidingProfile result = parse_sliding_profile(text);
        EXPECT_EQ(result.fault, "") << text;
        return std::pair(result.profile.window, result.profile.step);
    };
    EXPECT_EQ(parsed("900"), std::pair(minutes(15), Duration{}));
    EXPECT_EQ(parsed(" 3600 : 15 "), std::pair(hours(1), seconds(15)));
    EXPECT_EQ(parsed("0900:0010"), std::pair(minutes(15), seconds(10)));
    EXPECT_EQ(parse_sliding_profile("").fault,
              "a sliding window needs a time profile: its seconds, such as 900");
    EXPECT_EQ(parse_sliding_profile("0:00").fault,
              "the time profile '0:00' is not one of a sliding window; write its seconds, such as "
              "900, and perhaps those of a step, such as 900:10");
    for (const char* text :
         {"0", "-1", "900:", ":15", "900:0", "1:2:3", "15min", "9 00", "1.5", "1234567890"}) {
        EXPECT_NE(parse_sliding_profile(text).fault, "") << text;
    }
}

TEST(Profile, a_selection_has_a_number) {
    EXPECT_EQ(parse_selection_profile(" 3 ").count, 3U);
    EXPECT_EQ(parse_selection_profile("1000000").count, most_selected);
    EXPECT_EQ(parse_selection_profile(" ").fault,
              "a sliding selection needs a time profile: how many it keeps, such as 10");
    EXPECT_EQ(parse_selection_profile("0:00").fault,
              "the time profile '0:00' is not one of a sliding selection; write how many elements "
              "it keeps, 1 to 1000000");
    for (const char* text : {"0", "-3", "3:1", "three", "1000001"}) {
        EXPECT_NE(parse_selection_profile(text).fault, "") << text;
    }
}

TEST(Profile, the_fault_of_a_profile_depends_on_its_interval) {
    const auto faulty = [](IntervalType interval, std::string_view text) {
        return !profile_fault(interval, text, {}).empty();
    };
    EXPECT_FALSE(faulty(IntervalType::growing_window, ""));
    EXPECT_FALSE(faulty(IntervalType::growing_window, "0:00"));
    EXPECT_TRUE(faulty(IntervalType::growing_window, "900"));
    EXPECT_FALSE(faulty(IntervalType::sliding_window, "900"));
    EXPECT_TRUE(faulty(IntervalType::sliding_window, ""));
    EXPECT_FALSE(faulty(IntervalType::sliding_selection, "3"));
    EXPECT_TRUE(faulty(IntervalType::sliding_selection, "900:10"));
    EXPECT_FALSE(faulty(IntervalType::since_login, ""));
    EXPECT_FALSE(faulty(IntervalType::since_login, "0:00"));
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
