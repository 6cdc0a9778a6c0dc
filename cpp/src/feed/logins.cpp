// SPDX-License-Identifier: Apache-2.0
#include "feed/logins.hpp"

#include <cordboard/statistics.hpp>

namespace cordboard::feed {

namespace {

ActionRow membership(const ActionRow& row, ObjectId group) {
    ActionRow membership;
    membership.time = row.time;
    membership.object = row.object;
    membership.action = membership_action();
    membership.phase = row.phase;
    membership.interaction = group.value;
    return membership;
}

}  // namespace

void Logins::start(const ActionRow& login, std::optional<ObjectId> agent,
                   std::optional<ObjectId> place, std::vector<ActionRow>& rows) {
    std::vector<ObjectId>& joined = open_[login.object];
    for (const std::optional<ObjectId>& group : {agent, place}) {
        if (!group) {
            continue;
        }
        const auto standing = places_.find(login.object);
        if (standing == places_.end() || standing->second != *group) {
            joined.push_back(*group);
            rows.push_back(membership(login, *group));
        }
    }
}

void Logins::end(const ActionRow& logout, std::vector<ActionRow>& rows) {
    const auto open = open_.find(logout.object);
    if (open == open_.end()) {
        return;
    }
    for (const ObjectId group : open->second) {
        rows.push_back(membership(logout, group));
    }
    open_.erase(open);
}

}  // namespace cordboard::feed
