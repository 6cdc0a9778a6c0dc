// SPDX-License-Identifier: Apache-2.0
// The filter language (statistics reference, 8.2; decisions D-20, D-27 and D-28).
#include <limits>
#include <string>

#include <gtest/gtest.h>

#include "stats/filter.hpp"
#include "stats/text_values.hpp"
#include "stats_facts.hpp"

namespace cordboard::stats {
namespace {

using enum AttributeList;

class FilterOfACall : public testing::Test {
  protected:
    bool holds(std::string_view text) const {
        const ParsedFilter parsed = parse_filter(text);
        EXPECT_EQ(parsed.fault, "") << text;
        return parsed.filter.holds(call_.facts);
    }

    FactsOfOneAction call_{{top, "DNIS", "0800"},
                           {top, "CustomerID", "acme"},
                           {top, "ConnID", "c1"},
                           {top, "Reason", "Lunch"},
                           {user_data, "Language", "Spanish"},
                           {user_data, "amount", "12.50"},
                           {user_data, "empty", ""},
                           {user_data, "city", "Köln"},
                           {user_data, "zero", "0"},
                           {global_user_data, "level", "3"},
                           {reasons, "Lunch", "1"},
                           {extensions, "note", "a b"}};
};

constexpr std::string_view that_hold[] = {
    R"(PairExists("Language","Spanish"))",
    R"(PairExists("Language", "*"))",
    R"(PairExists(Language,Sp*))",
    R"(PairExists(UserData,"Language","Sp?nish"))",
    R"(PairExists(Reasons,"Lunch"))",
    R"(PairExists(Extensions, "note", "a b"))",
    R"(PairExists(GlobalUserData, "level", 3.0))",
    R"(PairExists("empty"))",
    R"(PairExists("empty",""))",
    R"(PairExists("amount","12.5"))",
    R"(PairExists("city","K?ln"))",
    R"(PairExists("Language") = true)",
    R"(PairExists("none") = "false")",
    R"(PairExists("none") <> 0)",
    "MediaType=voice",
    "MediaType = v*",
    "MediaType=*",
    "MediaType=v?i*e",
    "voice=MediaType",
    "MediaTypeID=voice",
    "ConnID=c1 & CallType=Inbound",
    "InteractionID=c1",
    "DNIS=800",
    "DNIS=8e2",
    "DNIS<>801",
    "DNIS!=801",
    "DNIS<1000",
    "DNIS<=800",
    "DNIS>-1",
    "DNIS>=+800",
    "CustomerID=acme",
    "TenantID=acme",
    "Reason=Lunch",
    R"(GetNumber("amount") = 12.5)",
    R"(GetNumber("amount") >= 12.5)",
    R"(GetNumber("amount") > GetNumber("zero"))",
    R"(GetNumber("amount") = 12*)",
    R"(GetNumber("Language") = 0)",
    R"(GetNumber("amount"))",
    R"(GetString("Language"))",
    R"(GetString("zero"))",
    R"(GetString("none") = "")",
    R"(GetString(Reasons,"Lunch") = 1)",
    R"(GetGlobalNumber("level") = 3)",
    R"(GetGlobalString("level") = 3)",
    R"(ANI = "")",
    R"(ANI < a)",
    R"(TreatmentType="" & ThisQueue="")",
    "MediaType=chat & DNIS=1 | DNIS=0800",
    "DNIS=0800 | DNIS=0800 & MediaType=chat",
    "~(MediaType=chat | DNIS=1)",
    "~~MediaType=voice",
    "not MediaType=chat and DNIS=0800",
    "not MediaType=voice or DNIS=0800",
    "((DNIS=0800))",
    R"("b" > "a")",
    R"("10" > "9")",
    R"("10" < "9x")",
    "5 < 6",
};

TEST_F(FilterOfACall, HoldsWhereItsTextSaysSo) {
    for (const std::string_view text : that_hold) {
        EXPECT_TRUE(holds(text)) << text;
    }
}

TEST_F(FilterOfACall, DoesNotHoldWhereItsTextSaysNo) {
    for (const std::string_view text : {R"(PairExists("Language","French"))",
                                        R"(PairExists("language"))",
                                        R"(PairExists(Reasons,"Language"))",
                                        R"(PairExists("Language","span*"))",
                                        R"(GetString("Language") = Span)",
                                        R"(GetString("empty"))",
                                        R"(GetNumber("zero"))",
                                        R"(PairExists("Language") = 1)",
                                        R"("v*" = MediaType)",
                                        "MediaType <> v*",
                                        "MediaType != ?oice",
                                        "MediaType=voice?",
                                        R"(PairExists("city","K??ln"))",
                                        "DNIS=0800 & MediaType=chat",
                                        "~MediaType=voice",
                                        "not (DNIS=0800)",
                                        "DNIS>800",
                                        "DNIS<800",
                                        R"(GetString("Language") > a)",
                                        "MediaType=VOICE",
                                        "5 > 6"}) {
        EXPECT_FALSE(holds(text)) << text;
    }
}

TEST_F(FilterOfACall, NegationAndComparisonOfEveryTextAreOpposites) {
    for (const std::string_view text : that_hold) {
        EXPECT_FALSE(holds("~(" + std::string(text) + ")")) << text;
    }
}

TEST_F(FilterOfACall, OfUserDataFailsAsAWholeWhereThereIsNoInteraction) {
    const std::string_view always = R"(~PairExists("none") | MediaType=voice)";
    EXPECT_TRUE(holds(always));
    call_.facts.interaction_related = false;
    EXPECT_FALSE(holds(always));
    EXPECT_FALSE(holds(R"(GetGlobalNumber("level") = 3 | MediaType=voice)"));
    EXPECT_TRUE(holds(R"(PairExists(Reasons,"Lunch"))"));
    EXPECT_TRUE(holds("DNIS=0800"));
}

TEST_F(FilterOfACall, CallTypeIsThatOfTheActionAndElseTheAttribute) {
    EXPECT_TRUE(holds("CallType=Inbound"));
    call_.facts.call_type = CallType::consult;
    EXPECT_TRUE(holds("CallType=Consult"));
    call_.facts.call_type = CallType::unknown;
    EXPECT_TRUE(holds(R"(CallType="")"));
    FactsOfOneAction typed{{top, "CallType", "Transfer"}};
    typed.facts.call_type = CallType::unknown;
    EXPECT_TRUE(parse_filter("CallType=Transfer").filter.holds(typed.facts));
    typed.facts.call_type = CallType::internal;
    EXPECT_TRUE(parse_filter("CallType=Internal").filter.holds(typed.facts));
}

TEST_F(FilterOfACall, ThisQueueIsTheAttributeAndElseTheQueueItself) {
    call_.facts.object = "Q1";
    for (const ObjectType type :
         {ObjectType::queue, ObjectType::route_point, ObjectType::virtual_queue}) {
        call_.facts.type = type;
        EXPECT_TRUE(holds("ThisQueue=Q1"));
    }
    call_.facts.type = ObjectType::staging_area;
    EXPECT_TRUE(holds(R"(ThisQueue="")"));
    FactsOfOneAction elsewhere{{top, "ThisQueue", "Q2"}};
    elsewhere.facts.object = "Q1";
    elsewhere.facts.type = ObjectType::queue;
    EXPECT_TRUE(parse_filter("ThisQueue=Q2").filter.holds(elsewhere.facts));
}

TEST(Filter, TenantAndCustomerAreOneButTheNameAskedForComesFirst) {
    FactsOfOneAction call{{top, "TenantID", "t"}, {top, "CustomerID", "c"}};
    EXPECT_TRUE(parse_filter("TenantID=t & CustomerID=c").filter.holds(call.facts));
    FactsOfOneAction tenant{{top, "TenantID", "t"}};
    EXPECT_TRUE(parse_filter("CustomerID=t").filter.holds(tenant.facts));
}

TEST(Filter, WorksOnAnActionWithoutAttributes) {
    const ActionFacts bare;
    EXPECT_TRUE(parse_filter(R"(DNIS="" & MediaType="" & CallType="")").filter.holds(bare));
    EXPECT_FALSE(parse_filter(R"(PairExists(Reasons,"x"))").filter.holds(bare));
}

TEST(Filter, KnowsWhetherUpdatesOfAttributesCanChangeIt) {
    EXPECT_FALSE(parse_filter("MediaType=voice | 1=2").filter.reads_attributes());
    EXPECT_TRUE(parse_filter("MediaType=voice | DNIS=1").filter.reads_attributes());
    EXPECT_TRUE(parse_filter(R"(PairExists(Reasons,"x"))").filter.reads_attributes());
    EXPECT_TRUE(parse_filter("CallType=Inbound").filter.reads_attributes());
}

TEST(Filter, ThatIsEmptyLetsEverythingThrough) {
    EXPECT_TRUE(Filter().empty());
    EXPECT_TRUE(Filter().holds({}));
    EXPECT_FALSE(Filter().reads_attributes());
    EXPECT_FALSE(parse_filter("DNIS=1").filter.empty());
}

TEST(Filter, OfBothPassesWhatPassesBoth) {
    FactsOfOneAction call{{top, "DNIS", "0800"}, {user_data, "k", "v"}};
    const auto read = [](std::string_view text) { return parse_filter(text).filter; };
    const auto holds = [&](std::string_view one, std::string_view other) {
        return both(read(one), read(other)).holds(call.facts);
    };
    EXPECT_TRUE(holds("DNIS=0800 | DNIS=1", R"(PairExists("k","v") | DNIS=2)"));
    EXPECT_FALSE(holds("DNIS=0800", "MediaType=chat"));
    EXPECT_FALSE(holds("MediaType=chat", "DNIS=0800"));
    EXPECT_TRUE(both(Filter(), read("DNIS=0800")).holds(call.facts));
    EXPECT_FALSE(both(read("DNIS=1"), Filter()).holds(call.facts));
    EXPECT_TRUE(both(Filter(), Filter()).empty());
    call.facts.interaction_related = false;
    EXPECT_FALSE(holds("DNIS=0800", R"(~PairExists("none"))"));
}

TEST(Filter, OfMediaPassesAnyOfTheList) {
    FactsOfOneAction call{{top, "DNIS", "0800"}};
    EXPECT_TRUE(media_filter("chat, voice ,email").holds(call.facts));
    EXPECT_TRUE(media_filter("voice").holds(call.facts));
    EXPECT_TRUE(media_filter("voice,,chat").holds(call.facts));
    EXPECT_FALSE(media_filter("chat,email").holds(call.facts));
    EXPECT_FALSE(media_filter("chat").reads_attributes());
    EXPECT_TRUE(media_filter(" , ").empty());
    EXPECT_FALSE(both(media_filter("chat,voice"), media_filter("email")).holds(call.facts));
}

TEST(Filter, SaysWhereItCannotBeReadAndWhatWasExpected) {
    const std::pair<std::string_view, std::string_view> faults[] = {
        {"", "column 1: expected an attribute, a text, a number or a function, but the text ends"},
        {"DNIS", "column 5: expected a comparison after 'DNIS', but the text ends"},
        {"DNIS=",
         "column 6: expected an attribute, a text, a number or a function, but the text "
         "ends"},
        {"=1", "column 1: expected an attribute, a text, a number or a function, not '='"},
        {"(DNIS=1", "column 8: expected ')', but the text ends"},
        {"DNIS=1)", "column 7: expected '&', '|' or the end, not ')'"},
        {"DNIS=1 DNIS=2", "column 8: expected '&', '|' or the end, not 'DNIS'"},
        {"DNIS=1 AND ANI=2",
         "column 8: expected '&', '|' or the end, not 'AND'; did you mean 'and'?"},
        {"DNIS=\"1", "column 6: the text that begins here has no closing quote"},
        {"MediaType=ü & ANI=\"1", "column 19: the text that begins here has no closing quote"},
        {"DNIS!1", "column 5: '!' stands alone; write '!=' for 'not equal' or '~' for 'not'"},
        {"DNSI=0800",
         "column 1: 'DNSI' is not an attribute; did you mean 'DNIS'? (if the text itself is "
         "meant, put it in double quotes)"},
        {"1=DNSI",
         "column 3: 'DNSI' is not an attribute; did you mean 'DNIS'? (if the text itself is "
         "meant, put it in double quotes)"},
        {"PairExist(\"a\")", "column 1: 'PairExist' is not a function; did you mean 'PairExists'?"},
        {"Quark(\"a\")",
         "column 1: 'Quark' is not a function; known are PairExists, GetString, GetNumber, "
         "GetGlobalString, GetGlobalNumber"},
        {"PairExists(Reason,\"Lunch\")",
         "column 12: 'Reason' is not a list; did you mean 'Reasons'? (a key is better put in "
         "double quotes)"},
        {"PairExists()", "column 12: expected a key, not ')'"},
        {"PairExists(Reasons,)", "column 20: expected a key, not ')'"},
        {"PairExists(\"a\",)", "column 16: expected a value, not ')'"},
        {"PairExists(\"a\",\"b\",\"c\")", "column 19: expected ')', not ','"},
        {"GetNumber(\"a\", 5) = 1", "column 14: expected ')', not ','"},
        {"PairExists(\"a\"", "column 15: expected ')', but the text ends"},
        {"DNIS=1 &",
         "column 9: expected an attribute, a text, a number or a function, but the "
         "text ends"},
        {"1<2<3", "column 4: expected '&', '|' or the end, not '<'"},
    };
    for (const auto& [text, fault] : faults) {
        const ParsedFilter parsed = parse_filter(text);
        EXPECT_EQ(parsed.fault, fault) << text;
        EXPECT_TRUE(parsed.filter.empty()) << text;
    }
}

TEST(Filter, BracketsAndNegationsNestToALimit) {
    const auto nested = [](std::size_t depth) {
        return parse_filter(std::string(depth, '(') + "5=5" + std::string(depth, ')')).fault;
    };
    EXPECT_EQ(nested(64), "");
    EXPECT_EQ(nested(65), "column 66: brackets and negations nest deeper than 64");
    EXPECT_EQ(parse_filter(std::string(65, '~') + "5=5").fault,
              "column 66: brackets and negations nest deeper than 64");
    EXPECT_EQ(parse_filter(std::string(100'000, '(')).fault,
              "column 1: the text is longer than 65536 bytes");
}

TEST(Filter, OfManyTestsInARowNeedsNoDepth) {
    std::string text = "MediaType=m0";
    for (int at = 1; at < 2'000; ++at) {
        text += " | MediaType=m" + std::to_string(at);
    }
    ActionFacts facts;
    facts.media = "m1999";
    EXPECT_TRUE(parse_filter(text).filter.holds(facts));
    facts.media = "m2000";
    EXPECT_FALSE(parse_filter(text).filter.holds(facts));
}

TEST(TextValues, NumbersAreDigitsWithSignFractionAndExponent) {
    EXPECT_EQ(number_of("12.5"), 12.5);
    EXPECT_EQ(number_of("-2"), -2);
    EXPECT_EQ(number_of("+.5e1"), 5);
    EXPECT_EQ(number_of("1.E-2"), 0.01);
    EXPECT_EQ(number_of("1e400"), std::numeric_limits<double>::max());
    EXPECT_EQ(number_of("-1e99999999999999999999"), -std::numeric_limits<double>::max());
    EXPECT_EQ(number_of("1e-400"), 0);
    EXPECT_EQ(number_of("0e999"), 0);
    EXPECT_EQ(number_of("0." + std::string(500, '0') + "1e100"), 0);
    EXPECT_EQ(number_of(std::string(400, '9')), std::numeric_limits<double>::max());
    for (const std::string_view text : {"", "+", ".", "e5", "1e", "1e+", "1.2.3", "0x1", "inf",
                                        "nan", " 1", "1 ", "--1", "1,5", "abc", "12a"}) {
        EXPECT_EQ(number_of(text), std::nullopt) << text;
    }
}

TEST(TextValues, PatternsMatchWholeTexts) {
    EXPECT_TRUE(is_like("", ""));
    EXPECT_TRUE(is_like("", "**"));
    EXPECT_TRUE(is_like("abcabd", "*ab?"));
    EXPECT_TRUE(is_like("a\nb", "a?b"));
    EXPECT_TRUE(is_like("日本", "??"));
    EXPECT_TRUE(is_like("a*b", "a*b"));
    EXPECT_TRUE(is_like("\xFF\xE4", "??"));
    EXPECT_FALSE(is_like("", "?"));
    EXPECT_FALSE(is_like("abc", "ab"));
    EXPECT_FALSE(is_like("ab", "abc"));
    EXPECT_FALSE(is_like("日本", "?"));
    EXPECT_FALSE(is_like("abcabd", "*abc"));
}

}  // namespace
}  // namespace cordboard::stats
