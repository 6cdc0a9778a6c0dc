// SPDX-License-Identifier: Apache-2.0
// Skill expressions over a centre's directory: its names of skills, its agents' levels.
#pragma once

#include <string_view>

#include "base/skill_expression.hpp"
#include "state/state.hpp"

namespace cordboard {

inline Result<SkillExpression> parse_skills(const State& state, std::string_view text) {
    return SkillExpression::parse(text, [&state](std::string_view name) {
        return state.directory.skill_by_name.find(state.texts, name);
    });
}

// For SkillExpression::matches() and level().
inline auto levels_of(const State& state, AgentId agent) {
    return [&state, agent](SkillId skill) {
        return std::int32_t{state.directory.skill_levels.at(agent.value, skill.value)};
    };
}

}  // namespace cordboard
