// SPDX-License-Identifier: Apache-2.0
// How tallies are gone through, and the statuses they hear of.
#pragma once

#include "stats/elements.hpp"

namespace cordboard::stats {

// One status of a device, an agent, a place or a group as it is when the instant is over, and as it
// was before.
struct EngineState::Bearing {
    std::uint32_t object = no_index;
    std::uint32_t key = no_index;  // the index of its record
    StatusKey status = no_status;
    Instant since;
    std::uint32_t cause = no_index;
    bool interrupted = false;
    StatusRun before;
    std::uint32_t past = no_index;  // the statuses that were there before this one
};

template <class Visitor>
void EngineState::for_each_tally(std::uint32_t object, Source source, Visitor&& visit) {
    for (std::uint32_t at = objects_[object].tallies; at != no_index; at = tallies_[at].next) {
        Tally& tally = tallies_[at].tally;
        const ReadDefinition& definition = catalogue_->read(tally.definition());
        if (definition.source == source) {
            roll(tally, definition);
            visit(tally, definition);
        }
    }
}

template <class Visitor>
void EngineState::for_each_bearing(std::uint32_t object, Source source, Visitor&& visit) const {
    const ObjectRecord& record = objects_[object];
    if (source == Source::group_status && record.group != no_index) {
        const GroupRecord& group = groups_[record.group];
        const StatusRun run = run_now(group);
        visit(Bearing{object, record.group, run.key, run.since, no_index, false, group.run});
    }
    if (source == Source::dn_status && record.device != no_index) {
        visit(bearing_of(record.device, devices_[record.device]));
    }
    if (record.holder == no_index) {
        return;
    }
    const HolderRecord& holder = holders_[record.holder];
    if (source == holder.source) {
        visit(bearing_of(record.holder, holder));
    }
    for (std::uint32_t at = source == Source::dn_status ? holder.devices : no_index; at != no_index;
         at = devices_[at].next) {
        visit(bearing_of(at, devices_[at]));
    }
}

}  // namespace cordboard::stats
