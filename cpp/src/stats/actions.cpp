// SPDX-License-Identifier: Apache-2.0
#include "stats/actions.hpp"

#include <algorithm>
#include <array>

namespace cordboard::stats {
namespace {

struct VoiceName {
    std::string_view media;
    std::string_view voice;
};

// What a channel calls otherwise than a telephone (2.4): a mask with the voice name finds both.
constexpr VoiceName voice_names[] = {
    {"Accepted", "CallAnswered"},
    {"Delivering", "CallRinging"},
    {"DeliveringStarted", "CallRingingStarted"},
    {"HandlingInbound", "CallInbound"},
    {"HandlingInternal", "CallInternal"},
    {"HandlingOutbound", "CallOutbound"},
    {"HandlingInboundStarted", "CallInboundStarted"},
    {"HandlingInternalStarted", "CallInternalStarted"},
    {"HandlingOutboundStarted", "CallOutboundStarted"},
    {"Active", "LoggedIn"},
    {"Available", "WaitForNextCall"},
    {"Blocked", "NotReadyForNextCall"},
    {"InteractionAbandonedDuringOffering", "CallAbandonedFromRinging"},
    {"TransferMade", "CallTransferMade"},
    {"TransferTaken", "CallTransferTaken"},
    {"ConferenceMade", "CallConferenceMade"},
    {"ConferenceJoined", "CallConferenceJoined"},
};

// A few rows are one action under two names, or one action of two kinds of mediation DN; rows and
// masks speak of the first.
struct Twin {
    ActionIndex row;
    ActionIndex first;
};

constexpr Twin twins[] = {
    {action_of("InteractionAccepted", ActionColumn::media),
     action_of("Accepted", ActionColumn::media)},
    {action_of("CallAbandonedFromRinging", ActionColumn::virtual_queue),
     action_of("CallAbandonedFromRinging", ActionColumn::mediation)},
    {action_of("CallAnswered", ActionColumn::virtual_queue),
     action_of("CallAnswered", ActionColumn::mediation)},
    {action_of("CallReleased", ActionColumn::virtual_queue),
     action_of("CallReleased", ActionColumn::mediation)},
};

ActionIndex first_of(std::size_t row) {
    for (const Twin& twin : twins) {
        if (twin.row == row) {
            return twin.first;
        }
    }
    return static_cast<ActionIndex>(row);
}

constexpr auto rows_by_name = [] {
    std::array<ActionIndex, action_count> rows{};
    for (std::size_t at = 0; at < action_count; ++at) {
        rows[at] = static_cast<ActionIndex>(at);
    }
    std::sort(rows.begin(), rows.end(), [](ActionIndex a, ActionIndex b) {
        const int order = action_table[a].name.compare(action_table[b].name);
        return order != 0 ? order < 0 : a < b;
    });
    return rows;
}();

template <class Visitor>
void for_each_row(std::string_view name, Visitor&& visit) {
    auto at = std::lower_bound(
        rows_by_name.begin(), rows_by_name.end(), name,
        [](ActionIndex row, std::string_view wanted) { return action_table[row].name < wanted; });
    for (; at != rows_by_name.end() && action_table[*at].name == name; ++at) {
        visit(*at);
    }
}

struct SplitName {
    std::string_view base;
    CallType type = CallType::unknown;
};

// Only actions of calls have types, and those that are named after a type already (CallInbound and
// its kin) have no further one.
bool may_have_type(std::string_view base) {
    if (!base.starts_with("Call")) {
        return base == "AfterCallWork" || base == "ACWCompleted" || base == "ACWMissed";
    }
    return std::none_of(std::begin(call_type_names), std::end(call_type_names),
                        [&](std::string_view type) { return base.substr(4).starts_with(type); });
}

// The base and the type of a typed name.
std::optional<SplitName> split(std::string_view name) {
    for (std::size_t type = 0; type < call_type_count; ++type) {
        if (!name.ends_with(call_type_names[type])) {
            continue;
        }
        const std::string_view base = name.substr(0, name.size() - call_type_names[type].size());
        if (!may_have_type(base)) {
            return std::nullopt;
        }
        return SplitName{base, static_cast<CallType>(type)};
    }
    return std::nullopt;
}

void add(std::vector<ActionName>& names, ActionName name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) {
        names.push_back(name);
    }
}

void add_rows(std::string_view name, std::optional<CallType> type, ObjectType object,
              std::vector<ActionName>& names) {
    for_each_row(name, [&](ActionIndex row) {
        if (column_fits(action_table[row].column, object)) {
            add(names, {first_of(row), type});
        }
    });
}

// Handling is stored either under its typed name or as the group name with a type beside it.
void add_handling(std::string_view name, ObjectType object, std::vector<ActionName>& names) {
    constexpr std::string_view group = "Handling";
    if (!name.starts_with(group)) {
        return;
    }
    const std::string_view suffix = name.substr(group.size());
    for (std::size_t type = 0; type < call_type_count; ++type) {
        if (suffix == call_type_names[type]) {
            add_rows(group, static_cast<CallType>(type), object, names);
        }
    }
    if (suffix.empty()) {
        add_rows("HandlingInbound", std::nullopt, object, names);
        add_rows("HandlingInternal", std::nullopt, object, names);
        add_rows("HandlingOutbound", std::nullopt, object, names);
    }
}

}  // namespace

