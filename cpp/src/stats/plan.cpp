// SPDX-License-Identifier: Apache-2.0
#include "stats/plan.hpp"

#include <algorithm>
#include <utility>

namespace cordboard::stats {

// Lays out cells in the order of the entries, so that a plan which only adds a statistic begins with
// the very cells of the one before; then gathers the operations by segment.
class PlanBuilder {
  public:
    PlanBuilder(Plan& plan, const Catalogue& catalogue) : plan_(plan), catalogue_(catalogue) {}

    void place(const PlanEntry& entry) {
        const ReadDefinition& definition = catalogue_.read(entry.definition);
        PlacedEntry placed;
        placed.entry = entry;
        placed.segment = segment_of(definition.profile, entry.opening);
        for (std::size_t at = 0; at < definition.needs.size(); ++at) {
            placed.cells[at] = cell_of(definition.source, placed.segment, definition.needs[at]);
        }
        plan_.entries_.push_back(placed);
    }

    void list_operations() {
        std::vector<std::vector<Operation>> starts(element_count);
        std::vector<std::vector<Operation>> finishes(element_count);
        std::array<std::vector<std::vector<Operation>>, 2> statuses;
        statuses.fill(std::vector<std::vector<Operation>>(status_key_count));
        for (std::size_t segment = 0; segment < plan_.segments_.size(); ++segment) {
            for (std::size_t cell = 0; cell < plan_.cells_.size(); ++cell) {
                const CellSpec& spec = plan_.cells_[cell];
                if (spec.segment != segment || spec.kind == CellKind::header ||
                    spec.kind == CellKind::opening) {
                    continue;
                }
                plan_.sources_[static_cast<std::size_t>(spec.source)] = true;
                if (spec.source == Source::action) {
                    list_action(spec, static_cast<CellIndex>(cell), starts, finishes);
                } else {
                    list_status(spec, static_cast<CellIndex>(cell),
                                statuses[spec.source == Source::agent_status ? 1 : 0]);
                }
            }
        }
        for (std::size_t element = 0; element < element_count; ++element) {
            plan_.action_starts_.push_back(flatten(starts[element]));
            plan_.action_finishes_.push_back(flatten(finishes[element]));
            if (!starts[element].empty() || !finishes[element].empty()) {
                plan_.listens_.set(element / call_type_count);
            }
        }
        for (std::size_t which = 0; which < 2; ++which) {
            for (std::size_t key = 0; key < status_key_count; ++key) {
                plan_.statuses_[which][key] = flatten(statuses[which][key]);
            }
        }
    }

  private:
    std::uint16_t segment_of(std::uint16_t profile, std::uint16_t opening) {
        opening = profile == no_profile ? std::uint16_t{0} : opening;
        auto& segments = plan_.segments_;
        for (std::size_t at = 0; at < segments.size(); ++at) {
            if (segments[at].profile == profile && segments[at].opening == opening) {
                return static_cast<std::uint16_t>(at);
            }
        }
        Segment segment{profile, no_cell, opening};
        const auto index = static_cast<std::uint16_t>(segments.size());
        if (profile != no_profile) {
            segment.header = static_cast<CellIndex>(plan_.cells_.size());
            CellSpec header;
            header.segment = index;
            plan_.cells_.push_back(header);
            header.kind = CellKind::opening;
            plan_.cells_.push_back(header);
        }
        segments.push_back(segment);
        return index;
    }

    CellIndex cell_of(Source source, std::uint16_t segment, const CellNeed& need) {
        CellSpec spec{need.kind, source, segment, need.mask, no_cell, need.range};
        const bool lives_on = need.kind == CellKind::number || need.kind == CellKind::time;
        if (source != Source::action && lives_on) {
            spec.level = cell_of(source, segment, {CellKind::level, need.mask, {}});
        }
        for (std::size_t at = 0; at < plan_.cells_.size(); ++at) {
            const CellSpec& there = plan_.cells_[at];
            if (there.kind == spec.kind && there.source == source && there.segment == segment &&
                there.mask == spec.mask && there.range == spec.range) {
                return static_cast<CellIndex>(at);
            }
        }
        plan_.cells_.push_back(spec);
        return static_cast<CellIndex>(plan_.cells_.size() - 1);
    }

    void append(std::vector<Operation>& list, const CellSpec& spec, Operation operation) {
        const bool resets = plan_.segments_[spec.segment].profile != no_profile;
        const auto in_segment = [&](const Operation& other) {
            return other.kind == OperationKind::enter && other.argument == spec.segment;
        };
        if (resets && std::none_of(list.begin(), list.end(), in_segment)) {
            list.push_back({OperationKind::enter, false, 0, spec.segment});
        }
        list.push_back(operation);
    }

