// SPDX-License-Identifier: Apache-2.0
// What elements add up to, and one element that has ended (statistics reference, 5.1 and 5.2).
// Lengths are those of the windows they are counted in, so the same element adds to the sums of a
// growing window when it ends, and to those of a sliding window each time the window is looked at.
#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstdint>
#include <limits>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include <cordboard/time.hpp>

namespace cordboard::stats {

// From included, to excluded, by the uncut duration.
struct TimeRange {
    Duration from;
    Duration to{std::numeric_limits<std::int64_t>::max()};

    constexpr bool contains(Duration duration) const { return duration >= from && duration < to; }
    friend constexpr bool operator==(TimeRange, TimeRange) = default;
};

// From left to right, the right edge included; the left one only if it is not a sliding edge.
struct Window {
    Instant left;
    Instant right;
    Instant opened;
    bool left_open = false;

    constexpr bool holds(Instant at) const {
        return (left_open ? at > left : at >= left) && at <= right;
    }
};

// Where something was, and which action or status key it was.
struct Origin {
    std::uint32_t object = 0xFFFF'FFFF;
    std::uint16_t element = 0;
};

// When something ended, or began if it goes on. Of actions the rows say it: by which one it ended,
// then by which one the action began. Of statuses the times do.
struct Place {
    std::int64_t first = 0;
    std::int64_t second = 0;

    friend auto operator<=>(const Place&, const Place&) = default;
};

struct Finished {
    Instant since;  // clipped by association and filter, not by the window
    Instant end;
    Duration carried;  // of what has no start
    std::uint64_t interaction = 0;
    std::uint64_t began_row = 0;
    std::uint64_t ended_row = 0;
    double custom = 0.0;
    Origin origin;
    bool durable = false;
    bool timed = false;       // momentary actions have no length
    bool has_custom = false;  // its custom value counts

    Place place(bool of_actions) const {
        return of_actions ? Place{static_cast<std::int64_t>(ended_row),
                                  static_cast<std::int64_t>(began_row)}
                          : Place{end.microseconds, since.microseconds};
    }
    // Of what goes on.
    Place beginning(bool of_actions) const {
        return of_actions ? Place{static_cast<std::int64_t>(began_row), since.microseconds}
                          : Place{since.microseconds};
    }
    // What lies inside the window, and what lies after the opening.
    Instant cut_start(const Window& window) const {
        return durable ? std::max(since, window.left) : end - carried;
    }
    Instant full_start(const Window& window) const {
        return durable ? std::max(since, window.opened) : end - carried;
    }
};

// One counted thing, or all of one interaction where those count as one.
struct Measure {
    Duration cut;
    Duration full;
    bool timed = false;
};

inline constexpr std::size_t most_ranges = 2;

struct Sums {
    std::uint64_t number = 0;
    std::uint64_t adjusted_number = 0;
    Duration time;
    Duration adjusted_time;
    Duration maximum;
    Duration minimum{std::numeric_limits<std::int64_t>::max()};
    std::array<std::uint64_t, most_ranges> number_in_range{};
    std::array<Duration, most_ranges> time_in_range{};
    std::uint64_t custom_number = 0;
    double custom_sum = 0.0;
    double custom_greatest = 0.0;
    double custom_least = 0.0;

    // What was there at all in the window; actions are there when they end.
    void add_lived(const Measure& measure) {
        number += 1;
        time = time + measure.cut;
        if (measure.timed) {
            maximum = std::max(maximum, measure.cut);
        }
    }
    void add_ended(const Measure& measure, std::span<const TimeRange> ranges) {
        adjusted_number += 1;
        adjusted_time = adjusted_time + measure.full;
        if (measure.timed) {
            minimum = std::min(minimum, measure.cut);
        }
        for (std::size_t range = 0; range < ranges.size(); ++range) {
            if (ranges[range].contains(measure.full)) {
                number_in_range[range] += 1;
                time_in_range[range] = time_in_range[range] + measure.cut;
            }
        }
    }
    void add_custom(double value) {
        custom_greatest = custom_number == 0 ? value : std::max(custom_greatest, value);
        custom_least = custom_number == 0 ? value : std::min(custom_least, value);
        custom_number += 1;
        custom_sum += value;
    }
};

// Custom values before they are added up: where interactions are told apart, each has one, that of
// its latest element.
class CustomValues {
  public:
    explicit CustomValues(bool distinguishes) : distinguishes_(distinguishes) {}

    void add(std::uint64_t interaction, Place place, double value) {
        const bool alone = !distinguishes_ || interaction == 0;
        values_.push_back({alone ? 0 : interaction, place, value, values_.size()});
    }

    // Those that count, with their numbers in the order in which they were added.
    template <class Visitor>
    void for_each(Visitor&& visit) {
        std::stable_sort(values_.begin(), values_.end(), [](const Value& a, const Value& b) {
            const bool apart = a.interaction != 0 && b.interaction != 0;
            return apart ? std::tuple(a.interaction, a.place) < std::tuple(b.interaction, b.place)
                         : a.interaction < b.interaction;
        });
        for (std::size_t at = 0; at < values_.size(); ++at) {
            const Value& one = values_[at];
            const bool latest = one.interaction == 0 || at + 1 == values_.size() ||
                                values_[at + 1].interaction != one.interaction;
            if (latest) {
                visit(one.value, one.number);
            }
        }
    }

    void add_to(Sums& sums) {
        for_each([&](double value, std::size_t) { sums.add_custom(value); });
    }

  private:
    struct Value {
        std::uint64_t interaction = 0;
        Place place;
        double value = 0.0;
        std::size_t number = 0;
    };
    bool distinguishes_;
    std::vector<Value> values_;
};

}  // namespace cordboard::stats
