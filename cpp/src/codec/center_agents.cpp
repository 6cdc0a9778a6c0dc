// SPDX-License-Identifier: Apache-2.0
// Agents and their groups. A row with a `count` makes that many agents: `{n}` in its texts becomes
// 1, 2, 3 and so on.
#include <algorithm>
#include <optional>
#include <utility>

#include <cordboard/limits.hpp>

#include "codec/center_draft.hpp"

namespace cordboard::codec {

namespace {

using Optional = std::optional<Reader>;

constexpr std::string_view placeholder = "{n}";

// The text of a field for one agent of its row; `number` is 0 in a row without a count.
std::string text_for(Reader reader, std::uint32_t number) {
    std::string text(reader.as_text_or_digits());
    if (number == 0) {
        return text;
    }
    const std::string digits = std::to_string(number);
    for (std::size_t at = text.find(placeholder); at != std::string::npos;
         at = text.find(placeholder, at + digits.size())) {
        text.replace(at, placeholder.size(), digits);
    }
    return text;
}

// A login code is written as its text, or with the switch it is for.
struct LoginCodeRow {
    Reader code;
    Optional switch_name;
};

LoginCodeRow read_login_code(Reader row) {
    LoginCodeRow read{row, {}};
    if (row.kind() == Kind::mapping) {
        Fields fields = row.as_mapping();
        read.code = fields.required("code");
        read.switch_name = fields.optional("switch");
        fields.finish();
    }
    (void)read.code.as_text_or_digits();
    return read;
}

struct AgentRow {
    explicit AgentRow(Reader reader) : row(reader), user_name(reader) {}

    Reader row;
    Reader user_name;
    Optional first_name;
    Optional last_name;
    Optional employee_id;
    Optional password;
    Optional email_address;
    std::uint8_t roles = 1;
    std::vector<LoginCodeRow> login_codes;
    std::vector<std::pair<MediaId, std::pair<std::int32_t, Reader>>> capacities;
    std::vector<std::pair<SkillId, std::pair<std::int32_t, Reader>>> skills;
    AgentRange range;
    bool is_bulk = false;

