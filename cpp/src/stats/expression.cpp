// SPDX-License-Identifier: Apache-2.0
#include "stats/expression.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>

#include "base/check.hpp"
#include "stats/actions.hpp"
#include "stats/text_values.hpp"

namespace cordboard::stats {
namespace {

using Step = Expression::Step;
using Surroundings = Expression::Surroundings;

// Left uninitialised on purpose: a filter that uses three values does not pay for the whole stack.
struct Value {
    enum class Kind : std::uint8_t {
        number,
        truth,    // in `number`; a text for comparisons
        text,     // not looked at yet
        word,     // a text that is no number
        numeral,  // a text that is a number, in `number`
    };

    Kind kind;
    std::uint32_t size;
    const char* begin;
    double number;

    static Value of(double number) { return {Kind::number, 0, nullptr, number}; }
    static Value of_truth(bool truth) { return {Kind::truth, 0, nullptr, truth ? 1.0 : 0.0}; }
    static Value of_text(std::string_view text, Kind kind = Kind::text, double number = 0) {
        return {kind, static_cast<std::uint32_t>(text.size()), text.data(), number};
    }

    std::string_view text() const { return {begin, size}; }
};

constexpr std::size_t stack_size = 4 * nesting_max;

double worth(const Value& value) {
    return value.kind == Value::Kind::text   ? number_of(value.text()).value_or(0)
           : value.kind == Value::Kind::word ? 0
                                             : value.number;
}

bool is_true(const Value& value) {
    return value.kind == Value::Kind::number || value.kind == Value::Kind::truth ? value.number != 0
                                                                                 : value.size > 0;
}

// As comparisons see it: truths are texts there.
std::optional<double> number_in(const Value& value) {
    switch (value.kind) {
        case Value::Kind::number:
        case Value::Kind::numeral:
            return value.number;
        case Value::Kind::text:
            return number_of(value.text());
        case Value::Kind::truth:
        case Value::Kind::word:
            break;
    }
    return std::nullopt;
}

// Long enough for every double that std::to_chars writes.
using NumberText = std::array<char, 32>;

std::string_view text_in(const Value& value, NumberText& buffer) {
    if (value.kind == Value::Kind::truth) {
        return value.number != 0 ? "true" : "false";
    }
    if (value.kind != Value::Kind::number) {
        return value.text();
    }
    const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value.number);
    return {buffer.data(), static_cast<std::size_t>(written.ptr - buffer.data())};
}

template <class Ordered>
bool is_ordered(Operation operation, const Ordered& left, const Ordered& right) {
    switch (operation) {
        case Operation::less:
            return left < right;
        case Operation::less_or_equal:
            return left <= right;
        case Operation::greater:
            return left > right;
        case Operation::greater_or_equal:
            return left >= right;
        case Operation::equal:
            return left == right;
        default:
            return left != right;
    }
}

bool compared(Operation operation, const Value& left, const Value& right) {
    // The right side is mostly a constant, known to be a number or not.
    if (const std::optional<double> right_number = number_in(right)) {
        if (const std::optional<double> left_number = number_in(left)) {
            return is_ordered(operation, *left_number, *right_number);
        }
    }
    NumberText left_buffer;
    NumberText right_buffer;
    const std::string_view left_text = text_in(left, left_buffer);
    const std::string_view right_text = text_in(right, right_buffer);
    if (operation == Operation::equal || operation == Operation::unequal) {
        return is_like(left_text, right_text) == (operation == Operation::equal);
    }
    return is_ordered(operation, left_text, right_text);
}

// No result is infinite, so that no later one is undefined.
double calculated(Operation operation, double left, double right) {
    double result = 0;
    switch (operation) {
        case Operation::add:
            result = left + right;
            break;
        case Operation::subtract:
            result = left - right;
            break;
        case Operation::multiply:
            result = left * right;
            break;
        default:
            result = right != 0 ? left / right : 0;
            break;
    }
    constexpr double most = std::numeric_limits<double>::max();
    return std::clamp(result, -most, most);
}

std::string_view top_level(const ActionFacts& facts, std::string_view name,
                           std::string_view otherwise = {}) {
    return facts.find(AttributeList::top, name).value_or(otherwise);
}

bool is_queue(ObjectType type) {
    return type == ObjectType::queue || type == ObjectType::route_point ||
           type == ObjectType::virtual_queue;
}

std::string_view attribute_of(const ActionFacts& facts, NamedAttribute named,
                              std::string_view name) {
    switch (named) {
        case NamedAttribute::plain:
            break;
        case NamedAttribute::media_type:
            return facts.media;
        case NamedAttribute::media_type_id:
            return top_level(facts, name, facts.media);
        case NamedAttribute::interaction_id:
            return top_level(facts, name, top_level(facts, "ConnID"));
        case NamedAttribute::customer: {
            const std::string_view tenant = top_level(facts, "TenantID");
            return top_level(facts, name, top_level(facts, "CustomerID", tenant));
        }
        case NamedAttribute::call_type:
            return facts.call_type == CallType::unknown && !facts.says_type
                       ? top_level(facts, name)
                       : call_type_names[static_cast<std::size_t>(facts.call_type)];
        case NamedAttribute::this_queue:
            return top_level(facts, name, is_queue(facts.type) ? facts.object : "");
    }
    return top_level(facts, name);
}

// One run of an expression.
class Machine {
  public:
    Machine(std::span<const Step> steps, std::string_view texts, const Surroundings& surroundings)
        : steps_(steps), texts_(texts), surroundings_(surroundings) {}

