// SPDX-License-Identifier: Apache-2.0
#include <string>

#include <gtest/gtest.h>

#include "codec/duration_text.hpp"

namespace cordboard::codec {
namespace {

std::int64_t microseconds(std::string_view text) {
    const Parsed<Duration> parsed = parse_duration(text);
    EXPECT_TRUE(parsed.ok()) << text;
    return parsed.ok() ? parsed.value().microseconds : -1;
}

TEST(DurationText, durations_are_exact) {
    EXPECT_EQ(microseconds("1us"), 1);
    EXPECT_EQ(microseconds("500ms"), 500'000);
    EXPECT_EQ(microseconds("20s"), 20'000'000);
    EXPECT_EQ(microseconds("5min"), 300'000'000);
    EXPECT_EQ(microseconds("8h"), hours(8).microseconds);
    EXPECT_EQ(microseconds("1d"), hours(24).microseconds);
    EXPECT_EQ(microseconds("0.1s"), 100'000);
    EXPECT_EQ(microseconds("1.500000s"), 1'500'000);
    EXPECT_EQ(microseconds("0.000001s"), 1);
    EXPECT_EQ(microseconds("PT30S"), 30'000'000);
    EXPECT_EQ(microseconds("P1DT2H"), hours(26).microseconds);
    EXPECT_EQ(microseconds("P2W"), hours(24 * 14).microseconds);
    EXPECT_EQ(microseconds("PT1H30M0.5S"), (hours(1) + minutes(30)).microseconds + 500'000);
}

TEST(DurationText, what_is_no_duration_is_refused) {
    for (const char* text : {"",         "s",     "5 min", "5m",      "1.s",
                             ".5s",      "5mins", "+5s",   "P",       "PT",
                             "P1DT",     "P1H",   "P1Y",   "PT1S1M",  "P1M",
                             "PT1.5H1M", "5s5s",  "1e3s",  "PT1HT1M", "9999999999999999s",
                             "P1W1W"}) {
        EXPECT_FALSE(parse_duration(text).ok()) << text;
    }
    EXPECT_EQ(parse_duration("20").fault().remedy, "write 20s, or another unit: ms, min, h, d");
    EXPECT_EQ(parse_duration("-5s").fault().message, "the duration \"-5s\" is negative");
    EXPECT_EQ(parse_duration("0.0000001s").fault().message,
              "\"0.0000001s\" is not a whole number of microseconds");
}

TEST(DurationText, durations_end_at_a_hundred_years) {
    EXPECT_TRUE(parse_duration("36524d").ok());
    EXPECT_EQ(parse_duration("36525d").value(), longest_duration);
    EXPECT_FALSE(parse_duration("36526d").ok());
    EXPECT_TRUE(parse_duration("P36525D").ok());
    EXPECT_FALSE(parse_duration("P36525DT1S").ok());
    EXPECT_FALSE(parse_duration("999999999999999d").ok());
}

TEST(DurationText, rates_are_exact) {
    EXPECT_EQ(parse_rate("48/min").value(), (Rate{48'000'000, minutes(1)}));
    EXPECT_EQ(parse_rate("2.5/s").value(), (Rate{2'500'000, seconds(1)}));
    EXPECT_EQ(parse_rate("100/h").value(), (Rate{100'000'000, hours(1)}));
    EXPECT_EQ(parse_rate("10/day").value(), (Rate{10'000'000, hours(24)}));
    EXPECT_DOUBLE_EQ(parse_rate("48/min").value().per_second(), 0.8);
    EXPECT_TRUE(parse_rate("1000000000/s").ok());
    EXPECT_FALSE(parse_rate("1000000001/s").ok());
    for (const char* text : {"48", "48/", "/min", "48/minute", "-1/s", "1.0000001/s", "48 /min"}) {
        EXPECT_FALSE(parse_rate(text).ok()) << text;
    }
}

TEST(DurationText, times_of_day) {
    EXPECT_EQ(parse_time_of_day("08:00").value(), hours(8));
    EXPECT_EQ(parse_time_of_day("08:00:30").value(), hours(8) + seconds(30));
    EXPECT_EQ(parse_time_of_day("23:59:59").value(), hours(24) - seconds(1));
    EXPECT_EQ(parse_time_of_day("24:00").value(), hours(24));
    for (const char* text :
         {"24:01", "24:00:01", "23:60", "23:59:60", "8:00", "08", "08:00:", "", "08:00x"}) {
        EXPECT_FALSE(parse_time_of_day(text).ok()) << text;
    }
}

TEST(DurationText, instants) {
    EXPECT_EQ(parse_instant("1970-01-01T00:00:00Z").value().microseconds, 0);
    EXPECT_EQ(parse_instant("2026-03-02T08:00:00Z").value().microseconds, 1'772'438'400'000'000);
    EXPECT_EQ(parse_instant("2026-03-02T09:00:00+01:00").value().microseconds,
              1'772'438'400'000'000);
    EXPECT_EQ(parse_instant("2026-03-02T03:30:00.123-04:30").value().microseconds,
              1'772'438'400'123'000);
    EXPECT_EQ(parse_instant("1969-12-31T23:59:59.999999Z").value().microseconds, -1);
    EXPECT_TRUE(parse_instant("2024-02-29T00:00Z").ok());
    for (const char* text :
         {"2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
          "2026-03-02T24:00:00Z", "2026-03-02T08:00:60Z", "2026-03-02", "2026-03-02T08Z",
          "0000-01-01T00:00:00Z", "2026-03-02T08:00:00.Z", "2026-03-02T08:00:00.1234567Z",
          "2026-03-02T08:00:00+1", "2026-03-02T08:00:00Zx", "2026-03-02T08:00:00+25:00",
          "1900-02-29T00:00:00Z"}) {
        EXPECT_FALSE(parse_instant(text).ok()) << text;
    }
    EXPECT_EQ(parse_instant("2026-03-02T08:00:00").fault().remedy,
              "append Z for UTC, or an offset such as +01:00");
}

TEST(DurationText, texts_read_back_to_the_same_value) {
    EXPECT_EQ(duration_text(minutes(90)), "90min");
    EXPECT_EQ(duration_text({}), "0s");
    EXPECT_EQ(duration_text(milliseconds(1'500)), "1500ms");
    EXPECT_EQ(instant_text({1'772'438'400'123'000}), "2026-03-02T08:00:00.123Z");
    // Steps of a prime number of microseconds visit every month, leap days and odd fractions.
    constexpr std::int64_t first = -62'135'596'800'000'000;  // 0001-01-01
    constexpr std::int64_t end = 253'402'300'800'000'000;    // 10000-01-01
    for (std::int64_t at = first; at < end; at += 31'415'926'535'897'933 / 1'000) {
        ASSERT_EQ(parse_instant(instant_text({at})).value().microseconds, at) << instant_text({at});
    }
}

}  // namespace
}  // namespace cordboard::codec
