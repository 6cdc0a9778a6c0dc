// SPDX-License-Identifier: Apache-2.0
// Durations, rates, times of day and instants as people write them. Every function is pure, exact
// to the microsecond (digits are added as integers, no floating point), and gives its fault as a
// value: readers turn it into BadInput, the Python door into its own error.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include <cordboard/time.hpp>

namespace cordboard::codec {

struct TextFault {
    std::string message;
    std::string remedy;
};

template <class Value>
class Parsed {
  public:
    Parsed(Value value) : content_(std::move(value)) {}
    Parsed(TextFault fault) : content_(std::move(fault)) {}

    bool ok() const { return std::holds_alternative<Value>(content_); }
    const Value& value() const { return std::get<Value>(content_); }
    const TextFault& fault() const { return std::get<TextFault>(content_); }

  private:
    std::variant<Value, TextFault> content_;
};

// Events per period: `2.5/min` is 2'500'000 millionths in a minute.
struct Rate {
    std::int64_t millionths = 0;
    Duration period;

    constexpr double per_second() const {
        return static_cast<double>(millionths) / static_cast<double>(period.microseconds);
    }
    friend constexpr bool operator==(Rate, Rate) = default;
};

// A hundred years: longer ones are slips of the pen.
inline constexpr Duration longest_duration = hours(24 * 36'525);
inline constexpr std::int64_t highest_rate = 1'000'000'000;  // events a period

// `500us`, `500ms`, `20s`, `5min`, `8h`, `1d`, `1.5h`, or ISO 8601: `PT30S`, `P1DT2H`, `P2W`.
Parsed<Duration> parse_duration(std::string_view text);

// `48/min`, `2.5/s`, `100/h`, `10/day` (or `/d`).
Parsed<Rate> parse_rate(std::string_view text);

// `08:00`, `08:00:30`, and `24:00` for the end of the day: the time since midnight.
Parsed<Duration> parse_time_of_day(std::string_view text);

// ISO 8601 with its zone: `2026-03-02T08:00:00Z`, `2026-03-02T08:00:00.123+01:00`.
Parsed<Instant> parse_instant(std::string_view text);

// The shortest spelling that the functions above read back to the same value; instants within the
// years 1 to 9999.
std::string duration_text(Duration duration);
std::string instant_text(Instant instant);

}  // namespace cordboard::codec
