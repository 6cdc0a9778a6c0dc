// SPDX-License-Identifier: Apache-2.0
// Shifts as people write them, by the clock of a zone and repeated every day, made into the moments
// of one run.
#pragma once

#include <vector>

#include "codec/center_draft.hpp"
#include "codec/zone_table.hpp"
#include "sim/model.hpp"

namespace cordboard::codec {

// Sorted by time, then by agent. Who is in the centre but never logs in during the run (not an
// agent, without any capacity, or with all shifts outside) has one event at `never`: agents without
// an event are logged in all the time.
std::vector<sim::ShiftEvent> read_shifts(const CenterDraft& draft, const Rows& rows,
                                         const ZoneTable& zone, Instant start, Instant end);

}  // namespace cordboard::codec
