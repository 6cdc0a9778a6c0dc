// SPDX-License-Identifier: Apache-2.0
// What is checked before a parser sees a byte: size, UTF-8, control characters.
#pragma once

#include <string_view>

#include "codec/bad_input.hpp"
#include "codec/document.hpp"

namespace cordboard::codec {

// The position of a byte of the text.
Position position_of(std::string_view text, std::size_t offset);

// The offset of the first byte that does not belong to valid UTF-8, or npos.
std::size_t find_invalid_utf8(std::string_view text);

// Returns the text without its byte order mark, or throws.
std::string_view guard_text(std::string_view text, std::string_view file, const Limits& limits);

}  // namespace cordboard::codec
