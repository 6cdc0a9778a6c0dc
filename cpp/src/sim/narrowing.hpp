// SPDX-License-Identifier: Apache-2.0
// Which distribution of a model fits an interaction: every key that is given must match.
#pragma once

#include <vector>

#include "sim/model.hpp"

namespace cordboard::sim {

class Narrowing {
  public:
    explicit Narrowing(const Model& model);

    // The first rule that fits, or nullptr. A rule with an agent group fits only a serving agent.
    const base::Distribution* find(const std::vector<NarrowedDistribution>& rules, MediaId media,
                                   QueueId queue, AgentId agent) const {
        for (const NarrowedDistribution& rule : rules) {
            if (!rule.is_narrowed() || fits_narrowly(rule, media, queue, agent)) {
                return &rule.distribution;
            }
        }
        return nullptr;
    }

  private:
    bool fits_narrowly(const NarrowedDistribution& rule, MediaId media, QueueId queue,
                       AgentId agent) const;

    std::size_t groups_ = 0;
    std::size_t skills_ = 0;
    std::vector<bool> member_;       // agent x group
    std::vector<bool> queue_skill_;  // queue x skill: named by the queue's first targets
};

}  // namespace cordboard::sim
