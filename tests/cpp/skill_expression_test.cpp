// SPDX-License-Identifier: Apache-2.0
// The language of skill expressions.
#include "state/skill_levels.hpp"
#include "support/center_builder.hpp"

namespace cordboard::test {
namespace {

Center skilled() {
    Center center;
    center.skill("a").skill("b").skill("two words").skill("日本");
    center.agent("anna", {{"a", 3}, {"two words", 5}});
    return center;
}

bool matches(const Center& center, std::string_view expression) {
    const auto parsed = parse_skills(center.state(), expression);
    EXPECT_TRUE(parsed.has_value()) << expression;
    return parsed.has_value() && parsed.value().matches(levels_of(center.state(), AgentId{0}));
}

TEST(SkillExpression, ComparesLevels) {
    const Center center = skilled();
    for (const char* yes : {"a", "a>=3", "a <= 3", "a = 3", "a != 2", "a <> 2", "a > 2", "a < 4",
                            "b = 0", "\"two words\" > 4", "日本<1", " \t a\t"}) {
        EXPECT_TRUE(matches(center, yes)) << yes;
    }
    for (const char* no :
         {"b", "a>=4", "a <= 2", "a = 2", "a != 3", "a <> 3", "a > 3", "a < 3", "日本"}) {
        EXPECT_FALSE(matches(center, no)) << no;
    }
}

TEST(SkillExpression, BindsNotThenAndThenOr) {
    const Center center = skilled();
    EXPECT_TRUE(matches(center, "a | b & b"));
    EXPECT_FALSE(matches(center, "(a | b) & b"));
    EXPECT_TRUE(matches(center, "~b & a"));
    EXPECT_FALSE(matches(center, "~(b | a)"));
    EXPECT_TRUE(matches(center, "~~a"));
    EXPECT_TRUE(matches(center, "b & b | a & a"));
    EXPECT_FALSE(matches(center, "a & (b | ~a)"));
    EXPECT_FALSE(matches(center, "~a | b"));
}

TEST(SkillExpression, TellsTheLevelOfTheFirstSkillHeld) {
    const Center center = skilled();
    const auto level = [&](std::string_view text) {
        return parse_skills(center.state(), text)
            .value()
            .level(levels_of(center.state(), AgentId{0}));
    };
    EXPECT_EQ(level("b | a"), 3);
    EXPECT_EQ(level("\"two words\" & a"), 5);
    EXPECT_EQ(level("b"), 0);
    EXPECT_EQ(parse_skills(center.state(), "a & b | a").value().skills(),
              (std::vector<SkillId>{SkillId{0}, SkillId{1}}));
}

TEST(SkillExpression, RefusesWhatItCannotRead) {
    const Center center = skilled();
    const auto reason = [&](std::string_view text) {
        const auto parsed = parse_skills(center.state(), text);
        EXPECT_FALSE(parsed.has_value()) << text;
        return parsed.has_value() ? "" : parsed.refusal().row().name;
    };
    for (const char* bad : {"", " ", "a >", "a > x", "a b", "(a", "a)", "a |", "& a", "~", "\"a",
                            "a == 1", "a >= -1", "\"\""}) {
        EXPECT_EQ(reason(bad), "invalid_expression") << bad;
    }
    EXPECT_EQ(reason("c"), "unknown_skill");
    EXPECT_EQ(reason("a & c > 2"), "unknown_skill");
}

TEST(SkillExpression, HasLimits) {
    const Center center = skilled();
    const auto parse = [&](const std::string& text) {
        return parse_skills(center.state(), text).has_value();
    };
    const auto terms = [](std::int64_t count) {
        std::string text = "a";
        for (std::int64_t i = 1; i < count; ++i) {
            text += "&a";
        }
        return text;
    };
    const auto nested = [](std::int64_t depth) {
        const auto count = static_cast<std::size_t>(depth);
        return std::string(count, '(') + "a" + std::string(count, ')');
    };
    const auto padded = [](std::int64_t bytes) {
        return "a" + std::string(static_cast<std::size_t>(bytes) - 1, ' ');
    };
    EXPECT_TRUE(parse(terms(limits::expression_terms - 1)) &&
                parse(terms(limits::expression_terms)));
    EXPECT_FALSE(parse(terms(limits::expression_terms + 1)));
    EXPECT_TRUE(parse(nested(limits::expression_terms - 2)) &&
                parse(nested(limits::expression_terms - 1)));
    EXPECT_FALSE(parse(nested(limits::expression_terms)));
    EXPECT_TRUE(parse(padded(limits::expression_bytes - 1)) &&
                parse(padded(limits::expression_bytes)));
    EXPECT_FALSE(parse(padded(limits::expression_bytes + 1)));
    EXPECT_TRUE(matches(center, "a|(" + terms(limits::expression_terms - 1) + ")"));
}

// Ones deep to the right keep all their values at once.
TEST(SkillExpression, KeepsAsManyValuesAsItHasTerms) {
    const Center center = skilled();
    std::string text;
    for (std::int64_t i = 1; i < limits::expression_terms; ++i) {
        text += i % 2 == 0 ? "a&(" : "b|(";
    }
    text += "a" + std::string(static_cast<std::size_t>(limits::expression_terms) - 1, ')');
    EXPECT_TRUE(matches(center, text));
}

TEST(SkillExpression, BlanksBetweenWordsDoNotCount) {
    EXPECT_TRUE(same_but_for_blanks("a>=1&b", " a >= 1  & b "));
    EXPECT_FALSE(same_but_for_blanks("a >= 1", "a >= 12"));
    EXPECT_FALSE(same_but_for_blanks("a >= 1", "a >= "));
    EXPECT_TRUE(same_but_for_blanks("\"two words\">1", "\"two words\" > 1"));
    EXPECT_FALSE(same_but_for_blanks("\"two words\"", "\"twowords\""));
}

}  // namespace
}  // namespace cordboard::test
