// SPDX-License-Identifier: Apache-2.0
// The elements that are open on an object: the actions of the ledger, or the statuses of devices and
// agents, of the object itself and of the members of a group. Starts are clipped to the joining.
#pragma once

#include <algorithm>

#include "stats/engine_state.hpp"

namespace cordboard::stats {

template <class Visitor>
void EngineState::for_each_own(std::uint32_t object, Source source, Instant joined, View view,
                               Visitor&& visit) const {
    const ObjectRecord& record = objects_[object];
    if (source == Source::action) {
        for (std::uint32_t entry = record.open.first; entry != no_index;
             entry = ledger_.at(entry).next) {
            const OpenAction& open = ledger_.at(entry);
            visit(element_of(open.action, open.type), std::max(open.start, joined));
        }
        return;
    }
    if (record.agent == no_index) {
        return;
    }
    const AgentRecord& agent = agents_[record.agent];
    const bool changes = view == View::now && agent.changed;
    const auto report = [&](const StatusRun& run, StatusKey after) {
        const StatusRun present = changes ? run_after(run, after, time_) : run;
        if (present.key != no_status) {
            visit(std::size_t{present.key}, std::max(present.since, joined));
        }
    };
    if (source == Source::agent_status) {
        report(agent.run, changes ? agent_status(agent) : agent.run.key);
        return;
    }
    for (std::uint32_t at = agent.devices; at != no_index; at = devices_[at].next) {
        const Device& device = devices_[at];
        report(device.run, changes ? device_status(agent, device) : device.run.key);
    }
}

template <class Visitor>
void EngineState::for_each_open(std::uint32_t object, Source source, View view,
                                Visitor&& visit) const {
    for_each_own(object, source, long_ago, view, visit);
    for (std::uint32_t at = objects_[object].members; at != no_index;
         at = memberships_[at].next_member) {
        for_each_own(memberships_[at].member, source, memberships_[at].joined, view, visit);
    }
}

}  // namespace cordboard::stats
