// SPDX-License-Identifier: Apache-2.0
// A centre while it is being read: the commands so far, and the names by which later sections and
// the readers of other files refer to its objects.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <cordboard/codec.hpp>
#include <cordboard/engine.hpp>
#include <cordboard/ids.hpp>

#include "codec/name_table.hpp"
#include "codec/reader.hpp"

namespace cordboard::codec {

using Rows = std::vector<Reader>;

// The agents that one row of the file makes.
struct AgentRange {
    std::uint32_t first = 0;
    std::uint32_t count = 1;
};

struct CenterDraft {
    explicit CenterDraft(Instant given_at) : at(given_at) {}

    Instant at;
    Center center;
    Engine engine;
    EventBatch events;  // of the last command
    NameTable<MediaId> media{"media"};
    NameTable<SkillId> skills{"skill"};
    NameTable<AgentStateId> agent_states{"agent state"};
    NameTable<AgentId> agents{"agent"};
    NameTable<AgentGroupId> agent_groups{"agent group"};
    NameTable<PlaceId> places{"place"};
    NameTable<DeviceId> devices{"device"};
    NameTable<QueueId> queues{"queue"};
    NameTable<WorkbinId> workbins{"workbin"};
    NameTable<ContactId> contacts{"contact"};
    std::map<std::string, AgentRange, std::less<>> patterns;  // of rows with a count
    std::vector<MediaId> media_of_queue;
    std::vector<std::vector<AgentId>> members;  // of each agent group
    // Of each agent: has the role of one, and a capacity for some media.
    std::vector<bool> takes_interactions;
    // In a model nobody needs a place: where several share one, only the first is given it.
    bool shares_places = false;

    // Every command is tried at once, so that what the engine refuses is refused at its place in
    // the file, and the engine at the end is the centre.
    void say(const CommandBody& body, Reader origin);

    Text text(std::string_view characters) { return center.texts.add(characters); }

    // The agents that a userName means: one, or all of a row if it is the pattern of that row.
    AgentRange agents_of(Reader reference) const {
        const auto found = patterns.find(reference.as_name());
        return found != patterns.end() ? found->second
                                       : AgentRange{agents.resolve(reference).value, 1};
    }
};

// The sections that need more than a few lines each, in the order in which they are read.
void read_agents(CenterDraft& draft, const Rows& rows);
void read_agent_groups(CenterDraft& draft, const Rows& rows);
void assign_places(CenterDraft& draft, const Rows& agents);
void read_routing(CenterDraft& draft, const Rows& rows);
void read_settings(CenterDraft& draft, Reader settings);
// The features that are on; what is not named is off.
void read_features(CenterDraft& draft, Reader section);

// As a JSON text; "" for nothing.
std::string json_of(const std::optional<Reader>& reader);

// Reads the sections of a centre into an empty draft.
void fill_draft(CenterDraft& draft, Node root);

}  // namespace cordboard::codec
