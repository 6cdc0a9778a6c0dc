// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "stats/skill_needs.hpp"

namespace cordboard::stats {
namespace {

const std::vector<std::string> names{"a", "b c", "d"};

bool met(std::string_view expression, const std::vector<std::int32_t>& levels) {
    return SkillNeeds(expression, names).met_by(levels);
}

TEST(SkillNeeds, AWordAsksForLevelOne) {
    EXPECT_TRUE(met("a", {1}));
    EXPECT_FALSE(met("a", {0}));
    EXPECT_FALSE(met("d", {1}));
}

TEST(SkillNeeds, EveryComparisonHoldsWhereItShould) {
    struct Row {
        std::string_view sign;
        bool below;
        bool at;
        bool above;
    };
    constexpr Row rows[] = {
        {">=", false, true, true}, {"<=", true, true, false}, {"!=", true, false, true},
        {"<>", true, false, true}, {">", false, false, true}, {"<", true, false, false},
        {"=", false, true, false},
    };
    for (const Row& row : rows) {
        const std::string expression = "\"b c\" " + std::string(row.sign) + " 3";
        EXPECT_EQ(met(expression, {9, 2}), row.below) << expression;
        EXPECT_EQ(met(expression, {9, 3}), row.at) << expression;
        EXPECT_EQ(met(expression, {9, 4}), row.above) << expression;
    }
}

TEST(SkillNeeds, AndBindsTighterThanOrAndNotTighterThanBoth) {
    EXPECT_TRUE(met("a | \"b c\" & d", {1, 0, 0}));
    EXPECT_FALSE(met("(a | \"b c\") & d", {1, 0, 0}));
    EXPECT_TRUE(met("~a & d", {0, 0, 1}));
    EXPECT_FALSE(met("~(a | d)", {0, 0, 1}));
}

TEST(SkillNeeds, NamesEachSkillOnceInOrder) {
    const SkillNeeds needs("d>2|\"a\"&~d<9", names);
    EXPECT_EQ(needs.skills(), (std::vector<SkillId>{{2}, {0}}));
    EXPECT_TRUE(SkillNeeds().empty());
}

}  // namespace
}  // namespace cordboard::stats
