// SPDX-License-Identifier: Apache-2.0
#include "codec/number_text.hpp"

#include <charconv>
#include <cmath>

namespace cordboard::codec {

std::optional<std::int64_t> integer_of(std::string_view text) {
    int base = 10;
    if (text.starts_with("0x") || text.starts_with("0o")) {
        base = text[1] == 'x' ? 16 : 8;
        text.remove_prefix(2);
    } else if (text.starts_with('+')) {
        text.remove_prefix(1);
    }
    std::int64_t value = 0;
    const char* end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, value, base);
    if (result.ec != std::errc() || result.ptr != end) {
        return std::nullopt;
    }
    return value;
}

std::optional<double> number_of(std::string_view text) {
    if (text.starts_with("0x") || text.starts_with("0o")) {
        const std::optional<std::int64_t> whole = integer_of(text);
        return whole ? std::optional(static_cast<double>(*whole)) : std::nullopt;
    }
    if (text.starts_with('+')) {
        text.remove_prefix(1);
    }
    double value = 0;
    const char* end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, value);
    if (result.ec != std::errc() || result.ptr != end || !std::isfinite(value)) {
        return std::nullopt;
    }
    return value;
}

}  // namespace cordboard::codec
