// SPDX-License-Identifier: Apache-2.0
// Whether an identity names something that exists.
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

inline bool is_voice(const State& s, MediaId id) {
    return s.directory.media[id.value].kind == MediaKind::voice;
}

}  // namespace cordboard
