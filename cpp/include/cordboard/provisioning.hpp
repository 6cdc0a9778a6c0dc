// SPDX-License-Identifier: Apache-2.0
// Changing and deleting what the directory has: agents, skills, contacts, queues (web-services
// reference, 1.7 to 1.10). What is in use is not deleted. A deleted object keeps its identity and
// its name for what has happened; another may have the name from then on.
#pragma once

#include <cstdint>
#include <optional>
#include <tuple>

#include <cordboard/done.hpp>
#include <cordboard/fields.hpp>
#include <cordboard/ids.hpp>
#include <cordboard/text.hpp>

namespace cordboard {

// In the commands that update, an absent field stays as it is; their events say all fields.
struct UpdateAgent {
    static constexpr std::string_view name = "UpdateAgent";
    AgentId agent;
    std::optional<Text> first_name;
    std::optional<Text> last_name;
    std::optional<Text> email_address;
    std::optional<std::uint8_t> roles;
    std::optional<bool> enabled;
    static constexpr auto fields() {
        return std::tuple{
            field("agent", &UpdateAgent::agent, "who is changed"),
            optional_field("firstName", &UpdateAgent::first_name, "first name"),
            optional_field("lastName", &UpdateAgent::last_name, "last name"),
            optional_field("emailAddress", &UpdateAgent::email_address, "where mail reaches him"),
            optional_field("roles", &UpdateAgent::roles,
                           "sum of 1 agent, 2 supervisor, 4 admin, 8 cloud admin"),
            optional_field("enabled", &UpdateAgent::enabled, "false: may start no session")};
    }
};

struct AgentUpdated {
    static constexpr std::string_view name = "AgentUpdated";
    AgentId agent;
    Text first_name;
    Text last_name;
    Text email_address;
    std::uint8_t roles = 1;
    bool enabled = true;
    static constexpr auto fields() {
        return std::tuple{
            field("agent", &AgentUpdated::agent, "who was changed"),
            field("firstName", &AgentUpdated::first_name, "first name"),
            field("lastName", &AgentUpdated::last_name, "last name"),
            field("emailAddress", &AgentUpdated::email_address, "where mail reaches him"),
            field("roles", &AgentUpdated::roles,
                  "sum of 1 agent, 2 supervisor, 4 admin, 8 cloud admin"),
            field("enabled", &AgentUpdated::enabled, "whether he may start a session")};
    }
};

// Takes his skills and groups from him first; one in session, a routing target, whose workbins
// hold something, or whom a supervisor monitors is in use.
struct DeleteAgent {
    static constexpr std::string_view name = "DeleteAgent";
    static constexpr std::string_view event = "AgentDeleted";
    AgentId agent;
    static constexpr auto fields() {
        return std::tuple{field("agent", &DeleteAgent::agent, "who is deleted")};
    }
};

struct UpdateSkill {
    static constexpr std::string_view name = "UpdateSkill";
    static constexpr std::string_view event = "SkillUpdated";
    SkillId skill;
    Text description;
    static constexpr auto fields() {
        return std::tuple{field("skill", &UpdateSkill::skill, "which skill"),
                          field("description", &UpdateSkill::description, "for people")};
    }
};

// Takes it from all agents first; one that a routing target names is in use.
struct DeleteSkill {
    static constexpr std::string_view name = "DeleteSkill";
    static constexpr std::string_view event = "SkillDeleted";
    SkillId skill;
    static constexpr auto fields() {
        return std::tuple{field("skill", &DeleteSkill::skill, "which skill")};
    }
};

struct UpdateContact {
    static constexpr std::string_view name = "UpdateContact";
    ContactId contact;
    std::optional<Text> contact_name;
    std::optional<Text> phone_number;
    static constexpr auto fields() {
        return std::tuple{
            field("contact", &UpdateContact::contact, "which contact, of type Custom"),
            optional_field("name", &UpdateContact::contact_name, "its new name"),
            optional_field("phoneNumber", &UpdateContact::phone_number, "its new number")};
    }
};

struct ContactUpdated {
    static constexpr std::string_view name = "ContactUpdated";
    ContactId contact;
    Text contact_name;
    Text phone_number;
    static constexpr auto fields() {
        return std::tuple{field("contact", &ContactUpdated::contact, "which contact"),
                          field("name", &ContactUpdated::contact_name, "its name"),
                          field("phoneNumber", &ContactUpdated::phone_number, "its number")};
    }
};

struct DeleteContact {
    static constexpr std::string_view name = "DeleteContact";
    static constexpr std::string_view event = "ContactDeleted";
    ContactId contact;
    static constexpr auto fields() {
        return std::tuple{field("contact", &DeleteContact::contact, "one of type Custom")};
    }
};

struct UpdateQueue {
    static constexpr std::string_view name = "UpdateQueue";
    QueueId queue;
    std::optional<Text> description;
    std::optional<Text> phone_number;
    std::optional<std::int32_t> recording_percentage;
    static constexpr auto fields() {
        return std::tuple{
            field("queue", &UpdateQueue::queue, "which queue"),
            optional_field("description", &UpdateQueue::description, "for people"),
            optional_field("phoneNumber", &UpdateQueue::phone_number, "number that callers dial"),
            optional_field("recordingPercentage", &UpdateQueue::recording_percentage,
                           "of its calls, 0 to 100")};
    }
};

struct QueueUpdated {
    static constexpr std::string_view name = "QueueUpdated";
    QueueId queue;
    Text description;
    Text phone_number;
    std::int32_t recording_percentage = 0;
    static constexpr auto fields() {
        return std::tuple{
            field("queue", &QueueUpdated::queue, "which queue"),
            field("description", &QueueUpdated::description, "for people"),
            field("phoneNumber", &QueueUpdated::phone_number, "number that callers dial"),
            field("recordingPercentage", &QueueUpdated::recording_percentage,
                  "how many of its calls are recorded")};
    }
};

// One that an interaction is of, wherever that lies, is in use.
struct DeleteQueue {
    static constexpr std::string_view name = "DeleteQueue";
    static constexpr std::string_view event = "QueueDeleted";
    QueueId queue;
    static constexpr auto fields() {
        return std::tuple{field("queue", &DeleteQueue::queue, "which queue")};
    }
};

using AgentDeleted = Done<DeleteAgent>;
using SkillUpdated = Done<UpdateSkill>;
using SkillDeleted = Done<DeleteSkill>;
using ContactDeleted = Done<DeleteContact>;
using QueueDeleted = Done<DeleteQueue>;

}  // namespace cordboard
