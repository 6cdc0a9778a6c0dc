// SPDX-License-Identifier: Apache-2.0
#include "codec/value_json.hpp"

#include <charconv>

#include <cordboard/value.hpp>

namespace cordboard::codec {

namespace {

void append_text(std::string_view text, std::string& bytes) {
    value::append_count(bytes, static_cast<std::uint32_t>(text.size()));
    bytes += text;
}

void append_number(std::string_view text, std::string& bytes) {
    std::int64_t whole = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), whole);
    if (parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size()) {
        bytes += 'd';
        append_text(text, bytes);
        return;
    }
    bytes += 'i';
    for (unsigned i = 0; i < 8; ++i) {
        bytes += static_cast<char>(static_cast<std::uint64_t>(whole) >> (8 * i) & 0xFF);
    }
}

std::int64_t read_integer(std::string_view bytes) {
    std::uint64_t whole = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        whole |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
    }
    return static_cast<std::int64_t>(whole);
}

}  // namespace

void append_value(Node node, std::string& bytes) {
    switch (node.kind()) {
        case Kind::null:
            bytes += 'n';
            return;
        case Kind::boolean:
            bytes += node.text() == "true" ? 't' : 'f';
            return;
        case Kind::integer:
        case Kind::number:
            append_number(node.text(), bytes);
            return;
        case Kind::string:
            bytes += 's';
            append_text(node.text(), bytes);
            return;
        case Kind::sequence:
        case Kind::mapping:
            bytes += node.kind() == Kind::mapping ? '{' : '[';
            value::append_count(bytes, static_cast<std::uint32_t>(node.size()));
            for (const Node child : node) {
                if (node.kind() == Kind::mapping) {
                    append_text(child.key(), bytes);
                }
                append_value(child, bytes);
            }
            return;
    }
}

void write_value(JsonWriter& writer, std::string_view bytes) {
    const auto text = [&] { return bytes.substr(5, value::read_count(bytes.substr(1))); };
    switch (bytes.front()) {
        case 'n':
            writer.null();
            return;
        case 't':
        case 'f':
            writer.boolean(bytes.front() == 't');
            return;
        case 'i':
            writer.integer(read_integer(bytes.substr(1)));
            return;
        case 'd':
            writer.verbatim(text());
            return;
        case 's':
            writer.text(text());
            return;
        case '{':
            writer.begin_object();
            value::for_each_entry(bytes, [&](std::string_view key, std::string_view one) {
                writer.key(key);
                write_value(writer, one);
            });
            writer.end_object();
            return;
        default:
            writer.begin_array();
            std::size_t at = 5;
            for (std::uint32_t left = value::read_count(bytes.substr(1)); left > 0; --left) {
                const std::size_t size = value::size_of(bytes.substr(at));
                write_value(writer, bytes.substr(at, size));
                at += size;
            }
            writer.end_array();
    }
}

}  // namespace cordboard::codec
