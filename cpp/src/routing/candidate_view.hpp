// SPDX-License-Identifier: Apache-2.0
// What a strategy sees of the agents it may choose from: one row an agent, one column for each
// quantity that it says it needs (contract 6.3, point 11).
#pragma once

#include <span>
#include <string_view>

#include "state/state.hpp"

namespace cordboard::routing {

enum class Quantity : std::uint8_t {
    skill_level,
    idle_time,
    occupancy,
    open_interactions,
    open_of_media,
    waiting_time,
    priority,
};

struct Column {
    Quantity quantity = Quantity::skill_level;
    MediaId media;
};

// The column of that name: "skill_level", "idle_time", "open_chats" …; false when there is none.
bool find_column(const State& state, std::string_view name, Column& column);

// Writes members.size() rows of columns.size() numbers.
void fill(const State& state, const Interaction& interaction,
          std::span<const Member* const> members, std::span<const Column> columns, Instant now,
          double* out);

}  // namespace cordboard::routing
