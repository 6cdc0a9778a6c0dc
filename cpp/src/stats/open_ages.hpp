// SPDX-License-Identifier: Apache-2.0
// Elements that are open: how many there are and how old they are (statistics reference, 5.2).
#pragma once

#include <algorithm>
#include <cstdint>

#include "stats/categories.hpp"
#include "stats/sums.hpp"

namespace cordboard::stats {

class OpenAges {
  public:
    OpenAges() = default;
    explicit OpenAges(TimeRange range) : range_(range) {}

    void add(Duration age) {
        least_ = number_ == 0 ? age : std::min(least_, age);
        greatest_ = std::max(greatest_, age);
        sum_ += age;
        number_ += 1;
        in_range_ += range_.contains(age) ? 1U : 0U;
    }

    double amount(Quantity quantity) const {
        switch (quantity) {
            case Quantity::age:
                return in_seconds(sum_);
            case Quantity::greatest_age:
                return in_seconds(greatest_);
            case Quantity::least_age:
                return in_seconds(least_);
            case Quantity::level_in_range:
                return static_cast<double>(in_range_);
            default:
                return static_cast<double>(number_);
        }
    }

  private:
    static double in_seconds(Duration duration) {
        return static_cast<double>(duration.microseconds) / 1e6;
    }

    TimeRange range_;
    std::uint64_t number_ = 0;
    std::uint64_t in_range_ = 0;
    Duration sum_;
    Duration greatest_;
    Duration least_;
};

}  // namespace cordboard::stats
