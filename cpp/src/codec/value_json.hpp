// SPDX-License-Identifier: Apache-2.0
// User data between JSON and the canonical bytes of cordboard/value.hpp.
#pragma once

#include <string>
#include <string_view>

#include "codec/document.hpp"
#include "codec/json_writer.hpp"

namespace cordboard::codec {

// Numbers that are no 64-bit integers keep their decimal text.
void append_value(Node node, std::string& bytes);

void write_value(JsonWriter& writer, std::string_view bytes);

}  // namespace cordboard::codec
