// SPDX-License-Identifier: Apache-2.0
// The names under which files and answers speak of definitions (statistics reference, 1.1, 4 to 6, 9).
#include <cordboard/statistic_definition.hpp>
#include <cstddef>
#include <iterator>

namespace cordboard {
namespace {

constexpr std::string_view object_types[] = {
    "Agent",       "Place",        "RegDN",       "MediaChannel", "Queue",
    "RoutePoint",  "VirtualQueue", "StagingArea", "Workbin",      "Tenant",
    "GroupAgents", "GroupPlaces",  "GroupQueues",
};

constexpr std::string_view targets[] = {
    "AGENT",      "QUEUE",        "SKILL_AG",    "SKILL_Q", "Place",
    "RegDN",      "MediaChannel", "RoutePoint",  "VirtualQueue", "StagingArea",
    "Workbin",    "Tenant",       "GroupAgents", "GroupPlaces", "GroupQueues",
};

constexpr std::string_view subjects[] = {"DNAction", "DNStatus", "AgentStatus", "PlaceStatus",
                                         "GroupStatus"};

constexpr std::string_view categories[] = {
    "TotalNumber",
    "TotalTime",
    "TotalAdjustedNumber",
    "TotalAdjustedTime",
    "MaxTime",
    "MinTime",
    "MaxNumber",
    "MinNumber",
    "TotalContinuousNumber",
    "AverageTime",
    "AverageNumberPerRelativeHour",
    "AverageOfCurrentNumber",
    "AverageOfCurrentTime",
    "ElapsedTimePercentage",
    "RelativeNumberPercentage",
    "RelativeTimePercentage",
    "TotalNumberInTimeRange",
    "TotalNumberInTimeRangePercentage",
    "TotalTimeInTimeRange",
    "TotalNumberPerSecond",
    "TotalAdjustedTimePercentage",
    "TotalDistinctNumber",
    "CurrentNumber",
    "CurrentTime",
    "CurrentMaxTime",
    "CurrentMinTime",
    "CurrentContinuousTime",
    "CurrentAverageTime",
    "CurrentNumberInTimeRange",
    "CurrentNumberInTimeRangePercentage",
    "CurrentRelativeNumberPercentage",
    "CurrentRelativeTimePercentage",
    "CurrentDistinctNumber",
    "CurrentState",
    "CurrentStateReasons",
    "CurrentTargetState",
    "ServiceFactor1",
    "EstimWaitTime",
    "LoadBalance",
    "ExpectedWaitTime2",
    "TotalCustomValue",
    "MaxCustomValue",
    "MinCustomValue",
    "AverageCustomValue",
    "CurrentCustomValue",
    "CurrentMaxCustomValue",
    "CurrentMinCustomValue",
    "CurrentAverageCustomValue",
    "Formula",
};

constexpr std::string_view intervals[] = {"GrowingWindow", "SlidingWindow", "SlidingSelection",
                                          "SinceLogin"};
constexpr std::string_view modes[] = {"PERIODICAL", "IMMEDIATE", "RESET", "NONE"};

static_assert(std::size(object_types) == static_cast<std::size_t>(ObjectType::group_queues) + 1);
static_assert(std::size(targets) == static_cast<std::size_t>(StatisticTarget::group_queues) + 1);
static_assert(std::size(subjects) == static_cast<std::size_t>(Subject::group_status) + 1);
static_assert(std::size(categories) == static_cast<std::size_t>(Category::formula) + 1);

constexpr char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool same_letters(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) {
        return false;
    }
    for (std::size_t at = 0; at < a.size(); ++at) {
        if (lower(a[at]) != lower(b[at])) {
            return false;
        }
    }
    return true;
}

// Real files write these words in any case.
template <class Value, std::size_t Count>
std::optional<Value> named(const std::string_view (&names)[Count], std::string_view name) {
    for (std::size_t at = 0; at < Count; ++at) {
        if (same_letters(names[at], name)) {
            return static_cast<Value>(at);
        }
    }
    return std::nullopt;
}

}  // namespace

std::string_view name_of(ObjectType type) { return object_types[static_cast<std::size_t>(type)]; }
std::string_view name_of(StatisticTarget target) {
    return targets[static_cast<std::size_t>(target)];
}
std::string_view name_of(Subject subject) { return subjects[static_cast<std::size_t>(subject)]; }
std::string_view name_of(Category category) {
    return categories[static_cast<std::size_t>(category)];
}
std::string_view name_of(IntervalType interval) {
    return intervals[static_cast<std::size_t>(interval)];
}
std::string_view name_of(NotificationMode mode) { return modes[static_cast<std::size_t>(mode)]; }

std::optional<ObjectType> object_type_named(std::string_view name) {
    return named<ObjectType>(object_types, name);
}

std::optional<StatisticTarget> target_named(std::string_view name) {
    return named<StatisticTarget>(targets, name);
}

// The owner's first listing writes DNSStatus, and Action is a documented alias.
std::optional<Subject> subject_named(std::string_view name) {
    if (same_letters(name, "Action")) {
        return Subject::dn_action;
    }
    if (same_letters(name, "DNSStatus")) {
        return Subject::dn_status;
    }
    return named<Subject>(subjects, name);
}

std::optional<Category> category_named(std::string_view name) {
    if (same_letters(name, "EstimWaitingTime") || same_letters(name, "ExpectedWaitTime")) {
        return Category::estimated_wait_time;
    }
    return named<Category>(categories, name);
}

std::optional<IntervalType> interval_named(std::string_view name) {
    return named<IntervalType>(intervals, name);
}

std::optional<NotificationMode> notification_mode_named(std::string_view name) {
    if (same_letters(name, "NoNotification")) {
        return NotificationMode::none;
    }
    return named<NotificationMode>(modes, name);
}

ObjectType object_type_of(StatisticTarget declared) {
    switch (declared) {
        case StatisticTarget::agent:
            return ObjectType::agent;
        case StatisticTarget::queue:
            return ObjectType::queue;
        case StatisticTarget::skill_agents:
        case StatisticTarget::group_agents:
            return ObjectType::group_agents;
        case StatisticTarget::skill_queue:
        case StatisticTarget::virtual_queue:
            return ObjectType::virtual_queue;
        case StatisticTarget::place:
            return ObjectType::place;
        case StatisticTarget::reg_dn:
            return ObjectType::reg_dn;
        case StatisticTarget::media_channel:
            return ObjectType::media_channel;
        case StatisticTarget::route_point:
            return ObjectType::route_point;
        case StatisticTarget::staging_area:
            return ObjectType::staging_area;
        case StatisticTarget::workbin:
            return ObjectType::workbin;
        case StatisticTarget::tenant:
            return ObjectType::tenant;
        case StatisticTarget::group_places:
            return ObjectType::group_places;
        case StatisticTarget::group_queues:
            break;
    }
    return ObjectType::group_queues;
}

bool applies(StatisticTarget definition, StatisticTarget declared) {
    if (definition == declared) {
        return true;
    }
    return definition == StatisticTarget::queue && (declared == StatisticTarget::route_point ||
                                                    declared == StatisticTarget::virtual_queue);
}

}  // namespace cordboard
