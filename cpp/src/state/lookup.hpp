// SPDX-License-Identifier: Apache-2.0
// Whether an identity names something that exists, and what it names.
#pragma once

#include "state/state.hpp"

namespace cordboard {

namespace lookup {

// Deleted objects keep their place, so that identities stay what they are.
template <class Objects, class ObjectId>
bool is_alive(const Objects& objects, ObjectId id) {
    return id.value < objects.size() && !objects[id.value].deleted;
}

}  // namespace lookup

inline bool exists(const State& s, AgentId id) { return lookup::is_alive(s.directory.agents, id); }
inline bool exists(const State& s, AgentGroupId id) {
    return id.value < s.directory.agent_groups.size();
}
inline bool exists(const State& s, AgentStateId id) {
    return lookup::is_alive(s.directory.agent_states, id);
}
inline bool exists(const State& s, ContactId id) {
    return lookup::is_alive(s.directory.contacts, id);
}
inline bool exists(const State& s, DeviceId id) { return id.value < s.directory.devices.size(); }
inline bool exists(const State& s, MediaId id) { return id.value < s.directory.media.size(); }
inline bool exists(const State& s, PlaceId id) { return id.value < s.directory.places.size(); }
inline bool exists(const State& s, QueueId id) { return lookup::is_alive(s.directory.queues, id); }
inline bool exists(const State& s, SettingsGroupId id) {
    return lookup::is_alive(s.directory.settings_groups, id);
}
inline bool exists(const State& s, SkillId id) { return lookup::is_alive(s.directory.skills, id); }
inline bool exists(const State& s, TargetId id) { return id.value < s.directory.targets.size(); }
inline bool exists(const State& s, TargetListId id) {
    return id.value < s.directory.target_lists.size();
}
inline bool exists(const State& s, WorkbinId id) { return id.value < s.directory.workbins.size(); }

inline MediaKind kind_of(const State& s, MediaId id) { return s.directory.media[id.value].kind; }
inline bool is_voice(const State& s, MediaId id) { return kind_of(s, id) == MediaKind::voice; }

inline bool is_supervisor(const State& s, AgentId id) {
    return (s.directory.agents[id.value].roles & 2U) != 0;
}

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

// The media of calls, the first one if there are several.
inline MediaId voice_media(const State& state) {
    for (std::uint32_t i = 0; i < state.directory.media.size(); ++i) {
        if (is_voice(state, {i})) {
            return {i};
        }
    }
    return {};
}

// The media of calls on which the agent works.
inline MediaId open_line(const State& state, AgentId agent) {
    for (std::uint32_t i = 0; i < state.directory.media.size(); ++i) {
        if (is_voice(state, {i}) && state.directory.channels.at(agent.value, i).open) {
            return {i};
        }
    }
    return {};
}

}  // namespace cordboard
