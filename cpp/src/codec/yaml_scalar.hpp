// SPDX-License-Identifier: Apache-2.0
// What a plain scalar means, by the core schema of YAML 1.2 (section 10.3.2): `0:00`, `yes` and
// `off` are texts there, not numbers or booleans as they were in YAML 1.1.
#pragma once

#include <string_view>

#include "codec/document.hpp"

namespace cordboard::codec {

Kind kind_of_plain(std::string_view text);

}  // namespace cordboard::codec
