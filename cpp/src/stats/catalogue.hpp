// SPDX-License-Identifier: Apache-2.0
// The definitions of an engine with everything read that a definition says in text: masks as sets,
// time profiles, ranges, and which numbers ("cells") a category is a quotient of.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include <cordboard/statistics.hpp>

#include "stats/categories.hpp"
#include "stats/custom_value.hpp"
#include "stats/filter.hpp"
#include "stats/formula.hpp"
#include "stats/mask.hpp"
#include "stats/profile.hpp"
#include "stats/sums.hpp"

namespace cordboard::stats {

// What is counted of an object. Agents and places have statuses of their own; those of the devices
// below them are dn_status.
enum class Source : std::uint8_t { action, dn_status, agent_status, place_status, group_status };

inline constexpr std::size_t source_count = 5;

inline constexpr std::size_t most_parts = std::tuple_size_v<decltype(CategoryRow::parts)>;
inline constexpr std::size_t most_aggregates = 8;
// Of the parts of a category; of a formula two for each aggregate, its value and its number.
using Amounts = std::array<double, std::max(most_parts, 2 * most_aggregates)>;

// One quantity that a category is made of: of which mask, and where a tally keeps it.
struct Need {
    Quantity kind = Quantity::number;
    std::uint16_t mask = 0;
    TimeRange range;
    std::uint8_t range_index = 0;
    std::uint8_t counter = 0;
};

struct CounterSpec {
    std::uint16_t mask = 0;
    bool filtered = false;
    bool by_name = true;
    std::int8_t aggregate = -1;  // of a formula
    bool looks_back = false;  // of a relative mask: as far as the selection of the main one (D-24)

    friend constexpr bool operator==(CounterSpec, CounterSpec) = default;
};

// Where the numbers come from: the cells of a plan, the elements that are open when the value is
// asked for, a tally of the statistic's own, or no number at all.
enum class Method : std::uint8_t { cells, open_elements, tally, structure };

inline constexpr std::uint16_t no_profile = 0xFFFF;

struct ReadDefinition {
    std::string fault;  // the text says something that cannot be meant
    DefinitionPart part = DefinitionPart::whole;
    std::string refusal;  // good, but this engine cannot compute it
    std::vector<std::string> warnings;
    Source source = Source::action;
    Method method = Method::structure;
    Category category = Category::total_number;
    Quotient quotient = Quotient::first;
    std::uint16_t main_mask = 0;
    std::vector<Need> needs;  // in the order the quotient takes them
    std::vector<TimeRange> ranges;

    bool historical = false;
    IntervalType interval = IntervalType::growing_window;
    std::uint16_t profile = no_profile;  // of growing windows
    Duration length;                     // of a sliding window
    Duration step;                       // zero: it slides without steps
    std::uint64_t count = 0;             // of a selection

    Filter filter;
    CustomValue custom;
    Formula formula;
    bool distinguishes = false;   // interactions, and not elements, are counted
    bool keeps_finished = false;  // a tally keeps what ended, one by one
    bool keeps_levels = false;
    bool traced = false;
    std::vector<CounterSpec> counters;

    bool reads_attributes() const {
        const auto aggregates = formula.aggregates();
        return filter.reads_attributes() || custom.reads_attributes() ||
               std::any_of(aggregates.begin(), aggregates.end(),
                           [](const Aggregate& one) { return one.reads_attributes(); });
    }
};

class Catalogue {
  public:
    Catalogue(std::vector<StatisticDefinition> definitions, std::vector<Zone> zones);

    // A traced one is counted by a tally that keeps what it counted.
    std::uint16_t add(StatisticDefinition definition, bool traced = false);
    // Zones that time profiles of later definitions may name.
    void know(std::span<const Zone> zones);

    std::size_t size() const { return definitions_.size(); }
    const StatisticDefinition& definition(std::size_t at) const { return definitions_[at]; }
    const ReadDefinition& read(std::size_t at) const { return read_[at]; }
    const ActionMask& action_mask(std::size_t at) const { return action_masks_[at]; }
    const StatusMask& status_mask(std::size_t at) const { return status_masks_[at]; }
    // Whether a mask has the action, of any call type.
    bool counts(std::size_t action_mask, ActionIndex action) const {
        for (std::size_t type = 0; type < call_type_count; ++type) {
            if (action_masks_[action_mask].test(action * call_type_count + type)) {
                return true;
            }
        }
        return false;
    }
    const std::vector<Zone>& zones() const { return zones_; }
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
