// SPDX-License-Identifier: Apache-2.0
#include "stats/custom_value.hpp"

#include <algorithm>

#include "stats/expression_parser.hpp"
#include "stats/text_values.hpp"

namespace cordboard::stats {
namespace {

bool same_but_for_case(std::string_view one, std::string_view other) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c + 0; };
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [&](char a, char b) { return lower(a) == lower(b); });
}

bool is_flag(std::string_view word) {
    return same_but_for_case(word, "DCID") || same_but_for_case(word, "DistByConnID") ||
           same_but_for_case(word, "DistinguishByConnID");
}

class CustomValueParser : ExpressionParser {
  public:
    CustomValueParser(std::string_view text, Expression& target)
        : ExpressionParser(text, Tokens::Words::of_arithmetic, target),
          has_flag_(is_flag(trimmed(text.substr(0, text.find(','))))),
          has_value_(!has_flag_ || text.find(',') != std::string_view::npos) {}

    bool has_flag() const { return has_flag_; }

    std::string parse() {
        if (has_flag_) {
            tokens_.take_until(",");
            tokens_.accept_sign(",");
        }
        if (has_value_) {
            sum();
            expect_end("an operation");
        }
        return tokens_.fault();
    }

  private:
    void operand() override {
        const Token token = tokens_.peek();
        if (tokens_.accept_sign("(")) {
            bracketed([this] { sum(); });
            return;
        }
        if (token.kind != Token::Kind::word) {
            tokens_.fail_expecting("a number, a function or '('");
            return;
        }
        tokens_.take();
        if (const auto number = number_of(token.text)) {
            Expression::Step step;
            step.number = *number;
            target_->add(step);
            return;
        }
        const PairFunction* function = find_named(pair_functions, token.text);
        if (function == nullptr) {
            fail_unknown(token, "is neither a number nor a function", names_of(pair_functions));
            return;
        }
        expect("(");
        pair_call(*function, list_names, Lists::optional);
        target_->add(Operation::to_number);
    }

    bool has_flag_;
    bool has_value_;
};

}  // namespace

ParsedCustomValue parse_custom_value(std::string_view text) {
    ParsedCustomValue parsed;
    CustomValueParser parser(text, parsed.value.value_);
    parsed.fault = parser.parse();
    if (!parsed.fault.empty()) {
        parsed.value = {};
        return parsed;
    }
    parsed.value.distinguishes_ = parser.has_flag();
    return parsed;
}

}  // namespace cordboard::stats
