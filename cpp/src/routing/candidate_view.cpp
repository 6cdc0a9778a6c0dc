// SPDX-License-Identifier: Apache-2.0
#include "routing/candidate_view.hpp"

#include "routing/candidates.hpp"

namespace cordboard::routing {

namespace {

double in_seconds(Duration duration) { return static_cast<double>(duration.microseconds) / 1e6; }

double value(const State& state, const Interaction& interaction, const Member& member,
             Column column, Instant now) {
    const Agent& agent = state.directory.agents[member.agent.value];
    switch (column.quantity) {
        case Quantity::skill_level:
            return member.level;
        case Quantity::idle_time:
            return agent.held > 0 ? 0.0 : in_seconds(now - agent.free_since);
        case Quantity::occupancy:
            return occupancy(agent, now);
        case Quantity::open_interactions:
            return agent.held;
        case Quantity::open_of_media:
            return state.directory.channels.at(member.agent.value, column.media.value).held;
        case Quantity::waiting_time:
            return in_seconds(now - interaction.entered);
        case Quantity::priority:
            return static_cast<double>(effective_priority(state, interaction, now));
    }
    return 0.0;
}

}  // namespace

bool find_column(const State& state, std::string_view name, Column& column) {
    static constexpr std::pair<std::string_view, Quantity> fixed[] = {
        {"skill_level", Quantity::skill_level},
        {"idle_time", Quantity::idle_time},
        {"occupancy", Quantity::occupancy},
        {"open_interactions", Quantity::open_interactions},
        {"waiting_time", Quantity::waiting_time},
        {"priority", Quantity::priority},
    };
    for (const auto& [known, quantity] : fixed) {
        if (known == name) {
            column = {quantity, {}};
            return true;
        }
    }
    constexpr std::string_view prefix = "open_";
    if (!name.starts_with(prefix)) {
        return false;
    }
    // open_chat and open_chats alike.
    for (std::string_view media : {name.substr(prefix.size()),
                                   name.substr(prefix.size(), name.size() - prefix.size() - 1)}) {
        const MediaId found = state.directory.media_by_name.find(state.texts, media);
        if (found.exists() && (media.size() + prefix.size() == name.size() || name.back() == 's')) {
            column = {Quantity::open_of_media, found};
            return true;
        }
    }
    return false;
}

void fill(const State& state, const Interaction& interaction,
          const std::vector<const Member*>& members, const std::vector<Column>& columns,
          Instant now, double* out) {
    for (const Member* member : members) {
        for (const Column column : columns) {
            *out++ = value(state, interaction, *member, column, now);
        }
    }
}

}  // namespace cordboard::routing
