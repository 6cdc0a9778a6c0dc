// SPDX-License-Identifier: Apache-2.0
#include <string>

#include <gtest/gtest.h>

#include "codec/reader.hpp"

namespace cordboard::codec {
namespace {

template <class Read>
BadInput refusal_of(Read read) {
    try {
        read();
    } catch (const BadInput& refusal) {
        return refusal;
    }
    ADD_FAILURE() << "nothing was refused";
    return BadInput({"none", {}, {}, {}, {}});
}

BadInput yaml_refusal(std::string_view text, const Limits& limits = {}) {
    return refusal_of([&] { read_yaml(text, "a.yaml", limits); });
}

BadInput json_refusal(std::string_view text, const Limits& limits = {}) {
    return refusal_of([&] { read_json(text, "a.json", limits); });
}

bool mentions(const BadInput& refusal, std::string_view words) {
    return std::string_view(refusal.what()).find(words) != std::string_view::npos;
}

Kind plain_kind(const std::string& scalar) {
    return read_yaml("a: " + scalar + "\n", "a.yaml").root().find("a")->kind();
}

std::string repeated(std::string_view part, std::size_t times) {
    std::string text;
    for (std::size_t i = 0; i < times; ++i) {
        text += part;
    }
    return text;
}

TEST(Document, yaml_keeps_order_kinds_texts_and_positions) {
    const Document document = read_yaml("b: 1\na:\n  - x: 'y'\n  - [true, ~]\n", "a.yaml");
    const Node root = document.root();
    ASSERT_EQ(root.kind(), Kind::mapping);
    ASSERT_EQ(root.size(), 2U);
    EXPECT_EQ((*root.begin()).key(), "b");
    const Node list = *root.find("a");
    EXPECT_EQ(list.key_position(), (Position{2, 1}));
    EXPECT_EQ(list.position(), (Position{3, 3}));
    const Node x = *(*list.begin()).find("x");
    EXPECT_EQ(x.kind(), Kind::string);
    EXPECT_EQ(x.text(), "y");
    EXPECT_EQ(x.key_position(), (Position{3, 5}));
    EXPECT_EQ(x.position(), (Position{3, 8}));
    EXPECT_EQ(x.path(), "a[0].x");
}

TEST(Document, json_keeps_order_kinds_texts_and_positions) {
    const Document document = read_json("{\"b\": 1,\n \"a\": [\"\\\"q\", -2.5e1, null]}", "a.json");
    const Node list = *document.root().find("a");
    EXPECT_EQ(list.key_position(), (Position{2, 2}));
    EXPECT_EQ(list.position(), (Position{2, 7}));
    auto at = list.begin();
    EXPECT_EQ((*at).text(), "\"q");
    EXPECT_EQ((*at).position(), (Position{2, 8}));
    ++at;
    EXPECT_EQ((*at).kind(), Kind::number);
    EXPECT_EQ((*at).text(), "-2.5e1");
    EXPECT_EQ((*at).position(), (Position{2, 15}));
    ++at;
    EXPECT_EQ((*at).kind(), Kind::null);
    EXPECT_EQ((*at).path(), "a[2]");
}

TEST(Document, plain_scalars_follow_the_core_schema) {
    for (const char* text : {"yes", "off", "0:00", "08:00", "1_000", "+", "1.2.3", "0xG", "-0x1"}) {
        EXPECT_EQ(plain_kind(text), Kind::string) << text;
    }
    for (const char* text : {"0", "-7", "+7", "007", "0x1F", "0o17"}) {
        EXPECT_EQ(plain_kind(text), Kind::integer) << text;
    }
    for (const char* text : {"1.5", ".5", "1.", "1e3", "-1.5E-3", ".inf", "-.INF", ".nan"}) {
        EXPECT_EQ(plain_kind(text), Kind::number) << text;
    }
    for (const char* text : {"true", "False", "TRUE"}) {
        EXPECT_EQ(plain_kind(text), Kind::boolean) << text;
    }
    for (const char* text : {"", "~", "null", "NULL"}) {
        EXPECT_EQ(plain_kind(text), Kind::null) << text;
    }
    for (const char* text : {"\"5\"", "'true'", "\"\"", "!!str 5"}) {
        EXPECT_EQ(plain_kind(text), Kind::string) << text;
    }
}

TEST(Document, tags_beyond_the_core_ones_are_refused) {
    EXPECT_TRUE(mentions(yaml_refusal("a: !secret x\n"), "a.yaml:1:4: a: the tag !secret"));
    EXPECT_TRUE(mentions(yaml_refusal("a: !!python/object x\n"), "the tag"));
    EXPECT_TRUE(mentions(yaml_refusal("a: !!int x\n"), "does not fit"));
    EXPECT_TRUE(mentions(yaml_refusal("a: !!set {x: 1}\n"), "the tag"));
}

TEST(Document, a_key_that_stands_twice_is_refused_with_both_lines) {
    for (const BadInput& refusal : {yaml_refusal("m:\n  k: 1\n  j: 2\n  k: 3\n"),
                                    json_refusal("{\"m\":\n{\"k\": 1,\n\"j\": 2,\n  \"k\": 3}}")}) {
        EXPECT_EQ(refusal.position(), (Position{4, 3}));
        EXPECT_EQ(refusal.path(), "m");
        EXPECT_EQ(refusal.message(), "the key \"k\" stands twice: in line 2 and in line 4");
    }
}

TEST(Document, depth_is_bounded_in_both_formats) {
    const auto nested = [](std::size_t depth) {
        return repeated("[", depth) + repeated("]", depth);
    };
    EXPECT_NO_THROW(read_json(nested(31), "a.json"));
    EXPECT_NO_THROW(read_json(nested(32), "a.json"));
    EXPECT_TRUE(mentions(json_refusal(nested(33)), "nested deeper than 32"));
    EXPECT_NO_THROW(read_yaml(nested(63), "a.yaml"));
    EXPECT_NO_THROW(read_yaml(nested(64), "a.yaml"));
    EXPECT_TRUE(mentions(yaml_refusal(nested(65)), "nested deeper than 64"));
}

TEST(Document, depth_bombs_are_refused) {
    for (const char* part : {"[", "{a: ", "- ", "? ", "[a: "}) {
        EXPECT_FALSE(yaml_refusal(repeated(part, 100'000)).message().empty()) << part;
    }
    EXPECT_TRUE(mentions(json_refusal(repeated("[", 1'000'000)), "nested deeper"));
    EXPECT_TRUE(mentions(yaml_refusal(repeated("[", 4'000'000)), "in one piece"));
}

TEST(Document, values_are_counted) {
    Limits limits;
    limits.nodes = 4;
    EXPECT_NO_THROW(read_json("[1, 2]", "a.json", limits));
    EXPECT_NO_THROW(read_json("[1, 2, 3]", "a.json", limits));
    EXPECT_TRUE(mentions(json_refusal("[1, 2, 3, 4]", limits), "more than 4 values"));
    EXPECT_NO_THROW(read_yaml("[&a [1], *a]", "a.yaml", Limits{.nodes = 5}));
    EXPECT_TRUE(mentions(yaml_refusal("[&a [1], *a]", limits), "more than 4 values"));
    EXPECT_NO_THROW(read_yaml_documents("[1]\n---\n[1]\n", "a.yaml", limits));
    EXPECT_THROW(read_yaml_documents("[1]\n---\n[1, 2]\n", "a.yaml", limits), BadInput);
}

TEST(Document, aliases_repeat_values_and_bombs_are_refused) {
    const Document document = read_yaml("a: &x {k: [1, 2]}\nb: *x\n", "a.yaml");
    const Node b = *document.root().find("b");
    EXPECT_EQ(b.position(), (Position{2, 4}));
    EXPECT_EQ((*b.find("k")).size(), 2U);
    EXPECT_EQ((*b.find("k")).path(), "b.k");
    std::string bomb = "a0: &a0 [x]\n";
    for (int i = 1; i <= 30; ++i) {
        const std::string before = "*a" + std::to_string(i - 1);
        bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before + ", " +
                before + ", " + before + "]\n";
    }
    EXPECT_TRUE(mentions(yaml_refusal(bomb, Limits{.nodes = 100'000}), "repeated by aliases"));
    std::string tower = "a0: &a0 [x]\n";
    for (int i = 1; i <= 70; ++i) {
        tower += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [*a" +
                 std::to_string(i - 1) + "]\n";
    }
    EXPECT_TRUE(mentions(yaml_refusal(tower), "nested deeper"));
    EXPECT_TRUE(mentions(yaml_refusal("&a [*a]"), "inside the value"));
    EXPECT_FALSE(yaml_refusal("*a").message().empty());
    EXPECT_TRUE(mentions(yaml_refusal("&k key: *k\n"), "repeats a key"));
}

TEST(Document, size_is_bounded) {
    const Limits limits{.bytes = 6};
    EXPECT_NO_THROW(read_json("[1,2]", "a.json", limits));
    EXPECT_NO_THROW(read_json("[1,23]", "a.json", limits));
    EXPECT_TRUE(mentions(json_refusal("[12,23]", limits), "a.json: the file has 7 bytes"));
    EXPECT_TRUE(mentions(yaml_refusal("[12,23]", limits), "at most 6"));
}

TEST(Document, keys_and_texts_are_bounded) {
    for (const std::size_t size : {255U, 256U}) {
        EXPECT_NO_THROW(read_json("{\"" + std::string(size, 'k') + "\":1}", "a.json"));
        EXPECT_NO_THROW(read_yaml(std::string(size, 'k') + ": 1\n", "a.yaml"));
    }
    EXPECT_TRUE(mentions(json_refusal("{\"" + std::string(257, 'k') + "\":1}"), "the key has 257"));
    EXPECT_TRUE(mentions(yaml_refusal(std::string(257, 'k') + ": 1\n"), "the key has 257"));
    for (const std::size_t size : {65'535U, 65'536U}) {
        EXPECT_NO_THROW(read_json('"' + std::string(size, 't') + '"', "a.json"));
        EXPECT_NO_THROW(read_yaml('"' + std::string(size, 't') + '"', "a.yaml"));
    }
    EXPECT_TRUE(mentions(json_refusal('"' + std::string(65'537, 't') + '"'), "65537 bytes"));
    EXPECT_TRUE(mentions(yaml_refusal('"' + std::string(65'537, 't') + '"'), "65537 bytes"));
}

TEST(Document, bytes_that_are_no_text_are_refused) {
    using std::string_view_literals::operator""sv;
    const BadInput invalid = yaml_refusal("a: 1\nb: \xFF\n");
    EXPECT_EQ(invalid.position(), (Position{2, 4}));
    EXPECT_TRUE(mentions(invalid, "0xFF is not valid UTF-8"));
    for (const std::string_view text : {"\xC0\xAF"sv, "\xED\xA0\x80"sv, "\xF4\x90\x80\x80"sv,
                                        "\xE2\x82"sv, "\x80"sv, "\xE0\x80\x80"sv}) {
        EXPECT_TRUE(mentions(yaml_refusal(text), "UTF-8"));
    }
    EXPECT_TRUE(mentions(json_refusal("[\"a\0\"]"sv), "0x00"));
    EXPECT_TRUE(mentions(json_refusal("[\"a\\u0000\"]"), "NUL"));
    EXPECT_TRUE(mentions(yaml_refusal("a: \"\\0\"\n"), "NUL"));
    EXPECT_TRUE(mentions(json_refusal("\xEF\xBB\xBF\xEF\xBB\xBF[]"), "byte order marks"));
    const Document marked = read_json("\xEF\xBB\xBF[\"\xC3\xA9\xF0\x9F\x98\x80\"]", "a.json");
    EXPECT_EQ(marked.root().position(), (Position{1, 1}));
}

TEST(Document, broken_syntax_is_refused_at_its_place) {
    EXPECT_EQ(yaml_refusal("a: 1\nb: [1, 2\n").file(), "a.yaml");
    EXPECT_TRUE(mentions(yaml_refusal("a: 1\n  b: 2\n"), "a.yaml:2:"));
    const BadInput comma = json_refusal("{\"a\": 1,\n \"b\" 2}");
    EXPECT_EQ(comma.position(), (Position{2, 6}));
    EXPECT_TRUE(mentions(comma, "not valid JSON"));
    EXPECT_TRUE(mentions(json_refusal("[1e999]"), "a.json:1:2: [0]: the number is too large"));
    EXPECT_TRUE(mentions(json_refusal(""), "not valid JSON"));
    EXPECT_TRUE(mentions(json_refusal("[1] 2"), "a.json:1:5: "));
}

TEST(Document, keys_must_be_texts) {
    EXPECT_TRUE(mentions(yaml_refusal("? [a]\n: 1\n"), "in place of a key"));
    EXPECT_TRUE(mentions(yaml_refusal("~: 1\n"), "a key is missing"));
    EXPECT_TRUE(mentions(yaml_refusal("a: &x b\n*x : 1\n"), "an alias stands in place of a key"));
    EXPECT_EQ((*read_yaml("8001: x\n", "a.yaml").root().begin()).key(), "8001");
}

TEST(Document, several_documents_are_read_where_asked_for) {
    const auto documents = read_yaml_documents("# c\na: 1\n---\n# d\nb: 2\n", "a.yaml");
    ASSERT_EQ(documents.size(), 2U);
    EXPECT_EQ((*documents[1].root().find("b")).position(), (Position{5, 4}));
    EXPECT_TRUE(mentions(yaml_refusal("a: 1\n---\nb: 2\n"), "a second document begins"));
    EXPECT_EQ(read_yaml("", "a.yaml").root().kind(), Kind::null);
    EXPECT_TRUE(read_yaml_documents("# nothing\n", "a.yaml").empty());
    const Limits limits{.documents = 2};
    EXPECT_NO_THROW(read_yaml_documents("1\n---\n2\n", "a.yaml", limits));
    EXPECT_THROW(read_yaml_documents("1\n---\n2\n---\n3\n", "a.yaml", limits), BadInput);
}

TEST(Document, json_is_read_under_any_name) {
    EXPECT_EQ(read_text("{\"a\": [1]}", "a.json").root().size(), 1U);
    EXPECT_EQ(read_text("{\"a\": [1]}", "a.yaml").root().size(), 1U);
    EXPECT_EQ(read_text("{a: [1]}", "a.yaml").root().size(), 1U);
    EXPECT_THROW(read_text("{a: [1]}", "a.json"), BadInput);
    const std::string large = '[' + repeated("123456,", 200'000) + "1]";
    EXPECT_EQ(read_text(large, "a.yaml").root().size(), 200'001U);
}

TEST(Document, an_absent_value_stands_at_its_key) {
    const Document document = read_yaml("a:\n\nb: ~\n", "a.yaml");
    EXPECT_EQ(document.root().find("a")->position(), (Position{1, 1}));
    EXPECT_EQ(document.root().find("b")->position(), (Position{3, 4}));
}

}  // namespace
}  // namespace cordboard::codec
