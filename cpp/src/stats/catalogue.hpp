// SPDX-License-Identifier: Apache-2.0
// The definitions of an engine with everything read that a definition says in text: masks as sets,
// time profiles, ranges, and which numbers ("cells") a category is a quotient of.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <cordboard/statistics.hpp>

#include "stats/mask.hpp"
#include "stats/profile.hpp"

namespace cordboard::stats {

// What is kept per object and moves with the rows. `level` is how many elements are in the mask
// now; the other kinds begin anew at a reset. A header holds the start of the present interval, and
// the cell after it the instant since which the statistics are open.
enum class CellKind : std::uint8_t {
    header,
    level,
    number,
    time,
    adjusted_number,
    adjusted_time,
    maximum,
    minimum,
    number_in_range,
    time_in_range,
    opening,
};

// What is counted of an object. Agents and places have statuses of their own; those of the devices
// below them are dn_status.
enum class Source : std::uint8_t { action, dn_status, agent_status, place_status, group_status };

inline constexpr std::size_t source_count = 5;

// From included, to excluded, by the uncut duration.
struct TimeRange {
    Duration from;
    Duration to{std::numeric_limits<std::int64_t>::max()};

    constexpr bool contains(Duration duration) const { return duration >= from && duration < to; }
    friend constexpr bool operator==(TimeRange, TimeRange) = default;
};

struct CellNeed {
    CellKind kind = CellKind::number;
    std::uint16_t mask = 0;
    TimeRange range;
};

inline constexpr std::uint16_t no_profile = 0xFFFF;

struct ReadDefinition {
    std::string fault;  // the text says something that cannot be meant
    DefinitionPart part = DefinitionPart::whole;
    std::string refusal;  // good, but this engine cannot compute it
    std::vector<std::string> warnings;
    Source source = Source::action;
    Category category = Category::total_number;
    std::uint16_t profile = no_profile;  // none: a category of the present
    std::uint16_t main_mask = 0;
    std::uint16_t relative_mask = 0;
    TimeRange range;
    std::vector<CellNeed> needs;  // at most four, in the order the formula takes them
};

class Catalogue {
  public:
    Catalogue(std::vector<StatisticDefinition> definitions, std::vector<Zone> zones);

    std::uint16_t add(StatisticDefinition definition);

    std::size_t size() const { return definitions_.size(); }
    const StatisticDefinition& definition(std::size_t at) const { return definitions_[at]; }
    const ReadDefinition& read(std::size_t at) const { return read_[at]; }
    const ActionMask& action_mask(std::size_t at) const { return action_masks_[at]; }
    const StatusMask& status_mask(std::size_t at) const { return status_masks_[at]; }
    std::span<const GrowingProfile> profiles() const { return profiles_; }

  private:
    std::vector<StatisticDefinition> definitions_;
    std::vector<ReadDefinition> read_;
    std::vector<ActionMask> action_masks_;
    std::vector<StatusMask> status_masks_;
    std::vector<std::string> profile_texts_;
    std::vector<GrowingProfile> profiles_;
    std::vector<Zone> zones_;
    friend class DefinitionReader;
};

// What is wrong with a definition, before an engine is made of it: for readers of files.
ReadDefinition check_definition(const StatisticDefinition& definition, std::span<const Zone> zones);

}  // namespace cordboard::stats
