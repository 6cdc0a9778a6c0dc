// SPDX-License-Identifier: Apache-2.0
// What a routing target asks of an agent's skills, for a room that sees no state: its skill
// expression once more (state/skill_expression.hpp tells the language).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <cordboard/ids.hpp>

namespace cordboard::stats {

class SkillNeeds {
  public:
    // Nothing is asked, and no skill named.
    SkillNeeds() = default;
    // Of an expression that the engine has accepted.
    SkillNeeds(std::string_view expression, const std::vector<std::string>& skill_names);

    bool empty() const { return steps_.empty(); }

    // Those named, each once, in order.
    const std::vector<SkillId>& skills() const { return skills_; }

    // Of some expression. Levels are by skill; what is beyond their end is 0.
    bool met_by(const std::vector<std::int32_t>& levels) const;

  private:
    friend class SkillNeedsReader;

    // In postfix order. A sign is ~ & | or a comparison: < = > and l for <=, g for >=, ! for !=.
    struct Step {
        char sign = '~';
        SkillId skill;
        std::int32_t level = 1;
    };
    std::vector<Step> steps_;
    std::vector<SkillId> skills_;
};

}  // namespace cordboard::stats
