// SPDX-License-Identifier: Apache-2.0
// What a statistic is, before anybody asks it of an object: an entry of statistics.yaml as values
// (statistics reference, sections 4 to 9). Texts stay as written; the engine reads masks and
// profiles when it is made and says what is wrong with them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <cordboard/action_row.hpp>
#include <cordboard/time.hpp>

namespace cordboard {

// Which objects a definition is for: the names of the web API, then those of Stat Server.
enum class StatisticTarget : std::uint8_t {
    agent,
    queue,
    skill_agents,
    skill_queue,
    place,
    reg_dn,
    media_channel,
    route_point,
    virtual_queue,
    staging_area,
    workbin,
    tenant,
    group_agents,
    group_places,
    group_queues,
};

enum class Subject : std::uint8_t {
    dn_action,
    dn_status,
    agent_status,
    place_status,
    group_status
};

enum class Category : std::uint8_t {
    total_number,
    total_time,
    total_adjusted_number,
    total_adjusted_time,
    max_time,
    min_time,
    max_number,
    min_number,
    total_continuous_number,
    average_time,
    average_number_per_relative_hour,
    average_of_current_number,
    average_of_current_time,
    elapsed_time_percentage,
    relative_number_percentage,
    relative_time_percentage,
    total_number_in_time_range,
    total_number_in_time_range_percentage,
    total_time_in_time_range,
    total_number_per_second,
    total_adjusted_time_percentage,
    total_distinct_number,
    current_number,
    current_time,
    current_max_time,
    current_min_time,
    current_continuous_time,
    current_average_time,
    current_number_in_time_range,
    current_number_in_time_range_percentage,
    current_relative_number_percentage,
    current_relative_time_percentage,
    current_distinct_number,
    current_state,
    current_state_reasons,
    current_target_state,
    service_factor_1,
    estimated_wait_time,
    load_balance,
    expected_wait_time_2,
    total_custom_value,
    max_custom_value,
    min_custom_value,
    average_custom_value,
    current_custom_value,
    current_max_custom_value,
    current_min_custom_value,
    current_average_custom_value,
    formula,
};

enum class IntervalType : std::uint8_t {
    growing_window,
    sliding_window,
    sliding_selection,
    since_login
};

enum class NotificationMode : std::uint8_t { periodical, immediate, reset, none };

// Names as they stand in files and answers; matching of subjects knows their aliases.
std::string_view name_of(ObjectType type);
std::string_view name_of(StatisticTarget target);
std::string_view name_of(Subject subject);
std::string_view name_of(Category category);
std::string_view name_of(IntervalType interval);
std::string_view name_of(NotificationMode mode);
std::optional<ObjectType> object_type_named(std::string_view name);
std::optional<StatisticTarget> target_named(std::string_view name);
std::optional<Subject> subject_named(std::string_view name);
std::optional<Category> category_named(std::string_view name);
std::optional<IntervalType> interval_named(std::string_view name);
std::optional<NotificationMode> notification_mode_named(std::string_view name);

// The type of the object that one declared so is, and whether a definition applies to it: a skill's
// queue is a virtual queue but takes the definitions of skill queues only (decision D-2).
ObjectType object_type_of(StatisticTarget declared);
bool applies(StatisticTarget definition, StatisticTarget declared);

struct StatisticDefinition {
    std::string name;
    StatisticTarget target = StatisticTarget::agent;
    Subject subject = Subject::dn_action;
    Category category = Category::total_number;
    std::string main_mask;
    std::string relative_mask;
    IntervalType interval = IntervalType::growing_window;
    // Empty: the default, a growing window from midnight.
    std::string time_profile;
    // Seconds, from included, to excluded; -1 on the right is without bound.
    std::optional<std::int64_t> time_range_left;
    std::optional<std::int64_t> time_range_right;
    std::optional<std::int64_t> time_range_left_2;
    std::optional<std::int64_t> time_range_right_2;
    NotificationMode notification_mode = NotificationMode::periodical;
    Duration notification_frequency = seconds(10);
    std::int64_t insensitivity = 0;
    std::string filter;
    // The business attribute of a statistic type, an additional filter: "chat, email".
    std::string media_types;
    std::string formula;     // the custom value of an action
    std::string expression;  // of the category Formula
    bool distinguish_by_connection = false;

    friend bool operator==(const StatisticDefinition&, const StatisticDefinition&) = default;
};

// Offsets from UTC: each holds from its instant on, the first also before it.
struct ZoneOffset {
    Instant from;
    Duration offset;
};

struct Zone {
    std::string name;
    std::vector<ZoneOffset> offsets;  // empty: UTC
};

}  // namespace cordboard
