// SPDX-License-Identifier: Apache-2.0
#include <string>

#include <gtest/gtest.h>

#include "codec/json_writer.hpp"
#include "codec/reader.hpp"

namespace cordboard::codec {
namespace {

// Reads `{value: TEXT}` and gives what the reader of the value throws.
template <class Ask>
std::string refusal_of(const std::string& text, Ask ask) {
    const Document document = read_yaml("v: " + text + "\n", "c.yaml");
    Fields fields = Reader(document).as_mapping();
    try {
        ask(fields.required("v"));
    } catch (const BadInput& refusal) {
        return refusal.what();
    }
    return "accepted";
}

TEST(Reader, a_refusal_names_place_path_expectation_and_finding) {
    const Document document = read_yaml(
        "agents:\n  - {skills: {billing: 8}}\n  - {skills: {billing: high}}\n", "center.yaml");
    Fields root = Reader(document).as_mapping();
    std::string message;
    for (const Reader agent : root.required("agents").as_list()) {
        for (const Reader skill : agent.as_mapping().required("skills").as_entries()) {
            try {
                skill.as_integer(0, 100);
            } catch (const BadInput& refusal) {
                message = refusal.what();
            }
        }
    }
    EXPECT_EQ(message,
              "center.yaml:3:24: agents[1].skills.billing: expected a whole number between 0 and "
              "100, found \"high\"");
}

TEST(Reader, whole_numbers_hold_their_range) {
    const auto percent = [](Reader v) { v.as_integer(1, 100); };
    EXPECT_EQ(refusal_of("1", percent), "accepted");
    EXPECT_EQ(refusal_of("100", percent), "accepted");
    EXPECT_EQ(refusal_of("0x64", percent), "accepted");
    for (const char* text : {"0", "101", "1.0", "99999999999999999999", "true", "[1]", "''"}) {
        EXPECT_NE(refusal_of(text, percent), "accepted") << text;
    }
    EXPECT_EQ(refusal_of("'5'", percent),
              "c.yaml:1:4: v: expected a whole number between 1 and 100, found \"5\"; write it "
              "without quotes");
    EXPECT_EQ(refusal_of("9223372036854775807", [](Reader v) { v.as_integer(); }), "accepted");
    EXPECT_NE(refusal_of("9223372036854775808", [](Reader v) { v.as_integer(); }), "accepted");
}

TEST(Reader, numbers_are_finite) {
    const auto number = [](Reader v) { v.as_number(); };
    EXPECT_EQ(refusal_of("-1.5e3", number), "accepted");
    EXPECT_EQ(refusal_of("7", number), "accepted");
    for (const char* text : {".inf", "-.inf", ".nan", "1e999", "x", "~x"}) {
        EXPECT_NE(refusal_of(text, number), "accepted") << text;
    }
    EXPECT_NE(refusal_of("1.01", [](Reader v) { v.as_number(0, 1); }), "accepted");
    EXPECT_EQ(Reader(read_json("2.5", "a").root()).as_number(), 2.5);
}

TEST(Reader, texts_are_not_guessed_from_numbers) {
    const auto text = [](Reader v) { v.as_text(); };
    EXPECT_EQ(refusal_of("ann", text), "accepted");
    EXPECT_EQ(refusal_of("5001", text),
              "c.yaml:1:4: v: expected a text, found 5001; put it in quotes: \"5001\"");
    EXPECT_EQ(refusal_of("5001", [](Reader v) { v.as_text_or_digits(); }), "accepted");
    EXPECT_NE(refusal_of("''", [](Reader v) { v.as_name(); }), "accepted");
    const Document yes = read_yaml("TRUE", "a");
    EXPECT_TRUE(Reader(yes).as_boolean());
    EXPECT_NE(refusal_of("yes", [](Reader v) { v.as_boolean(); }), "accepted");
}

TEST(Reader, times_are_read_with_their_remedies) {
    const auto duration = [](Reader v) { v.as_duration(seconds(1), minutes(1)); };
    EXPECT_EQ(refusal_of("1s", duration), "accepted");
    EXPECT_EQ(refusal_of("1min", duration), "accepted");
    EXPECT_EQ(refusal_of("61s", duration),
              "c.yaml:1:4: v: expected a duration between 1s and 1min, found \"61s\"");
    EXPECT_NE(refusal_of("999ms", duration), "accepted");
    EXPECT_EQ(refusal_of("20", duration),
              "c.yaml:1:4: v: the duration \"20\" has no unit; write 20s, or another unit: ms, "
              "min, h, d");
    EXPECT_EQ(refusal_of("48/min", [](Reader v) { v.as_rate(); }), "accepted");
    EXPECT_EQ(refusal_of("08:00", [](Reader v) { v.as_time_of_day(); }), "accepted");
    EXPECT_EQ(refusal_of("2026-03-02T08:00:00Z", [](Reader v) { v.as_instant(); }), "accepted");
    EXPECT_EQ(refusal_of("2026-03-02T08:00:00", [](Reader v) { v.as_instant(); }),
              "c.yaml:1:4: v: the instant \"2026-03-02T08:00:00\" has no time zone; append Z for "
              "UTC, or an offset such as +01:00");
}

TEST(Reader, one_of_suggests_the_nearest_word) {
    const auto word = [](Reader v) { EXPECT_EQ(v.one_of({"stop", "drain"}), 1U); };
    EXPECT_EQ(refusal_of("drain", word), "accepted");
    EXPECT_EQ(refusal_of("drian", word),
              "c.yaml:1:4: v: expected one of stop, drain, found \"drian\"; did you mean drain?");
    EXPECT_EQ(refusal_of("7", word), "c.yaml:1:4: v: expected one of stop, drain, found 7");
}

TEST(Reader, unknown_keys_are_reported_with_the_nearest_known_one) {
    const auto finish = [](Reader v) {
        Fields fields = v.as_mapping();
        fields.optional("skills");
        fields.optional("userName");
        fields.finish();
    };
    EXPECT_EQ(refusal_of("{skills: 1, userName: x}", finish), "accepted");
    EXPECT_EQ(refusal_of("{skils: 1}", finish),
              "c.yaml:1:5: v: unknown key \"skils\"; did you mean \"skills\"?");
    EXPECT_EQ(refusal_of("{user_name: 1}", finish),
              "c.yaml:1:5: v: unknown key \"user_name\"; did you mean \"userName\"?");
    EXPECT_EQ(refusal_of("{zzz: 1}", finish),
              "c.yaml:1:5: v: unknown key \"zzz\"; known keys: skills, userName");
}

TEST(Reader, missing_keys_are_reported) {
    const auto name = [](Reader v) { v.as_mapping().required("name"); };
    EXPECT_EQ(refusal_of("{name: 1}", name), "accepted");
    EXPECT_EQ(refusal_of("{}", name), "c.yaml:1:4: v: the key \"name\" is missing; add it");
    EXPECT_EQ(refusal_of("{nmae: 1}", name),
              "c.yaml:1:5: v: the key \"name\" is missing; did you mean it by \"nmae\"?");
    EXPECT_EQ(refusal_of("{name: ~}", name),
              "c.yaml:1:11: v.name: the key \"name\" has no value; write one");
    EXPECT_EQ(refusal_of("{a: ~}",
                         [](Reader v) { EXPECT_FALSE(v.as_mapping().optional("a").has_value()); }),
              "accepted");
    EXPECT_NE(refusal_of("[1]", name), "accepted");
    EXPECT_NE(refusal_of("{a: 1}", [](Reader v) { v.as_list(); }), "accepted");
}

TEST(JsonWriter, writes_values_with_commas_and_escapes) {
    std::string text;
    JsonWriter writer(text);
    writer.begin_object();
    writer.key("a\"\\");
    writer.begin_array();
    writer.integer(-1);
    writer.unsigned_integer(18'446'744'073'709'551'615U);
    writer.number(0.1);
    writer.number(100);
    writer.number(std::numeric_limits<double>::infinity());
    writer.begin_object();
    writer.end_object();
    writer.end_array();
    writer.key("b");
    writer.text("\n\x01\x1f\xC3\xA9,");
    writer.key("c");
    writer.boolean(true);
    writer.key("d");
    writer.null();
    writer.end_object();
    EXPECT_EQ(text,
              "{\"a\\\"\\\\\":[-1,18446744073709551615,0.1,100.0,null,{}],"
              "\"b\":\"\\n\\u0001\\u001f\xC3\xA9,\",\"c\":true,\"d\":null}");
}

TEST(JsonWriter, a_written_document_reads_back_equal) {
    const std::string source =
        "{\"a\": [1, -0, 1e2, 0.1, 123456789012345678901234567890, true, null], \"\": \"\\u0001\"}";
    const Document document = read_json(source, "a.json");
    std::string written;
    write_json(document.root(), written);
    EXPECT_TRUE(same_content(document.root(), read_json(written, "b.json").root())) << written;
    const Document other = read_json("{\"a\": [1], \"\": \"x\"}", "c.json");
    EXPECT_FALSE(same_content(document.root(), other.root()));
}

TEST(JsonWriter, yaml_spellings_become_json) {
    const Document document = read_yaml("[0x1F, +5, 007, .5, 5., TRUE, Null]", "a.yaml");
    std::string written;
    write_json(document.root(), written);
    EXPECT_EQ(written, "[31,5,7,0.5,5.0,true,null]");
    EXPECT_TRUE(same_content(document.root(), read_json(written, "b.json").root()));
    const Document infinite = read_yaml("[.inf]", "a.yaml");
    EXPECT_THROW(write_json(infinite.root(), written), BadInput);
}

}  // namespace
}  // namespace cordboard::codec
