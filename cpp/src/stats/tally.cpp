// SPDX-License-Identifier: Apache-2.0
#include "stats/tally.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace cordboard::stats {
namespace {

double in_seconds(Duration duration) { return static_cast<double>(duration.microseconds) / 1e6; }

std::uint64_t bits(Instant at) { return static_cast<std::uint64_t>(at.microseconds); }

// Selections are of the main mask, whose counter is the first.
constexpr std::size_t main_counter = 0;

CellNeed as_of(CellNeed need, CellKind kind) {
    need.kind = kind;
    return need;
}

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

Tally::Tally(const ReadDefinition& definition, std::uint32_t object, DefinitionIndex index)
    : object_(object), index_(index), counters_(definition.counters.size()) {}

void Tally::open_at(const ReadDefinition& definition, Instant at) {
    opened_ = at;
    left_ = at;
    for (std::size_t counter = 0; counter < counters_.size(); ++counter) {
        Counter& there = counters_[counter];
        there.sums = {};
        there.finished.clear();
        there.first = 0;
        there.levels = Levels(at);
        there.levels_at = at;
    }
    if (definition.interval == IntervalType::since_login && login_ != never && logout_ == never) {
        login_ = at;
    } else {
        login_ = never;
    }
}

void Tally::roll(const ReadDefinition& definition, Instant left) {
    if (opened_ == never || left <= left_ || definition.interval != IntervalType::growing_window) {
        return;
    }
    left_ = left;
    for (std::size_t counter = 0; counter < counters_.size(); ++counter) {
        Counter& there = counters_[counter];
        there.sums = {};
        there.levels = Levels(left);
        there.levels_at = left;
        prune(definition, counter, left);
    }
}

void Tally::account(const ReadDefinition& definition, Counter& counter, Instant at) const {
    if (definition.keeps_levels && opened_ != never) {
        counter.levels.add(counter.levels_at, at, counter.open.size(), counter.start_sum);
        counter.levels_at = at;
    }
}

void Tally::begin(const ReadDefinition& definition, std::size_t counter, const Piece& piece,
                  Instant at) {
    Counter& there = counters_[counter];
    account(definition, there, at);
    there.open.add(piece);
    there.start_sum += bits(piece.since);
}

void Tally::forget(const ReadDefinition& definition, std::size_t counter, std::uint32_t key,
                   Instant at) {
    Counter& there = counters_[counter];
    account(definition, there, at);
    there.start_sum -= bits(there.open.find(key)->since);
    there.open.remove(key);
}

void Tally::end(const ReadDefinition& definition, std::size_t counter, std::uint32_t key,
                Instant at, std::uint64_t row, std::optional<double> custom) {
    const Piece piece = *counters_[counter].open.find(key);
    forget(definition, counter, key, at);
    if (definition.source != Source::action && at <= piece.since) {
        return;
    }
    Finished finished;
    finished.since = piece.since;
    finished.end = at;
    finished.interaction = piece.interaction;
    finished.began_row = piece.row;
    finished.origin = piece.origin;
    finished.ended_row = row;
    finished.durable = true;
    finished.timed = true;
    finished.has_custom = custom.has_value();
    finished.custom = custom.value_or(0.0);
    push(definition, counter, finished);
}

void Tally::occur(const ReadDefinition& definition, std::size_t counter, const Finished& finished) {
    push(definition, counter, finished);
}

void Tally::set_logged_in(const ReadDefinition& definition, bool is_logged_in, Instant at) {
    if (definition.interval != IntervalType::since_login) {
        return;
    }
    const bool was = login_ != never && logout_ == never;
    if (is_logged_in == was) {
        return;
    }
    if (!is_logged_in) {
        logout_ = at;
        return;
    }
    login_ = at;
    logout_ = never;
    for (Counter& counter : counters_) {
        while (counter.first < counter.finished.size() &&
               counter.finished[counter.first].end < at) {
            ++counter.first;
        }
    }
}

void Tally::push(const ReadDefinition& definition, std::size_t counter, const Finished& finished) {
    if (opened_ == never) {
        return;
    }
    Counter& there = counters_[counter];
    if (!definition.keeps_finished) {
        fold(definition, there, finished);
        return;
    }
    // In the order of the rows that ended them, then of those that began them (D-24). What a filter
    // ends comes late, when the instant is over.
    auto place = there.finished.end();
    const auto first = there.finished.begin() + static_cast<std::ptrdiff_t>(there.first);
    const auto rows = [](const Finished& one) { return std::pair(one.ended_row, one.began_row); };
    while (place != first && rows(*std::prev(place)) > rows(finished)) {
        --place;
    }
    there.finished.insert(place, finished);
    prune(definition, counter, finished.end);
}

void Tally::fold(const ReadDefinition& definition, Counter& counter,
                 const Finished& finished) const {
    const Window window{left_, finished.end, opened_, false};
    const Measure measure{finished.end - finished.cut_start(window),
                          finished.end - finished.full_start(window), finished.timed};
    if (definition.source == Source::action || finished.end > left_) {
        counter.sums.add_lived(measure);
    }
    counter.sums.add_ended(measure, definition.ranges);
    if (finished.has_custom) {
        counter.sums.add_custom(finished.custom);
    }
}

// Drops what has left the interval for ever, and gives the memory back now and then.
void Tally::prune(const ReadDefinition& definition, std::size_t counter, Instant now) {
    Counter& there = counters_[counter];
    auto& finished = there.finished;
    if (definition.interval == IntervalType::sliding_selection) {
        // One element more than the main mask selects tells how far back the others look.
        const std::size_t held = finished.size() - there.first;
        const std::size_t selected = kept(definition, counter).size();
        const std::size_t wanted = counter == main_counter ? selected + 1 : selected;
        there.first += held > wanted ? held - wanted : 0;
    } else {
        // While nobody is logged in, what ends at the instant of the next login will be in.
        const bool counts_from_now =
            definition.interval == IntervalType::since_login && login_ == never;
        const Instant left = counts_from_now ? now : window(definition, left_, now).left;
        while (there.first < finished.size() && finished[there.first].end < left) {
            ++there.first;
        }
    }
    if (there.first > 64 && there.first * 2 > finished.size()) {
        finished.erase(finished.begin(),
                       finished.begin() + static_cast<std::ptrdiff_t>(there.first));
        there.first = 0;
    }
}

std::span<const Finished> Tally::kept(const ReadDefinition& definition, std::size_t counter) const {
    const auto all_of = [&](std::size_t at) {
        return std::span(counters_[at].finished).subspan(counters_[at].first);
    };
    const std::span<const Finished> all = all_of(counter);
    const std::span<const Finished> main = all_of(main_counter);
    if (definition.interval != IntervalType::sliding_selection || main.size() <= definition.count) {
        return all;
    }
    if (counter == main_counter) {
        return all.last(definition.count);
    }
    const std::uint64_t floor = main[main.size() - definition.count - 1].ended_row;
    const auto first = std::find_if(all.begin(), all.end(),
                                    [floor](const Finished& one) { return one.ended_row > floor; });
    return all.subspan(static_cast<std::size_t>(first - all.begin()));
}

Window Tally::window(const ReadDefinition& definition, Instant left, Instant now) const {
    switch (definition.interval) {
        case IntervalType::growing_window:
            return {std::max(left, opened_), now, opened_, false};
        case IntervalType::sliding_window: {
            Instant edge = now;
            if (definition.step > Duration{}) {
                const std::int64_t steps =
                    (now - opened_).microseconds / definition.step.microseconds;
                edge = opened_ + definition.step * steps;
            }
            const Instant start = edge - definition.length;
            return start < opened_ ? Window{opened_, now, opened_, false}
                                   : Window{start, now, opened_, true};
        }
        case IntervalType::sliding_selection:
            return {opened_, now, opened_, false};
        case IntervalType::since_login:
            return {std::max(login_, opened_), std::min(now, logout_), opened_, false};
    }
    return {opened_, now, opened_, false};
}

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
            custom.add(one.interaction, one.ended_row, one.custom);
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

double custom_amount(CellKind kind, const Sums& sums) {
    switch (kind) {
        case CellKind::custom_level:
        case CellKind::custom_number:
            return static_cast<double>(sums.custom_number);
        case CellKind::custom_level_sum:
        case CellKind::custom_sum:
            return sums.custom_sum;
        case CellKind::custom_level_greatest:
        case CellKind::custom_greatest:
            return sums.custom_greatest;
        default:
            return sums.custom_least;
    }
}

double Tally::open_amount(const ReadDefinition& definition, const CellNeed& need,
                          Instant now) const {
    std::map<std::uint64_t, Instant> earliest;
    std::uint64_t number = 0;
    std::uint64_t in_range = 0;
    Duration age_sum;
    Duration greatest;
    Duration least = never - Instant{};
    const auto add = [&](Instant since) {
        const Duration age = now - since;
        number += 1;
        age_sum += age;
        greatest = std::max(greatest, age);
        least = std::min(least, age);
        in_range += definition.ranges.empty() || !definition.ranges[need.range_index].contains(age)
                        ? 0U
                        : 1U;
    };
    const bool by_interaction = definition.distinguishes || need.kind == CellKind::distinct_level;
    counters_[need.counter].open.for_each([&](const Piece& piece) {
        if (!by_interaction || (piece.interaction == 0 && definition.distinguishes)) {
            add(piece.since);
        } else if (piece.interaction != 0) {
            const auto known = earliest.try_emplace(piece.interaction, piece.since).first;
            known->second = std::min(known->second, piece.since);
        }
    });
    if (need.kind == CellKind::distinct_level) {
        return static_cast<double>(earliest.size());
    }
    for (const auto& [interaction, since] : earliest) {
        add(since);
    }
    switch (need.kind) {
        case CellKind::level:
            return static_cast<double>(number);
        case CellKind::age:
            return in_seconds(age_sum);
        case CellKind::greatest_age:
            return in_seconds(greatest);
        case CellKind::least_age:
            return number == 0 ? 0.0 : in_seconds(least);
        default:
            return static_cast<double>(in_range);
    }
}

namespace {

double distinct(std::span<const Finished> finished, const Window& window) {
    std::set<std::uint64_t> interactions;
    for (const Finished& one : finished) {
        if (one.interaction != 0 && window.holds(one.end)) {
            interactions.insert(one.interaction);
        }
    }
    return static_cast<double>(interactions.size());
}

}  // namespace

double Tally::interval_amount(const ReadDefinition& definition, const CellNeed& need,
                              const Sums& sums, const Window& window) const {
    const Counter& counter = counters_[need.counter];
    switch (need.kind) {
        case CellKind::number:
            return static_cast<double>(sums.number);
        case CellKind::time:
            return in_seconds(sums.time);
        case CellKind::adjusted_number:
            return static_cast<double>(sums.adjusted_number);
        case CellKind::adjusted_time:
            return in_seconds(sums.adjusted_time);
        case CellKind::maximum:
            return in_seconds(sums.maximum);
        case CellKind::minimum:
            return sums.minimum == Sums{}.minimum ? 0.0 : in_seconds(sums.minimum);
        case CellKind::number_in_range:
            return static_cast<double>(sums.number_in_range[need.range_index]);
        case CellKind::time_in_range:
            return in_seconds(sums.time_in_range[need.range_index]);
        case CellKind::distinct_number:
            return distinct(kept(definition, need.counter), window);
        case CellKind::greatest_level:
            return static_cast<double>(levels(definition, counter, window).greatest());
        case CellKind::least_level:
            return static_cast<double>(levels(definition, counter, window).least());
        case CellKind::mean_level: {
            const Levels there = levels(definition, counter, window);
            return there.samples() == 0
                       ? open_amount(definition, as_of(need, CellKind::level), window.right)
                       : there.mean_number();
        }
        case CellKind::mean_age: {
            const Levels there = levels(definition, counter, window);
            return there.samples() == 0
                       ? open_amount(definition, as_of(need, CellKind::age), window.right)
                       : there.mean_age_seconds();
        }
        default:
            return custom_amount(need.kind, sums);
    }
}

namespace {

// A start or an end of an element, for going through an interval in the order of time.
struct Change {
    Instant at;
    bool begins = false;
    std::uint64_t identity = 0;
    Instant since;
};

// The open elements while an interval is gone through: those of one identity count as one, and are
// as old as the oldest of them.
class Crowd {
  public:
    void change(const Change& change) {
        std::multiset<Instant>& starts = starts_[change.identity];
        start_sum_ -= starts.empty() ? 0 : bits(*starts.begin());
        if (change.begins) {
            starts.insert(change.since);
        } else {
            starts.erase(starts.find(change.since));
        }
        if (starts.empty()) {
            starts_.erase(change.identity);
        } else {
            start_sum_ += bits(*starts.begin());
        }
    }
    std::uint64_t number() const { return starts_.size(); }
    std::uint64_t start_sum() const { return start_sum_; }

