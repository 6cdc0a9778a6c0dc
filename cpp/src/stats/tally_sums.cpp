// SPDX-License-Identifier: Apache-2.0
// What ended in an interval, and of statuses what was there at all, added up.
#include "stats/measures.hpp"
#include "stats/tally.hpp"

namespace cordboard::stats {
namespace {

double in_seconds(Duration duration) { return static_cast<double>(duration.microseconds) / 1e6; }

}  // namespace

Sums Tally::sums(const ReadDefinition& definition, std::size_t counter,
                 const Window& window) const {
    const Counter& there = counters_[counter];
    const bool statuses = definition.source != Source::action;
    Sums sums = definition.keeps_finished ? Sums{} : there.sums;
    if (!definition.keeps_finished && left_ < window.left) {
        sums = {};  // a reset that nobody touched yet
    }
    std::vector<Stretch> lived;
    std::vector<Stretch> ended;
    std::size_t index = 0;
    CustomValues custom(definition.distinguishes);
    for_each_counted(definition, counter, window, [&](const Finished& one, bool has_ended) {
        const Stretch stretch(one, window, definition.distinguishes, index++);
        if (has_ended && definition.distinguishes) {
            ended.push_back(stretch);
        } else if (has_ended) {
            sums.add_ended(stretch.measure(), definition.ranges);
        }
        const bool counts = !statuses || one.end > window.left;
        if (counts && definition.distinguishes) {
            lived.push_back(stretch);
        } else if (counts) {
            sums.add_lived(stretch.measure());
        }
        if (has_ended && one.has_custom) {
            custom.add(one.interaction, one.place(!statuses), one.custom);
        }
    });
    for_each_measure(lived, [&](const Measure& measure, auto) { sums.add_lived(measure); });
    for_each_measure(
        ended, [&](const Measure& measure, auto) { sums.add_ended(measure, definition.ranges); });
    custom.add_to(sums);
    return sums;
}

double sum_amount(const Need& need, const Sums& sums) {
    switch (need.kind) {
        case Quantity::number:
            return static_cast<double>(sums.number);
        case Quantity::time:
            return in_seconds(sums.time);
        case Quantity::adjusted_number:
            return static_cast<double>(sums.adjusted_number);
        case Quantity::adjusted_time:
            return in_seconds(sums.adjusted_time);
        case Quantity::maximum:
            return in_seconds(sums.maximum);
        case Quantity::minimum:
            return sums.minimum == Sums{}.minimum ? 0.0 : in_seconds(sums.minimum);
        case Quantity::number_in_range:
            return static_cast<double>(sums.number_in_range[need.range_index]);
        case Quantity::time_in_range:
            return in_seconds(sums.time_in_range[need.range_index]);
        case Quantity::custom_level:
        case Quantity::custom_number:
            return static_cast<double>(sums.custom_number);
        case Quantity::custom_level_sum:
        case Quantity::custom_sum:
            return sums.custom_sum;
        case Quantity::custom_level_greatest:
        case Quantity::custom_greatest:
            return sums.custom_greatest;
        default:
            return sums.custom_least;
    }
}

}  // namespace cordboard::stats
