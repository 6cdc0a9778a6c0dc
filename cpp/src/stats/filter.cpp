// SPDX-License-Identifier: Apache-2.0
#include "stats/filter.hpp"

#include <algorithm>
#include <utility>

#include "stats/expression_parser.hpp"
#include "stats/text_values.hpp"

namespace cordboard::stats {
namespace {

struct AttributeRow {
    std::string_view name;
    NamedAttribute named = NamedAttribute::plain;
};

// What stands at the top level of attributes (2.5), voice first.
constexpr AttributeRow attributes[] = {
    {"DNIS"},
    {"ANI"},
    {"CustomerID", NamedAttribute::customer},
    {"TenantID", NamedAttribute::customer},
    {"MediaType", NamedAttribute::media_type},
    {"ThisQueue", NamedAttribute::this_queue},
    {"TreatmentType"},
    {"ExtensionReasonCode"},
    {"CallType", NamedAttribute::call_type},
    {"ConnID"},
    {"PlaceID"},
    {"AgentID"},
    {"Queue"},
    {"WorkbinID"},
    {"WorkbinOwnerID"},
    {"ThisDN"},
    {"OtherDN"},
    {"InteractionID", NamedAttribute::interaction_id},
    {"MediaTypeID", NamedAttribute::media_type_id},
    {"EventTime"},
    {"RouterID"},
    {"StrategyID"},
    {"MediaServerID"},
    {"ParentInteractionID"},
    {"Reason"},
    {"WorkbinTypeID"},
    {"WorkbinAgentID"},
    {"WorkbinGroupID"},
    {"ViewID"},
    {"TargetAgentID"},
    {"TargetPlaceID"},
};

class FilterParser : ExpressionParser {
  public:
    FilterParser(std::string_view text, Expression& target)
        : ExpressionParser(text, Tokens::Words::of_filters, target) {}

    std::string parse() {
        disjunction();
        expect_end("'&', '|'");
        return tokens_.fault();
    }

  private:
    struct Side {
        bool reads_action = false;
        bool is_function = false;
        Token token;

        // A word that is no name, no number and not in quotes: a text, or a name misspelt.
        bool is_doubtful() const {
            return !reads_action && token.kind == Token::Kind::word && !number_of(token.text);
        }
    };

    void test() override {
        if (tokens_.accept_sign("(")) {
            bracketed([this] { disjunction(); });
            return;
        }
        operand();
        const Side left = side_;
        const auto operation = accept_comparison();
        if (!operation) {
            if (!left.is_function) {
                tokens_.fail_expecting("a comparison after " + shown(left.token.text));
            }
            return;
        }
        operand();
        const Side right = side_;
        // Without a look at the action it is always the same: a slip, unless in quotes.
        const Side& doubtful = left.is_doubtful() ? left : right;
        if (!left.reads_action && !right.reads_action && doubtful.is_doubtful()) {
            fail_unknown(doubtful.token, "is not an attribute", names_of(attributes),
                         "if the text itself is meant, put it in double quotes");
        }
        target_->add(*operation);
    }

    void operand() override {
        const Token token = tokens_.peek();
        if (token.kind != Token::Kind::word && token.kind != Token::Kind::text) {
            tokens_.fail_expecting("an attribute, a text, a number or a function");
            return;
        }
        tokens_.take();
        side_ = {false, false, token};
        if (token.kind == Token::Kind::text) {
            target_->add_text(token.text);
        } else if (tokens_.peek().is_sign("(")) {
            call(token);
        } else if (const AttributeRow* row = find_named(attributes, token.text)) {
            side_.reads_action = true;
            Expression::Step step;
            step.operation = Operation::attribute;
            step.named = row->named;
            step.first = target_->keep(row->name);
            target_->add(step);
        } else {
            target_->add_text(token.text);
        }
    }

    void call(const Token& name) {
        const PairFunction* function = find_named(pair_functions, name.text);
        if (function == nullptr) {
            fail_unknown(name, "is not a function", names_of(pair_functions));
            return;
        }
        tokens_.accept_sign("(");
        pair_call(*function, list_names, Lists::optional);
        side_.reads_action = true;
        side_.is_function = true;
    }

    Side side_;  // of the operand read last
};

}  // namespace

ParsedFilter parse_filter(std::string_view text) {
    ParsedFilter parsed;
    parsed.fault = FilterParser(text, parsed.filter.test_).parse();
    if (!parsed.fault.empty()) {
        parsed.filter = {};
    }
    return parsed;
}

Filter both(const Filter& one, const Filter& other) {
    if (one.empty() || other.empty()) {
        return one.empty() ? other : one;
    }
    Filter filter = one;
    const std::size_t skip = filter.test_.add(Operation::skip_if_false);
    filter.test_.add_all(other.test_);
    filter.test_.skip_to_here(skip);
    return filter;
}

Filter media_filter(std::string_view comma_list) {
    Filter filter;
    std::size_t begin = 0;
    while (begin <= comma_list.size()) {
        const std::size_t comma = std::min(comma_list.find(',', begin), comma_list.size());
        const std::string_view medium = trimmed(comma_list.substr(begin, comma - begin));
        begin = comma + 1;
        if (medium.empty()) {
            continue;
        }
        Expression is_it;
        Expression::Step step;
        step.operation = Operation::attribute;
        step.named = NamedAttribute::media_type;
        is_it.add(step);
        is_it.add_text(medium);
        is_it.add(Operation::equal);
        if (filter.empty()) {
            filter.test_ = std::move(is_it);
            continue;
        }
        const std::size_t skip = filter.test_.add(Operation::skip_if_true);
        filter.test_.add_all(is_it);
        filter.test_.skip_to_here(skip);
    }
    return filter;
}

}  // namespace cordboard::stats
