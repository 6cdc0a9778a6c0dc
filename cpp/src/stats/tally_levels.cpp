// SPDX-License-Identifier: Apache-2.0
// What is open now, and how many elements were open over an interval.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "stats/open_ages.hpp"
#include "stats/tally.hpp"

namespace cordboard::stats {
namespace {

std::uint64_t bits(Instant at) { return static_cast<std::uint64_t>(at.microseconds); }

Need as_of(Need need, Quantity kind) {
    need.kind = kind;
    return need;
}

double distinct(std::span<const Finished> finished, const Window& window) {
    std::set<std::uint64_t> interactions;
    for (const Finished& one : finished) {
        if (one.interaction != 0 && window.holds(one.end)) {
            interactions.insert(one.interaction);
        }
    }
    return static_cast<double>(interactions.size());
}

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

double Tally::open_amount(const ReadDefinition& definition, const Need& need, Instant now) const {
    std::map<std::uint64_t, Instant> earliest;
    OpenAges ages(need.range);
    const bool by_interaction = definition.distinguishes || need.kind == Quantity::distinct_level;
    counters_[need.counter].open.for_each([&](const Piece& piece) {
        if (!by_interaction || (piece.interaction == 0 && definition.distinguishes)) {
            ages.add(now - piece.since);
        } else if (piece.interaction != 0) {
            const auto known = earliest.try_emplace(piece.interaction, piece.since).first;
            known->second = std::min(known->second, piece.since);
        }
    });
    if (need.kind == Quantity::distinct_level) {
        return static_cast<double>(earliest.size());
    }
    for (const auto& [interaction, since] : earliest) {
        ages.add(now - since);
    }
    return ages.amount(need.kind);
}

double Tally::level_amount(const ReadDefinition& definition, const Need& need, const Window& window,
                           Instant now) const {
    if (need.kind == Quantity::distinct_number) {
        return distinct(kept(definition, need.counter), window);
    }
    const Levels there = levels(definition, need.counter, window);
    const bool sampled = Levels::has_samples(window.left, window.right);
    switch (need.kind) {
        case Quantity::greatest_level:
            return static_cast<double>(there.greatest());
        case Quantity::least_level:
            return static_cast<double>(there.least());
        case Quantity::mean_level:
            return sampled ? there.mean_number()
                           : open_amount(definition, as_of(need, Quantity::level), now);
        default:
            return sampled ? there.mean_age_seconds()
                           : open_amount(definition, as_of(need, Quantity::age), now);
    }
}

// The right edge is part of the interval, and a sample there sees everything of its instant.
Levels Tally::levels(const ReadDefinition& definition, std::size_t counter,
                     const Window& window) const {
    const Instant end = window.right + Duration{1};
    if (!definition.keeps_finished) {
        const Counter& there = counters_[counter];
        const bool stale = left_ < window.left;
        Levels levels = stale ? Levels(window.left) : there.levels;
        levels.add(stale ? window.left : there.levels_at, end, there.open.size(), there.start_sum);
        return levels;
    }
    std::vector<Change> changes;
    std::uint64_t alone = std::uint64_t{1} << 63;
    const auto add = [&](const Finished& one) {
        const bool by_interaction = definition.distinguishes && one.interaction != 0;
        const std::uint64_t identity = by_interaction ? one.interaction : ++alone;
        if (one.since < one.end) {
            changes.push_back({one.since, true, identity, one.since});
            changes.push_back({one.end, false, identity, one.since});
        }
    };
    for_each_durable(counter, add);
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

}  // namespace cordboard::stats
