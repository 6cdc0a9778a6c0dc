// SPDX-License-Identifier: Apache-2.0
// Tables of other libraries. The interface carries no sizes of buffers, so what can be checked is:
// types, counts, offsets that rise, indices inside their dictionary, UTF-8. The values are copied
// into a table of our own, in which only six types are left to deal with.
#include <memory>

#include <cordboard/columns.hpp>

#include "columns/foreign_stream.hpp"

namespace cordboard::columns {

std::shared_ptr<const Table> import_stream(ArrowArrayStream* stream,
                                           const std::vector<std::string>& wanted) {
    ForeignStream foreign(stream, wanted);
    Builder builder(foreign.schema());
    while (foreign.next()) {
        std::vector<ForeignColumn>& columns = foreign.columns();
        for (std::int64_t row = 0; row < foreign.rows(); ++row) {
            if (!foreign.is_missing(row)) {
                for (std::size_t i = 0; i < columns.size(); ++i) {
                    columns[i].copy(row, builder, i);
                }
            }
            builder.end_row();
        }
    }
    return builder.finish();
}

}  // namespace cordboard::columns
