// SPDX-License-Identifier: Apache-2.0
// Who and what exists: tenant, media, skills, agents and agent groups; places.hpp has the rest.
// The configuration enters as these ordinary commands, so a journal is complete by itself.
#pragma once

#include <cstdint>
#include <tuple>

#include <cordboard/done.hpp>
#include <cordboard/fields.hpp>
#include <cordboard/ids.hpp>
#include <cordboard/media_set.hpp>
#include <cordboard/text.hpp>

namespace cordboard {

enum class MediaKind : std::uint8_t { voice, chat, email, open };
template <>
struct Names<MediaKind> {
    static constexpr std::string_view names[] = {"voice", "chat", "email", "open"};
};

struct NameTenant {
    static constexpr std::string_view name = "NameTenant";
    static constexpr std::string_view event = "TenantNamed";
    Text tenant;
    static constexpr auto fields() {
        return std::tuple{field("name", &NameTenant::tenant, "name of the contact centre")};
    }
};

struct CreateMedia {
    static constexpr std::string_view name = "CreateMedia";
    static constexpr std::string_view event = "MediaCreated";
    static constexpr std::string_view object = "media";
    using Object = MediaId;
    Text media_name;
    MediaKind kind = MediaKind::open;
    bool alone = false;
    bool beside_any = true;
    MediaSet beside;
    static constexpr auto fields() {
        return std::tuple{
            field("name", &CreateMedia::media_name, "name of the media, for example chat"),
            optional_field("kind", &CreateMedia::kind, "what behaviour the media has"),
            optional_field("alone", &CreateMedia::alone, "never held beside another media"),
            optional_field("beside_any", &CreateMedia::beside_any,
                           "offered whatever else the agent holds; if not, see beside"),
            optional_field("beside", &CreateMedia::beside,
                           "the media an agent may hold when this one is offered")};
    }
};

struct CreateSkill {
    static constexpr std::string_view name = "CreateSkill";
    static constexpr std::string_view event = "SkillCreated";
    static constexpr std::string_view object = "skill";
    using Object = SkillId;
    Text skill_name;
    Text description;
    static constexpr auto fields() {
        return std::tuple{field("name", &CreateSkill::skill_name, "name of the skill"),
                          optional_field("description", &CreateSkill::description, "for people")};
    }
};

struct CreateAgent {
    static constexpr std::string_view name = "CreateAgent";
    static constexpr std::string_view event = "AgentCreated";
    static constexpr std::string_view object = "agent";
    using Object = AgentId;
    Text user_name;
    Text first_name;
    Text last_name;
    Text employee_id;
    std::uint8_t roles = 1;
    static constexpr auto fields() {
        return std::tuple{
            field("userName", &CreateAgent::user_name, "log-in name"),
            optional_field("firstName", &CreateAgent::first_name, "first name"),
            optional_field("lastName", &CreateAgent::last_name, "last name"),
            optional_field("employeeId", &CreateAgent::employee_id, "number in the company"),
            optional_field("roles", &CreateAgent::roles,
                           "sum of 1 agent, 2 supervisor, 4 admin, 8 cloud admin")};
    }
};

struct SetAgentSkill {
    static constexpr std::string_view name = "SetAgentSkill";
    static constexpr std::string_view event = "AgentSkillSet";
    AgentId agent;
    SkillId skill;
    std::int32_t level = 1;
    static constexpr auto fields() {
        return std::tuple{field("agent", &SetAgentSkill::agent, "whose skill"),
                          field("skill", &SetAgentSkill::skill, "which skill"),
                          optional_field("level", &SetAgentSkill::level, "0 takes the skill away")};
    }
};

struct SetAgentCapacity {
    static constexpr std::string_view name = "SetAgentCapacity";
    static constexpr std::string_view event = "AgentCapacitySet";
    AgentId agent;
    MediaId media;
    std::int32_t capacity = 1;
    static constexpr auto fields() {
        return std::tuple{
            field("agent", &SetAgentCapacity::agent, "whose capacity"),
            field("media", &SetAgentCapacity::media, "for which media"),
            field("capacity", &SetAgentCapacity::capacity, "interactions held at one time")};
    }
};

struct CreateAgentGroup {
    static constexpr std::string_view name = "CreateAgentGroup";
    static constexpr std::string_view event = "AgentGroupCreated";
    static constexpr std::string_view object = "agent_group";
    using Object = AgentGroupId;
    Text group_name;
    static constexpr auto fields() {
        return std::tuple{field("name", &CreateAgentGroup::group_name, "name of the agent group")};
    }
};

struct AddAgentToGroup {
    static constexpr std::string_view name = "AddAgentToGroup";
    static constexpr std::string_view event = "AgentAddedToGroup";
    AgentGroupId group;
    AgentId agent;
    static constexpr auto fields() {
        return std::tuple{field("agent_group", &AddAgentToGroup::group, "the group"),
                          field("agent", &AddAgentToGroup::agent, "its new member")};
    }
};

struct RemoveAgentFromGroup {
    static constexpr std::string_view name = "RemoveAgentFromGroup";
    static constexpr std::string_view event = "AgentRemovedFromGroup";
    AgentGroupId group;
    AgentId agent;
    static constexpr auto fields() {
        return std::tuple{field("agent_group", &RemoveAgentFromGroup::group, "the group"),
                          field("agent", &RemoveAgentFromGroup::agent, "the member who leaves")};
    }
};

using TenantNamed = Done<NameTenant>;
using MediaCreated = Created<CreateMedia>;
using SkillCreated = Created<CreateSkill>;
using AgentCreated = Created<CreateAgent>;
using AgentSkillSet = Done<SetAgentSkill>;
using AgentCapacitySet = Done<SetAgentCapacity>;
using AgentGroupCreated = Created<CreateAgentGroup>;
using AgentAddedToGroup = Done<AddAgentToGroup>;
using AgentRemovedFromGroup = Done<RemoveAgentFromGroup>;

}  // namespace cordboard
