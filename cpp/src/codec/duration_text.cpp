// SPDX-License-Identifier: Apache-2.0
#include "codec/duration_text.hpp"

#include <array>
#include <optional>

#include "codec/quoted.hpp"

namespace cordboard::codec {

namespace {

__extension__ using Wide = __int128;

constexpr std::size_t digits_max = 15;

struct Unit {
    std::string_view name;
    std::int64_t microseconds;
};

constexpr std::array units{
    Unit{"us", 1},           Unit{"ms", 1'000},        Unit{"s", 1'000'000},
    Unit{"min", 60'000'000}, Unit{"h", 3'600'000'000}, Unit{"d", 86'400'000'000},
};

std::optional<std::int64_t> unit_named(std::string_view name) {
    for (const Unit& unit : units) {
        if (unit.name == name) {
            return unit.microseconds;
        }
    }
    return std::nullopt;
}

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A decimal number kept as its digits: value = digits / 10^places.
struct Decimal {
    std::int64_t digits = 0;
    std::int64_t scale = 1;
};

std::string_view take_digits(std::string_view& text) {
    std::size_t count = 0;
    while (count < text.size() && is_digit(text[count])) {
        ++count;
    }
    const std::string_view taken = text.substr(0, count);
    text.remove_prefix(count);
    return taken;
}

// Takes `12`, `12.5` or `0.25` from the front; nothing where there is no such number.
std::optional<Decimal> take_decimal(std::string_view& text) {
    const std::string_view whole = take_digits(text);
    std::string_view fraction;
    if (text.starts_with('.') || text.starts_with(',')) {
        text.remove_prefix(1);
        fraction = take_digits(text);
        if (fraction.empty()) {
            return std::nullopt;
        }
    }
    while (fraction.ends_with('0')) {
        fraction.remove_suffix(1);
    }
    if (whole.empty() || whole.size() + fraction.size() > digits_max) {
        return std::nullopt;
    }
    Decimal decimal;
    for (const char c : whole) {
        decimal.digits = decimal.digits * 10 + (c - '0');
    }
    for (const char c : fraction) {
        decimal.digits = decimal.digits * 10 + (c - '0');
        decimal.scale *= 10;
    }
    return decimal;
}

TextFault not_a_duration(std::string_view text) {
    return {"expected a duration, found " + quoted(text),
            "write it with its unit: 500ms, 20s, 5min, 8h, 1d or PT30S"};
}

TextFault too_fine(std::string_view text) {
    return {quoted(text) + " is not a whole number of microseconds", "write fewer decimals"};
}

TextFault too_long(std::string_view text) {
    return {"the duration " + quoted(text) + " is longer than a hundred years",
            "write a shorter one"};
}

Parsed<Duration> multiplied(Decimal decimal, std::int64_t unit, std::string_view text) {
    const Wide product = Wide{decimal.digits} * unit;
    if (product % decimal.scale != 0) {
        return too_fine(text);
    }
    const Wide microseconds = product / decimal.scale;
    if (microseconds > longest_duration.microseconds) {
        return too_long(text);
    }
    return Duration{static_cast<std::int64_t>(microseconds)};
}

// The letters of ISO 8601 in their order. Years and months have no fixed length and are missing.
constexpr std::array iso_units{
    Unit{"W", 7 * 86'400'000'000}, Unit{"D", 86'400'000'000}, Unit{"T", 0},
    Unit{"H", 3'600'000'000},      Unit{"M", 60'000'000},     Unit{"S", 1'000'000},
};
constexpr std::size_t iso_time_mark = 2;

Parsed<Duration> parse_iso_duration(std::string_view text) {
    std::string_view rest = text.substr(1);
    Duration sum;
    std::size_t next_unit = 0;
    bool complete = false;
    bool in_time = false;
    bool had_fraction = false;
    while (!rest.empty()) {
        if (rest.front() == 'T' && !in_time) {
            rest.remove_prefix(1);
            in_time = true;
            complete = false;
            next_unit = iso_time_mark + 1;
            continue;
        }
        const std::optional<Decimal> decimal = take_decimal(rest);
        const std::size_t units_end = in_time ? iso_units.size() : iso_time_mark;
        while (next_unit < units_end && !rest.starts_with(iso_units[next_unit].name)) {
            ++next_unit;
        }
        if (!decimal || had_fraction || next_unit >= units_end) {
            return not_a_duration(text);
        }
        rest.remove_prefix(1);
        had_fraction = decimal->scale > 1;
        const Parsed<Duration> part = multiplied(*decimal, iso_units[next_unit].microseconds, text);
        if (!part.ok()) {
            return part;
        }
        sum += part.value();
        ++next_unit;
        complete = true;
    }
    if (!complete) {
        return not_a_duration(text);
    }
    return sum > longest_duration ? Parsed<Duration>(too_long(text)) : Parsed<Duration>(sum);
}

// Exactly two digits, as a number.
std::optional<int> take_two(std::string_view& text) {
    if (text.size() < 2 || !is_digit(text[0]) || !is_digit(text[1])) {
        return std::nullopt;
    }
    const int value = (text[0] - '0') * 10 + (text[1] - '0');
    text.remove_prefix(2);
    return value;
}

bool take(std::string_view& text, char c) {
    if (!text.starts_with(c)) {
        return false;
    }
    text.remove_prefix(1);
    return true;
}

struct Clock {
    int hour = 0;
    int minute = 0;
    int second = 0;
    bool in_range() const { return hour <= 23 && minute <= 59 && second <= 59; }
    Duration since_midnight() const { return hours(hour) + minutes(minute) + seconds(second); }
};

// `HH:MM` or `HH:MM:SS` from the front.
std::optional<Clock> take_clock(std::string_view& text) {
    const std::optional<int> hour = take_two(text);
    if (!hour || !take(text, ':')) {
        return std::nullopt;
    }
    const std::optional<int> minute = take_two(text);
    if (!minute) {
        return std::nullopt;
    }
    Clock clock{*hour, *minute, 0};
    if (take(text, ':')) {
        const std::optional<int> second = take_two(text);
        if (!second) {
            return std::nullopt;
        }
        clock.second = *second;
    }
    return clock;
}

struct Date {
    int year = 1970;
    int month = 1;
    int day = 1;
};

constexpr bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

constexpr int days_in_month(int year, int month) {
    constexpr std::array lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : lengths[static_cast<std::size_t>(month - 1)];
}

// Days before the first of January of the year, counted from 0001-01-01 in the Gregorian calendar.
constexpr std::int64_t days_before_year(int year) {
    const std::int64_t past = year - 1;
    return past * 365 + past / 4 - past / 100 + past / 400;
}

constexpr std::int64_t days_since_epoch(Date date) {
    std::int64_t days = days_before_year(date.year) - days_before_year(1970);
    for (int month = 1; month < date.month; ++month) {
        days += days_in_month(date.year, month);
    }
    return days + date.day - 1;
}

constexpr Date date_of(std::int64_t days) {
    // An estimate that is never too late, and some years too early at the ends of the calendar.
    int year = static_cast<int>(1970 + (days < 0 ? days / 365 - 1 : days / 366));
    while (days_since_epoch({year + 1, 1, 1}) <= days) {
        ++year;
    }
    Date date{year, 1, 1};
    while (days_since_epoch(date) + days_in_month(date.year, date.month) <= days) {
        ++date.month;
    }
    date.day = static_cast<int>(days - days_since_epoch(date)) + 1;
    return date;
}

std::optional<Date> take_date(std::string_view& text) {
    const std::optional<int> century = take_two(text);
    const std::optional<int> year = century ? take_two(text) : std::nullopt;
    if (!year || !take(text, '-')) {
        return std::nullopt;
    }
    const std::optional<int> month = take_two(text);
    if (!month || !take(text, '-')) {
        return std::nullopt;
    }
    const std::optional<int> day = take_two(text);
    if (!day) {
        return std::nullopt;
    }
    return Date{*century * 100 + *year, *month, *day};
}

bool exists(Date date) {
    return date.year >= 1 && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
           date.day <= days_in_month(date.year, date.month);
}

// `Z`, `+01:00` or `-05:30`, whole: the time by which the local clock is ahead.
std::optional<Duration> zone_offset(std::string_view text) {
    if (text == "Z" || text == "z") {
        return Duration{};
    }
    const bool behind = text.starts_with('-');
    if (!behind && !text.starts_with('+')) {
        return std::nullopt;
    }
    text.remove_prefix(1);
    const std::optional<Clock> ahead = take_clock(text);
    if (!ahead || !text.empty() || !ahead->in_range() || ahead->second != 0) {
        return std::nullopt;
    }
    const Duration offset = ahead->since_midnight();
    return behind ? Duration{} - offset : offset;
}

TextFault not_an_instant(std::string_view text) {
    return {"expected an instant, found " + quoted(text),
            "write it in ISO 8601, such as 2026-03-02T08:00:00Z"};
}

void append_two(std::string& text, std::int64_t number) {
    text += static_cast<char>('0' + number / 10);
    text += static_cast<char>('0' + number % 10);
}

}  // namespace

Parsed<Duration> parse_duration(std::string_view text) {
    if (text.starts_with('P')) {
        return parse_iso_duration(text);
    }
    if (text.starts_with('-')) {
        return TextFault{"the duration " + quoted(text) + " is negative",
                         "write it without a sign"};
    }
    std::string_view rest = text;
    const std::optional<Decimal> decimal = take_decimal(rest);
    if (!decimal) {
        return not_a_duration(text);
    }
    if (rest.empty()) {
        return TextFault{"the duration " + quoted(text) + " has no unit",
                         "write " + std::string(text) + "s, or another unit: ms, min, h, d"};
    }
    const std::optional<std::int64_t> unit = unit_named(rest);
    return unit ? multiplied(*decimal, *unit, text) : not_a_duration(text);
}

Parsed<Rate> parse_rate(std::string_view text) {
    const TextFault fault{"expected a rate, found " + quoted(text),
                          "write events over time: 48/min, 2/s, 100/h or 10/day"};
    std::string_view rest = text;
    const std::optional<Decimal> decimal = take_decimal(rest);
    if (!decimal || !take(rest, '/')) {
        return fault;
    }
    const std::optional<std::int64_t> period = rest == "day" ? unit_named("d") : unit_named(rest);
    if (!period) {
        return fault;
    }
    const Wide millionths = Wide{decimal->digits} * 1'000'000;
    if (millionths % decimal->scale != 0) {
        return TextFault{"the rate " + quoted(text) + " has more than six decimals",
                         "write it over a longer time, such as /day"};
    }
    if (millionths / decimal->scale > Wide{highest_rate} * 1'000'000) {
        return TextFault{"the rate " + quoted(text) + " is too high",
                         "write at most " + std::to_string(highest_rate)};
    }
    return Rate{static_cast<std::int64_t>(millionths / decimal->scale), Duration{*period}};
}

Parsed<Duration> parse_time_of_day(std::string_view text) {
    std::string_view rest = text;
    const std::optional<Clock> clock = take_clock(rest);
    const bool midnight = clock && clock->since_midnight() == hours(24) && clock->hour == 24;
    if (!clock || !rest.empty() || (!clock->in_range() && !midnight)) {
        return TextFault{"expected a time of day, found " + quoted(text),
                         "write hours and minutes with two digits each, such as \"08:00\""};
    }
    return clock->since_midnight();
}

Parsed<Instant> parse_instant(std::string_view text) {
    std::string_view rest = text;
    const std::optional<Date> date = take_date(rest);
    if (!date || !(take(rest, 'T') || take(rest, 't') || take(rest, ' '))) {
        return not_an_instant(text);
    }
    const std::optional<Clock> clock = take_clock(rest);
    if (!clock) {
        return not_an_instant(text);
    }
    if (!exists(*date) || !clock->in_range()) {
        return TextFault{"the instant " + quoted(text) + " is not in the calendar",
                         "check month, day, hour, minute and second"};
    }
    Duration fraction;
    if (rest.starts_with('.') || rest.starts_with(',')) {
        const std::string decimals = '0' + std::string(rest);
        std::string_view digits = decimals;
        const std::optional<Decimal> decimal = take_decimal(digits);
        rest.remove_prefix(decimals.size() - digits.size() - 1);
        if (!decimal) {
            return not_an_instant(text);
        }
        const Parsed<Duration> part = multiplied(*decimal, 1'000'000, text);
        if (!part.ok()) {
            return part.fault();
        }
        fraction = part.value();
    }
    if (rest.empty()) {
        return TextFault{"the instant " + quoted(text) + " has no time zone",
                         "append Z for UTC, or an offset such as +01:00"};
    }
    const std::optional<Duration> ahead = zone_offset(rest);
    if (!ahead) {
        return not_an_instant(text);
    }
    const Duration local = hours(24) * days_since_epoch(*date) + clock->since_midnight();
    return Instant{} + local + fraction - *ahead;
}

std::string duration_text(Duration duration) {
    if (duration.microseconds == 0) {
        return "0s";
    }
    std::size_t unit = units.size() - 1;
    while (duration.microseconds % units[unit].microseconds != 0) {
        --unit;
    }
    return std::to_string(duration.microseconds / units[unit].microseconds) +
           std::string(units[unit].name);
}

std::string instant_text(Instant instant) {
    constexpr std::int64_t day = 86'400'000'000;
    std::int64_t days = instant.microseconds / day;
    std::int64_t rest = instant.microseconds % day;
    if (rest < 0) {
        rest += day;
        --days;
    }
    const Date date = date_of(days);
    std::string text;
    append_two(text, date.year / 100);
    append_two(text, date.year % 100);
    text += '-';
    append_two(text, date.month);
    text += '-';
    append_two(text, date.day);
    text += 'T';
    append_two(text, rest / 3'600'000'000);
    text += ':';
    append_two(text, rest / 60'000'000 % 60);
    text += ':';
    append_two(text, rest / 1'000'000 % 60);
    std::string fraction = std::to_string(1'000'000 + rest % 1'000'000);
    fraction.front() = '.';
    while (fraction.ends_with('0')) {
        fraction.pop_back();
    }
    if (fraction != ".") {
        text += fraction;
    }
    return text + 'Z';
}

}  // namespace cordboard::codec
