// SPDX-License-Identifier: Apache-2.0
#include "stats/tally.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace cordboard::stats {
namespace {

std::uint64_t bits(Instant at) { return static_cast<std::uint64_t>(at.microseconds); }

// Selections are of the main mask, whose counter is the first.
constexpr std::size_t main_counter = 0;

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
    // In the order of the rows that ended them, then of those that began the actions, of which they
    // may be parts (D-24). What a filter ends comes late, when the instant is over.
    auto place = there.finished.end();
    const auto first = there.finished.begin() + static_cast<std::ptrdiff_t>(there.first);
    const auto rows = [](const Finished& one) {
        return std::tuple(one.ended_row, one.began_row, one.since);
    };
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
        case IntervalType::sliding_window:
            return sliding_window(definition, now);
        case IntervalType::since_login:
            return {std::max(login_, opened_), std::min(now, logout_), opened_, false};
        case IntervalType::sliding_selection:
            break;
    }
    return {opened_, now, opened_, false};
}

// The left edge moves by steps; while the window is younger than it is long, there is none.
Window Tally::sliding_window(const ReadDefinition& definition, Instant now) const {
    Instant edge = now;
    if (definition.step > Duration{}) {
        edge = opened_ +
               definition.step * ((now - opened_).microseconds / definition.step.microseconds);
    }
    const Instant start = edge - definition.length;
    return start < opened_ ? Window{opened_, now, opened_, false}
                           : Window{start, now, opened_, true};
}

Tally Tally::traced_by(DefinitionIndex index) const {
    Tally traced = *this;
    traced.index_ = index;
    return traced;
}

std::size_t Tally::bytes() const {
    std::size_t bytes = sizeof(Tally) + counters_.capacity() * sizeof(Counter);
    for (const Counter& counter : counters_) {
        bytes += counter.open.bytes() + counter.finished.capacity() * sizeof(Finished);
    }
    return bytes;
}

}  // namespace cordboard::stats
