// SPDX-License-Identifier: Apache-2.0
// A refusal is a value: what was wrong with the request, in which field, and the status code of the
// web API that says it. A refused command changes nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>

namespace cordboard {

// The status codes of the web API (web-services reference, 0.5).
enum class StatusCode : std::uint8_t {
    done = 0,
    missing = 1,
    invalid = 2,
    forbidden = 3,
    internal = 4,
    no_permission = 5,
    not_found = 6,
};

enum class Reason : std::uint8_t {
    missing_value,
    invalid_value,
    out_of_range,
    too_long,
    invalid_expression,
    unknown_field,
    unknown_agent,
    unknown_agent_group,
    unknown_agent_state,
    unknown_command,
    unknown_contact,
    unknown_device,
    unknown_interaction,
    unknown_media,
    unknown_place,
    unknown_queue,
    unknown_skill,
    unknown_target,
    unknown_workbin,
    already_exists,
    limit_reached,
    read_only,
    device_taken,
    not_in_session,
    not_in_state,
    not_invited,
    not_owner,
    not_able,
    not_requested,
    wrong_media,
    unknown_document,
    unknown_number,
    not_party,
    busy,
    unknown_login_code,
    unknown_settings_group,
    unknown_setting,
    in_use,
    agent_disabled,
    feature_disabled,
    service_unavailable,
    unknown_key,
    not_supervisor,
    monitored,
};

struct ReasonRow {
    Reason reason;
    StatusCode code;
    std::string_view name;
    std::string_view message;
};

// Ordered by Reason; result_test checks that every row stands at its place.
inline constexpr ReasonRow reasons[] = {
    {Reason::missing_value, StatusCode::missing, "missing_value", "a value is required"},
    {Reason::invalid_value, StatusCode::invalid, "invalid_value", "the value is not valid"},
    {Reason::out_of_range, StatusCode::invalid, "out_of_range", "the value is out of its range"},
    {Reason::too_long, StatusCode::invalid, "too_long", "the value is longer than its limit"},
    {Reason::invalid_expression, StatusCode::invalid, "invalid_expression",
     "the skill expression cannot be read; write for example \"billing >= 5 & english\""},
    {Reason::unknown_field, StatusCode::invalid, "unknown_field",
     "the command has no such field; docs/reference/commands.md lists them"},
    {Reason::unknown_agent, StatusCode::not_found, "unknown_agent", "no such agent"},
    {Reason::unknown_agent_group, StatusCode::not_found, "unknown_agent_group",
     "no such agent group"},
    {Reason::unknown_agent_state, StatusCode::not_found, "unknown_agent_state",
     "no such agent state"},
    {Reason::unknown_command, StatusCode::forbidden, "unknown_command", "no such command"},
    {Reason::unknown_contact, StatusCode::not_found, "unknown_contact", "no such contact"},
    {Reason::unknown_device, StatusCode::not_found, "unknown_device", "no such device"},
    {Reason::unknown_interaction, StatusCode::not_found, "unknown_interaction",
     "no such interaction"},
    {Reason::unknown_media, StatusCode::not_found, "unknown_media", "no such media"},
    {Reason::unknown_place, StatusCode::not_found, "unknown_place", "no such place"},
    {Reason::unknown_queue, StatusCode::not_found, "unknown_queue", "no such queue"},
    {Reason::unknown_skill, StatusCode::not_found, "unknown_skill", "no such skill"},
    {Reason::unknown_target, StatusCode::not_found, "unknown_target", "no such routing target"},
    {Reason::unknown_workbin, StatusCode::not_found, "unknown_workbin", "no such workbin"},
    {Reason::already_exists, StatusCode::forbidden, "already_exists",
     "an object of this name exists"},
    {Reason::limit_reached, StatusCode::forbidden, "limit_reached",
     "a limit of the system is reached"},
    {Reason::read_only, StatusCode::forbidden, "read_only", "the object is read-only"},
    {Reason::device_taken, StatusCode::forbidden, "device_taken",
     "a device of the place is assigned to another agent"},
    {Reason::not_in_session, StatusCode::invalid, "not_in_session",
     "the agent has no contact-centre session on this channel"},
    {Reason::not_in_state, StatusCode::invalid, "not_in_state",
     "the operation is not among the object's capabilities now"},
    {Reason::not_invited, StatusCode::invalid, "not_invited",
     "the interaction is not offered to this agent"},
    {Reason::not_owner, StatusCode::no_permission, "not_owner",
     "the interaction is held by another agent"},
    {Reason::not_able, StatusCode::invalid, "not_able",
     "the agent cannot take this interaction now"},
    {Reason::not_requested, StatusCode::invalid, "not_requested",
     "no routing decision is asked for this interaction"},
    {Reason::wrong_media, StatusCode::forbidden, "wrong_media",
     "the operation does not exist for interactions of this media"},
    {Reason::unknown_document, StatusCode::not_found, "unknown_document", "no such attachment"},
    {Reason::unknown_number, StatusCode::not_found, "unknown_number", "no such number"},
    {Reason::not_party, StatusCode::no_permission, "not_party",
     "who is named is no party of the call"},
    {Reason::busy, StatusCode::invalid, "busy", "who is called cannot be reached now"},
    {Reason::unknown_login_code, StatusCode::not_found, "unknown_login_code",
     "the agent has no such login code"},
    {Reason::unknown_settings_group, StatusCode::not_found, "unknown_settings_group",
     "no such settings group"},
    {Reason::unknown_setting, StatusCode::not_found, "unknown_setting",
     "the group has no setting of this key"},
    {Reason::in_use, StatusCode::forbidden, "in_use",
     "the object is in use: in session, named by routing, or with interactions of its own"},
    {Reason::agent_disabled, StatusCode::forbidden, "agent_disabled", "the agent is disabled"},
    {Reason::feature_disabled, StatusCode::not_found, "feature_disabled",
     "it belongs to a feature that is disabled"},
    {Reason::service_unavailable, StatusCode::internal, "service_unavailable",
     "the service is not available at this time"},
    {Reason::unknown_key, StatusCode::not_found, "unknown_key", "no such key"},
    {Reason::not_supervisor, StatusCode::no_permission, "not_supervisor",
     "the agent is no supervisor"},
    {Reason::monitored, StatusCode::invalid, "monitored", "another supervisor monitors the agent"},
};

// `field` names the field of the command that is at fault; "" when it is the command as a whole.
struct Refusal {
    Reason reason = Reason::invalid_value;
    std::string_view field;

    constexpr const ReasonRow& row() const { return reasons[static_cast<std::size_t>(reason)]; }
    constexpr StatusCode code() const { return row().code; }
};

// What a decision yields: nothing to complain about, or a refusal.
class [[nodiscard]] Verdict {
  public:
    constexpr Verdict() = default;
    constexpr Verdict(Refusal refusal) : refusal_(refusal) {}
    constexpr bool accepted() const { return !refusal_.has_value(); }
    constexpr const Refusal& refusal() const { return *refusal_; }

  private:
    std::optional<Refusal> refusal_;
};

inline constexpr Verdict allowed{};
constexpr Verdict refuse(Reason reason, std::string_view field) {
    return Verdict{Refusal{reason, field}};
}

// A value or a refusal.
template <class T>
class [[nodiscard]] Result {
  public:
    constexpr Result(T value) : content_(std::move(value)) {}
    constexpr Result(Refusal refusal) : content_(refusal) {}
    constexpr bool has_value() const { return std::holds_alternative<T>(content_); }
    constexpr const T& value() const { return std::get<T>(content_); }
    constexpr const Refusal& refusal() const { return std::get<Refusal>(content_); }

  private:
    std::variant<T, Refusal> content_;
};

}  // namespace cordboard
