// SPDX-License-Identifier: Apache-2.0
#include "codec/reader.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "codec/json_writer.hpp"
#include "codec/number_text.hpp"
#include "codec/quoted.hpp"

namespace cordboard::codec {

namespace {

std::string found(Node node) {
    switch (node.kind()) {
        case Kind::null:
            return "nothing";
        case Kind::boolean:
        case Kind::integer:
        case Kind::number:
            return std::string(node.text());
        case Kind::string:
            return quoted(node.text());
        case Kind::sequence:
            return "a list";
        case Kind::mapping:
            return "a mapping";
    }
    return {};
}

std::string decimal(double value) {
    std::array<char, 40> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), end.ptr};
}

std::string whole_number_between(std::int64_t least, std::int64_t most) {
    if (least == std::numeric_limits<std::int64_t>::min() &&
        most == std::numeric_limits<std::int64_t>::max()) {
        return "a whole number";
    }
    if (most == std::numeric_limits<std::int64_t>::max()) {
        return "a whole number from " + std::to_string(least);
    }
    return "a whole number between " + std::to_string(least) + " and " + std::to_string(most);
}

std::string number_between(double least, double most) {
    if (least == std::numeric_limits<double>::lowest() &&
        most == std::numeric_limits<double>::max()) {
        return "a finite number";
    }
    if (most == std::numeric_limits<double>::max()) {
        return "a number from " + decimal(least);
    }
    return "a number between " + decimal(least) + " and " + decimal(most);
}

std::string listed(const std::vector<std::string_view>& words) {
    std::string text;
    for (const std::string_view word : words) {
        text += text.empty() ? "" : ", ";
        text += word;
    }
    return text;
}

}  // namespace

void Reader::refuse(std::string message, std::string remedy) const {
    throw node_.fault(std::move(message), std::move(remedy));
}

void Reader::refuse_key(std::string message, std::string remedy) const {
    throw node_.fault_at(node_.has_key() ? node_.key_position() : node_.position(),
                         std::move(message), std::move(remedy));
}

void Reader::refuse_kind(std::string_view expected, std::string remedy) const {
    refuse("expected " + std::string(expected) + ", found " + found(node_), std::move(remedy));
}

void Reader::require(Kind kind, std::string_view expected) const {
    if (node_.kind() != kind) {
        refuse_kind(expected);
    }
}

template <class Value>
Value Reader::accepted(const Parsed<Value>& parsed) const {
    if (!parsed.ok()) {
        refuse(parsed.fault().message, parsed.fault().remedy);
    }
    return parsed.value();
}

std::string_view Reader::as_text() const {
    if (kind() == Kind::string) {
        return node_.text();
    }
    const bool scalar =
        kind() == Kind::integer || kind() == Kind::number || kind() == Kind::boolean;
    refuse_kind("a text", scalar ? "put it in quotes: \"" + std::string(node_.text()) + '"' : "");
}

std::string_view Reader::as_name() const {
    const std::string_view text = as_text();
    if (text.empty()) {
        refuse("expected a text, found an empty one");
    }
    return text;
}

std::string_view Reader::as_text_or_digits() const {
    return kind() == Kind::integer ? node_.text() : as_text();
}

std::int64_t Reader::as_integer(std::int64_t least, std::int64_t most) const {
    const std::optional<std::int64_t> value =
        kind() == Kind::integer ? integer_of(node_.text()) : std::nullopt;
    if (!value || *value < least || *value > most) {
        const bool unquotable = kind() == Kind::string && integer_of(node_.text()).has_value();
        refuse_kind(whole_number_between(least, most), unquotable ? "write it without quotes" : "");
    }
    return *value;
}

double Reader::as_number(double least, double most) const {
    const bool numeric = kind() == Kind::integer || kind() == Kind::number;
    const std::optional<double> value = numeric ? number_of(node_.text()) : std::nullopt;
    if (!value || *value < least || *value > most) {
        const bool unquotable = kind() == Kind::string && number_of(node_.text()).has_value();
        refuse_kind(number_between(least, most), unquotable ? "write it without quotes" : "");
    }
    return *value;
}

bool Reader::as_boolean() const {
    if (kind() != Kind::boolean) {
        refuse_kind("true or false");
    }
    return node_.text().front() == 't' || node_.text().front() == 'T';
}

Duration Reader::as_duration(Duration least, Duration most) const {
    const bool bare = kind() == Kind::integer || kind() == Kind::number;
    if (!bare && kind() != Kind::string) {
        refuse_kind("a duration", "write it with its unit, such as 20s or 5min");
    }
    const Duration value = accepted(parse_duration(node_.text()));
    if (value < least || value > most) {
        refuse_kind("a duration between " + duration_text(least) + " and " + duration_text(most));
    }
    return value;
}

Rate Reader::as_rate() const {
    const bool bare = kind() == Kind::integer || kind() == Kind::number;
    if (!bare && kind() != Kind::string) {
        refuse_kind("a rate", "write events over time, such as 48/min");
    }
    return accepted(parse_rate(node_.text()));
}

Duration Reader::as_time_of_day() const {
    require(Kind::string, "a time of day such as \"08:00\"");
    return accepted(parse_time_of_day(node_.text()));
}

