// SPDX-License-Identifier: Apache-2.0
#include "codec/yaml_scalar.hpp"

#include <algorithm>

namespace cordboard::codec {

namespace {

constexpr std::string_view decimal_digits = "0123456789";

bool is_one_of(std::string_view text, std::string_view a, std::string_view b, std::string_view c) {
    return text == a || text == b || text == c;
}

bool consists_of(std::string_view text, std::string_view alphabet) {
    return !text.empty() && text.find_first_not_of(alphabet) == std::string_view::npos;
}

// Removes and counts the digits in front.
std::size_t skip_digits(std::string_view& text) {
    const std::size_t count = std::min(text.find_first_not_of(decimal_digits), text.size());
    text.remove_prefix(count);
    return count;
}

void skip_sign(std::string_view& text) {
    if (text.starts_with('+') || text.starts_with('-')) {
        text.remove_prefix(1);
    }
}

bool is_integer(std::string_view text) {
    if (text.starts_with("0o")) {
        return consists_of(text.substr(2), "01234567");
    }
    if (text.starts_with("0x")) {
        return consists_of(text.substr(2), "0123456789abcdefABCDEF");
    }
    skip_sign(text);
    return consists_of(text, decimal_digits);
}

bool is_number(std::string_view text) {
    if (is_one_of(text, ".nan", ".NaN", ".NAN")) {
        return true;
    }
    skip_sign(text);
    if (is_one_of(text, ".inf", ".Inf", ".INF")) {
        return true;
    }
    std::size_t digits = skip_digits(text);
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        digits += skip_digits(text);
    }
    if (digits == 0) {
        return false;
    }
    if (text.starts_with('e') || text.starts_with('E')) {
        text.remove_prefix(1);
        skip_sign(text);
        return consists_of(text, decimal_digits);
    }
    return text.empty();
}

}  // namespace

Kind kind_of_plain(std::string_view text) {
    if (text.empty() || text == "~" || is_one_of(text, "null", "Null", "NULL")) {
        return Kind::null;
    }
    if (is_one_of(text, "true", "True", "TRUE") || is_one_of(text, "false", "False", "FALSE")) {
        return Kind::boolean;
    }
    const char first = text.front();
    const bool numeric =
        (first >= '0' && first <= '9') || first == '+' || first == '-' || first == '.';
    if (!numeric) {
        return Kind::string;
    }
    if (is_integer(text)) {
        return Kind::integer;
    }
    return is_number(text) ? Kind::number : Kind::string;
}

}  // namespace cordboard::codec
