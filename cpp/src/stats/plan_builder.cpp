// SPDX-License-Identifier: Apache-2.0
// How a plan is laid out: its cells, and what actions and statuses do to them.
#include <algorithm>
#include <utility>

#include "stats/plan.hpp"

namespace cordboard::stats {

// Lays out cells in the order of the entries, so that a plan which only adds a statistic begins
// with the very cells of the one before; then gathers the operations by segment.
class PlanBuilder {
  public:
    PlanBuilder(Plan& plan, const Catalogue& catalogue) : plan_(plan), catalogue_(catalogue) {}

    void place(const PlanEntry& entry) {
        const ReadDefinition& definition = catalogue_.read(entry.definition);
        PlacedEntry placed;
        placed.entry = entry;
        placed.segment = segment_of(definition.profile, entry.opening);
        const bool in_cells = definition.method == Method::cells;
        for (std::size_t at = 0; in_cells && at < definition.needs.size(); ++at) {
            placed.cells[at] = cell_of(definition.source, placed.segment, definition.needs[at]);
        }
        plan_.entries_.push_back(placed);
    }

    void list_operations() {
        std::vector<std::vector<CellOperation>> starts(element_count);
        std::vector<std::vector<CellOperation>> finishes(element_count);
        for (std::size_t segment = 0; segment < plan_.segments_.size(); ++segment) {
            for (std::size_t cell = 0; cell < plan_.cells_.size(); ++cell) {
                const CellSpec& spec = plan_.cells_[cell];
                if (spec.segment != segment || spec.kind == Quantity::header ||
                    spec.kind == Quantity::opening) {
                    continue;
                }
                plan_.sources_[static_cast<std::size_t>(spec.source)] = true;
                if (spec.source == Source::action) {
                    list_action(spec, static_cast<CellIndex>(cell), starts, finishes);
                }
            }
        }
        for (std::size_t element = 0; element < element_count; ++element) {
            plan_.action_starts_.push_back(flatten(plan_.operations_, starts[element]));
            plan_.action_finishes_.push_back(flatten(plan_.operations_, finishes[element]));
            if (!starts[element].empty() || !finishes[element].empty()) {
                plan_.listens_.set(element / call_type_count);
            }
        }
        for (const Source source : {Source::dn_status, Source::agent_status, Source::place_status,
                                    Source::group_status}) {
            list_transitions(source);
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
            header.kind = Quantity::opening;
            plan_.cells_.push_back(header);
        }
        segments.push_back(segment);
        return index;
    }