Instant Reader::as_instant() const {
    require(Kind::string, "an instant such as 2026-03-02T08:00:00Z");
    return accepted(parse_instant(node_.text()));
}

std::size_t Reader::one_of(std::span<const std::string_view> words) const {
    const auto at =
        kind() == Kind::string ? std::find(words.begin(), words.end(), node_.text()) : words.end();
    if (at == words.end()) {
        const std::vector<std::string_view> known(words.begin(), words.end());
        const auto near = kind() == Kind::string ? nearest_word(node_.text(), known) : std::nullopt;
        refuse_kind("one of " + listed(known),
                    near ? "did you mean " + std::string(*near) + '?' : "");
    }
    return static_cast<std::size_t>(at - words.begin());
}

Items Reader::as_list() const {
    require(Kind::sequence, "a list");
    return Items(node_);
}

Fields Reader::as_mapping() const {
    require(Kind::mapping, "a mapping");
    return Fields(node_);
}

Items Reader::as_entries() const {
    require(Kind::mapping, "a mapping");
    return Items(node_);
}

std::optional<Reader> Fields::optional(std::string_view key) {
    asked_.push_back(key);
    const std::optional<Node> node = node_.find(key);
    if (!node || node->kind() == Kind::null) {
        return std::nullopt;
    }
    return Reader(*node);
}

Reader Fields::required(std::string_view key) {
    const std::optional<Reader> reader = optional(key);
    if (reader) {
        return *reader;
    }
    const std::optional<Node> empty = node_.find(key);
    if (empty) {
        throw empty->fault("the key \"" + std::string(key) + "\" has no value", "write one");
    }
    const std::string missing = "the key \"" + std::string(key) + "\" is missing";
    // A misspelt key would otherwise show as a missing one only.
    std::vector<std::string_view> present;
    for (const Node child : node_) {
        present.push_back(child.key());
    }
    const auto near = nearest_word(key, present);
    if (near && std::find(asked_.begin(), asked_.end(), *near) == asked_.end()) {
        throw node_.fault_at(node_.find(*near)->key_position(), missing,
                             "did you mean it by \"" + std::string(*near) + "\"?");
    }
    throw node_.fault(missing, "add it");
}

void Fields::finish() const {
    for (const Node child : node_) {
        if (std::find(asked_.begin(), asked_.end(), child.key()) != asked_.end()) {
            continue;
        }
        const auto near = nearest_word(child.key(), asked_);
        throw node_.fault_at(child.key_position(), "unknown key " + quoted(child.key()),
                             near ? "did you mean \"" + std::string(*near) + "\"?"
                                  : "known keys: " + listed(asked_));
    }
}

namespace {

void append_integer(Node node, JsonWriter& writer) {
    const std::optional<std::int64_t> value = integer_of(node.text());
    if (value) {
        writer.integer(*value);
        return;
    }
    // Beyond 64 bits the digits stand as written, if JSON's readers can take them as a number.
    const bool negative = Reader(node).as_number() < 0;
    std::string_view digits = node.text();
    if (digits.starts_with("0x") || digits.starts_with("0o")) {
        throw node.fault("expected a whole number of 64 bits, found " + std::string(digits));
    }
    digits.remove_prefix(digits.find_first_not_of("+-0"));
    writer.verbatim((negative ? "-" : "") + std::string(digits));
}

void append_json(Node node, JsonWriter& writer) {
    switch (node.kind()) {
        case Kind::null:
            writer.null();
            return;
        case Kind::boolean:
            writer.boolean(Reader(node).as_boolean());
            return;
        case Kind::string:
            writer.text(node.text());
            return;
        case Kind::number:
            writer.number(Reader(node).as_number());
            return;
        case Kind::integer:
            append_integer(node, writer);
            return;
        case Kind::sequence:
            writer.begin_array();
            break;
        case Kind::mapping:
            writer.begin_object();
            break;
    }
    for (const Node child : node) {
        if (child.has_key()) {
            writer.key(child.key());
        }
        append_json(child, writer);
    }
    if (node.kind() == Kind::sequence) {
        writer.end_array();
    } else {
        writer.end_object();
    }
}

}  // namespace

void write_json(Node node, std::string& target) {
    JsonWriter writer(target);
    append_json(node, writer);
}

namespace {

void append_in_place(Node node, std::string& target, std::uint32_t& line) {
    const auto reach = [&](Position position) {
        for (; line < position.line; ++line) {
            target += '\n';
        }
    };
    const bool mapping = node.kind() == Kind::mapping;
    if (!mapping && node.kind() != Kind::sequence) {
        reach(node.position());
        write_json(node, target);
        return;
    }
    target += mapping ? '{' : '[';
    bool first = true;
    for (const Node child : node) {
        target += first ? "" : ",";
        first = false;
        reach(mapping ? child.key_position() : child.position());
        if (mapping) {
            JsonWriter(target).key(child.key());
        }
        append_in_place(child, target, line);
    }
    target += mapping ? '}' : ']';
}

}  // namespace

std::string json_in_place(Node node) {
    std::string target;
    std::uint32_t line = 1;
    append_in_place(node, target, line);
    return target;
}

}  // namespace cordboard::codec
