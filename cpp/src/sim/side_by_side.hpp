// SPDX-License-Identifier: Apache-2.0
// Replications side by side: each runs up to its next decision, then all are answered at once. Each
// thread has its share of them; the decisions are the same for any number of threads.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "routing/candidate_rows.hpp"
#include "sim/simulation.hpp"
#include "sim/team.hpp"

namespace cordboard::sim {

class SideBySide {
  public:
    // Told on the thread that runs it.
    using WhenFinished = std::function<void(std::size_t index)>;
    // Answers a decision by itself; false leaves it to answer().
    using Answered = std::function<bool(Simulation&)>;

    // `simulations` outlive this.
    SideBySide(std::vector<Simulation*> simulations, const std::vector<routing::Column>& columns,
               unsigned threads, Answered answered, WhenFinished when_finished);

    // Goes on for at most `commands` commands a thread; true when all who still run await a
    // decision, false when there is more to do.
    bool run(std::uint64_t commands);

    bool is_over() const { return offsets_.size() == 1; }

    // Decision i is about rows offsets[i] to offsets[i + 1] of all shares, one after the other.
    const std::vector<std::int64_t>& offsets() const { return offsets_; }
    template <class Use>
    void for_each_share(Use use) const {
        for (const Share& share : shares_) {
            use(share.rows);
        }
    }

    // For each decision one of its candidates, or -1 for none.
    void answer(std::span<const std::int64_t> chosen);

  private:
    struct Share {
        std::vector<std::size_t> running;
        std::size_t arrived = 0;            // so many of them await a decision
        std::vector<std::int64_t> offsets;  // of their rows
        routing::CandidateRows rows;
        std::vector<std::int64_t> chosen;
    };

    void work(Share& share);
    void decide(Share& share);

    std::vector<Simulation*> simulations_;
    Answered answered_;
    WhenFinished when_finished_;
    std::uint64_t commands_ = 0;
    std::vector<Share> shares_;
    std::vector<std::int64_t> offsets_;
    Team team_;
};

}  // namespace cordboard::sim
