// SPDX-License-Identifier: Apache-2.0
// What a plan does to cells when something happens.
#include "stats/plan.hpp"

#include <algorithm>
#include <utility>

namespace cordboard::stats {

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
        if (spec.segment != segment || spec.kind == Quantity::level ||
            spec.kind == Quantity::opening) {
            continue;
        }
        const std::uint64_t level = spec.level == no_cell ? 0 : cells[spec.level];
        switch (spec.kind) {
            case Quantity::header:
                cells[cell] = start;
                break;
            case Quantity::number:
                cells[cell] = level;
                break;
            case Quantity::time:
                cells[cell] = 0 - level * start;
                break;
            case Quantity::minimum:
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
void count_finished(const Touch& touch, const CellOperation& operation, Duration full,
                    Duration cut) {
    std::uint64_t& cell = touch.cells[operation.cell];
    switch (operation.kind) {
        case CellOperationKind::number:
            cell += 1;
            break;
        case CellOperationKind::time:
            cell += bits(cut);
            break;
        case CellOperationKind::adjusted_time:
            cell += bits(full);
            break;
        case CellOperationKind::maximum:
            cell = std::max(cell, bits(cut));
            break;
        case CellOperationKind::minimum:
            cell = std::min(cell, bits(cut));
            break;
        case CellOperationKind::number_in_range:
            cell += touch.plan.cells()[operation.cell].range.contains(full) ? 1U : 0U;
            break;
        case CellOperationKind::time_in_range:
            cell += touch.plan.cells()[operation.cell].range.contains(full) ? bits(cut) : 0U;
            break;
        case CellOperationKind::enter:
        case CellOperationKind::level:
        case CellOperationKind::adjusted_number:
            break;
    }
}

}  // namespace

void start_action(const Touch& touch, std::size_t element) {
    for (const CellOperation& operation : touch.plan.at_start(element)) {
        if (operation.kind == CellOperationKind::enter) {
            touch.plan.refresh(touch.cells, operation.segment, touch.profile_starts);
        } else {
            touch.cells[operation.cell] += 1;
        }
    }
}

void forget_action(const Touch& touch, std::size_t element) {
    for (const CellOperation& operation : touch.plan.at_start(element)) {
        if (operation.kind == CellOperationKind::enter) {
            touch.plan.refresh(touch.cells, operation.segment, touch.profile_starts);
        } else {
            touch.cells[operation.cell] -= 1;
        }
    }
}

void end_action(const Touch& touch, std::size_t element, Instant start, Instant end) {
    Duration full;
    Duration cut;
    for (const CellOperation& operation : touch.plan.at_finish(element)) {
        if (operation.kind == CellOperationKind::enter) {
            const auto interval = static_cast<std::int64_t>(
                touch.plan.refresh(touch.cells, operation.segment, touch.profile_starts));
            const Instant opened = touch.plan.opened(touch.cells, operation.segment);
            full = end - std::max(start, opened);
            cut = end - std::max(start, Instant{interval});
        } else if (operation.kind == CellOperationKind::level) {
            touch.cells[operation.cell] -= 1;
        } else {
            count_finished(touch, operation, full, cut);
        }
    }
}

void count_action(const Touch& touch, std::size_t element, Duration carried) {
    for (const CellOperation& operation : touch.plan.at_finish(element)) {
        if (operation.kind == CellOperationKind::enter) {
            touch.plan.refresh(touch.cells, operation.segment, touch.profile_starts);
        } else {
            count_finished(touch, operation, carried, carried);
        }
    }
}

namespace {

void take_steps(const Touch& touch, std::span<const StatusStep> steps, const StatusRun& before,
                Instant joined, Instant at) {
    Instant interval = long_ago;
    Instant opened = long_ago;
    const Instant since = std::max(before.since, joined);
    for (const StatusStep& step : steps) {
        std::uint64_t& cell = touch.cells[step.cell];
        switch (step.kind) {
            case StepKind::enter:
                interval = Instant{static_cast<std::int64_t>(
                    touch.plan.refresh(touch.cells, step.segment, touch.profile_starts))};
                opened = touch.plan.opened(touch.cells, step.segment);
                break;
            case StepKind::level_down:
                cell -= 1;
                break;
            case StepKind::level_up:
            case StepKind::number_up:
                cell += 1;
                break;
            case StepKind::time_out:
                cell += bits(at);
                break;
            case StepKind::time_in:
                cell -= bits(at);
                break;
            case StepKind::number_drop:
                // Nothing of it lay in this interval (D-9), or it had no length at all.
                cell -= at <= std::max(since, interval) ? 1U : 0U;
                break;
            case StepKind::adjusted_number:
                cell += at > since ? 1U : 0U;
                break;
            case StepKind::adjusted_time:
                cell += at > since ? bits(at - std::max(since, opened)) : 0U;
                break;
        }
    }
}

}  // namespace

void change_status(const Touch& touch, Source source, const StatusRun& before, StatusKey after,
                   Instant joined, Instant at) {
    take_steps(touch, touch.plan.steps(source, before.key, after), before, joined, at);
}

}  // namespace cordboard::stats
