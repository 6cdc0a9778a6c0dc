// SPDX-License-Identifier: Apache-2.0
#include "sim/arrivals.hpp"

#include "base/distribution.hpp"

namespace cordboard::sim {

Arrivals::Arrivals(const ArrivalRow& row, Instant start, base::StreamKey key, double factor)
    : row_(&row), start_(start), stream_(key), factor_(factor) {}

Instant Arrivals::next() {
    const Instant at = !row_->recorded.empty() ? next_recorded()
                       : !row_->mean.empty()   ? next_of_profile()
                                               : next_at_rate();
    ++number_;
    return at;
}

Instant Arrivals::next_at_rate() {
    if (row_->rate * factor_ <= 0.0) {
        return never;
    }
    elapsed_ += base::draw_exponential(stream_) / (row_->rate * factor_);
    // Beyond any duration a model may have.
    return elapsed_ > 4.0e18 ? never : start_ + Duration{static_cast<std::int64_t>(elapsed_)};
}

// Inversion of the cumulative intensity: a unit exponential is spent interval by interval.
Instant Arrivals::next_of_profile() {
    const auto width = static_cast<double>(row_->every.microseconds);
    double left = base::draw_exponential(stream_);
    for (;;) {
        const auto interval = static_cast<std::size_t>(elapsed_ / width);
        if (interval >= row_->mean.size()) {
            return never;
        }
        const double end = static_cast<double>(interval + 1) * width;
        const double rate = row_->mean[interval] * factor_ / width;
        if (rate * (end - elapsed_) > left) {
            elapsed_ += left / rate;
            return start_ + Duration{static_cast<std::int64_t>(elapsed_)};
        }
        left -= rate * (end - elapsed_);
        elapsed_ = end;
    }
}

Instant Arrivals::next_recorded() {
    return number_ < row_->recorded.size() ? row_->recorded[number_].at : never;
}

}  // namespace cordboard::sim
