// SPDX-License-Identifier: Apache-2.0
// What filters, custom values and formulas are made of when they are read: steps for a small stack
// machine over numbers and texts, in postfix order (statistics reference, 5.7, 5.8 and 8.2).
//
// A parser appends steps and takes care that they fit together; it also bounds how deep brackets
// nest, and thereby the stack. Running is free of allocations: texts are views of the attributes or
// of the expression's own constants.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stats/action_facts.hpp"

namespace cordboard::stats {

enum class Operation : std::uint8_t {
    number,       // pushes `number`
    text,         // pushes the constant `first`
    attribute,    // pushes the attribute `named`; `first` is its name
    duration,     // pushes the seconds of the action
    aggregate,    // pushes the value of the aggregate at `count`
    pair_exists,  // whether `list` has the key `first`
    pair_is,      // whether it has the key with a value like `second`
    get_string,   // the value under the key `first`, or ""
    get_number,   // the number under the key `first`, or `number`
    add,
    subtract,
    multiply,
    divide,  // by zero: 0
    negate,
    equal,
    unequal,
    less,
    less_or_equal,
    greater,
    greater_or_equal,
    to_number,      // what a text or a truth is worth in arithmetic
    to_truth,       // 1 or 0
    opposite,       // 0 or 1
    skip_if_false,  // drops a true value; leaves a false one and goes `count` steps further
    skip_if_true,   // the other way round
};

// Attributes of which the engine knows more than the row said.
enum class NamedAttribute : std::uint8_t {
    plain,
    media_type,
    media_type_id,
    interaction_id,
    customer,  // CustomerID and TenantID, which mean the same
    call_type,
    this_queue,
};

class Expression {
  public:
    // A constant text: a part of the text that all constants stand in.
    struct Constant {
        std::uint32_t begin = 0;
        std::uint32_t size = 0;
    };

    struct Step {
        Operation operation = Operation::number;
        AttributeList list = AttributeList::top;
        NamedAttribute named = NamedAttribute::plain;
        bool is_numeric = false;  // a constant text that is also a number
        std::uint32_t count = 0;
        Constant first = {};
        Constant second = {};
        double number = 0;
    };

    // What an expression may ask; aggregates and durations only where its language has them.
    struct Surroundings {
        const ActionFacts* facts = nullptr;
        double duration_seconds = 0;
        std::span<const double> aggregates;
    };

    bool empty() const { return steps_.empty(); }

    // Whether anything but the media, the object and the duration is looked at.
    bool reads_attributes() const { return reads_attributes_; }
    bool reads_user_data() const { return reads_user_data_; }

    // An empty expression is 0 and false.
    double number(const Surroundings& surroundings) const;
    bool truth(const Surroundings& surroundings) const;

    // For parsers.
    Constant keep(std::string_view text);
    std::size_t add(Step step);
    std::size_t add(Operation operation) { return add(Step{operation}); }
    void add_text(std::string_view text);
    void add_all(const Expression& other);
    // Makes a skip go to where the next step will stand.
    void skip_to_here(std::size_t skip);

  private:
    std::vector<Step> steps_;
    std::string texts_;
    bool reads_attributes_ = false;
    bool reads_user_data_ = false;
};

// Brackets and negations in one another. Each leaves at most three values on the stack: the left
// sides of a comparison, a sum and a product.
inline constexpr std::size_t nesting_max = 64;

}  // namespace cordboard::stats
