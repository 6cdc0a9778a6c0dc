// SPDX-License-Identifier: Apache-2.0
#include "stats/text_values.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>

namespace cordboard::stats {
namespace {

std::size_t digits_at(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') {
        ++end;
    }
    return end - at;
}

// Whether the text is an unsigned number; std::from_chars also knows "inf", "nan" and halves.
bool is_unsigned_number(std::string_view text) {
    const std::size_t whole = digits_at(text, 0);
    std::size_t at = whole;
    std::size_t fraction = 0;
    if (at < text.size() && text[at] == '.') {
        fraction = digits_at(text, at + 1);
        at += 1 + fraction;
    }
    if (whole + fraction == 0) {
        return false;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-')) {
            ++at;
        }
        const std::size_t exponent = digits_at(text, at);
        if (exponent == 0) {
            return false;
        }
        at += exponent;
    }
    return at == text.size();
}

// Of a number that no double is near to: whether it is large and not small. The first digit that
// counts stands so many places before (or behind) the point.
bool is_beyond(std::string_view text) {
    const std::size_t exponent_at = std::min(text.find_first_of("eE"), text.size());
    const std::string_view digits = text.substr(0, exponent_at);
    const std::size_t point = std::min(digits.find('.'), digits.size());
    const std::size_t first = digits.find_first_of("123456789");
    if (first == std::string_view::npos) {
        return false;
    }
    const std::int64_t places = static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first);
    std::int64_t exponent = 0;
    if (exponent_at < text.size()) {
        std::string_view written = text.substr(exponent_at + 1);
        const bool negative = written.front() == '-';
        if (negative || written.front() == '+') {
            written.remove_prefix(1);
        }
        // Longer than any text, and still far from the end of the integers.
        constexpr std::int64_t far = std::int64_t{1} << 60;
        const auto read =
            std::from_chars(written.data(), written.data() + written.size(), exponent);
        exponent = read.ec == std::errc() ? std::min(exponent, far) : far;
        exponent = negative ? -exponent : exponent;
    }
    return places + exponent > 0;
}

}  // namespace

std::optional<double> number_of(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) {
        text.remove_prefix(1);
    }
    if (!is_unsigned_number(text)) {
        return std::nullopt;
    }
    double number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec == std::errc::result_out_of_range) {
        number = is_beyond(text) ? std::numeric_limits<double>::max() : 0;
    }
    number = std::min(number, std::numeric_limits<double>::max());
    return negative ? -number : number;
}

std::size_t character_size(std::string_view text) {
    const auto first = static_cast<unsigned char>(text.front());
    const std::size_t size = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (size > text.size()) {
        return 1;
    }
    for (const char next : text.substr(1, size - 1)) {
        if ((static_cast<unsigned char>(next) & 0xC0) != 0x80) {
            return 1;
        }
    }
    return size;
}

bool is_like(std::string_view text, std::string_view pattern) {
    // Where to go on if what follows the last `*` did not fit: it takes one character more.
    std::optional<std::string_view> text_again;
    std::string_view pattern_again;
    while (!text.empty() || !pattern.empty()) {
        if (pattern.starts_with('*')) {
            pattern.remove_prefix(1);
            text_again = text;
            pattern_again = pattern;
        } else if (!text.empty() && !pattern.empty() &&
                   (pattern.front() == '?' || pattern.front() == text.front())) {
            text.remove_prefix(pattern.front() == '?' ? character_size(text) : 1);
            pattern.remove_prefix(1);
        } else if (text_again && !text_again->empty()) {
            text_again->remove_prefix(character_size(*text_again));
            text = *text_again;
            pattern = pattern_again;
        } else {
            return false;
        }
    }
    return true;
}

}  // namespace cordboard::stats
