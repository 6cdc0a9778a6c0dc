// SPDX-License-Identifier: Apache-2.0
// How many elements were open, and how old they were together, over an interval: extremes and the
// means of samples every two seconds (statistics reference, 5.2 and A-29). The samples are not
// taken but counted: between two changes the number stands still and the age grows evenly.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>

#include <cordboard/time.hpp>

namespace cordboard::stats {

__extension__ using Wide = unsigned __int128;

class Levels {
  public:
    explicit Levels(Instant left = {}) : left_(left) {}

    // From `from`, included, to `to`, excluded, `number` elements were open whose starts add up to
    // `start_sum`. Nothing before the left edge is asked for.
    void add(Instant from, Instant to, std::uint64_t number, std::uint64_t start_sum) {
        const Instant begin = std::max(from, left_);
        if (to <= begin) {
            return;
        }
        greatest_ = std::max(greatest_, number);
        least_ = std::min(least_, number);
        const std::int64_t first = std::max<std::int64_t>(1, samples_before(begin) + 1);
        const std::int64_t last = samples_before(to);
        if (last < first) {
            return;
        }
        const auto count = static_cast<std::uint64_t>(last - first + 1);
        const Instant at = left_ + step * first;
        const std::uint64_t age = number * static_cast<std::uint64_t>(at.microseconds) - start_sum;
        samples_ += count;
        number_sum_ += number * count;
        age_sum_ +=
            Wide{age} * count + Wide{number} * step.microseconds * (count * (count - 1) / 2);
    }

    std::uint64_t greatest() const { return greatest_; }
    std::uint64_t least() const { return least_; }
    // Whether there are any; the edge on the right may be one, that on the left is none.
    static constexpr bool has_samples(Instant left, Instant right) { return right - left >= step; }
    double mean_number() const {
        return static_cast<double>(number_sum_) / static_cast<double>(samples_);
    }
    double mean_age_seconds() const {
        return static_cast<double>(age_sum_) / static_cast<double>(samples_) / 1e6;
    }

    // The fields for save and restore, in engine_archive.cpp.
    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self);

  private:
    static constexpr Duration step = seconds(2);

    // How many samples lie before an instant that is not before the left edge, that at the edge
    // itself not counted.
    std::int64_t samples_before(Instant at) const {
        return ((at - left_).microseconds - 1) / step.microseconds;
    }

    Instant left_;
    std::uint64_t greatest_ = 0;
    std::uint64_t least_ = std::numeric_limits<std::uint64_t>::max();
    std::uint64_t samples_ = 0;
    std::uint64_t number_sum_ = 0;
    Wide age_sum_ = 0;
};

}  // namespace cordboard::stats