    CellIndex cell_of(Source source, std::uint16_t segment, const Need& need) {
        CellSpec spec{need.kind, source, segment, need.mask, no_cell, need.range};
        const bool lives_on = need.kind == Quantity::number || need.kind == Quantity::time;
        if (source != Source::action && lives_on) {
            spec.level = cell_of(source, segment, {Quantity::level, need.mask, {}});
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

    void append(std::vector<CellOperation>& list, const CellSpec& spec, CellOperation operation) {
        const bool resets = plan_.segments_[spec.segment].profile != no_profile;
        const auto in_segment = [&](const CellOperation& other) {
            return other.kind == CellOperationKind::enter && other.segment == spec.segment;
        };
        if (resets && std::none_of(list.begin(), list.end(), in_segment)) {
            list.push_back({CellOperationKind::enter, 0, spec.segment});
        }
        list.push_back(operation);
    }

    void list_action(const CellSpec& spec, CellIndex cell,
                     std::vector<std::vector<CellOperation>>& starts,
                     std::vector<std::vector<CellOperation>>& finishes) {
        const CellOperation operation{operation_of(spec.kind), cell, spec.segment};
        const ActionMask& mask = catalogue_.action_mask(spec.mask);
        for (std::size_t element = 0; element < element_count; ++element) {
            if (!mask.test(element)) {
                continue;
            }
            const ActionKind kind = action_table[element / call_type_count].kind;
            const bool extreme = spec.kind == Quantity::maximum || spec.kind == Quantity::minimum;
            if (spec.kind == Quantity::level) {
                if (kind == ActionKind::durable) {
                    append(starts[element], spec, operation);
                    append(finishes[element], spec, operation);
                }
            } else if (!extreme || kind != ActionKind::momentary) {
                append(finishes[element], spec, operation);
            }
        }
    }

    void list_transitions(Source source) {
        if (!plan_.has(source)) {
            return;
        }
        std::vector<StatusStep> steps;
        for (std::size_t before = 0; before <= status_count; ++before) {
            for (std::size_t after = 0; after <= status_count; ++after) {
                steps.clear();
                plan_.append_steps(catalogue_, source, key_at(before), key_at(after), steps);
                plan_.transitions_[static_cast<std::size_t>(source) - 1]
                                  [before * (status_count + 1) + after] =
                    flatten(plan_.steps_, steps);
            }
        }
    }

    static StatusKey key_at(std::size_t status) {
        return status == status_count ? no_status : key_of(static_cast<Status>(status));
    }

    static CellOperationKind operation_of(Quantity kind) {
        return static_cast<CellOperationKind>(static_cast<std::uint8_t>(kind));
    }

    // Most masks treat the types of a call alike: equal lists stand there once.
    template <class Step>
    static CellOperationList flatten(std::vector<Step>& all, const std::vector<Step>& list) {
        const auto found = std::search(all.begin(), all.end(), list.begin(), list.end());
        const CellOperationList part{static_cast<std::uint16_t>(found - all.begin()),
                                     static_cast<std::uint16_t>(list.size())};
        if (found == all.end()) {
            all.insert(all.end(), list.begin(), list.end());
        }
        return part;
    }

    Plan& plan_;
    const Catalogue& catalogue_;
};

static_assert(static_cast<int>(CellOperationKind::enter) == static_cast<int>(Quantity::header));
static_assert(static_cast<int>(CellOperationKind::time_in_range) ==
              static_cast<int>(Quantity::time_in_range));

Plan::Plan(const Catalogue& catalogue, std::vector<PlanEntry> entries) {
    PlanBuilder builder(*this, catalogue);
    for (const PlanEntry& entry : entries) {
        builder.place(entry);
    }
    builder.list_operations();
}

namespace {

bool holds(const StatusMask& mask, StatusKey key) { return key != no_status && mask.test(key); }

// An element is a run of one status name during which the mask holds (D-10). Level and time are of
// the mask as a whole: they do not see one status of it follow another.
void append_steps_of(const CellSpec& spec, CellIndex cell, const StatusMask& mask, StatusKey before,
                     StatusKey after, std::vector<StatusStep>& steps) {
    const bool held = holds(mask, before);
    const bool holds_on = holds(mask, after);
    const bool name_goes_on = held && holds_on && status_of(before) == status_of(after);
    const auto add = [&](bool when, StepKind kind) {
        if (when) {
            steps.push_back({kind, cell, spec.segment});
        }
    };
    switch (spec.kind) {
        case Quantity::level:
            add(held && !holds_on, StepKind::level_down);
            add(!held && holds_on, StepKind::level_up);
            break;
        case Quantity::time:
            add(held && !holds_on, StepKind::time_out);
            add(!held && holds_on, StepKind::time_in);
            break;
        case Quantity::number:
            add(held && !name_goes_on, StepKind::number_drop);
            add(holds_on && !name_goes_on, StepKind::number_up);
            break;
        case Quantity::adjusted_number:
            add(held && !name_goes_on, StepKind::adjusted_number);
            break;
        case Quantity::adjusted_time:
            add(held && !name_goes_on, StepKind::adjusted_time);
            break;
        default:
            break;
    }
}

}  // namespace

void Plan::append_steps(const Catalogue& catalogue, Source source, StatusKey before,
                        StatusKey after, std::vector<StatusStep>& steps) const {
    for (std::size_t segment = 0; segment < segments_.size(); ++segment) {
        const std::size_t first = steps.size();
        const bool resets = segments_[segment].profile != no_profile;
        if (resets) {
            steps.push_back({StepKind::enter, 0, static_cast<std::uint16_t>(segment)});
        }
        for (std::size_t cell = 0; cell < cells_.size(); ++cell) {
            const CellSpec& spec = cells_[cell];
            const bool counts = spec.kind != Quantity::header && spec.kind != Quantity::opening;
            if (counts && spec.segment == segment && spec.source == source) {
                append_steps_of(spec, static_cast<CellIndex>(cell),
                                catalogue.status_mask(spec.mask), before, after, steps);
            }
        }
        if (resets && steps.size() == first + 1) {
            steps.pop_back();
        }
    }
}

}  // namespace cordboard::stats
