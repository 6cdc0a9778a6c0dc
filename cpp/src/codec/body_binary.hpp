// SPDX-License-Identifier: Apache-2.0
// Events as bytes, field by field from their tables: compact, and independent of the machine.
#pragma once

#include <string>
#include <string_view>

#include <cordboard/events.hpp>

namespace cordboard::codec {

void write_batch(std::string& out, const EventBatch& batch);

// Throws BadSnapshot.
EventBatch read_batch(std::string_view bytes);

}  // namespace cordboard::codec
