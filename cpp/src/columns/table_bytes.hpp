// SPDX-License-Identifier: Apache-2.0
// A table as bytes for another process of the same program on the same machine: its buffers as they
// lie in memory. For files and for other programs there is the Arrow stream.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <cordboard/columns.hpp>

namespace cordboard::columns {

std::string bytes_of(const Table& table);

// Throws BadTable where the bytes end too early or go on.
std::shared_ptr<const Table> table_of_bytes(std::string_view bytes);

}  // namespace cordboard::columns