    Value run() {
        for (std::size_t at = 0; at < steps_.size(); ++at) {
            const Step& step = steps_[at];
            if (step.operation < Operation::add) {
                push(step);
            } else if (step.operation == Operation::skip_if_false ||
                       step.operation == Operation::skip_if_true) {
                const bool skips = is_true(top_[-1]) == (step.operation == Operation::skip_if_true);
                at += skips ? step.count : 0;
                top_ -= skips ? 0 : 1;
            } else {
                apply(step.operation);
            }
        }
        return top_[-1];
    }

  private:
    void push(const Step& step) { *top_++ = pushed(step); }

    Value pushed(const Step& step) const {
        switch (step.operation) {
            case Operation::text: {
                const auto kind = step.is_numeric ? Value::Kind::numeral : Value::Kind::word;
                return Value::of_text(view(step.first), kind, step.number);
            }
            case Operation::attribute:
                return Value::of_text(attribute_of(facts(), step.named, view(step.first)));
            case Operation::duration:
                return Value::of(surroundings_.duration_seconds);
            case Operation::aggregate:
                CHECK(step.count < surroundings_.aggregates.size());
                return Value::of(surroundings_.aggregates[step.count]);
            case Operation::pair_exists:
                return Value::of_truth(found(step).has_value());
            case Operation::pair_is: {
                const auto value = found(step);
                const auto kind = step.is_numeric ? Value::Kind::numeral : Value::Kind::word;
                return Value::of_truth(
                    value && compared(Operation::equal, Value::of_text(*value),
                                      Value::of_text(view(step.second), kind, step.number)));
            }
            case Operation::get_string:
                return Value::of_text(found(step).value_or(""));
            case Operation::get_number:
                return Value::of(number_of(found(step).value_or("")).value_or(step.number));
            default:
                return Value::of(step.number);
        }
    }

    void apply(Operation operation) {
        Value& last = top_[-1];
        switch (operation) {
            case Operation::negate:
                last.number = -last.number;
                return;
            case Operation::to_number:
                last = Value::of(worth(last));
                return;
            case Operation::to_truth:
            case Operation::opposite:
                last = Value::of(is_true(last) == (operation == Operation::to_truth) ? 1 : 0);
                return;
            default:
                break;
        }
        Value& left = top_[-2];
        left =
            Value::of(operation < Operation::equal ? calculated(operation, left.number, last.number)
                                                   : (compared(operation, left, last) ? 1.0 : 0.0));
        --top_;
    }

    const ActionFacts& facts() const { return *surroundings_.facts; }

    std::string_view view(Expression::Constant constant) const {
        return texts_.substr(constant.begin, constant.size);
    }

    std::optional<std::string_view> found(const Step& step) const {
        return facts().find(step.list, view(step.first));
    }

    std::span<const Step> steps_;
    std::string_view texts_;
    const Surroundings& surroundings_;
    Value stack_[stack_size];
    Value* top_ = stack_;
};

}  // namespace

double Expression::number(const Surroundings& surroundings) const {
    return empty() ? 0 : worth(Machine(steps_, texts_, surroundings).run());
}

bool Expression::truth(const Surroundings& surroundings) const {
    return !empty() && is_true(Machine(steps_, texts_, surroundings).run());
}

Expression::Constant Expression::keep(std::string_view text) {
    const Constant constant{static_cast<std::uint32_t>(texts_.size()),
                            static_cast<std::uint32_t>(text.size())};
    texts_ += text;
    return constant;
}

std::size_t Expression::add(Step step) {
    const bool is_pair =
        step.operation >= Operation::pair_exists && step.operation <= Operation::get_number;
    reads_user_data_ |= is_pair && (step.list == AttributeList::user_data ||
                                    step.list == AttributeList::global_user_data);
    reads_attributes_ |= is_pair || (step.operation == Operation::attribute &&
                                     step.named != NamedAttribute::media_type);
    steps_.push_back(step);
    return steps_.size() - 1;
}

void Expression::add_text(std::string_view text) {
    const std::optional<double> number = number_of(text);
    Step step{Operation::text};
    step.is_numeric = number.has_value();
    step.number = number.value_or(0);
    step.first = keep(text);
    add(step);
}

void Expression::add_all(const Expression& other) {
    const auto offset = static_cast<std::uint32_t>(texts_.size());
    texts_ += other.texts_;
    for (Step step : other.steps_) {
        step.first.begin += offset;
        step.second.begin += offset;
        add(step);
    }
}

void Expression::skip_to_here(std::size_t skip) {
    steps_[skip].count = static_cast<std::uint32_t>(steps_.size() - skip - 1);
}

}  // namespace cordboard::stats
