// SPDX-License-Identifier: Apache-2.0
// How the languages of statistics read and compare texts (statistics reference, 5.7 and 8.2,
// decision D-27). Nothing here depends on a locale or allocates memory.
#pragma once

#include <optional>
#include <string_view>

namespace cordboard::stats {

// The number a text is: digits with an optional sign, fraction and exponent, and nothing else. What
// is too large for a double becomes the largest one, so that arithmetic never meets an infinity.
std::optional<double> number_of(std::string_view text);

// Whether a text is like a pattern, in which `*` is any text and `?` any one character of UTF-8.
bool is_like(std::string_view text, std::string_view pattern);

// How many bytes the character takes that the text begins with; of bytes that are no UTF-8, one.
std::size_t character_size(std::string_view text);

}  // namespace cordboard::stats
