// SPDX-License-Identifier: Apache-2.0
#include "routing/candidate_view.hpp"

#include <algorithm>
#include <iterator>

#include "routing/candidates.hpp"

namespace cordboard::routing {

namespace {

// A strategy may ask for these of a centre that has none of them: nobody holds any.
constexpr std::string_view common_media[] = {"voice", "chat", "email", "workitem"};

double in_seconds(Duration duration) { return static_cast<double>(duration.microseconds) / 1e6; }

// Writes one column of the matrix: what `of(member)` says of each.
template <class Of>
void write_column(std::span<const Member* const> members, std::size_t width, double* out, Of of) {
    for (const Member* member : members) {
        *out = of(*member);
        out += width;
    }
}

void write_column(const State& state, const Interaction& interaction,
                  std::span<const Member* const> members, Column column, Instant now,
                  std::size_t width, double* out) {
    const auto agent = [&](const Member& member) -> const Agent& {
        return state.directory.agents[member.agent.value];
    };
    switch (column.quantity) {
        case Quantity::skill_level:
            return write_column(members, width, out, [](const Member& one) { return one.level; });
        case Quantity::idle_time:
            return write_column(members, width, out, [&](const Member& one) {
                return agent(one).held > 0 ? 0.0 : in_seconds(now - agent(one).free_since);
            });
        case Quantity::occupancy:
            return write_column(members, width, out,
                                [&](const Member& one) { return occupancy(agent(one), now); });
        case Quantity::open_interactions:
            return write_column(members, width, out,
                                [&](const Member& one) { return agent(one).held; });
        case Quantity::open_of_media:
            return write_column(members, width, out, [&](const Member& one) {
                return !column.media.exists()
                           ? 0
                           : state.directory.channels.at(one.agent.value, column.media.value).held;
            });
        case Quantity::waiting_time:
            return write_column(members, width, out, [&](const Member&) {
                return in_seconds(now - interaction.entered);
            });
        case Quantity::priority:
            return write_column(members, width, out, [&](const Member&) {
                return static_cast<double>(effective_priority(state, interaction, now));
            });
    }
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
    const std::string_view asked = name.substr(prefix.size());
    // open_chat and open_chats alike.
    const bool many = asked.ends_with('s');
    const std::string_view one = many ? asked.substr(0, asked.size() - 1) : asked;
    for (const std::string_view media : {asked, one}) {
        const MediaId found = state.directory.media_by_name.find(state.texts, media);
        if (found.exists()) {
            column = {Quantity::open_of_media, found};
            return true;
        }
    }
    column = {Quantity::open_of_media, {}};
    return std::find(std::begin(common_media), std::end(common_media), one) !=
           std::end(common_media);
}

void fill(const State& state, const Interaction& interaction,
          std::span<const Member* const> members, std::span<const Column> columns, Instant now,
          double* out) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
        write_column(state, interaction, members, columns[i], now, columns.size(), out + i);
    }
}

}  // namespace cordboard::routing