    // The capacity for a media that is not mentioned is 1.
    bool has_capacity(const CenterDraft& draft) const {
        return capacities.size() < draft.media.size() ||
               std::any_of(
                   capacities.begin(), capacities.end(),
                   [](const auto& one) { return one.second.first > 0; });
    }
};

std::uint8_t roles_of(const Optional& reader) {
    if (!reader) {
        return 1;
    }
    unsigned roles = 0;
    for (const Reader role : reader->as_list()) {
        roles |=
            1U << role.one_of({"ROLE_AGENT", "ROLE_SUPERVISOR", "ROLE_ADMIN", "ROLE_CLOUD_ADMIN"});
    }
    return static_cast<std::uint8_t>(roles);
}

void read_count(AgentRow& agent, const Optional& count) {
    const std::string_view name = agent.user_name.as_name();
    const bool has_placeholder = name.find(placeholder) != std::string_view::npos;
    if (!count) {
        if (has_placeholder) {
            agent.user_name.refuse("a name with {n} stands for several agents",
                                   "say how many with \"count\"");
        }
        return;
    }
    agent.is_bulk = true;
    agent.range.count = static_cast<std::uint32_t>(count->as_integer(1, limits::agents));
    if (!has_placeholder) {
        agent.user_name.refuse("a row with a count needs {n} in its userName",
                               "write for example a{n}@example.com");
    }
}

AgentRow read_agent_row(const CenterDraft& draft, Reader row) {
    AgentRow agent(row);
    Fields fields = row.as_mapping();
    agent.user_name = fields.required("userName");
    read_count(agent, fields.optional("count"));
    agent.first_name = fields.optional("firstName");
    agent.last_name = fields.optional("lastName");
    agent.employee_id = fields.optional("employeeId");
    agent.password = fields.optional("password");
    agent.email_address = fields.optional("emailAddress");
    agent.roles = roles_of(fields.optional("roles"));
    if (const Optional codes = fields.optional("loginCodes")) {
        for (const Reader code : codes->as_list()) {
            agent.login_codes.push_back(read_login_code(code));
        }
    }
    if (const Optional capacity = fields.optional("capacity")) {
        for (const Reader entry : capacity->as_entries()) {
            const auto most = static_cast<std::int32_t>(entry.as_integer(0, limits::capacity));
            agent.capacities.emplace_back(draft.media.resolve_key(entry), std::pair(most, entry));
        }
    }
    if (const Optional skills = fields.optional("skills")) {
        for (const Reader entry : skills->as_entries()) {
            const auto level = static_cast<std::int32_t>(entry.as_integer(0, limits::skill_level));
            agent.skills.emplace_back(draft.skills.resolve_key(entry), std::pair(level, entry));
        }
    }
    // Read when the places are known.
    (void)fields.optional("place");
    fields.finish();
    return agent;
}

void create_agents(CenterDraft& draft, AgentRow& row) {
    row.range.first = draft.agents.size();
    if (row.is_bulk) {
        draft.patterns.emplace(row.user_name.as_name(), row.range);
    }
    for (std::uint32_t i = 0; i < row.range.count; ++i) {
        const std::uint32_t number = row.is_bulk ? i + 1 : 0;
        const auto text = [&](const Optional& reader) {
            return reader ? draft.text(text_for(*reader, number)) : Text{};
        };
        const std::string user_name = text_for(row.user_name, number);
        draft.agents.add(row.user_name, user_name);
        draft.takes_interactions.push_back((row.roles & 1U) != 0 && row.has_capacity(draft));
        CreateAgent command;
        command.user_name = draft.text(user_name);
        command.first_name = text(row.first_name);
        command.last_name = text(row.last_name);
        command.employee_id = text(row.employee_id);
        command.roles = row.roles;
        draft.say(command, row.row);
        if (row.email_address) {
            UpdateAgent update;
            update.agent = {row.range.first + i};
            update.email_address = text(row.email_address);
            draft.say(update, row.row);
        }
        for (const LoginCodeRow& one : row.login_codes) {
            draft.say(AddLoginCode{{row.range.first + i},
                                   draft.text(text_for(one.code, number)),
                                   text(one.switch_name)},
                      one.code);
        }
        if (row.password) {
            draft.center.credentials.push_back({user_name, text_for(*row.password, number)});
        }
    }
}

}  // namespace

void read_agents(CenterDraft& draft, const Rows& rows) {
    std::vector<AgentRow> agents;
    for (const Reader& row : rows) {
        agents.push_back(read_agent_row(draft, row));
        create_agents(draft, agents.back());
    }
    for (const AgentRow& row : agents) {
        for (std::uint32_t i = 0; i < row.range.count; ++i) {
            for (const auto& [media, capacity] : row.capacities) {
                draft.say(SetAgentCapacity{{row.range.first + i}, media, capacity.first},
                          capacity.second);
            }
        }
    }
    for (const AgentRow& row : agents) {
        for (std::uint32_t i = 0; i < row.range.count; ++i) {
            for (const auto& [skill, level] : row.skills) {
                draft.say(SetAgentSkill{{row.range.first + i}, skill, level.first}, level.second);
            }
        }
    }
}

void read_agent_groups(CenterDraft& draft, const Rows& rows) {
    std::vector<std::pair<AgentGroupId, Reader>> members;
    for (const Reader& row : rows) {
        Fields fields = row.as_mapping();
        const Reader name = fields.required("name");
        const AgentGroupId group = draft.agent_groups.add(name, name.as_name());
        if (const Optional agents = fields.optional("agents")) {
            for (const Reader agent : agents->as_list()) {
                members.emplace_back(group, agent);
            }
        }
        fields.finish();
        draft.say(CreateAgentGroup{draft.text(name.as_name())}, row);
    }
    draft.members.resize(draft.agent_groups.size());
    std::vector<std::uint32_t> last_group(draft.agents.size(), AgentGroupId{}.value);
    for (const auto& [group, reference] : members) {
        const AgentRange range = draft.agents_of(reference);
        for (std::uint32_t agent = range.first; agent < range.first + range.count; ++agent) {
            if (last_group[agent] == group.value) {
                reference.refuse(
                    "the agent " + quoted(draft.agents.name(agent)) + " is in this group already",
                    "name each agent once");
            }
            last_group[agent] = group.value;
            draft.members[group.value].push_back({agent});
            draft.say(AddAgentToGroup{group, {agent}}, reference);
        }
    }
}

void assign_places(CenterDraft& draft, const Rows& agents) {
    std::vector<bool> taken(draft.places.size());
    for (const Reader& row : agents) {
        Fields fields = row.as_mapping();
        const Optional place = fields.optional("place");
        if (!place) {
            continue;
        }
        const Reader user_name = fields.required("userName");
        const AgentRange range = draft.agents_of(user_name);
        const bool is_bulk = fields.optional("count").has_value();
        for (std::uint32_t i = 0; i < range.count; ++i) {
            const std::string name = text_for(*place, is_bulk ? i + 1 : 0);
            const PlaceId id = draft.places.find(name);
            if (!id.exists()) {
                draft.places.refuse_unknown(*place, name);
            }
            if (draft.shares_places && taken[id.value]) {
                continue;
            }
            taken[id.value] = true;
            draft.say(AssignPlace{{range.first + i}, id}, *place);
        }
    }
}

}  // namespace cordboard::codec
