// SPDX-License-Identifier: Apache-2.0
// Skill expressions: who may take an interaction, by the levels of skills.
//
//   or   := and { "|" and }          and := not { "&" not }         not := "~" not | "(" or ")" |
//   test test := skill [ ( ">=" | ">" | "=" | "!=" | "<=" | "<" ) level ]
//
// A skill is a word or a text in double quotes; without a comparison it means level 1 or more. The
// same language defines virtual agent groups (statistics reference, 1.1).
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include <cordboard/ids.hpp>
#include <cordboard/result.hpp>

namespace cordboard {

class SkillExpression {
  public:
    // Gives the skill of a name, or none.
    using FindSkill = std::function<SkillId(std::string_view name)>;
    static Result<SkillExpression> parse(std::string_view text, const FindSkill& skill_named);

    // `level_of(SkillId)` gives somebody's level, 0 where he has none.
    template <class LevelOf>
    bool matches(LevelOf&& level_of) const {
        // One bit a value; an expression has at most 64 terms.
        std::uint64_t values = 0;
        for (const Step& step : steps_) {
            if (step.operation == Operation::negation) {
                values ^= 1;
            } else if (step.operation == Operation::conjunction) {
                values = (values >> 1) & (values | ~std::uint64_t{1});
            } else if (step.operation == Operation::disjunction) {
                values = (values >> 1) | (values & 1);
            } else {
                values = (values << 1) | (holds(step, level_of(step.skill)) ? 1U : 0U);
            }
        }
        return (values & 1) != 0;
    }

    // The level of the first skill named that somebody has.
    template <class LevelOf>
    std::int32_t level(LevelOf&& level_of) const {
        for (const SkillId skill : skills_) {
            if (const std::int32_t level = level_of(skill); level > 0) {
                return level;
            }
        }
        return 0;
    }

    // The skills named, each once, in order. Only what was not parsed names none.
    const std::vector<SkillId>& skills() const { return skills_; }

  private:
    enum class Operation : std::uint8_t {
        greater_or_equal,
        greater,
        equal,
        not_equal,
        less_or_equal,
        less,
        conjunction,
        disjunction,
        negation,
    };
    // In postfix order.
    struct Step {
        Operation operation;
        SkillId skill;
        std::int32_t level = 0;
    };
    static bool holds(const Step& step, std::int32_t level);
    friend class SkillExpressionParser;

    std::vector<Step> steps_;
    std::vector<SkillId> skills_;
};

// Whether two expressions differ in nothing but the blanks between their words.
bool same_but_for_blanks(std::string_view a, std::string_view b);

}  // namespace cordboard
