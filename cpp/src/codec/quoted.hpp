// SPDX-License-Identifier: Apache-2.0
// How messages show a text of the author: in quotes, and cut where it is long.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace cordboard::codec {

inline std::string quoted(std::string_view text) {
    constexpr std::size_t shown_max = 40;
    std::size_t size = std::min(text.size(), shown_max);
    // A character of several bytes is not cut in the middle.
    while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) {
        --size;
    }
    return '"' + std::string(text.substr(0, size)) + (size < text.size() ? "...\"" : "\"");
}

}  // namespace cordboard::codec
