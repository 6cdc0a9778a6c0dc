// SPDX-License-Identifier: Apache-2.0
// Custom values: what an action is worth by its attached data (statistics reference, 5.7 and 8.3,
// decision D-31), written as `Formula` of a statistic type.
//
//   formula := [ ( "DCID" | "DistByConnID" ) "," ] sum        or the flag alone
//
// A sum is made of + - * /, brackets, numbers, GetNumber, GetGlobalNumber, GetString,
// GetGlobalString and PairExists. A text that is no number is worth 0, and so is what is divided by
// zero.
#pragma once

#include <string>
#include <string_view>

#include "stats/action_facts.hpp"
#include "stats/expression.hpp"

namespace cordboard::stats {

class CustomValue {
  public:
    double value_of(const ActionFacts& facts) const { return value_.number({&facts, 0, {}}); }

    // Whether elements of one interaction count as one.
    bool distinguishes() const { return distinguishes_; }

    // The flag stood alone: good for every category but those of custom values.
    bool empty() const { return value_.empty(); }

    bool reads_attributes() const { return value_.reads_attributes(); }

  private:
    friend struct ParsedCustomValue parse_custom_value(std::string_view text);

    Expression value_;
    bool distinguishes_ = false;
};

struct ParsedCustomValue {
    CustomValue value;
    std::string fault;  // empty: the formula is good; else column and expectation
};

ParsedCustomValue parse_custom_value(std::string_view text);

}  // namespace cordboard::stats
