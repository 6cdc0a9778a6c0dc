// SPDX-License-Identifier: Apache-2.0
#include "stats/profile.hpp"

#include <algorithm>
#include <optional>

namespace cordboard::stats {
namespace {

constexpr std::int64_t day_length = hours(24).microseconds;

std::int64_t floor_divide(std::int64_t value, std::int64_t by) {
    return value / by - (value % by < 0 ? 1 : 0);
}

Duration offset_at(const std::vector<ZoneOffset>& offsets, Instant at) {
    Duration offset = offsets.empty() ? Duration{} : offsets.front().offset;
    for (const ZoneOffset& entry : offsets) {
        if (entry.from > at) {
            break;
        }
        offset = entry.offset;
    }
    return offset;
}

// The instant at which the wall clock first shows this time, or first passes over it.
Instant instant_of_wall(const std::vector<ZoneOffset>& offsets, std::int64_t wall) {
    if (offsets.empty()) {
        return {wall};
    }
    for (std::size_t at = 0; at < offsets.size(); ++at) {
        const Instant shown = Instant{wall} - offsets[at].offset;
        const bool begun = at == 0 || shown >= offsets[at].from;
        const bool ended = at + 1 < offsets.size() && shown >= offsets[at + 1].from;
        if (!ended) {
            return begun ? shown : offsets[at].from;
        }
    }
    return Instant{wall} - offsets.back().offset;
}

// Days are counted from 1970-01-01, which was a Thursday.
std::int64_t weekday_of(std::int64_t day) { return day - 7 * floor_divide(day + 3, 7) + 3; }

class Anchors {
  public:
    Anchors(const ResetRule& rule, const std::vector<ZoneOffset>& offsets, Instant around)
        : rule_(rule),
          offsets_(offsets),
          day_(floor_divide((around + offset_at(offsets, around)).microseconds, day_length)) {}

    // A clock may be set by a day at most, so the anchors around an instant are those of the days
    // around it: nine for a rule of one weekday.
    Instant last_until(Instant at) const {
        Instant found = long_ago;
        for (std::int64_t day = day_ - 9; day <= day_ + 2; ++day) {
            const Instant anchor = of_day(day);
            if (has(day) && anchor <= at && anchor > found) {
                found = anchor;
            }
        }
        return found;
    }

    Instant first_after(Instant at) const {
        Instant found = never;
        for (std::int64_t day = day_ - 2; day <= day_ + 9; ++day) {
            const Instant anchor = of_day(day);
            if (has(day) && anchor > at && anchor < found) {
                found = anchor;
            }
        }
        return found;
    }

  private:
    bool has(std::int64_t day) const {
        return rule_.weekday < 0 || weekday_of(day) == rule_.weekday;
    }
    Instant of_day(std::int64_t day) const {
        return instant_of_wall(offsets_, day * day_length + rule_.time.microseconds);
    }

    const ResetRule& rule_;
    const std::vector<ZoneOffset>& offsets_;
    std::int64_t day_;
};

std::string_view without_blanks_around(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// H[H..]:MM[:SS]
std::optional<Duration> parse_clock(std::string_view text, std::size_t hour_digits) {
    std::int64_t parts[3] = {0, 0, 0};
    std::size_t part = 0;
    std::size_t digits = 0;
    for (char letter : text) {
        if (letter == ':') {
            const bool fits = part == 0 ? digits >= 1 && digits <= hour_digits : digits == 2;
            if (!fits || ++part > 2) {
                return std::nullopt;
            }
            digits = 0;
        } else if (letter >= '0' && letter <= '9' && digits < 6) {
            parts[part] = parts[part] * 10 + (letter - '0');
            ++digits;
        } else {
            return std::nullopt;
        }
    }
    if (part == 0 || digits != 2 || parts[1] > 59 || parts[2] > 59) {
        return std::nullopt;
    }
    return hours(parts[0]) + minutes(parts[1]) + seconds(parts[2]);
}

// Up to 30 years of seconds.
std::optional<std::uint32_t> positive_number(std::string_view text) {
    text = without_blanks_around(text);
    constexpr std::size_t most_digits = 9;
    std::uint32_t value = 0;
    for (const char letter : text) {
        if (letter < '0' || letter > '9' || text.size() > most_digits) {
            return std::nullopt;
        }
        value = value * 10 + static_cast<std::uint32_t>(letter - '0');
    }
    return value > 0 ? std::optional(value) : std::nullopt;
}

std::string in_quotes(std::string_view text) { return '\'' + std::string(text) + '\''; }

constexpr std::string_view weekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

}  // namespace

struct ProfileParser {
    ParsedProfile result;

    explicit ProfileParser(std::span<const Zone> zones) {
        if (!zones.empty()) {
            result.profile.offsets_ = zones.front().offsets;
        }
    }

    void read_zone(std::string_view name, std::span<const Zone> zones) {
        for (const Zone& zone : zones) {
            if (zone.name == name) {
                result.profile.offsets_ = zone.offsets;
                return;
            }
        }
        result.profile.offsets_.clear();
        if (name != "UTC") {
            result.fault = "the time zone '" + std::string(name) + "' is not known here";
        }
    }

