// SPDX-License-Identifier: Apache-2.0
// The categories as data: of which quantities each is made, and by which formula (statistics
// reference, 5.2 to 5.7). Categories that answer with a structure have no parts.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include <cordboard/statistic_definition.hpp>

namespace cordboard::stats {

// What can be said of the elements in a mask. The first ones can be kept in the cells of a plan;
// a header holds the start of the present interval and the cell after it the instant since which
// the statistics are open. The others are read from the open elements, or kept by a tally.
enum class Quantity : std::uint8_t {
    header,
    level,
    number,
    time,
    adjusted_number,
    adjusted_time,
    maximum,
    minimum,
    number_in_range,
    time_in_range,
    opening,
    // Of the open elements.
    age,
    greatest_age,
    least_age,
    level_in_range,
    distinct_level,
    custom_level,
    custom_level_sum,
    custom_level_greatest,
    custom_level_least,
    // Of an interval.
    greatest_level,
    least_level,
    mean_level,
    mean_age,
    distinct_number,
    custom_number,
    custom_sum,
    custom_greatest,
    custom_least,
};

// Whether it speaks of what is open now, and not of an interval.
constexpr bool is_current(Quantity kind) {
    return kind == Quantity::level || (kind >= Quantity::age && kind < Quantity::greatest_level);
}

// Of what is there in an interval, whether it adds up over the elements one by one.
constexpr bool is_of_sums(Quantity kind) {
    return kind < Quantity::opening || kind > Quantity::distinct_number;
}

enum class Side : std::uint8_t { main, relative, fixed };
enum class Ranged : std::uint8_t { no, first, first_if_given, second, second_if_given };

struct Part {
    Quantity kind = Quantity::header;  // header: no part
    Side side = Side::main;
    Ranged ranged = Ranged::no;
    std::string_view mask;  // of a fixed side
    bool filtered = true;   // of a fixed side
    bool by_name = true;    // a change of status inside the mask ends a run and begins another
};

enum class Quotient : std::uint8_t {
    first,              // the first part as it is
    ratio,              // first / second
    percentage,         // 100 * first / second
    per_hour,           // 3600 * first / second
    share_of_interval,  // 100 * first / length of the interval
    per_second,         // first / length of the interval
    service_factor,
    wait_estimate,
    signed_wait_estimate,
    expected_wait,
    aggregates,  // the expression of a formula says it
};

enum class Subjects : std::uint8_t { any, actions, statuses };

struct CategoryRow {
    Category category;
    bool historical = true;
    Subjects subjects = Subjects::any;
    bool of_selections = true;  // has a meaning for the last N elements
    Quotient quotient = Quotient::first;
    std::array<Part, 6> parts{};
};

// The row of a category, or nullptr: it is not computed from parts.
const CategoryRow* row_of(Category category);

// The value from the amounts of the parts, times in seconds; without a denominator it is 0.
double value_of(Quotient quotient, std::span<const double> amounts, double interval_length);

}  // namespace cordboard::stats
