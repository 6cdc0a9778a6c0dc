// SPDX-License-Identifier: Apache-2.0
// Every bound of the engine, in one place. docs/reference/limits.md is generated from this table.
#pragma once

#include <cstdint>
#include <string_view>

#include <cordboard/ids.hpp>

namespace cordboard::limits {

inline constexpr std::int64_t name_bytes = 256;
inline constexpr std::int64_t expression_bytes = 1'024;
inline constexpr std::int64_t expression_terms = 64;
inline constexpr std::int64_t user_data_bytes = 64 * 1'024;
inline constexpr std::int64_t user_data_depth = 32;
inline constexpr std::int64_t email_bytes = 1'024 * 1'024;
inline constexpr std::int64_t attachments = 100;
inline constexpr std::int64_t message_bytes = 64 * 1'024;
inline constexpr std::int64_t chat_events = 100'000;
inline constexpr std::int64_t chat_history = 500;
inline constexpr std::int64_t media = 32;
inline constexpr std::int64_t agents = 1'000'000;
inline constexpr std::int64_t directory_objects = 1'000'000;
inline constexpr std::int64_t interactions = std::int64_t{1} << InteractionId::slot_bits;
inline constexpr std::int64_t capacity = 1'000;
inline constexpr std::int64_t skill_level = 1'000;
inline constexpr std::int64_t priority = 1'000'000;
inline constexpr std::int64_t targets_in_list = 64;
inline constexpr std::int64_t overflow_stages = 8;
inline constexpr std::int64_t duration_days = 10'000;

struct LimitRow {
    std::string_view name;
    std::int64_t value;
    std::string_view meaning;
};

inline constexpr LimitRow rows[] = {
    {"name_bytes", name_bytes, "bytes of a name, a phone number or a description"},
    {"expression_bytes", expression_bytes, "bytes of a skill expression"},
    {"expression_terms", expression_terms, "comparisons in a skill expression"},
    {"user_data_bytes", user_data_bytes, "bytes of the user data of one interaction"},
    {"user_data_depth", user_data_depth, "nesting of user data; the outermost bracket is 1"},
    {"email_bytes", email_bytes, "bytes of what an e-mail says, addresses included"},
    {"attachments", attachments, "documents attached to one e-mail"},
    {"message_bytes", message_bytes, "bytes of one message of a chat"},
    {"chat_events", chat_events, "messages and typing in one session of a chat"},
    {"chat_history", chat_history, "events of a session that one look at it gives, the newest"},
    {"media", media, "media types of a tenant"},
    {"agents", agents, "agents of a tenant"},
    {"directory_objects", directory_objects, "objects of any other one kind in the directory"},
    {"interactions", interactions, "interactions alive at one moment"},
    {"capacity", capacity, "interactions of one media that an agent may hold"},
    {"skill_level", skill_level, "level of a skill"},
    {"priority", priority, "priority of an interaction, up or down"},
    {"targets_in_list", targets_in_list, "targets in one list"},
    {"overflow_stages", overflow_stages, "overflow steps of a queue"},
    {"duration_days", duration_days, "days of any duration or time-out"},
};

static_assert(capacity < 65'536 && skill_level < 65'536, "both are kept in 16 bits");
static_assert(media <= 32, "a set of media is kept in 32 bits");
static_assert(expression_terms * 2 < expression_bytes, "a term takes at least two bytes");

}  // namespace cordboard::limits
