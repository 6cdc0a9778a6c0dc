// SPDX-License-Identifier: Apache-2.0
// Custom values (statistics reference, 5.7, 8.3 and X21).
#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "stats/custom_value.hpp"
#include "stats/filter.hpp"
#include "stats_facts.hpp"

namespace cordboard::stats {
namespace {

using enum AttributeList;

class CustomValueOfACall : public testing::Test {
  protected:
    double value(std::string_view text) const {
        const ParsedCustomValue parsed = parse_custom_value(text);
        EXPECT_EQ(parsed.fault, "") << text;
        return parsed.value.value_of(call_.facts);
    }

    FactsOfOneAction call_{{user_data, "amount", "12.5"}, {user_data, "Language", "Spanish"},
                           {user_data, "n", "4"},         {user_data, "dotted.key", "7"},
                           {global_user_data, "n", "9"},  {reasons, "n", "11"},
                           {user_data, "huge", "1e308"}};
};

TEST_F(CustomValueOfACall, IsArithmeticOverItsData) {
    const std::pair<std::string_view, double> values[] = {
        {R"(GetNumber("amount"))", 12.5},
        {"GetNumber(n)", 4},
        {"GetNumber(dotted.key)", 7},
        {R"(GetNumber("none"))", 0},
        {R"(GetNumber("Language"))", 0},
        {R"(GetString("n"))", 4},
        {R"(GetString("Language"))", 0},
        {R"(GetGlobalNumber("n"))", 9},
        {R"(GetGlobalString("n"))", 9},
        {R"(GetNumber(Reasons, "n"))", 11},
        {R"(PairExists("n"))", 1},
        {R"(PairExists("n", "*"))", 1},
        {R"(PairExists("Language","Span*") * 5)", 5},
        {R"(PairExists("Language","French"))", 0},
        {R"(PairExists(GlobalUserData,"n") + 1)", 2},
        {"5", 5},
        {"1.5e2", 150},
        {"1e-1", 0.1},
        {".5", 0.5},
        {"2+3*4", 14},
        {"(2+3)*4", 20},
        {"10-4-3", 3},
        {"5-3", 2},
        {"24/4/3", 2},
        {"2*-3", -6},
        {"-2+3", 1},
        {"--2", 2},
        {"+2", 2},
        {"-(2+3)", -5},
        {"5/0", 0},
        {R"(5/GetNumber("none") + 1)", 1},
        {R"(GetNumber("amount") * 2 - GetGlobalNumber("n") / 3)", 22},
    };
    for (const auto& [text, expected] : values) {
        EXPECT_EQ(value(text), expected) << text;
    }
}

TEST_F(CustomValueOfACall, StaysFinite) {
    constexpr double most = std::numeric_limits<double>::max();
    EXPECT_EQ(value(R"(GetNumber("huge") * 100)"), most);
    EXPECT_EQ(value(R"(0 - GetNumber("huge") / 1e-300)"), -most);
    EXPECT_EQ(value(R"(GetNumber("huge") * 100 - GetNumber("huge") * 100)"), 0);
}

TEST_F(CustomValueOfACall, MayDistinguishInteractions) {
    for (const std::string_view flag : {"DCID", "DistByConnID", "dcid", "DistinguishByConnId"}) {
        const std::string text = std::string(flag) + R"( , GetNumber("amount"))";
        EXPECT_EQ(value(text), 12.5) << text;
        EXPECT_TRUE(parse_custom_value(text).value.distinguishes()) << text;
    }
    EXPECT_FALSE(parse_custom_value("5").value.distinguishes());
}

TEST(CustomValue, OfTheFlagAloneHasNoExpression) {
    const ParsedCustomValue parsed = parse_custom_value(" DistByConnID ");
    EXPECT_EQ(parsed.fault, "");
    EXPECT_TRUE(parsed.value.distinguishes());
    EXPECT_TRUE(parsed.value.empty());
    EXPECT_EQ(parsed.value.value_of({}), 0);
}

TEST(CustomValue, KnowsWhetherItReadsAttributes) {
    EXPECT_FALSE(parse_custom_value("1+2").value.reads_attributes());
    EXPECT_TRUE(parse_custom_value("1+GetNumber(n)").value.reads_attributes());
}

TEST(CustomValue, SaysWhereItCannotBeRead) {
    const std::pair<std::string_view, std::string_view> faults[] = {
        {"", "column 1: expected a number, a function or '(', but the text ends"},
        {"DCID,", "column 6: expected a number, a function or '(', but the text ends"},
        {"DCID, +", "column 8: expected a number, a function or '(', but the text ends"},
        {"1 +* 2", "column 4: expected a number, a function or '(', not '*'"},
        {"(1", "column 3: expected ')', but the text ends"},
        {"1)", "column 2: expected an operation or the end, not ')'"},
        {"1 2", "column 3: expected an operation or the end, not '2'"},
        {"\"5\"", "column 1: expected a number, a function or '(', not '5'"},
        {"1 < 2", "column 3: expected an operation or the end, not '<'"},
        {"GetNumbr(\"a\")",
         "column 1: 'GetNumbr' is neither a number nor a function; did you mean 'GetNumber'?"},
        {"12abc",
         "column 1: '12abc' is neither a number nor a function; known are PairExists, "
         "GetString, GetNumber, GetGlobalString, GetGlobalNumber"},
        {"GetNumber", "column 10: expected '(', but the text ends"},
        {"GetNumber(*)", "column 11: expected a key, not '*'"},
        {"GetGlobalNumber(UserData, \"n\")", "column 25: expected ')', not ','"},
        {"5 # 6", "column 3: the character '#' has no meaning here; texts stand in double quotes"},
    };
    for (const auto& [text, fault] : faults) {
        EXPECT_EQ(parse_custom_value(text).fault, fault) << text;
    }
    EXPECT_FALSE(parse_custom_value("DCID,").value.distinguishes());
}

TEST(CustomValue, NestsToALimit) {
    const auto nested = [](std::size_t depth) {
        std::string text;
        for (std::size_t at = 0; at < depth; ++at) {
            text += "1+2*(";
        }
        return parse_custom_value(text + "3" + std::string(depth, ')'));
    };
    EXPECT_EQ(nested(64).fault, "");
    EXPECT_GT(nested(64).value.value_of({}), 1e19);
    EXPECT_EQ(nested(65).fault, "column 326: brackets and negations nest deeper than 64");
    EXPECT_NE(parse_custom_value(std::string(65, '-') + "1").fault, "");
}

// X21: a total, a mean, and the filter that keeps calls without the key from counting as 0.
TEST(CustomValue, OfTheExampleX21) {
    const CustomValue amount = parse_custom_value(R"(GetNumber("amount"))").value;
    const Filter has_amount = parse_filter(R"(PairExists("amount","*"))").filter;
    std::vector<double> filtered;
    std::vector<double> all;
    for (const std::string_view text : {"12.5", "-2", "1e2", "abc"}) {
        FactsOfOneAction call{{user_data, "amount", text}};
        ASSERT_TRUE(has_amount.holds(call.facts));
        filtered.push_back(amount.value_of(call.facts));
    }
    all = filtered;
    FactsOfOneAction without{{user_data, "other", "1"}};
    EXPECT_FALSE(has_amount.holds(without.facts));
    all.push_back(amount.value_of(without.facts));

    double total = 0;
    for (const double value : all) {
        total += value;
    }
    EXPECT_EQ(total, 110.5);
    EXPECT_EQ(total / static_cast<double>(filtered.size()), 27.625);
    EXPECT_EQ(total / static_cast<double>(all.size()), 22.1);
    EXPECT_EQ(std::min_element(filtered.begin(), filtered.end())[0], -2);
    EXPECT_EQ(std::max_element(filtered.begin(), filtered.end())[0], 100);
}

}  // namespace
}  // namespace cordboard::stats
