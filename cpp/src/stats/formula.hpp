// SPDX-License-Identifier: Apache-2.0
// Formulas: statistics of the category Formula, expressions over aggregates (statistics reference,
// 5.8).
//
//   aggregate := [ "@" ] "COUNT" "(" mask [ ";" condition ] ")"
//              | [ "@" ] ( "SUM" | "AVG" | "MIN" | "MAX" ) "(" mask ";" value [ ";" condition ] ")"
//
// With `@` an aggregate is over what is going on, without over what has ended. Its value and its
// condition are about one action: numbers, `duration` in seconds, kvnum(list, key [, default]),
// kvexists(list, key [, value]) with the lists udata and global_udata. Everywhere there are
// + - * /, the six comparisons, & | ~ and brackets.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stats/action_facts.hpp"
#include "stats/expression.hpp"

namespace cordboard::stats {

enum class AggregateFunction : std::uint8_t { count, sum, average, minimum, maximum };

struct Aggregate {
    AggregateFunction function = AggregateFunction::count;
    bool current = false;  // over what is going on
    std::string mask;      // as parse_action_mask and parse_status_mask read it
    Expression value;      // empty for COUNT
    Expression condition;  // empty: everything is admitted

    // What the action adds; 1 to a COUNT.
    double value_of(const ActionFacts& facts, double duration_seconds) const {
        return value.empty() ? 1 : value.number({&facts, duration_seconds, {}});
    }
    bool admits(const ActionFacts& facts, double duration_seconds) const {
        return condition.empty() || condition.truth({&facts, duration_seconds, {}});
    }
    bool reads_attributes() const {
        return value.reads_attributes() || condition.reads_attributes();
    }
};

class Formula {
  public:
    std::span<const Aggregate> aggregates() const { return aggregates_; }

    // The result, given the values of all aggregates in their order.
    double evaluate(std::span<const double> aggregate_values) const;

    bool empty() const { return whole_.empty(); }

  private:
    friend struct ParsedFormula parse_formula(std::string_view text);

    std::vector<Aggregate> aggregates_;
    Expression whole_;
};

struct ParsedFormula {
    Formula formula;
    std::string fault;  // empty: the formula is good; else column and expectation
};

ParsedFormula parse_formula(std::string_view text);

}  // namespace cordboard::stats
