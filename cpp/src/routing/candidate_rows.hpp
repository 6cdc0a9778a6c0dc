// SPDX-License-Identifier: Apache-2.0
// The candidates of some decisions one after the other, and a row of numbers for each of them.
#pragma once

#include <span>
#include <vector>

#include "routing/candidate_view.hpp"
#include "state/state.hpp"

namespace cordboard::routing {

class CandidateRows {
  public:
    explicit CandidateRows(std::vector<Column> columns) : columns_(std::move(columns)) {}

    // Adds those of a decision that is awaited: all who are able, or the one who became able.
    void add(const State& state, const Interaction& interaction, AgentId became_able, Instant now);
    void clear() { members_.clear(); }

    std::size_t size() const { return members_.size(); }
    AgentId agent(std::size_t row) const { return members_[row]->agent; }
    std::span<const double> numbers() const {
        return std::span(numbers_).first(size() * columns_.size());
    }

  private:
    std::vector<Column> columns_;
    std::vector<const Member*> members_;
    std::vector<double> numbers_;
};

}  // namespace cordboard::routing
