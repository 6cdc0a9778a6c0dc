// SPDX-License-Identifier: Apache-2.0
// Skill expressions: who may take an interaction, by the levels of skills.
//
//   or   := and { "|" and }          and := not { "&" not }         not := "~" not | "(" or ")" |
//   test test := skill [ ( ">=" | ">" | "=" | "!=" | "<=" | "<" ) level ]
//
// A skill is a word or a text in double quotes; without a comparison it means level 1 or more. The
// same language defines virtual agent groups (statistics reference, 1.1).
#pragma once

#include <string_view>
#include <vector>

#include <cordboard/result.hpp>

#include "state/state.hpp"

namespace cordboard {

class SkillExpression {
  public:
    static Result<SkillExpression> parse(const State& state, std::string_view text);

    bool matches(const State& state, AgentId agent) const;

    // The agent's level of the first skill named that he has.
    std::int32_t level(const State& state, AgentId agent) const;

    // The skills named, each once, in order.
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
    friend class SkillExpressionParser;

    std::vector<Step> steps_;
    std::vector<SkillId> skills_;
};

// Whether two expressions differ in nothing but the blanks between their words.
bool same_but_for_blanks(std::string_view a, std::string_view b);

}  // namespace cordboard
