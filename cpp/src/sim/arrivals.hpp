// SPDX-License-Identifier: Apache-2.0
// The instants at which the interactions of one row arrive: a Poisson process with a constant rate
// or with mean numbers per interval times the day's level, or the instants of a record.
#pragma once

#include "base/random.hpp"
#include "sim/model.hpp"

namespace cordboard::sim {

class Arrivals {
  public:
    // `factor` is the day level of this replication.
    Arrivals(const ArrivalRow& row, Instant start, base::StreamKey key, double factor);

    // The next arrival, or `never`. Each call moves on.
    Instant next();

    // How many have been drawn: the next one's number, from 0.
    std::uint64_t number() const { return number_; }

  private:
    Instant next_at_rate();
    Instant next_of_profile();
    Instant next_recorded();

    const ArrivalRow* row_;
    Instant start_;
    base::Stream stream_;
    double factor_;
    double elapsed_ = 0.0;  // microseconds since the start
    std::uint64_t number_ = 0;
};

}  // namespace cordboard::sim
