// SPDX-License-Identifier: Apache-2.0
// Whether an identity names something that exists.
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

inline bool is_voice(const State& s, MediaId id) {
    return s.directory.media[id.value].kind == MediaKind::voice;
}

}  // namespace cordboard
