// SPDX-License-Identifier: Apache-2.0
// A table goes to another process as bytes and comes back the same.
#include "columns/table_bytes.hpp"

#include <string>

#include <gtest/gtest.h>

namespace cordboard::columns {
namespace {

std::shared_ptr<const Table> sample() {
    Builder builder({{"count", Type::integer},
                     {"ratio", Type::real},
                     {"open", Type::boolean},
                     {"note", Type::text},
                     {"queue", Type::word},
                     {"time", Type::instant},
                     {"unused", Type::text}},
                    32);
    for (std::int64_t row = 0; row < 100; ++row) {
        builder.set_instant(5, {row * 1000});
        builder.set_word(4, row % 2 == 0 ? "billing" : "support");
        if (row % 3 == 0) {
            builder.set_integer(0, row);
            builder.set_real(1, -0.0);
            builder.set_boolean(2, row % 2 == 0);
            builder.set_text(3, std::string(static_cast<std::size_t>(row % 5), 'x'));
        }
        builder.end_row();
    }
    return builder.finish();
}

TEST(TableBytes, ATableComesBackAsItWas) {
    const auto table = sample();
    const auto back = table_of_bytes(bytes_of(*table));
    EXPECT_TRUE(*back == *table);
    EXPECT_EQ(back->batches().size(), table->batches().size());
    const auto empty = Builder({{"count", Type::integer}}).finish();
    EXPECT_TRUE(*table_of_bytes(bytes_of(*empty)) == *empty);
}

TEST(TableBytes, BytesThatEndEarlyOrGoOnAreRefused) {
    const std::string bytes = bytes_of(*sample());
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        EXPECT_THROW((void)table_of_bytes(std::string_view(bytes).substr(0, size)), BadTable)
            << size;
    }
    EXPECT_THROW((void)table_of_bytes(bytes + "x"), BadTable);
}

}  // namespace
}  // namespace cordboard::columns
