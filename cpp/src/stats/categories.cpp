// SPDX-License-Identifier: Apache-2.0
#include "stats/categories.hpp"

#include <algorithm>

namespace cordboard::stats {
namespace {

constexpr Part part(Quantity kind, Ranged ranged = Ranged::no) {
    return {kind, Side::main, ranged, {}, true, true};
}
constexpr Part relative(Quantity kind, Ranged ranged = Ranged::no) {
    return {kind, Side::relative, ranged, {}, true, true};
}
constexpr Part of(std::string_view mask, Quantity kind, Ranged ranged = Ranged::no) {
    return {kind, Side::fixed, ranged, mask, true, true};
}
constexpr Part unfiltered(std::string_view mask, Quantity kind) {
    return {kind, Side::fixed, Ranged::no, mask, false, true};
}
constexpr Part continuous(Quantity kind) { return {kind, Side::main, Ranged::no, {}, true, false}; }

constexpr bool historical = true;
constexpr bool current = false;
constexpr bool selectable = true;
constexpr bool unselectable = false;

constexpr std::string_view all_work = "CallReleased,ACWCompleted,CallMissed,ACWMissed";
constexpr std::array<Part, 6> wait_parts{
    of(all_work, Quantity::time),
    of("CallReleased,CallMissed", Quantity::number),
    of("CallReleased,ACWCompleted", Quantity::time),
    unfiltered("AgentActive", Quantity::level),
    of("CallWait", Quantity::level),
    unfiltered("AgentReady", Quantity::level),
};

using enum Category;
using enum Quantity;
using enum Subjects;
using enum Quotient;

constexpr CategoryRow rows[] = {
    {total_number, historical, any, selectable, first, {part(number)}},
    {total_time, historical, any, selectable, first, {part(time)}},
    {total_adjusted_number, historical, any, selectable, first, {part(adjusted_number)}},
    {total_adjusted_time, historical, any, selectable, first, {part(adjusted_time)}},
    {max_time, historical, any, selectable, first, {part(maximum)}},
    {min_time, historical, any, selectable, first, {part(minimum)}},
    {max_number, historical, any, unselectable, first, {part(greatest_level)}},
    {min_number, historical, any, unselectable, first, {part(least_level)}},
    {total_continuous_number, historical, statuses, unselectable, first, {continuous(number)}},
    {average_time, historical, any, selectable, ratio, {part(time), relative(number)}},
    {average_number_per_relative_hour,
     historical,
     any,
     unselectable,
     per_hour,
     {part(number), relative(time)}},
    {average_of_current_number, historical, any, unselectable, first, {part(mean_level)}},
    {average_of_current_time, historical, any, unselectable, first, {part(mean_age)}},
    {elapsed_time_percentage, historical, any, unselectable, share_of_interval, {part(time)}},
    {relative_number_percentage,
     historical,
     any,
     selectable,
     percentage,
     {part(number, Ranged::first_if_given), relative(number, Ranged::second_if_given)}},
    {relative_time_percentage,
     historical,
     any,
     selectable,
     percentage,
     {part(time), relative(time)}},
    {total_number_in_time_range,
     historical,
     any,
     selectable,
     first,
     {part(number_in_range, Ranged::first)}},
    {total_number_in_time_range_percentage,
     historical,
     any,
     selectable,
     percentage,
     {part(number_in_range, Ranged::first), relative(number)}},
    {total_time_in_time_range,
     historical,
     any,
     selectable,
     first,
     {part(time_in_range, Ranged::first)}},
    {total_number_per_second, historical, any, unselectable, per_second, {part(number)}},
    {total_adjusted_time_percentage,
     historical,
     any,
     unselectable,
     share_of_interval,
     {part(adjusted_time)}},
    {total_distinct_number, historical, actions, unselectable, first, {part(distinct_number)}},
    {current_number, current, any, selectable, first, {part(level)}},
    {current_time, current, any, selectable, first, {part(age)}},
    {current_max_time, current, any, selectable, first, {part(greatest_age)}},
    {current_min_time, current, any, selectable, first, {part(least_age)}},
    {current_continuous_time, current, statuses, selectable, first, {continuous(greatest_age)}},
    {current_average_time, current, any, selectable, ratio, {part(age), relative(level)}},
    {current_number_in_time_range,
     current,
     any,
     selectable,
     first,
     {part(level_in_range, Ranged::first)}},
    {current_number_in_time_range_percentage,
     current,
     any,
     selectable,
     percentage,
     {part(level_in_range, Ranged::first), relative(level)}},
    {current_relative_number_percentage,
     current,
     any,
     selectable,
     percentage,
     {part(level), relative(level)}},
    {current_relative_time_percentage,
     current,
     any,
     selectable,
     percentage,
     {part(age), relative(age)}},
    {current_distinct_number, current, any, selectable, first, {part(distinct_level)}},
    {current_state, current, any, selectable, first, {}},
    {current_state_reasons, current, any, selectable, first, {}},
    {current_target_state, current, any, selectable, first, {}},
    {service_factor_1,
     historical,
     actions,
     unselectable,
     service_factor,
     {of("CallAnswered", number), of("CallAnswered", number_in_range, Ranged::first),
      of("CallAbandoned", number), of("CallAbandoned", number_in_range, Ranged::second)}},
    {estimated_wait_time, historical, actions, unselectable, wait_estimate, wait_parts},
    {load_balance, historical, actions, unselectable, signed_wait_estimate, wait_parts},
    {expected_wait_time_2,
     historical,
     actions,
     unselectable,
     expected_wait,
     {of("CallWait", level), of("CallDistributed,CallAbandoned,CallCleared", number)}},
    {total_custom_value, historical, actions, selectable, first, {part(custom_sum)}},
    {max_custom_value, historical, actions, selectable, first, {part(custom_greatest)}},
    {min_custom_value, historical, actions, selectable, first, {part(custom_least)}},
    {average_custom_value,
     historical,
     actions,
     selectable,
     ratio,
     {part(custom_sum), part(custom_number)}},
    {current_custom_value, current, actions, selectable, first, {part(custom_level_sum)}},
    {current_max_custom_value, current, actions, selectable, first, {part(custom_level_greatest)}},
    {current_min_custom_value, current, actions, selectable, first, {part(custom_level_least)}},
    {current_average_custom_value,
     current,
     actions,
     selectable,
     ratio,
     {part(custom_level_sum), part(custom_level)}},
    {formula, historical, any, selectable, aggregates, {}},
};

// A handling time is assumed until there were calls, and next to no agents if there are none.
constexpr double default_handling = 90.0;
constexpr double no_agents = 0.0001;

double quotient_of(double above, double below) { return below == 0.0 ? 0.0 : above / below; }

// How long the agents of a queue take for one more of its calls.
double time_per_waiting(std::span<const double> amounts) {
    const double spent = amounts[0];
    const double handling = amounts[1] == 0.0 ? default_handling : spent / amounts[1];
    const double share = spent == 0.0 ? 1.0 : amounts[2] / spent;
    const double agents = amounts[3] == 0.0 ? no_agents : amounts[3];
    return quotient_of(handling, agents * share);
}

}  // namespace

const CategoryRow* row_of(Category category) {
    const auto* found = std::find_if(std::begin(rows), std::end(rows), [&](const CategoryRow& row) {
        return row.category == category;
    });
    return found == std::end(rows) ? nullptr : found;
}

double value_of(Quotient quotient, std::span<const double> amounts, double interval_length) {
    switch (quotient) {
        case first:
            return amounts[0];
        case ratio:
            return quotient_of(amounts[0], amounts[1]);
        case percentage:
            return quotient_of(100.0 * amounts[0], amounts[1]);
        case per_hour:
            return quotient_of(3600.0 * amounts[0], amounts[1]);
        case share_of_interval:
            return quotient_of(100.0 * amounts[0], interval_length);
        case per_second:
            return quotient_of(amounts[0], interval_length);
        case service_factor:
            return quotient_of(100.0 * amounts[1], amounts[0] + amounts[2] - amounts[3]);
        case wait_estimate:
            return time_per_waiting(amounts) * std::max(0.0, amounts[4] - amounts[5]);
        case signed_wait_estimate:
            return time_per_waiting(amounts) * (amounts[4] - amounts[5]);
        case expected_wait: {
            const double rate = quotient_of(amounts[1], interval_length);
            return rate == 0.0 ? amounts[0] * default_handling : amounts[0] / rate;
        }
        case aggregates:
            break;
    }
    return 0.0;
}

}  // namespace cordboard::stats
