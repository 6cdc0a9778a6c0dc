// SPDX-License-Identifier: Apache-2.0
// Formulas over aggregates (statistics reference, 5.8).
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/check.hpp"
#include "stats/formula.hpp"
#include "stats_facts.hpp"

namespace cordboard::stats {
namespace {

using enum AttributeList;

Formula read(std::string_view text) {
    ParsedFormula parsed = parse_formula(text);
    EXPECT_EQ(parsed.fault, "") << text;
    return parsed.formula;
}

double result(std::string_view text, const std::vector<double>& values = {}) {
    return read(text).evaluate(values);
}

// What the one aggregate takes of a call of 8 seconds.
double taken(std::string_view value) {
    FactsOfOneAction call{{user_data, "Priority", "5"},
                          {user_data, "Language", "Spanish"},
                          {global_user_data, "Priority", "7"}};
    const Formula formula = read("SUM(CallInbound; " + std::string(value) + ")");
    EXPECT_EQ(formula.aggregates().size(), 1U) << value;
    return formula.aggregates()[0].value_of(call.facts, 8);
}

TEST(Formula, CountsWithACondition) {
    const Formula formula = read("@COUNT(CallWait; duration > 10)");
    ASSERT_EQ(formula.aggregates().size(), 1U);
    const Aggregate& count = formula.aggregates()[0];
    EXPECT_EQ(count.function, AggregateFunction::count);
    EXPECT_TRUE(count.current);
    EXPECT_EQ(count.mask, "CallWait");
    EXPECT_TRUE(count.admits({}, 10.5));
    EXPECT_FALSE(count.admits({}, 10));
    EXPECT_EQ(count.value_of({}, 3), 1);
    EXPECT_FALSE(count.reads_attributes());
    EXPECT_EQ(formula.evaluate(std::vector{4.0}), 4);
}

TEST(Formula, TakesAValueOfEachAction) {
    const Formula formula = read(R"(AVG(CallInbound; kvnum(udata, "Priority")))");
    const Aggregate& average = formula.aggregates()[0];
    EXPECT_EQ(average.function, AggregateFunction::average);
    EXPECT_FALSE(average.current);
    EXPECT_TRUE(average.reads_attributes());
    FactsOfOneAction call{{user_data, "Priority", "5"}};
    EXPECT_EQ(average.value_of(call.facts, 0), 5);
    EXPECT_TRUE(average.admits(call.facts, 0));
}

TEST(Formula, TakesAValueUnderACondition) {
    const Formula formula = read("@AVG(CallOutbound; duration; duration > 0 & duration < 5)");
    const Aggregate& average = formula.aggregates()[0];
    EXPECT_EQ(average.value_of({}, 4.5), 4.5);
    EXPECT_TRUE(average.admits({}, 4.5));
    EXPECT_FALSE(average.admits({}, 0));
    EXPECT_FALSE(average.admits({}, 5));
}

TEST(Formula, KnowsTheFiveAggregatesAndTheirMasks) {
    const Formula formula =
        read("COUNT( CallInbound , ~CallOutbound ) + SUM(*;1) + AVG(*;1) + MIN(*;1) + @MAX(*;1)");
    const std::vector expected{AggregateFunction::count, AggregateFunction::sum,
                               AggregateFunction::average, AggregateFunction::minimum,
                               AggregateFunction::maximum};
    ASSERT_EQ(formula.aggregates().size(), expected.size());
    for (std::size_t at = 0; at < expected.size(); ++at) {
        EXPECT_EQ(formula.aggregates()[at].function, expected[at]);
        EXPECT_EQ(formula.aggregates()[at].current, at == 4);
    }
    EXPECT_EQ(formula.aggregates()[0].mask, "CallInbound , ~CallOutbound");
    EXPECT_EQ(formula.aggregates()[1].mask, "*");
    EXPECT_EQ(formula.evaluate(std::vector{1.0, 2.0, 3.0, 4.0, 5.0}), 15);
}

TEST(Formula, IsAnExpressionOverItsAggregates) {
    const std::string share = "100 * COUNT(CallAnswered; duration < 20) / COUNT(CallEntered)";
    EXPECT_EQ(result(share, {3, 4}), 75);
    EXPECT_EQ(result(share, {3, 0}), 0);
    EXPECT_EQ(result("(COUNT(A) - COUNT(B)) * 2", {5, 2}), 6);
    EXPECT_EQ(result("COUNT(A) > 4 | COUNT(B) > 4", {5, 2}), 1);
    EXPECT_EQ(result("COUNT(A) > 4 & COUNT(B) > 4", {5, 2}), 0);
    EXPECT_EQ(result("~COUNT(A)", {5}), 0);
    EXPECT_EQ(result("-COUNT(A)", {5}), -5);
    EXPECT_EQ(result("5"), 5);
}

TEST(Formula, ComparesAndCombinesAsNumbers) {
    EXPECT_EQ(taken("duration"), 8);
    EXPECT_EQ(taken("duration * 2 + 1"), 17);
    EXPECT_EQ(taken("duration = 8"), 1);
    EXPECT_EQ(taken("duration <> 8"), 0);
    EXPECT_EQ(taken("duration != 8"), 0);
    EXPECT_EQ(taken("duration >= 8"), 1);
    EXPECT_EQ(taken("duration <= 7"), 0);
    EXPECT_EQ(taken("(duration > 7 & duration < 9) * 10"), 10);
    EXPECT_EQ(taken("(2 & 3) + (0 | 4)"), 2);
    EXPECT_EQ(taken("0 | 0 & 1"), 0);
    EXPECT_EQ(taken("1 | 0 & 0"), 1);
    EXPECT_EQ(taken("~duration > 9"), 1);
    EXPECT_EQ(taken("not duration > 9 and 1"), 1);
    EXPECT_EQ(taken("1 + 2 > 2 * 1"), 1);
    EXPECT_EQ(taken("duration / 0"), 0);
}

TEST(Formula, ReadsAttachedData) {
    EXPECT_EQ(taken(R"(kvnum(udata, "Priority"))"), 5);
    EXPECT_EQ(taken(R"(kvnum(global_udata, "Priority"))"), 7);
    EXPECT_EQ(taken("kvnum(udata, Priority)"), 5);
    EXPECT_EQ(taken(R"(kvnum(udata, "none"))"), 0);
    EXPECT_EQ(taken(R"(kvnum(udata, "none", 3))"), 3);
    EXPECT_EQ(taken(R"(kvnum(udata, "none", -3.5))"), -3.5);
    EXPECT_EQ(taken(R"(kvnum(udata, "Language", 2))"), 2);
    EXPECT_EQ(taken(R"(kvnum(udata, "Priority", 2))"), 5);
    EXPECT_EQ(taken(R"(kvexists(udata, "Language"))"), 1);
    EXPECT_EQ(taken(R"(kvexists(udata, "Language", "Spanish") + 1)"), 2);
    EXPECT_EQ(taken(R"(kvexists(udata, "Language", "S*"))"), 1);
    EXPECT_EQ(taken(R"(kvexists(udata, "Language", "French"))"), 0);
    EXPECT_EQ(taken(R"(kvexists(global_udata, "Language"))"), 0);
    EXPECT_EQ(taken(R"(kvexists(udata, "Language") = 1)"), 1);
    EXPECT_EQ(taken(R"(duration * kvexists(udata, "Language", "Spanish"))"), 8);
}

TEST(Formula, NeedsAValueForEachAggregate) {
    const Formula formula = read("COUNT(A) + COUNT(B)");
    EXPECT_THROW(formula.evaluate(std::vector{1.0}), InvariantBroken);
}

TEST(Formula, SaysWhereItCannotBeRead) {
    const std::pair<std::string_view, std::string_view> faults[] = {
        {"", "column 1: expected a number, an aggregate or '(', but the text ends"},
        {"COUNT", "column 6: expected '(', but the text ends"},
        {"COUNT()", "column 7: expected a mask, such as CallInbound or *"},
        {"COUNT(A", "column 8: expected ')', but the text ends"},
        {"COUNT(A;)", "column 9: expected a number, 'duration', a function or '(', not ')'"},
        {"COUNT(A; 1; 2)", "column 11: expected ')', not ';'"},
        {"SUM(A)",
         "column 6: expected ';' and the value to take, as in SUM(mask; duration), not ')'"},
        {"SUM(A; 1; 2; 3)", "column 12: expected ')', not ';'"},
        {"SUM(A; \"x\")", "column 8: expected a number, 'duration', a function or '(', not 'x'"},
        {"@DEVIATION(A)",
         "column 2: 'DEVIATION' is not an aggregate; known are COUNT, SUM, AVG, MIN, MAX"},
        {"count(A)", "column 1: 'count' is not known here; did you mean 'COUNT'?"},
        {"duration",
         "column 1: 'duration' is about one action; it belongs inside an aggregate, such as "
         "SUM(mask; duration)"},
        {"SUM(A; COUNT(B))", "column 8: an aggregate cannot stand inside an aggregate"},
        {"SUM(A; @COUNT(B))", "column 8: an aggregate cannot stand inside an aggregate"},
        {"SUM(A; duratoin)", "column 8: 'duratoin' is not known here; did you mean 'duration'?"},
        {"SUM(A; kvnum(Reasons, \"k\"))",
         "column 14: 'Reasons' is not a list; known are udata, global_udata"},
        {"SUM(A; kvnum(udata))", "column 19: expected ',' and a key, not ')'"},
        {"SUM(A; kvnum(udata, \"k\", x))",
         "column 26: expected a number for when the key is missing, not 'x'"},
        {"1 = 2 = 3", "column 7: expected an operation or the end, not '='"},
    };
    for (const auto& [text, fault] : faults) {
        const ParsedFormula parsed = parse_formula(text);
        EXPECT_EQ(parsed.fault, fault) << text;
        EXPECT_TRUE(parsed.formula.empty()) << text;
        EXPECT_TRUE(parsed.formula.aggregates().empty()) << text;
    }
}

TEST(Formula, NestsToALimit) {
    const std::string deep = std::string(64, '(') + "1" + std::string(64, ')');
    EXPECT_EQ(result(deep), 1);
    EXPECT_NE(parse_formula("(" + deep + ")").fault, "");
    EXPECT_NE(parse_formula("SUM(A; " + deep + ")").fault, "");
}

}  // namespace
}  // namespace cordboard::stats
