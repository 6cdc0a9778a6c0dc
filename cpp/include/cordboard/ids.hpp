// SPDX-License-Identifier: Apache-2.0
// Distinct types for the identities of the domain; none converts into another.
#pragma once

#include <compare>
#include <cstdint>

namespace cordboard {

// The index of an object in the directory, in order of creation.
template <class Tag>
struct Id {
    std::uint32_t value = 0xFFFF'FFFF;

    constexpr bool exists() const { return value != 0xFFFF'FFFF; }
    friend constexpr auto operator<=>(Id, Id) = default;
};

using AgentId = Id<struct AgentTag>;
using AgentGroupId = Id<struct AgentGroupTag>;
using AgentStateId = Id<struct AgentStateTag>;
using ContactId = Id<struct ContactTag>;
using DeviceId = Id<struct DeviceTag>;
using MediaId = Id<struct MediaTag>;
using PlaceId = Id<struct PlaceTag>;
using QueueId = Id<struct QueueTag>;
using SettingsGroupId = Id<struct SettingsGroupTag>;
using SkillId = Id<struct SkillTag>;
using WorkbinId = Id<struct WorkbinTag>;
// A routing target (a skill expression, an agent or an agent group) and an ordered list of them.
using TargetId = Id<struct TargetTag>;
using TargetListId = Id<struct TargetListTag>;

// An interaction: the number of its creation above the slot it lives in, so that finding it needs
// no search.
struct InteractionId {
    static constexpr unsigned slot_bits = 24;

    std::uint64_t value = 0;

    static constexpr InteractionId of(std::uint64_t number, std::uint32_t slot) {
        return {(number << slot_bits) | slot};
    }
    constexpr bool exists() const { return value != 0; }
    constexpr std::uint32_t slot() const {
        return static_cast<std::uint32_t>(value & ((1U << slot_bits) - 1));
    }
    constexpr std::uint64_t number() const { return value >> slot_bits; }
    friend constexpr auto operator<=>(InteractionId, InteractionId) = default;
};

}  // namespace cordboard
