// SPDX-License-Identifier: Apache-2.0
#include "stats/formula.hpp"

#include <utility>

#include "base/check.hpp"
#include "stats/expression_parser.hpp"
#include "stats/text_values.hpp"

namespace cordboard::stats {
namespace {

struct AggregateName {
    std::string_view name;
    AggregateFunction function = AggregateFunction::count;
};

constexpr AggregateName aggregate_names[] = {
    {"COUNT", AggregateFunction::count}, {"SUM", AggregateFunction::sum},
    {"AVG", AggregateFunction::average}, {"MIN", AggregateFunction::minimum},
    {"MAX", AggregateFunction::maximum},
};

constexpr PairFunction formula_functions[] = {
    {"kvnum", Operation::get_number, AttributeList::user_data},
    {"kvexists", Operation::pair_exists, AttributeList::user_data},
};

constexpr ListName formula_lists[] = {
    {"udata", AttributeList::user_data},
    {"global_udata", AttributeList::global_user_data},
};

class FormulaParser : ExpressionParser {
  public:
    FormulaParser(std::string_view text, Expression& whole, std::vector<Aggregate>& aggregates)
        : ExpressionParser(text, Tokens::Words::of_arithmetic, whole), aggregates_(aggregates) {}

    std::string parse() {
        disjunction();
        expect_end("an operation");
        return tokens_.fault();
    }

  private:
    void operand() override {
        const Token token = tokens_.peek();
        if (tokens_.accept_sign("(")) {
            bracketed([this] { disjunction(); });
        } else if (tokens_.accept_sign("@")) {
            named_aggregate(token);
        } else if (token.kind != Token::Kind::word) {
            tokens_.fail_expecting(is_inside_ ? "a number, 'duration', a function or '('"
                                              : "a number, an aggregate or '('");
        } else if (const auto number = number_of(token.text)) {
            tokens_.take();
            Expression::Step step;
            step.number = *number;
            target_->add(step);
        } else if (find_named(aggregate_names, token.text) != nullptr) {
            named_aggregate(token);
        } else {
            word_about_action(tokens_.take());
        }
    }

    // Words that only mean something inside an aggregate.
    void word_about_action(const Token& word) {
        const PairFunction* function = find_named(formula_functions, word.text);
        if (function == nullptr && word.text != "duration") {
            auto known = is_inside_ ? names_of(formula_functions) : names_of(aggregate_names);
            if (is_inside_) {
                known.push_back("duration");
            }
            fail_unknown(word, "is not known here", known);
        } else if (!is_inside_) {
            tokens_.fail(word.at, shown(word.text) + " is about one action; it belongs inside an " +
                                      "aggregate, such as SUM(mask; duration)");
        } else if (function == nullptr) {
            target_->add(Operation::duration);
        } else {
            expect("(");
            pair_call(*function, formula_lists, Lists::required);
            target_->add(Operation::to_number);
        }
    }

    // `first` is the sign or the name that it begins with; the sign is taken.
    void named_aggregate(const Token& first) {
        const Token name = tokens_.take();
        const AggregateName* row =
            name.kind == Token::Kind::word ? find_named(aggregate_names, name.text) : nullptr;
        if (row == nullptr) {
            fail_unknown(name, "is not an aggregate", names_of(aggregate_names));
        } else if (is_inside_) {
            tokens_.fail(first.at, "an aggregate cannot stand inside an aggregate");
        } else {
            expect("(");
            aggregate(*row, first.kind == Token::Kind::sign);
        }
    }

    void aggregate(const AggregateName& row, bool is_current) {
        if (!tokens_.fault().empty()) {
            return;
        }
        Aggregate read;
        read.function = row.function;
        read.current = is_current;
        const Token mask = tokens_.take_until(";()");
        read.mask = mask.text;
        if (mask.text.empty()) {
            tokens_.fail(mask.at, "expected a mask, such as CallInbound or *");
        }
        bracketed([&] {
            if (row.function != AggregateFunction::count) {
                if (!tokens_.peek().is_sign(";")) {
                    tokens_.fail_expecting("';' and the value to take, as in " +
                                           std::string(row.name) + "(mask; duration)");
                }
                part(read.value);
            }
            if (tokens_.peek().is_sign(";")) {
                part(read.condition);
            }
        });
        Expression::Step step;
        step.operation = Operation::aggregate;
        step.count = static_cast<std::uint32_t>(aggregates_.size());
        target_->add(step);
        aggregates_.push_back(std::move(read));
    }

    // A semicolon and an expression about one action.
    void part(Expression& expression) {
        tokens_.accept_sign(";");
        Expression* const whole = std::exchange(target_, &expression);
        is_inside_ = true;
        disjunction();
        is_inside_ = false;
        target_ = whole;
    }

    std::vector<Aggregate>& aggregates_;
    bool is_inside_ = false;
};

}  // namespace

double Formula::evaluate(std::span<const double> aggregate_values) const {
    CHECK(aggregate_values.size() == aggregates_.size());
    return whole_.number({nullptr, 0, aggregate_values});
}

ParsedFormula parse_formula(std::string_view text) {
    ParsedFormula parsed;
    parsed.fault = FormulaParser(text, parsed.formula.whole_, parsed.formula.aggregates_).parse();
    if (!parsed.fault.empty()) {
        parsed.formula = {};
    }
    return parsed;
}

}  // namespace cordboard::stats
