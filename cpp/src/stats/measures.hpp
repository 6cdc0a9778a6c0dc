// SPDX-License-Identifier: Apache-2.0
// How long elements are inside a window, one by one or all of one interaction together (statistics
// reference, 8.3 and D-29).
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "stats/sums.hpp"

namespace cordboard::stats {

// A stretch of time that belongs to an interaction, if those are told apart.
struct Stretch {
    Stretch(const Finished& one, const Window& window, bool tells_apart, std::size_t at)
        : interaction(tells_apart ? one.interaction : 0),
          index(at),
          cut_start(one.cut_start(window)),
          full_start(one.full_start(window)),
          end(std::min(one.end, window.right)),
          timed(one.timed) {}

    std::uint64_t interaction;
    std::size_t index;  // of the element
    Instant cut_start;
    Instant full_start;
    Instant end;
    bool timed;

    Measure measure() const { return {end - cut_start, end - full_start, timed}; }
    // Those without an interaction count each alone.
    std::pair<std::uint64_t, std::size_t> order() const {
        return {interaction, interaction == 0 ? index : 0};
    }
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

// Stretches of one interaction count as one, as long as their union: `visit` is given its measure
// and them. The order of the whole ones is not that of the cut ones: what was carried reaches
// beyond an edge that cuts.
template <class Visitor>
void for_each_measure(std::vector<Stretch>& stretches, Visitor&& visit) {
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
        for (auto one = first; one != last; ++one) {
            cut.add(one->cut_start, one->end);
        }
        visit(Measure{cut.length(), full.length(), timed}, std::span<const Stretch>(first, last));
        first = last;
    }
}

}  // namespace cordboard::stats
