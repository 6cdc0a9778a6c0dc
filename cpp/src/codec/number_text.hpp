// SPDX-License-Identifier: Apache-2.0
// The values of numbers as YAML and JSON spell them: decimal, and `0x` and `0o` in YAML.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace cordboard::codec {

// Nothing where the text is no whole number of 64 bits.
std::optional<std::int64_t> integer_of(std::string_view text);

// Nothing where the text is no finite number.
std::optional<double> number_of(std::string_view text);

}  // namespace cordboard::codec
