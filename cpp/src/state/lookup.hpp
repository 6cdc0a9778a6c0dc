// SPDX-License-Identifier: Apache-2.0
// Whether an identity names something that exists, and what it names.
#pragma once

#include "state/state.hpp"

namespace cordboard {

inline bool exists(const State& s, AgentId id) { return id.value < s.directory.agents.size(); }
inline bool exists(const State& s, AgentGroupId id) {
    return id.value < s.directory.agent_groups.size();
}
inline bool exists(const State& s, AgentStateId id) {
    return id.value < s.directory.agent_states.size();
}
inline bool exists(const State& s, MediaId id) { return id.value < s.directory.media.size(); }
inline bool exists(const State& s, PlaceId id) { return id.value < s.directory.places.size(); }
inline bool exists(const State& s, QueueId id) { return id.value < s.directory.queues.size(); }
inline bool exists(const State& s, SkillId id) { return id.value < s.directory.skills.size(); }
inline bool exists(const State& s, TargetId id) { return id.value < s.directory.targets.size(); }
inline bool exists(const State& s, TargetListId id) {
    return id.value < s.directory.target_lists.size();
}
inline bool exists(const State& s, WorkbinId id) { return id.value < s.directory.workbins.size(); }

inline MediaKind kind_of(const State& s, MediaId id) { return s.directory.media[id.value].kind; }
inline bool is_voice(const State& s, MediaId id) { return kind_of(s, id) == MediaKind::voice; }

// What is known of an e-mail; nullptr if nobody has said what it says.
inline const Email* find_email(const State& s, InteractionId id) {
    const auto found = s.emails.find(id);
    return found == s.emails.end() ? nullptr : &found->second;
}

// The session of a chat; nullptr if it was offered without one.
inline const Chat* find_chat(const State& s, InteractionId id) {
    const auto found = s.chats.find(id);
    return found == s.chats.end() ? nullptr : &found->second;
}

// The identity that the next interaction is given, if there is room for one.
inline InteractionId next_interaction(const State& s) {
    const Interactions& all = s.interactions;
    const auto slot =
        all.free.empty() ? static_cast<std::uint32_t>(all.slots.size()) : all.free.back();
    return InteractionId::of(all.created + 1, slot);
}
inline bool has_room_for_interaction(const State& s) {
    return !s.interactions.free.empty() ||
           static_cast<std::int64_t>(s.interactions.slots.size()) < limits::interactions;
}

}  // namespace cordboard