bool column_fits(ActionColumn column, ObjectType type) {
    using enum ObjectType;
    switch (column) {
        case ActionColumn::regular:
            return type == agent || type == place || type == reg_dn || type == media_channel ||
                   type == group_agents || type == group_places;
        case ActionColumn::media:
            return type == agent || type == place || type == media_channel ||
                   type == group_agents || type == group_places;
        case ActionColumn::mediation:
        case ActionColumn::virtual_queue:
            return type == queue || type == route_point || type == virtual_queue ||
                   type == group_queues;
        case ActionColumn::staging:
            return type == staging_area;
        case ActionColumn::tenant:
            return type == tenant;
        case ActionColumn::workbin:
            return type == workbin;
    }
    return false;
}

std::optional<ActionName> find_action(std::string_view name, ObjectType type) {
    std::vector<ActionName> found;
    add_rows(name, std::nullopt, type, found);
    if (found.empty()) {
        if (const auto parts = split(name)) {
            add_rows(parts->base, parts->type, type, found);
        }
    }
    if (found.empty()) {
        return std::nullopt;
    }
    const ActionColumn first =
        type == ObjectType::media_channel ? ActionColumn::media : ActionColumn::regular;
    for (const ActionName& candidate : found) {
        if (action_table[candidate.action].column == first) {
            return candidate;
        }
    }
    return found.front();
}

std::vector<ActionName> actions_meant(std::string_view name, ObjectType type) {
    std::vector<ActionName> found;
    std::string_view base = name;
    std::optional<CallType> call_type;
    add_rows(name, std::nullopt, type, found);
    if (found.empty()) {
        if (const auto parts = split(name)) {
            base = parts->base;
            call_type = parts->type;
            add_rows(base, call_type, type, found);
        }
    }
    if (found.empty()) {
        return found;
    }
    add_handling(base, type, found);
    const bool of_telephones = std::any_of(found.begin(), found.end(), [](const ActionName& one) {
        return action_table[one.action].column == ActionColumn::regular;
    });
    for (const VoiceName& alias : voice_names) {
        if (of_telephones && alias.voice == base) {
            add_rows(alias.media, call_type, type, found);
            add_handling(alias.media, type, found);
        }
    }
    return found;
}

bool is_action_name(std::string_view name) {
    bool known = false;
    for_each_row(name, [&](ActionIndex) { known = true; });
    if (const auto parts = split(name); parts && !known) {
        for_each_row(parts->base, [&](ActionIndex) { known = true; });
    }
    return known;
}

bool is_presence(ActionIndex action) {
    constexpr std::string_view names[] = {"AgentLogin", "AgentActive", "AgentReady",
                                          "DNLogin",    "DNActive",    "DNReady"};
    const ActionRecord& record = action_table[action];
    return record.column == ActionColumn::mediation &&
           std::find(std::begin(names), std::end(names), record.name) != std::end(names);
}

bool has_call_type(ActionIndex action) { return may_have_type(action_table[action].name); }

}  // namespace cordboard::stats