    void list_action(const CellSpec& spec, CellIndex cell,
                     std::vector<std::vector<Operation>>& starts,
                     std::vector<std::vector<Operation>>& finishes) {
        const Operation operation{operation_of(spec.kind), false, cell, cell};
        const ActionMask& mask = catalogue_.action_mask(spec.mask);
        for (std::size_t element = 0; element < element_count; ++element) {
            if (!mask.test(element)) {
                continue;
            }
            const ActionKind kind = action_table[element / call_type_count].kind;
            const bool extreme =
                spec.kind == CellKind::maximum || spec.kind == CellKind::minimum;
            if (spec.kind == CellKind::level) {
                if (kind == ActionKind::durable) {
                    append(starts[element], spec, operation);
                    append(finishes[element], spec, operation);
                }
            } else if (!extreme || kind != ActionKind::momentary) {
                append(finishes[element], spec, operation);
            }
        }
    }

    void list_status(const CellSpec& spec, CellIndex cell,
                     std::vector<std::vector<Operation>>& statuses) {
        const StatusMask& mask = catalogue_.status_mask(spec.mask);
        for (std::size_t key = 0; key < status_key_count; ++key) {
            if (!mask.test(key)) {
                continue;
            }
            const std::size_t untyped = key / call_type_count * call_type_count;
            std::size_t types = 0;
            for (std::size_t type = 0; type < call_type_count; ++type) {
                types += mask.test(untyped + type) ? 1U : 0U;
            }
            append(statuses[key], spec,
                   {operation_of(spec.kind), types < call_type_count, cell, spec.mask});
        }
    }

    static OperationKind operation_of(CellKind kind) {
        return static_cast<OperationKind>(static_cast<std::uint8_t>(kind));
    }

    OperationList flatten(const std::vector<Operation>& list) {
        const OperationList part{static_cast<std::uint16_t>(plan_.operations_.size()),
                                 static_cast<std::uint16_t>(list.size())};
        // Most masks treat the types of a call alike: their lists stand there once.
        const auto& all = plan_.operations_;
        const auto same = [](const Operation& a, const Operation& b) {
            return a.kind == b.kind && a.typed == b.typed && a.cell == b.cell &&
                   a.argument == b.argument;
        };
        const auto found = std::search(all.begin(), all.end(), list.begin(), list.end(), same);
        if (found != all.end() || list.empty()) {
            return {static_cast<std::uint16_t>(found - all.begin()), part.count};
        }
        plan_.operations_.insert(plan_.operations_.end(), list.begin(), list.end());
        return part;
    }

