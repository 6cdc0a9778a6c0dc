// SPDX-License-Identifier: Apache-2.0
// What the languages of statistics have in common when they are read, by descent:
//
//   disjunction := conjunction { "|" conjunction }      also "or"
//   conjunction := negation { "&" negation }            also "and"
//   negation    := "~" negation | test                  also "not"
//   comparison  := sum [ ( "=" | "<>" | "!=" | "<" | "<=" | ">" | ">=" ) sum ]
//   sum         := product { ( "+" | "-" ) product }
//   product     := factor { ( "*" | "/" ) factor }
//   factor      := ( "+" | "-" ) factor | operand
//
// A language says what a test and an operand are. Steps go to `target_` as they are read; after a
// fault the tokens are at their end, so every loop here ends too, and the steps are thrown away.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "stats/expression.hpp"
#include "stats/tokens.hpp"

namespace cordboard::stats {

// A function that reads one key of one list.
struct PairFunction {
    std::string_view name;
    Operation operation = Operation::pair_exists;
    AttributeList list = AttributeList::user_data;  // if none is named
};

struct ListName {
    std::string_view name;
    AttributeList list = AttributeList::user_data;
};

class ExpressionParser {
  protected:
    ExpressionParser(std::string_view text, Tokens::Words words, Expression& target)
        : tokens_(text, words), target_(&target) {}
    ExpressionParser(const ExpressionParser&) = delete;
    ExpressionParser& operator=(const ExpressionParser&) = delete;
    virtual ~ExpressionParser() = default;

    virtual void test() { comparison(); }
    virtual void operand() = 0;

    void disjunction();
    void comparison();
    void sum();

    // What stands in brackets, the opening one being taken.
    template <class Inner>
    void bracketed(Inner&& inner) {
        nested(inner);
        expect(")");
    }

    std::optional<Operation> accept_comparison();
    void expect(std::string_view sign);
    // Nothing may follow; `what` could have.
    void expect_end(std::string_view what);

    // The call of a function whose name and opening bracket are taken. Optional lists are for
    // functions that read user data if none is named.
    enum class Lists : std::uint8_t { optional, required };
    void pair_call(const PairFunction& function, std::span<const ListName> names, Lists lists);

    void fail_unknown(const Token& token, std::string_view what,
                      const std::vector<std::string_view>& known, std::string_view advice = {});

    Tokens tokens_;
    Expression* target_;

  private:
    template <class Inner>
    void nested(Inner&& inner) {
        if (depth_ == nesting_max) {
            tokens_.fail(tokens_.peek().at, "brackets and negations nest deeper than 64");
            return;
        }
        ++depth_;
        inner();
        --depth_;
    }

    void conjunction();
    void negation();
    void product();
    void factor();
    Token argument(std::string_view what);
    double number_argument();

    std::size_t depth_ = 0;
};

// The functions of filters and custom values, and the lists they may name.
inline constexpr PairFunction pair_functions[] = {
    {"PairExists", Operation::pair_exists, AttributeList::user_data},
    {"GetString", Operation::get_string, AttributeList::user_data},
    {"GetNumber", Operation::get_number, AttributeList::user_data},
    {"GetGlobalString", Operation::get_string, AttributeList::global_user_data},
    {"GetGlobalNumber", Operation::get_number, AttributeList::global_user_data},
};

inline constexpr ListName list_names[] = {
    {"UserData", AttributeList::user_data},
    {"Reasons", AttributeList::reasons},
    {"Extensions", AttributeList::extensions},
    {"GlobalUserData", AttributeList::global_user_data},
};

template <class Row, std::size_t count>
const Row* find_named(const Row (&rows)[count], std::string_view name) {
    for (const Row& row : rows) {
        if (row.name == name) {
            return &row;
        }
    }
    return nullptr;
}

template <class Rows>
std::vector<std::string_view> names_of(const Rows& rows) {
    std::vector<std::string_view> names;
    for (const auto& row : rows) {
        names.push_back(row.name);
    }
    return names;
}

}  // namespace cordboard::stats
