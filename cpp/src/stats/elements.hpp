// SPDX-License-Identifier: Apache-2.0
// What is above an object and what is below it, and the elements that are open there: the actions
// of the ledger, or the statuses of devices, of agents and places, of groups.
//
// Three levels belong together (statistics reference, 1.2): a DN or a channel, the agent logged in
// to it and the place it stands at, the groups of both; queues and their groups are two. What comes
// up from below begins no earlier than the latest joining on its way.
#pragma once

#include <algorithm>

#include "stats/engine_state.hpp"

namespace cordboard::stats {

// One loop over two levels, with one place where it visits: what a row does is put in there whole.
template <class Visitor>
void EngineState::for_each_above(std::uint32_t object, Visitor&& visit) const {
    std::uint32_t at = objects_[object].groups;
    std::uint32_t next = no_index;  // of the first level, while the loop is on the second
    Instant joined = long_ago;
    while (at != no_index) {
        const Membership& membership = memberships_[at];
        visit(membership.group, std::max(joined, membership.joined));
        const std::uint32_t up = objects_[membership.group].groups;
        if (up != no_index) [[unlikely]] {
            next = membership.next_group;
            joined = membership.joined;
            at = up;
        } else if (at = membership.next_group; at == no_index) {
            at = next;
            next = no_index;
            joined = long_ago;
        }
    }
}

// The object itself, then what belongs to it.
template <class Visitor>
void EngineState::for_each_below(std::uint32_t object, Instant joined, Visitor&& visit) const {
    visit(object, joined);
    for (std::uint32_t at = objects_[object].members; at != no_index;
         at = memberships_[at].next_member) {
        for_each_below(memberships_[at].member, std::max(joined, memberships_[at].joined), visit);
    }
}

// How a device came from its settled status to another, as (run before, key after).
template <class Visitor>
void EngineState::for_each_change(const Device& device, StatusKey after, Visitor&& visit) const {
    StatusRun before = device.run;
    if (device.interrupted && before.key != no_status) {
        visit(before, no_status);
        before = {};
    }
    if (after != before.key) {
        visit(before, after);
    }
}

// The statuses of the object itself and of the devices that it has of its own.
template <class Visitor>
void EngineState::for_each_run(std::uint32_t object, Source source, View view,
                               Visitor&& visit) const {
    const ObjectRecord& record = objects_[object];
    const auto report = [&](const auto& bearer) {
        const StatusRun run = view == View::now ? run_now(bearer) : bearer.run;
        if (run.key != no_status) {
            visit(run);
        }
    };
    if (source == Source::group_status && record.group != no_index) {
        report(groups_[record.group]);
    }
    if (source == Source::dn_status && record.device != no_index) {
        report(devices_[record.device]);
    }
    if (record.holder == no_index) {
        return;
    }
    const HolderRecord& holder = holders_[record.holder];
    if (source == holder.source) {
        report(holder);
    }
    for (std::uint32_t at = source == Source::dn_status ? holder.devices : no_index; at != no_index;
         at = devices_[at].next) {
        report(devices_[at]);
    }
}

template <class Visitor>
void EngineState::for_each_own(std::uint32_t object, Source source, Instant joined, View view,
                               Visitor&& visit) const {
    if (source != Source::action) {
        for_each_run(object, source, view, [&](const StatusRun& run) {
            visit(std::size_t{run.key}, std::max(run.since, joined));
        });
        return;
    }
    for (std::uint32_t entry = objects_[object].open.first; entry != no_index;
         entry = ledger_.at(entry).next) {
        const OpenAction& open = ledger_.at(entry);
        visit(element_of(open.action, open.type), std::max(open.start, joined));
    }
}

// Whose actions or statuses an object counts. A tenant has the statuses of everybody, but no
// actions except its own (decision D-34).
template <class Visitor>
void EngineState::for_each_counted(std::uint32_t object, Source source, Visitor&& visit) const {
    for_each_below(object, long_ago, visit);
    if (objects_[object].type == ObjectType::tenant && source != Source::action) {
        for (const HolderRecord& holder : holders_) {
            visit(holder.object, long_ago);
        }
    }
}

template <class Visitor>
void EngineState::for_each_open(std::uint32_t object, Source source, View view,
                                Visitor&& visit) const {
    for_each_counted(object, source, [&](std::uint32_t below, Instant joined) {
        for_each_own(below, source, joined, view, visit);
    });
}

}  // namespace cordboard::stats