    Plan& plan_;
    const Catalogue& catalogue_;
};

static_assert(static_cast<int>(OperationKind::enter) == static_cast<int>(CellKind::header));
static_assert(static_cast<int>(OperationKind::time_in_range) ==
              static_cast<int>(CellKind::time_in_range));

Plan::Plan(const Catalogue& catalogue, std::vector<PlanEntry> entries) {
    PlanBuilder builder(*this, catalogue);
    for (const PlanEntry& entry : entries) {
        builder.place(entry);
    }
    builder.list_operations();
}

const PlacedEntry* Plan::find(std::uint16_t definition) const {
    for (const PlacedEntry& placed : entries_) {
        if (placed.entry.definition == definition) {
            return &placed;
        }
    }
    return nullptr;
}

bool Plan::same_cell(CellIndex mine, const Plan& other, CellIndex theirs) const {
    const CellSpec& a = cells_[mine];
    const CellSpec& b = other.cells_[theirs];
    const Segment& in_a = segments_[a.segment];
    const Segment& in_b = other.segments_[b.segment];
    return a.kind == b.kind && a.source == b.source && a.mask == b.mask && a.range == b.range &&
           in_a.profile == in_b.profile && in_a.opening == in_b.opening;
}

// Elements in progress live on: they count once in the new interval and their time starts over.
void Plan::reset(std::uint64_t* cells, std::uint16_t segment, std::uint64_t start) const {
    for (std::size_t cell = 0; cell < cells_.size(); ++cell) {
        const CellSpec& spec = cells_[cell];
        if (spec.segment != segment || spec.kind == CellKind::level ||
            spec.kind == CellKind::opening) {
            continue;
        }
        const std::uint64_t level = spec.level == no_cell ? 0 : cells[spec.level];
        switch (spec.kind) {
            case CellKind::header:
                cells[cell] = start;
                break;
            case CellKind::number:
                cells[cell] = level;
                break;
            case CellKind::time:
                cells[cell] = 0 - level * start;
                break;
            case CellKind::minimum:
                cells[cell] = no_minimum;
                break;
            default:
                cells[cell] = 0;
        }
    }
}

namespace {

std::uint64_t bits(Duration duration) { return static_cast<std::uint64_t>(duration.microseconds); }
std::uint64_t bits(Instant at) { return static_cast<std::uint64_t>(at.microseconds); }

// `full` and `cut` are the lengths of 5.1: whole since the opening, and inside the interval.
void count_finished(const Touch& touch, const Operation& operation, Duration full, Duration cut) {
    std::uint64_t& cell = touch.cells[operation.cell];
    switch (operation.kind) {
        case OperationKind::number:
            cell += 1;
            break;
        case OperationKind::time:
            cell += bits(cut);
            break;
        case OperationKind::adjusted_time:
            cell += bits(full);
            break;
        case OperationKind::maximum:
            cell = std::max(cell, bits(cut));
            break;
        case OperationKind::minimum:
            cell = std::min(cell, bits(cut));
            break;
        case OperationKind::number_in_range:
            cell += touch.plan.cells()[operation.cell].range.contains(full) ? 1U : 0U;
            break;
        case OperationKind::time_in_range:
            cell += touch.plan.cells()[operation.cell].range.contains(full) ? bits(cut) : 0U;
            break;
        case OperationKind::enter:
        case OperationKind::level:
        case OperationKind::adjusted_number:
            break;
    }
}

}  // namespace

void start_action(const Touch& touch, std::size_t element) {
    for (const Operation& operation : touch.plan.at_start(element)) {
        if (operation.kind == OperationKind::enter) {
            touch.plan.refresh(touch.cells, operation.argument, touch.profile_starts);
        } else {
            touch.cells[operation.cell] += 1;
        }
    }
}

void end_action(const Touch& touch, std::size_t element, Instant start, Instant end) {
    Duration full;
    Duration cut;
    for (const Operation& operation : touch.plan.at_finish(element)) {
        if (operation.kind == OperationKind::enter) {
            const auto interval = static_cast<std::int64_t>(
                touch.plan.refresh(touch.cells, operation.argument, touch.profile_starts));
            const Instant opened = touch.plan.opened(touch.cells, operation.argument);
            full = end - std::max(start, opened);
            cut = end - std::max(start, Instant{interval});
        } else if (operation.kind == OperationKind::level) {
            touch.cells[operation.cell] -= 1;
        } else {
            count_finished(touch, operation, full, cut);
        }
    }
}

void count_action(const Touch& touch, std::size_t element, Duration carried) {
    for (const Operation& operation : touch.plan.at_finish(element)) {
        if (operation.kind == OperationKind::enter) {
            touch.plan.refresh(touch.cells, operation.argument, touch.profile_starts);
        } else {
            count_finished(touch, operation, carried, carried);
        }
    }
}

namespace {

// Whether the two are one element to a mask that holds both: the same name goes on (D-10).
bool same_name(StatusKey before, StatusKey after) {
    return before != no_status && after != no_status && status_of(before) == status_of(after);
}

}  // namespace

void change_status(const Touch& touch, const Catalogue& catalogue, Source source,
                   const StatusRun& before, StatusKey after, Instant joined, Instant at) {
    const bool name_goes_on = same_name(before.key, after);
    Instant interval = long_ago;
    Instant opened = long_ago;
    const auto holds = [&catalogue](const Operation& operation, StatusKey key) {
        return key != no_status && catalogue.status_mask(operation.argument).test(key);
    };
    const auto enter = [&](const Operation& operation) {
        interval = Instant{static_cast<std::int64_t>(
            touch.plan.refresh(touch.cells, operation.argument, touch.profile_starts))};
        opened = touch.plan.opened(touch.cells, operation.argument);
    };
    if (before.key != no_status) {
        for (const Operation& operation : touch.plan.of_status(source, before.key)) {
            if (operation.kind == OperationKind::enter) {
                enter(operation);
                continue;
            }
            const bool stays = holds(operation, after);
            if (stays && name_goes_on) {
                continue;
            }
            const Instant since =
                std::max(operation.typed ? before.typed_since : before.since, joined);
            std::uint64_t& cell = touch.cells[operation.cell];
            if (operation.kind == OperationKind::level) {
                cell -= stays ? 0U : 1U;
            } else if (operation.kind == OperationKind::time) {
                cell += stays ? 0U : bits(at);
            } else if (operation.kind == OperationKind::number) {
                // Nothing of it lay in this interval (D-9), or it had no length at all.
                cell -= at <= std::max(since, interval) ? 1U : 0U;
            } else if (at > since) {
                cell += operation.kind == OperationKind::adjusted_number
                            ? 1U
                            : bits(at - std::max(since, opened));
            }
        }
    }
    if (after != no_status) {
        for (const Operation& operation : touch.plan.of_status(source, after)) {
            if (operation.kind == OperationKind::enter) {
                enter(operation);
                continue;
            }
            const bool stayed = holds(operation, before.key);
            std::uint64_t& cell = touch.cells[operation.cell];
            if (operation.kind == OperationKind::level) {
                cell += stayed ? 0U : 1U;
            } else if (operation.kind == OperationKind::time) {
                cell -= stayed ? 0U : bits(at);
            } else if (operation.kind == OperationKind::number) {
                cell += stayed && name_goes_on ? 0U : 1U;
            }
        }
    }
}

}  // namespace cordboard::stats
