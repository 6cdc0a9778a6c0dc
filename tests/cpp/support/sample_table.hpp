// SPDX-License-Identifier: Apache-2.0
// A table with a column of every type, with and without values.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include <cordboard/columns.hpp>

namespace cordboard::columns {

using SharedTable = std::shared_ptr<const Table>;

inline SharedTable sample_table(std::int64_t rows_a_batch = 1 << 20) {
    Builder builder({{"count", Type::integer},
                     {"ratio", Type::real},
                     {"open", Type::boolean},
                     {"note", Type::text},
                     {"queue", Type::word},
                     {"time", Type::instant},
                     {"unused", Type::text}},
                    rows_a_batch);
    for (std::int64_t row = 0; row < 100; ++row) {
        builder.set_instant(5, {row * 1000});
        builder.set_word(4, row % 2 == 0 ? "billing" : "support");
        if (row % 3 == 0) {
            builder.set_integer(0, row);
            builder.set_text(3, std::string(static_cast<std::size_t>(row % 5), 'x'));
        }
        if (row % 7 == 0) {
            builder.set_boolean(2, row % 2 == 0);
            builder.set_real(1, static_cast<double>(row) / 2);
        }
        builder.end_row();
    }
    return builder.finish();
}

}  // namespace cordboard::columns
