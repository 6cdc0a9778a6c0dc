// SPDX-License-Identifier: Apache-2.0
// A plan is what a set of open statistics means to the rows of an object: for every action and
// every status the list of cells it moves. Objects with the same statistics share one plan (all
// agents have one), so that what an event costs does not depend on how many objects there are, and
// an object itself is but a block of cells.
//
// Times are kept so that nothing has to be done while time passes. The time of statuses in progress
// is a cell from which each start was subtracted and to which each end was added: at a time t its
// value is cell + level * t. A reset costs nothing until the next touch: the header of a segment
// holds the start of the interval its cells belong to, and whoever finds it older than that of the
// profile starts the cells anew. All arithmetic is modulo 2^64, so it is exact as long as results
// fit.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <span>
#include <vector>

#include <cordboard/time.hpp>

#include "stats/catalogue.hpp"

namespace cordboard::stats {

using CellIndex = std::uint16_t;
inline constexpr CellIndex no_cell = 0xFFFF;
inline constexpr std::uint64_t no_minimum = ~std::uint64_t{0};

// The cells of one profile that began to count at one instant. The instant itself lies with the
// object, so that objects whose statistics were opened in the same order share a plan.
struct Segment {
    std::uint16_t profile = no_profile;
    CellIndex header = no_cell;
    std::uint16_t opening = 0;
};

struct CellSpec {
    Quantity kind = Quantity::header;
    Source source = Source::action;
    std::uint16_t segment = 0;
    std::uint16_t mask = 0;
    CellIndex level = no_cell;  // of the same statuses, for what goes on while they last
    TimeRange range;
};

struct PlanEntry {
    std::uint16_t definition = 0;
    std::uint16_t opening = 0;  // counts the instants at which statistics of an object were opened

    friend constexpr bool operator==(PlanEntry, PlanEntry) = default;
};

struct PlacedEntry {
    PlanEntry entry;
    std::uint16_t segment = 0;
    std::array<CellIndex, most_parts> cells{no_cell, no_cell, no_cell, no_cell, no_cell, no_cell};
};

// `enter` names the segment of the operations that follow it.
enum class CellOperationKind : std::uint8_t {
    enter,
    level,
    number,
    time,
    adjusted_number,
    adjusted_time,
    maximum,
    minimum,
    number_in_range,
    time_in_range,
};

struct CellOperation {
    CellOperationKind kind = CellOperationKind::enter;
    CellIndex cell = 0;
    std::uint16_t segment = 0;

    friend constexpr bool operator==(CellOperation, CellOperation) = default;
};

struct CellOperationList {
    std::uint16_t first = 0;
    std::uint16_t count = 0;
};

// What one status giving way to another does, once it is known that masks which hold both see no
// change of level or time.
enum class StepKind : std::uint8_t {
    enter,
    level_down,
    level_up,
    time_out,
    time_in,
    number_drop,  // of a run that has no part in this interval
    number_up,
    adjusted_number,
    adjusted_time,
};

struct StatusStep {
    StepKind kind = StepKind::enter;
    CellIndex cell = 0;
    std::uint16_t segment = 0;

    friend constexpr bool operator==(StatusStep, StatusStep) = default;
};

class Plan {
  public:
    Plan(const Catalogue& catalogue, std::vector<PlanEntry> entries);

    std::span<const PlacedEntry> entries() const { return entries_; }
    const PlacedEntry* find(std::uint16_t definition) const;
    std::span<const CellSpec> cells() const { return cells_; }
    std::span<const Segment> segments() const { return segments_; }
    bool same_cell(CellIndex mine, const Plan& other, CellIndex theirs) const;

    // What happens to cells when an action starts, when it ends or occurs, and while an object
    // has a status.
    std::span<const CellOperation> at_start(std::size_t element) const {
        return list(action_starts_[element]);
    }
    std::span<const CellOperation> at_finish(std::size_t element) const {
        return list(action_finishes_[element]);
    }
    // The steps from one status to another, either of which may be none. No mask here tells call
    // types apart: statistics whose masks do have tallies.
    std::span<const StatusStep> steps(Source source, StatusKey before, StatusKey after) const {
        const CellOperationList part =
            transitions_[static_cast<std::size_t>(source) - 1]
                        [row_of(before) * (status_count + 1) + row_of(after)];
        return {steps_.data() + part.first, part.count};
    }
    bool has(Source source) const { return sources_[static_cast<std::size_t>(source)]; }
    bool listens_to(ActionIndex action) const { return listens_.test(action); }

    Instant opened(const std::uint64_t* cells, std::uint16_t segment) const {
        return {static_cast<std::int64_t>(cells[segments_[segment].header + 1U])};
    }
    // Starts the cells of a segment anew if its profile was reset since they were touched. Gives
    // the start of the interval.
    std::uint64_t refresh(std::uint64_t* cells, std::uint16_t segment,
                          const Instant* profile_starts) const {
        const Segment& there = segments_[segment];
        const auto start = static_cast<std::uint64_t>(profile_starts[there.profile].microseconds);
        if (static_cast<std::int64_t>(start) > static_cast<std::int64_t>(cells[there.header]))
            [[unlikely]] {
            reset(cells, segment, start);
        }
        return cells[there.header];
    }
    void reset(std::uint64_t* cells, std::uint16_t segment, std::uint64_t start) const;

  private:
    friend class PlanBuilder;

    void append_steps(const Catalogue& catalogue, Source source, StatusKey before, StatusKey after,
                      std::vector<StatusStep>& steps) const;

    static std::size_t row_of(StatusKey key) {
        return key == no_status ? status_count : key / call_type_count;
    }

    std::span<const CellOperation> list(CellOperationList part) const {
        return {operations_.data() + part.first, part.count};
    }

    std::vector<PlacedEntry> entries_;
    std::vector<Segment> segments_;
    std::vector<CellSpec> cells_;
    std::vector<CellOperation> operations_;
    std::vector<CellOperationList> action_starts_;
    std::vector<CellOperationList> action_finishes_;
    // By source of statuses, by status before and after; the last row and column are no status.
    using Transitions = std::array<CellOperationList, (status_count + 1) * (status_count + 1)>;
    std::array<Transitions, source_count - 1> transitions_{};
    std::vector<StatusStep> steps_;
    std::array<bool, source_count> sources_{};
    std::bitset<action_count> listens_;
};

// What the operations below have in common.
struct Touch {
    std::uint64_t* cells;
    const Plan& plan;
    const Instant* profile_starts;
};

void start_action(const Touch& touch, std::size_t element);
// The start has not been.
void forget_action(const Touch& touch, std::size_t element);
// A durable action ends: `start` is clipped by association, not yet by interval and opening.
void end_action(const Touch& touch, std::size_t element, Instant start, Instant end);
// A momentary or retrospective action.
void count_action(const Touch& touch, std::size_t element, Duration carried);

// One device's or agent's status, and since when it has had this name.
struct StatusRun {
    Instant since;
    StatusKey key = no_status;
};

// A status gives way to another at `at`; either may be none. `joined` clips the start.
void change_status(const Touch& touch, Source source, const StatusRun& before, StatusKey after,
                   Instant joined, Instant at);

}  // namespace cordboard::stats
