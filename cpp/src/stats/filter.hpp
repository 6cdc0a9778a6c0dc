// SPDX-License-Identifier: Apache-2.0
// Filters: which of the actions and statuses in its mask a statistic counts (statistics reference,
// 8.2, decisions D-20, D-27 and D-28).
//
//   filter := and { "|" and }     and := not { "&" not }     not := "~" not | "(" filter ")" | test
//   test   := value cmp value | function           cmp := "=" "<>" "!=" "<" "<=" ">" ">="
//   value  := attribute | number | "text" | word | function
//   function := PairExists([list,] key [, value]) | GetString([list,] key) | GetNumber([list,] key)
//
// `and`, `or` and `not` may stand for the signs. In the right side of `=` and `<>`, and in the
// value of PairExists, `*` is any text and `?` any character. Two numbers are compared as numbers.
// An attribute that is not there is "".
#pragma once

#include <string>
#include <string_view>

#include "stats/action_facts.hpp"
#include "stats/expression.hpp"

namespace cordboard::stats {

class Filter {
  public:
    // An empty filter lets everything through. One that looks at user data lets nothing through
    // that does not belong to an interaction, whatever else it says.
    bool holds(const ActionFacts& facts) const {
        return test_.empty() || ((facts.interaction_related || !test_.reads_user_data()) &&
                                 test_.truth({&facts, 0, {}}));
    }

    bool empty() const { return test_.empty(); }

    // Whether an action can pass at one time and not at another, when its attributes change.
    bool reads_attributes() const { return test_.reads_attributes(); }

  private:
    friend struct ParsedFilter parse_filter(std::string_view text);
    friend Filter both(const Filter& one, const Filter& other);
    friend Filter media_filter(std::string_view comma_list);

    Expression test_;
};

struct ParsedFilter {
    Filter filter;
    std::string fault;  // empty: the filter is good; else column and expectation
};

ParsedFilter parse_filter(std::string_view text);

// Passes what passes both.
Filter both(const Filter& one, const Filter& other);

// Passes the media named, as `MediaType=chat,email` of a statistic type means it; an empty list
// passes everything.
Filter media_filter(std::string_view comma_list);

}  // namespace cordboard::stats
