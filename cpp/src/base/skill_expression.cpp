// SPDX-License-Identifier: Apache-2.0
#include "base/skill_expression.hpp"

#include <algorithm>
#include <optional>

#include <cordboard/limits.hpp>

namespace cordboard {

class SkillExpressionParser {
  public:
    SkillExpressionParser(std::string_view text, const SkillExpression::FindSkill& skill_named)
        : rest_(text), skill_named_(skill_named) {}

    Result<SkillExpression> parse() {
        disjunction();
        skip_blanks();
        if (!rest_.empty()) {
            fail(Reason::invalid_expression);
        }
        if (failure_) {
            return Refusal{*failure_, "skill"};
        }
        return expression_;
    }

  private:
    using Operation = SkillExpression::Operation;

    void fail(Reason reason) {
        if (!failure_) {
            failure_ = reason;
        }
    }

    void skip_blanks() {
        while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t')) {
            rest_.remove_prefix(1);
        }
    }

    bool take(std::string_view token) {
        skip_blanks();
        if (!rest_.starts_with(token)) {
            return false;
        }
        rest_.remove_prefix(token.size());
        return true;
    }

    void disjunction() {
        conjunction();
        while (!failure_ && take("|")) {
            conjunction();
            expression_.steps_.push_back({Operation::disjunction, {}, 0});
        }
    }

    void conjunction() {
        negation();
        while (!failure_ && take("&")) {
            negation();
            expression_.steps_.push_back({Operation::conjunction, {}, 0});
        }
    }

    void negation() {
        if (++depth_ > limits::expression_terms) {
            fail(Reason::too_long);
        }
        if (failure_) {
            return;
        }
        if (take("~")) {
            negation();
            expression_.steps_.push_back({Operation::negation, {}, 0});
        } else if (take("(")) {
            disjunction();
            if (!take(")")) {
                fail(Reason::invalid_expression);
            }
        } else {
            test();
        }
        --depth_;
    }

    void test() {
        const std::string_view name = skill_name();
        const SkillId skill = skill_named_(name);
        if (name.empty()) {
            fail(Reason::invalid_expression);
        } else if (!skill.exists()) {
            fail(Reason::unknown_skill);
        } else if (++terms_ > limits::expression_terms) {
            fail(Reason::too_long);
        } else {
            comparison(skill);
        }
    }

    void comparison(SkillId skill) {
        auto& skills = expression_.skills_;
        if (std::find(skills.begin(), skills.end(), skill) == skills.end()) {
            skills.push_back(skill);
        }
        static constexpr std::pair<std::string_view, Operation> comparisons[] = {
            {">=", Operation::greater_or_equal},
            {"<=", Operation::less_or_equal},
            {"!=", Operation::not_equal},
            {"<>", Operation::not_equal},
            {">", Operation::greater},
            {"<", Operation::less},
            {"=", Operation::equal},
        };
        for (const auto& [token, operation] : comparisons) {
            if (take(token)) {
                expression_.steps_.push_back({operation, skill, number()});
                return;
            }
        }
        expression_.steps_.push_back({Operation::greater_or_equal, skill, 1});
    }

    std::int32_t number() {
        skip_blanks();
        std::int32_t value = 0;
        std::size_t digits = 0;
        while (digits < rest_.size() && rest_[digits] >= '0' && rest_[digits] <= '9' &&
               digits < 6) {
            value = value * 10 + (rest_[digits] - '0');
            ++digits;
        }
        if (digits == 0) {
            fail(Reason::invalid_expression);
        }
        rest_.remove_prefix(digits);
        return value;
    }

    std::string_view skill_name() {
        skip_blanks();
        if (!rest_.empty() && rest_.front() == '"') {
            const std::size_t end = rest_.find('"', 1);
            if (end == std::string_view::npos) {
                return {};
            }
            const std::string_view quoted = rest_.substr(1, end - 1);
            rest_.remove_prefix(end + 1);
            return quoted;
        }
        std::size_t length = 0;
        while (length < rest_.size() && is_word(rest_[length])) {
            ++length;
        }
        const std::string_view word = rest_.substr(0, length);
        rest_.remove_prefix(length);
        return word;
    }

    // Everything but the language's own signs and blanks, so names of any script need no quotes.
    static bool is_word(char c) {
        return std::string_view(" \t|&~()<>=!\"").find(c) == std::string_view::npos;
    }

    std::string_view rest_;
    const SkillExpression::FindSkill& skill_named_;
    SkillExpression expression_;
    std::optional<Reason> failure_;
    std::int64_t terms_ = 0;
    std::int64_t depth_ = 0;
};

Result<SkillExpression> SkillExpression::parse(std::string_view text,
                                               const FindSkill& skill_named) {
    if (static_cast<std::int64_t>(text.size()) > limits::expression_bytes) {
        return Refusal{Reason::too_long, "skill"};
    }
    return SkillExpressionParser(text, skill_named).parse();
}

bool SkillExpression::holds(const Step& step, std::int32_t level) {
    return (step.operation == Operation::greater_or_equal && level >= step.level) ||
           (step.operation == Operation::greater && level > step.level) ||
           (step.operation == Operation::equal && level == step.level) ||
           (step.operation == Operation::not_equal && level != step.level) ||
           (step.operation == Operation::less_or_equal && level <= step.level) ||
           (step.operation == Operation::less && level < step.level);
}

namespace {

// Goes through the characters that count: all but the blanks outside double quotes.
class Significant {
  public:
    explicit Significant(std::string_view text) : rest_(text) {}

    char next() {
        while (!quoted_ && !rest_.empty() && is_blank(rest_.front())) {
            rest_.remove_prefix(1);
        }
        if (rest_.empty()) {
            return '\0';
        }
        const char c = rest_.front();
        rest_.remove_prefix(1);
        quoted_ = quoted_ != (c == '"');
        return c;
    }

  private:
    static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

    std::string_view rest_;
    bool quoted_ = false;
};

}  // namespace

bool same_but_for_blanks(std::string_view a, std::string_view b) {
    Significant one(a);
    Significant other(b);
    for (;;) {
        const char c = one.next();
        if (c != other.next()) {
            return false;
        }
        if (c == '\0') {
            return true;
        }
    }
}

}  // namespace cordboard
