// SPDX-License-Identifier: Apache-2.0
// Who belongs to whom, and what that brings to the one above (statistics reference, 1.2). Groups
// have members; an agent has the DNs and channels he is logged in to, a place those that stand
// there. All are memberships, told by the configuration or by rows: whoever reads a login says
// first that the DN now belongs to the agent, then that the login begins.
//
// What is going on below enters with the one who joins and ends when he leaves, for the group and
// for whatever is above it. Status runs move as they were before this instant; what the instant
// does to them follows when it is over.
#include "stats/elements.hpp"

namespace cordboard::stats {
namespace {

bool is_device(ObjectType type) {
    return type == ObjectType::reg_dn || type == ObjectType::media_channel;
}

bool may_belong(ObjectType below, ObjectType above) {
    switch (above) {
        case ObjectType::group_agents:
            return below == ObjectType::agent;
        case ObjectType::group_places:
            return below == ObjectType::place;
        case ObjectType::group_queues:
            return below == ObjectType::queue || below == ObjectType::route_point ||
                   below == ObjectType::virtual_queue;
        case ObjectType::agent:
        case ObjectType::place:
            return is_device(below);
        default:
            return false;
    }
}

}  // namespace

void EngineState::set_member(ObjectId member, ObjectId group, bool is_member, Instant at,
                             bool always) {
    const ObjectType below = object_at(member).type;
    const ObjectType above = object_at(group).type;
    if (!may_belong(below, above)) {
        throw StatisticsMisuse("an object of type " + std::string(name_of(below)) +
                               " cannot be a member of one of type " + std::string(name_of(above)));
    }
    const Instant when = always ? time_ : cut(at);
    if (when < time_) {
        throw StatisticsMisuse("a membership cannot change before the present time");
    }
    if (when > time_) {
        pass_to(when);
    }
    std::uint32_t index = membership_of(member.value, group.value);
    if (index == no_index && !is_member) {
        return;
    }
    if (index == no_index) {
        index = link(member.value, group.value, always ? long_ago : when);
    }
    Membership& membership = memberships_[index];
    if (always) {
        membership.configured = is_member;
    } else if (is_device(below)) {
        membership.times =
            static_cast<std::uint16_t>(membership.times + (is_member              ? 1
                                                           : membership.times > 0 ? -1
                                                                                  : 0));
    } else {
        membership.times = is_member ? 1 : 0;
    }
    if (!membership.configured && membership.times == 0) {
        unlink(index);
    }
}

std::uint32_t EngineState::membership_of(std::uint32_t member, std::uint32_t group) const {
    std::uint32_t at = objects_[member].groups;
    while (at != no_index && memberships_[at].group != group) {
        at = memberships_[at].next_group;
    }
    return at;
}

std::uint32_t EngineState::link(std::uint32_t member, std::uint32_t group, Instant joined) {
    auto index = static_cast<std::uint32_t>(memberships_.size());
    if (free_memberships_.empty()) {
        memberships_.emplace_back();
    } else {
        index = free_memberships_.back();
        free_memberships_.pop_back();
    }
    Membership& membership = memberships_[index];
    membership = {};
    membership.member = member;
    membership.group = group;
    membership.next_group = objects_[member].groups;
    membership.joined = joined;
    objects_[member].groups = index;
    ObjectRecord& above = objects_[group];
    (above.members == no_index ? above.members : memberships_[above.last_member].next_member) =
        index;
    above.last_member = index;
    move_elements(membership, true);
    return index;
}

void EngineState::unlink(std::uint32_t index) {
    move_elements(memberships_[index], false);
    const Membership& gone = memberships_[index];
    std::uint32_t* at = &objects_[gone.member].groups;
    while (*at != index) {
        at = &memberships_[*at].next_group;
    }
    *at = gone.next_group;
    ObjectRecord& above = objects_[gone.group];
    std::uint32_t before = no_index;
    at = &above.members;
    while (*at != index) {
        before = *at;
        at = &memberships_[*at].next_member;
    }
    *at = gone.next_member;
    if (above.last_member == index) {
        above.last_member = before;
    }
    free_memberships_.push_back(index);
}

void EngineState::move_elements(const Membership& membership, bool joins) {
    const auto move_to = [&](std::uint32_t above, Instant joined) {
        for_each_below(membership.member, joined, [&](std::uint32_t below, Instant from) {
            move_own(below, above, joins, from);
        });
    };
    move_to(membership.group, membership.joined);
    for_each_above(membership.group, [&](std::uint32_t above, Instant joined) {
        move_to(above, std::max(membership.joined, joined));
    });
    const ObjectRecord& member = objects_[membership.member];
    if (member.holder != no_index) {
        mark_holder(member.holder);
        for (std::uint32_t at = member.members; at != no_index; at = memberships_[at].next_member) {
            mark_changed(objects_[memberships_[at].member].device);
        }
    } else if (member.device != no_index) {
        mark_changed(member.device);
    }
    const ObjectRecord& group = objects_[membership.group];
    if (group.holder != no_index) {
        mark_holder(group.holder);
    }
    if (group.group != no_index) {
        count_member(group.group, holders_[member.holder].run.key, joins);
    }
}

// Moves what is open on one object into the statistics of another, or out of them.
void EngineState::move_own(std::uint32_t below, std::uint32_t above, bool joins, Instant joined) {
    const Touch there = touch(above);
    if (!joins && objects_[above].tallies != no_index) {
        drop_bearings(below, above);
    }
    if (there.plan.has(Source::action) || objects_[above].tallies != no_index) {
        for (std::uint32_t entry = objects_[below].open.first; entry != no_index;
             entry = ledger_.at(entry).next) {
            if (joins) {
                start_on(above, entry, std::max(ledger_.at(entry).start, joined));
            } else {
                end_on(above, entry, ledger_.at(entry), joined);
            }
        }
    }
    for (const Source source : {Source::dn_status, Source::agent_status, Source::place_status}) {
        if (!there.plan.has(source)) {
            continue;
        }
        for_each_run(below, source, View::settled, [&](const StatusRun& run) {
            const StatusRun none;
            change_status(there, source, joins ? none : run, joins ? run.key : no_status, joined,
                          time_);
        });
    }
}

}  // namespace cordboard::stats
