// SPDX-License-Identifier: Apache-2.0
// What ended in an interval, and of statuses what was there at all, added up.
#include <algorithm>
#include <utility>

#include "stats/tally.hpp"

namespace cordboard::stats {
namespace {

double in_seconds(Duration duration) { return static_cast<double>(duration.microseconds) / 1e6; }

// A stretch of time that belongs to an interaction.
struct Stretch {
    std::uint64_t interaction = 0;
    std::uint64_t alone = 0;  // tells those without an interaction apart
    Instant cut_start;
    Instant full_start;
    Instant end;
    bool timed = false;

    auto order() const { return std::pair(interaction, alone); }
};

// The length of the union of stretches that come in the order of their starts.
class Union {
  public:
    void add(Instant start, Instant end) {
        const Instant begin = any_ ? std::max(start, reached_) : start;
        if (end > begin) {
            length_ += end - begin;
        }
        reached_ = any_ ? std::max(reached_, end) : end;
        any_ = true;
    }
    Duration length() const { return length_; }

  private:
    Duration length_;
    Instant reached_;
    bool any_ = false;
};

// Stretches of one interaction count as one, as long as their union (8.3, D-29). The order of the
// whole ones is not that of the cut ones: what was carried reaches beyond an edge that cuts.
template <class Add>
void for_each_measure(std::vector<Stretch>& stretches, Add&& add) {
    std::sort(stretches.begin(), stretches.end(), [](const Stretch& a, const Stretch& b) {
        return std::pair(a.order(), a.full_start) < std::pair(b.order(), b.full_start);
    });
    for (auto first = stretches.begin(); first != stretches.end();) {
        Union cut;
        Union full;
        bool timed = false;
        auto last = first;
        for (; last != stretches.end() && last->order() == first->order(); ++last) {
            full.add(last->full_start, last->end);
            timed = timed || last->timed;
        }
        std::sort(first, last,
                  [](const Stretch& a, const Stretch& b) { return a.cut_start < b.cut_start; });
        for (; first != last; ++first) {
            cut.add(first->cut_start, first->end);
        }
        add(Measure{cut.length(), full.length(), timed});
    }
}

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
    std::uint64_t alone = 0;
    CustomValues custom(definition.distinguishes);
    const auto add = [&](const Finished& one, bool has_ended) {
        const Stretch stretch{definition.distinguishes ? one.interaction : 0,
                              definition.distinguishes && one.interaction != 0 ? 0 : ++alone,
                              one.cut_start(window),
                              one.full_start(window),
                              one.end,
                              one.timed};
        const Measure measure{stretch.end - stretch.cut_start, stretch.end - stretch.full_start,
                              stretch.timed};
        if (has_ended && definition.distinguishes) {
            ended.push_back(stretch);
        } else if (has_ended) {
            sums.add_ended(measure, definition.ranges);
        }
        const bool counts = statuses ? one.end > window.left || !has_ended : has_ended;
        if (counts && definition.distinguishes) {
            lived.push_back(stretch);
        } else if (counts) {
            sums.add_lived(measure);
        }
        if (has_ended && one.has_custom) {
            custom.add(one.interaction, one.place(!statuses), one.custom);
        }
    };
    for (const Finished& one : kept(definition, counter)) {
        if (window.holds(one.end)) {
            add(one, true);
        } else if (statuses && one.since <= window.right && one.end > window.right) {
            Finished running = one;
            running.end = window.right;
            add(running, false);
        }
    }
    if (statuses) {
        there.open.for_each([&](const Piece& piece) {
            if (piece.since > window.right) {
                return;
            }
            Finished running;
            running.since = piece.since;
            running.end = window.right;
            running.interaction = piece.interaction;
            running.durable = running.timed = true;
            add(running, false);
        });
    }
    for_each_measure(lived, [&](const Measure& measure) { sums.add_lived(measure); });
    for_each_measure(ended,
                     [&](const Measure& measure) { sums.add_ended(measure, definition.ranges); });
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
