// SPDX-License-Identifier: Apache-2.0
#include "codec/guard.hpp"

#include <algorithm>
#include <limits>
#include <string>

namespace cordboard::codec {

namespace {

bool continues(std::string_view text, std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

// The length of the character that starts here, 0 if there is none. Table 3-7 of the Unicode
// standard: the second byte of some lead bytes has a narrower range, which shuts out overlong
// forms, surrogates and values above U+10FFFF.
std::size_t character_size(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80U) {
        return 1;
    }
    if (lead < 0xC2U || lead > 0xF4U || !continues(text, at + 1)) {
        return 0;
    }
    if (lead < 0xE0U) {
        return 2;
    }
    const auto second = static_cast<unsigned char>(text[at + 1]);
    const bool overlong = (lead == 0xE0U && second < 0xA0U) || (lead == 0xF0U && second < 0x90U);
    const bool outside = (lead == 0xEDU && second > 0x9FU) || (lead == 0xF4U && second > 0x8FU);
    if (overlong || outside || !continues(text, at + 2)) {
        return 0;
    }
    if (lead < 0xF0U) {
        return 3;
    }
    return continues(text, at + 3) ? 4 : 0;
}

bool is_refused_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20U && c != '\t' && c != '\n' && c != '\r') || byte == 0x7FU;
}

std::string hexadecimal(char c) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    return {'0', 'x', digits[byte >> 4U], digits[byte & 15U]};
}

}  // namespace

Position position_of(std::string_view text, std::size_t offset) {
    const std::string_view before = text.substr(0, std::min(offset, text.size()));
    const auto lines = std::count(before.begin(), before.end(), '\n');
    const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0, the first line
    return {static_cast<std::uint32_t>(lines + 1),
            static_cast<std::uint32_t>(before.size() - line_start + 1)};
}

std::size_t find_invalid_utf8(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t size = character_size(text, at);
        if (size == 0) {
            return at;
        }
        at += size;
    }
    return std::string_view::npos;
}

std::string_view guard_text(std::string_view text, std::string_view file, const Limits& limits) {
    constexpr std::size_t addressable = std::numeric_limits<std::uint32_t>::max();
    const std::size_t bytes_max = std::min(limits.bytes, addressable);
    if (text.size() > bytes_max) {
        throw BadInput({std::string(file),
                        {},
                        {},
                        "the file has " + std::to_string(text.size()) + " bytes, at most " +
                            std::to_string(bytes_max) + " are read",
                        "split it into smaller files"});
    }
    if (text.starts_with("\xEF\xBB\xBF")) {
        text.remove_prefix(3);
    }
    // The parsers would skip a second one, and positions would no longer fit the text.
    if (text.starts_with("\xEF\xBB\xBF")) {
        throw BadInput({std::string(file),
                        {1, 1},
                        {},
                        "the file begins with two byte order marks",
                        "remove them"});
    }
    const std::size_t invalid = find_invalid_utf8(text);
    if (invalid != std::string_view::npos) {
        throw BadInput({std::string(file),
                        position_of(text, invalid),
                        {},
                        "the byte " + hexadecimal(text[invalid]) + " is not valid UTF-8",
                        "save the file as UTF-8"});
    }
    const auto control = std::find_if(text.begin(), text.end(), is_refused_control);
    if (control != text.end()) {
        const auto offset = static_cast<std::size_t>(control - text.begin());
        throw BadInput({std::string(file),
                        position_of(text, offset),
                        {},
                        "the control character " + hexadecimal(*control) + " is not allowed",
                        "remove it"});
    }
    return text;
}

}  // namespace cordboard::codec