    void read_rule(std::string_view text) {
        ResetRule rule;
        const std::string_view whole = text;
        for (std::size_t day = 0; day < std::size(weekdays); ++day) {
            if (text.starts_with(weekdays[day])) {
                rule.weekday = static_cast<std::int64_t>(day);
                text = without_blanks_around(text.substr(weekdays[day].size()));
            }
        }
        const std::size_t plus = text.find('+');
        const auto time = parse_clock(without_blanks_around(text.substr(0, plus)), 2);
        if (!time || *time >= hours(24)) {
            fail(whole, "write a time such as 9:00 or 23:30:00");
            return;
        }
        rule.time = *time;
        if (plus != std::string_view::npos) {
            const auto span = parse_clock(without_blanks_around(text.substr(plus + 1)), 4);
            if (!span || *span <= Duration{}) {
                fail(whole, "write a span such as +0:30 after the time");
                return;
            }
            rule.span = *span;
        }
        result.profile.rules_.push_back(rule);
    }

    void fail(std::string_view rule, std::string_view remedy) {
        result.fault = "the time profile has the rule '" + std::string(rule) +
                       "', which cannot be read; " + std::string(remedy);
    }
};

Instant GrowingProfile::last_reset(Instant at) const {
    Instant last = long_ago;
    for (const ResetRule& rule : rules_) {
        Instant found = Anchors(rule, offsets_, at).last_until(at);
        if (rule.span > Duration{}) {
            const std::int64_t span = rule.span.microseconds;
            found = found + Duration{(at - found).microseconds / span * span};
        }
        last = std::max(last, found);
    }
    return last;
}

Instant GrowingProfile::next_reset(Instant at) const {
    Instant next = never;
    for (const ResetRule& rule : rules_) {
        const Anchors anchors(rule, offsets_, at);
        next = std::min(next, anchors.first_after(at));
        if (rule.span > Duration{}) {
            const Instant anchor = anchors.last_until(at);
            const std::int64_t span = rule.span.microseconds;
            next =
                std::min(next, anchor + Duration{((at - anchor).microseconds / span + 1) * span});
        }
    }
    return next;
}

ParsedProfile parse_growing_profile(std::string_view text, std::span<const Zone> zones) {
    ProfileParser parser(zones);
    text = without_blanks_around(text);
    if (text.starts_with("TZ=")) {
        const std::size_t end = text.find(';');
        if (end == std::string_view::npos) {
            parser.result.fault = "a ';' is missing after the time zone of the time profile";
            return std::move(parser.result);
        }
        parser.read_zone(without_blanks_around(text.substr(3, end - 3)), zones);
        text = without_blanks_around(text.substr(end + 1));
    }
    if (text == "ever") {
        return std::move(parser.result);
    }
    std::size_t begin = 0;
    while (begin <= text.size() && parser.result.fault.empty()) {
        const std::size_t comma = std::min(text.find(',', begin), text.size());
        parser.read_rule(without_blanks_around(text.substr(begin, comma - begin)));
        begin = comma + 1;
    }
    return std::move(parser.result);
}

ParsedSlidingProfile parse_sliding_profile(std::string_view text) {
    ParsedSlidingProfile result;
    text = without_blanks_around(text);
    if (text.empty()) {
        result.fault = "a sliding window needs a time profile: its seconds, such as 900";
        return result;
    }
    const std::size_t colon = text.find(':');
    const auto window = positive_number(text.substr(0, colon));
    const auto step = colon == std::string_view::npos ? std::optional<std::uint32_t>(0)
                                                      : positive_number(text.substr(colon + 1));
    if (!window || !step) {
        result.fault = "the time profile " + in_quotes(text) +
                       " is not one of a sliding window; write its seconds, such as 900, and "
                       "perhaps those of a step, such as 900:10";
        return result;
    }
    result.profile = {seconds(*window), seconds(*step)};
    return result;
}

ParsedSelectionProfile parse_selection_profile(std::string_view text) {
    ParsedSelectionProfile result;
    text = without_blanks_around(text);
    if (text.empty()) {
        result.fault = "a sliding selection needs a time profile: how many it keeps, such as 10";
        return result;
    }
    const auto count = positive_number(text);
    if (!count || *count > most_selected) {
        result.fault = "the time profile " + in_quotes(text) +
                       " is not one of a sliding selection; write how many elements it keeps, 1 "
                       "to " +
                       std::to_string(most_selected);
        return result;
    }
    result.count = *count;
    return result;
}

std::string profile_fault(IntervalType interval, std::string_view text,
                          std::span<const Zone> zones) {
    switch (interval) {
        case IntervalType::growing_window:
            return text.empty() ? std::string() : parse_growing_profile(text, zones).fault;
        case IntervalType::sliding_window:
            return parse_sliding_profile(text).fault;
        case IntervalType::sliding_selection:
            return parse_selection_profile(text).fault;
        case IntervalType::since_login:
            break;
    }
    return {};
}

}  // namespace cordboard::stats
