// SPDX-License-Identifier: Apache-2.0
// What the languages of statistics (filters, custom values, formulas) can ask of one action or
// status, as it is at a moment.
#pragma once

#include <cstdint>
#include <string_view>

#include <cordboard/action_row.hpp>

#include "stats/attributes.hpp"

namespace cordboard::stats {

struct ActionFacts {
    const AttributeStore* attributes = nullptr;  // may be absent if the handle is 0
    std::uint32_t handle = 0;
    std::string_view media;
    CallType call_type = CallType::unknown;
    std::string_view object;  // the name of the object that the action is on
    ObjectType type = ObjectType::agent;
    bool interaction_related = false;
    bool says_type = false;  // unknown is what the action's own name says, as CallUnknown does

    std::optional<std::string_view> find(AttributeList list, std::string_view key) const {
        return attributes == nullptr ? std::nullopt : attributes->find(handle, list, key);
    }
};

}  // namespace cordboard::stats
