// SPDX-License-Identifier: Apache-2.0
#include "codec/zone_table.hpp"

namespace cordboard::codec {

Duration ZoneTable::local_of(Instant at) const {
    Duration offset;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        if (i == 0 || changes[i].from <= at) {
            offset = changes[i].offset;
        }
    }
    return Duration{at.microseconds} + offset;
}

Instant ZoneTable::instant_of(Duration local) const {
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const Instant at = Instant{local.microseconds} - changes[i].offset;
        const bool is_last = i + 1 == changes.size();
        if (is_last || at < changes[i + 1].from) {
            const bool skipped = i > 0 && at < changes[i].from;
            return skipped ? Instant{local.microseconds} - changes[i - 1].offset : at;
        }
    }
    return {local.microseconds};
}

}  // namespace cordboard::codec
