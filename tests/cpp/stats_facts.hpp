// SPDX-License-Identifier: Apache-2.0
// One action with attributes, for the tests of the languages of statistics.
#pragma once

#include <initializer_list>
#include <vector>

#include "stats/action_facts.hpp"

namespace cordboard::stats {

class FactsOfOneAction {
  public:
    explicit FactsOfOneAction(std::initializer_list<Attribute> attributes) {
        facts.handle = store_.keep(std::vector<Attribute>(attributes));
        facts.attributes = &store_;
        facts.media = "voice";
        facts.call_type = CallType::inbound;
        facts.object = "Bob";
        facts.interaction_related = true;
    }
    FactsOfOneAction(const FactsOfOneAction&) = delete;
    FactsOfOneAction& operator=(const FactsOfOneAction&) = delete;

    ActionFacts facts;

  private:
    AttributeStore store_;
};

}  // namespace cordboard::stats
