// SPDX-License-Identifier: Apache-2.0
// A table goes to another process as bytes and comes back the same.
#include "columns/table_bytes.hpp"

#include <string>

#include <gtest/gtest.h>

#include "support/sample_table.hpp"

namespace cordboard::columns {
namespace {

TEST(TableBytes, ATableComesBackAsItWas) {
    const auto table = sample_table(32);
    const auto back = table_of_bytes(bytes_of(*table));
    EXPECT_TRUE(*back == *table);
    EXPECT_EQ(back->batches().size(), table->batches().size());
    const auto empty = Builder({{"count", Type::integer}}).finish();
    EXPECT_TRUE(*table_of_bytes(bytes_of(*empty)) == *empty);
}

TEST(TableBytes, BytesThatEndEarlyOrGoOnAreRefused) {
    const std::string bytes = bytes_of(*sample_table(32));
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        EXPECT_THROW((void)table_of_bytes(std::string_view(bytes).substr(0, size)), BadTable)
            << size;
    }
    EXPECT_THROW((void)table_of_bytes(bytes + "x"), BadTable);
}

}  // namespace
}  // namespace cordboard::columns
