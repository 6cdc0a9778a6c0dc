// SPDX-License-Identifier: Apache-2.0
// A time zone as the changes of its offset from UTC. The rules of zones belong to the caller; here
// they are only applied.
#pragma once

#include <vector>

#include <cordboard/time.hpp>

namespace cordboard::codec {

struct ZoneChange {
    Instant from;  // of the first change: disregarded, its offset holds before it, too
    Duration offset;
};

// Sorted by `from`; without any change it is UTC.
struct ZoneTable {
    std::vector<ZoneChange> changes;

    // What the clocks there show, as microseconds since 1970 on those clocks.
    Duration local_of(Instant at) const;

    // The first instant at which the clocks show `local`. A time that they skip means the time as
    // far behind the change as it would have been without it.
    Instant instant_of(Duration local) const;
};

}  // namespace cordboard::codec
