// SPDX-License-Identifier: Apache-2.0
// Where many thousand agents act in turn, what a row needs has left the caches since its object's
// last row. It is brought near while the rows before are being counted: the object first, then what
// the object leads to, then what that leads to. Nothing here changes what is counted.
#include <algorithm>

#include "stats/engine_state.hpp"

namespace cordboard::stats {

namespace {

constexpr std::size_t objects_near = 128;  // so few stay in the caches by themselves
constexpr std::size_t rows_ahead = 12;     // of the object
constexpr std::size_t parts_ahead = 8;
constexpr std::size_t details_ahead = 4;
constexpr std::size_t holders_ahead = 6;  // of those that changed
constexpr std::size_t holder_parts_ahead = 3;
constexpr std::size_t cells_a_line = 8;
constexpr std::size_t cells_expected = 40;

}  // namespace

void EngineState::expect(std::span<const ActionRow> rows, std::size_t position) const {
    if (objects_.size() > objects_near && position + rows_ahead < rows.size()) {
        expect_object(rows[position + rows_ahead]);
        expect_parts(rows[position + parts_ahead]);
        expect_details(rows[position + details_ahead]);
    }
}

void EngineState::expect_object(const ActionRow& row) const {
    if (row.object.value < objects_.size()) {
        __builtin_prefetch(&objects_[row.object.value]);
    }
}

void EngineState::expect_parts(const ActionRow& row) const {
    if (row.object.value >= objects_.size()) {
        return;
    }
    const ObjectRecord& object = objects_[row.object.value];
    const std::size_t end = std::min(object.block + cells_expected, cells_.size());
    for (std::size_t cell = object.block; cell < end; cell += cells_a_line) {
        __builtin_prefetch(&cells_[cell]);
    }
    if (object.holder != no_index) {
        __builtin_prefetch(&holders_[object.holder]);
    }
    if (object.device != no_index) {
        __builtin_prefetch(&devices_[object.device]);
    }
    if (row.phase != Phase::occur) {
        ledger_.expect_slot(row.object.value, row.action, row.interaction, channel_of(row));
    }
}

void EngineState::expect_details(const ActionRow& row) const {
    if (row.object.value >= objects_.size()) {
        return;
    }
    const ObjectRecord& object = objects_[row.object.value];
    ledger_.expect(object.open);
    if (object.holder != no_index && holders_[object.holder].devices != no_index) {
        __builtin_prefetch(&devices_[holders_[object.holder].devices]);
    }
    if (row.phase != Phase::occur) {
        ledger_.expect_entry(row.object.value, row.action, row.interaction, channel_of(row));
    }
}

void EngineState::expect_changed_holder(std::size_t position) const {
    if (objects_.size() <= objects_near || position + holders_ahead >= changed_holders_.size()) {
        return;
    }
    const HolderRecord& later = holders_[changed_holders_[position + holders_ahead]];
    __builtin_prefetch(&objects_[later.object]);
    past_statuses_.expect(later.past);
    if (later.devices != no_index) {
        __builtin_prefetch(&devices_[later.devices]);
    }
    const HolderRecord& next = holders_[changed_holders_[position + holder_parts_ahead]];
    const ObjectRecord& object = objects_[next.object];
    ledger_.expect(object.open);
    if (object.groups != no_index) {
        __builtin_prefetch(&memberships_[object.groups]);
    }
    if (next.devices != no_index) {
        past_statuses_.expect(devices_[next.devices].past);
    }
}

}  // namespace cordboard::stats
