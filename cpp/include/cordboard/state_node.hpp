// SPDX-License-Identifier: Apache-2.0
// What structures are made of: the values of CurrentState, CurrentStateReasons and
// CurrentTargetState (statistics reference, 5.5).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include <cordboard/action_row.hpp>
#include <cordboard/time.hpp>

namespace cordboard {

// One node: the object, below it the devices somebody is logged in to, below them the open actions.
// What a status shows besides its name and its start is that of the action that causes it.
struct StateNode {
    enum class Kind : std::uint8_t { object, device, action };

    Kind kind = Kind::object;
    std::uint8_t depth = 0;
    ObjectId object;
    std::string_view name;  // status or action; empty: there is none to show
    CallType call_type = CallType::unknown;
    std::uint32_t media = 0;
    std::uint32_t attributes = 0;
    std::uint64_t interaction = 0;
    Instant since;  // of the status or the action
    // Of telephones and channels: interactions offered or handled there, and what capacity says if
    // it was told.
    std::optional<std::int64_t> current_number;
    std::optional<bool> routable;
    std::optional<std::int64_t> maximum_number;
    std::optional<std::int64_t> routable_number;
};

}  // namespace cordboard
