// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include <cordboard/columns.hpp>
#include <cordboard/events.hpp>

#include "state/state.hpp"

namespace cordboard::center {

// The columns of an event table: `time`, `event`, then every field of every event, each once.
std::vector<columns::ColumnSchema> event_columns();

// One row an event; fields that an event does not have are null. `state` is one in which every
// object named exists.
std::shared_ptr<const columns::Table> event_table(const EventBatch& log, const State& state);

}  // namespace cordboard::center
