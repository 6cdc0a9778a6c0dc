// SPDX-License-Identifier: Apache-2.0
#include "stats/expression_parser.hpp"

#include <utility>

#include "base/nearest_word.hpp"
#include "stats/text_values.hpp"

namespace cordboard::stats {

void ExpressionParser::disjunction() {
    std::vector<std::size_t> skips;
    conjunction();
    while (tokens_.accept_sign("|") || tokens_.accept_word("or")) {
        skips.push_back(target_->add(Operation::skip_if_true));
        conjunction();
    }
    for (const std::size_t skip : skips) {
        target_->skip_to_here(skip);
    }
    if (!skips.empty()) {
        target_->add(Operation::to_truth);
    }
}

void ExpressionParser::conjunction() {
    std::vector<std::size_t> skips;
    negation();
    while (tokens_.accept_sign("&") || tokens_.accept_word("and")) {
        skips.push_back(target_->add(Operation::skip_if_false));
        negation();
    }
    for (const std::size_t skip : skips) {
        target_->skip_to_here(skip);
    }
    if (!skips.empty()) {
        target_->add(Operation::to_truth);
    }
}

void ExpressionParser::negation() {
    if (tokens_.accept_sign("~") || tokens_.accept_word("not")) {
        nested([this] { negation(); });
        target_->add(Operation::opposite);
        return;
    }
    test();
}

std::optional<Operation> ExpressionParser::accept_comparison() {
    static constexpr std::pair<std::string_view, Operation> comparisons[] = {
        {"=", Operation::equal},
        {"<>", Operation::unequal},
        {"!=", Operation::unequal},
        {"<", Operation::less},
        {"<=", Operation::less_or_equal},
        {">", Operation::greater},
        {">=", Operation::greater_or_equal},
    };
    for (const auto& [sign, operation] : comparisons) {
        if (tokens_.accept_sign(sign)) {
            return operation;
        }
    }
    return std::nullopt;
}

void ExpressionParser::comparison() {
    sum();
    if (const auto operation = accept_comparison()) {
        sum();
        target_->add(*operation);
    }
}

void ExpressionParser::sum() {
    product();
    for (;;) {
        const bool adds = tokens_.accept_sign("+");
        if (!adds && !tokens_.accept_sign("-")) {
            return;
        }
        product();
        target_->add(adds ? Operation::add : Operation::subtract);
    }
}

void ExpressionParser::product() {
    factor();
    for (;;) {
        const bool multiplies = tokens_.accept_sign("*");
        if (!multiplies && !tokens_.accept_sign("/")) {
            return;
        }
        factor();
        target_->add(multiplies ? Operation::multiply : Operation::divide);
    }
}

void ExpressionParser::factor() {
    const bool negates = tokens_.accept_sign("-");
    if (!negates && !tokens_.accept_sign("+")) {
        operand();
        return;
    }
    nested([this] { factor(); });
    if (negates) {
        target_->add(Operation::negate);
    }
}

void ExpressionParser::expect(std::string_view sign) {
    if (!tokens_.accept_sign(sign)) {
        tokens_.fail_expecting("'" + std::string(sign) + "'");
    }
}

void ExpressionParser::expect_end(std::string_view what) {
    const Token next = tokens_.peek();
    if (next.kind == Token::Kind::end) {
        return;
    }
    const auto near = next.kind == Token::Kind::word ? base::nearest_word(next.text, {"and", "or"})
                                                     : std::nullopt;
    std::string message = "expected ";
    message += what;
    message += " or the end, not " + shown(next.text);
    message += near ? "; did you mean " + shown(*near) + "?" : "";
    tokens_.fail(next.at, message);
}

Token ExpressionParser::argument(std::string_view what) {
    const Token next = tokens_.peek();
    if (next.kind != Token::Kind::word && next.kind != Token::Kind::text) {
        tokens_.fail_expecting(what);
    }
    return tokens_.take();
}

double ExpressionParser::number_argument() {
    const bool negates = tokens_.accept_sign("-");
    const Token token = tokens_.peek();
    const auto number = token.kind == Token::Kind::word ? number_of(token.text) : std::nullopt;
    if (!number) {
        tokens_.fail_expecting("a number for when the key is missing");
        return 0;
    }
    tokens_.take();
    return negates ? -*number : *number;
}

void ExpressionParser::pair_call(const PairFunction& function, std::span<const ListName> names,
                                 Lists lists) {
    Expression::Step step;
    step.operation = function.operation;
    step.list = function.list;
    const bool takes_list = lists == Lists::required || function.list == AttributeList::user_data;
    Token key = argument(lists == Lists::required ? "the name of a list" : "a key");
    const bool may_be_list = key.kind == Token::Kind::word && takes_list;
    const bool is_alone = !tokens_.peek().is_sign(",");
    bool has_list = false;
    for (const ListName& name : names) {
        if (may_be_list && key.text == name.name && (lists == Lists::required || !is_alone)) {
            has_list = true;
            step.list = name.list;
        }
    }
    // A bare word beside a list's name in spelling is a slip rather than a key.
    const bool is_slip =
        !has_list && may_be_list && !is_alone && base::nearest_word(key.text, names_of(names));
    if (is_slip || (lists == Lists::required && !has_list)) {
        fail_unknown(key, "is not a list", names_of(names),
                     lists == Lists::required ? "" : "a key is better put in double quotes");
    }
    if (has_list) {
        if (!tokens_.accept_sign(",")) {
            tokens_.fail_expecting("',' and a key");
        }
        key = argument("a key");
    }
    step.first = target_->keep(key.text);
    if (function.operation == Operation::pair_exists && tokens_.accept_sign(",")) {
        const Token value = argument("a value");
        if (value.text != "*") {
            const auto number = number_of(value.text);
            step.operation = Operation::pair_is;
            step.second = target_->keep(value.text);
            step.is_numeric = number.has_value();
            step.number = number.value_or(0);
        }
    } else if (function.operation == Operation::get_number && lists == Lists::required &&
               tokens_.accept_sign(",")) {
        step.number = number_argument();
    }
    expect(")");
    target_->add(step);
}

void ExpressionParser::fail_unknown(const Token& token, std::string_view what,
                                    const std::vector<std::string_view>& known,
                                    std::string_view advice) {
    std::string message = shown(token.text) + " ";
    message += what;
    if (const auto near = base::nearest_word(token.text, known)) {
        message += "; did you mean " + shown(*near) + "?";
    } else {
        message += "; known are";
        for (const std::string_view name : known) {
            message += name == known.front() ? " " : ", ";
            message += name;
        }
    }
    if (!advice.empty()) {
        message += " (";
        message += advice;
        message += ')';
    }
    tokens_.fail(token.at, message);
}

}  // namespace cordboard::stats
