// SPDX-License-Identifier: Apache-2.0
// What somebody may have meant by a word that is not known.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace cordboard::base {

// The word closest in spelling, if one is close enough to be meant; upper and lower case, `_` and
// `-` make no difference.
std::optional<std::string_view> nearest_word(std::string_view word,
                                             const std::vector<std::string_view>& words);

}  // namespace cordboard::base