  private:
    std::map<std::uint64_t, std::multiset<Instant>> starts_;
    std::uint64_t start_sum_ = 0;
};

}  // namespace

// The right edge is part of the interval, and a sample there sees everything of its instant.
Levels Tally::levels(const ReadDefinition& definition, const Counter& counter,
                     const Window& window) const {
    const Instant end = window.right + Duration{1};
    if (!definition.keeps_finished) {
        const bool stale = left_ < window.left;
        Levels levels = stale ? Levels(window.left) : counter.levels;
        levels.add(stale ? window.left : counter.levels_at, end, counter.open.size(),
                   counter.start_sum);
        return levels;
    }
    std::vector<Change> changes;
    std::uint64_t alone = std::uint64_t{1} << 63;
    const auto add = [&](std::uint64_t interaction, Instant since, Instant until) {
        const bool by_interaction = definition.distinguishes && interaction != 0;
        const std::uint64_t identity = by_interaction ? interaction : ++alone;
        if (since < until) {
            changes.push_back({since, true, identity, since});
            changes.push_back({until, false, identity, since});
        }
    };
    for (std::size_t at = counter.first; at < counter.finished.size(); ++at) {
        const Finished& one = counter.finished[at];
        if (one.durable) {
            add(one.interaction, one.since, one.end);
        }
    }
    counter.open.for_each([&](const Piece& piece) { add(piece.interaction, piece.since, never); });
    std::sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) {
        return std::pair(a.at, !a.begins) < std::pair(b.at, !b.begins);
    });
    Levels levels(window.left);
    Crowd crowd;
    Instant reached = window.left;
    for (const Change& change : changes) {
        if (change.at > window.right) {
            break;
        }
        levels.add(reached, change.at, crowd.number(), crowd.start_sum());
        reached = std::max(reached, change.at);
        crowd.change(change);
    }
    levels.add(reached, end, crowd.number(), crowd.start_sum());
    return levels;
}

std::size_t Tally::bytes() const {
    std::size_t bytes = sizeof(Tally) + counters_.capacity() * sizeof(Counter);
    for (const Counter& counter : counters_) {
        bytes += counter.open.bytes() + counter.finished.capacity() * sizeof(Finished);
    }
    return bytes;
}

}  // namespace cordboard::stats
