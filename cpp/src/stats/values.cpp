// SPDX-License-Identifier: Apache-2.0
// Values: quotients of cells, or what the open elements say. Nothing is changed by reading; resets
// that nobody touched yet and statuses of the present instant are worked into a copy of the cells.
#include <algorithm>

#include "stats/elements.hpp"
#include "stats/open_ages.hpp"

namespace cordboard::stats {
namespace {

double in_seconds(std::uint64_t microseconds) {
    return static_cast<double>(static_cast<std::int64_t>(microseconds)) / 1e6;
}

double amount(const Plan& plan, const std::vector<std::uint64_t>& cells, CellIndex cell,
              Instant now) {
    if (cell == no_cell) {
        return 0.0;
    }
    const CellSpec& spec = plan.cells()[cell];
    switch (spec.kind) {
        case Quantity::time: {
            const std::uint64_t level = spec.level == no_cell ? 0 : cells[spec.level];
            return in_seconds(cells[cell] + level * static_cast<std::uint64_t>(now.microseconds));
        }
        case Quantity::minimum:
            return cells[cell] == no_minimum ? 0.0 : in_seconds(cells[cell]);
        case Quantity::adjusted_time:
        case Quantity::maximum:
        case Quantity::time_in_range:
            return in_seconds(cells[cell]);
        default:
            return static_cast<double>(static_cast<std::int64_t>(cells[cell]));
    }
}

}  // namespace

// What the present instant has done so far to the statuses of an object, of its devices and of what
// belongs to it.
void EngineState::add_changes(std::uint32_t object, const Touch& touch) const {
    const ObjectRecord& record = objects_[object];
    if (record.device != no_index) {
        const Device& device = devices_[record.device];
        change_status(touch, Source::dn_status, device.run, device_status(device), long_ago, time_);
    }
    if (record.holder != no_index && holders_[record.holder].changed) {
        add_changes(holders_[record.holder], long_ago, touch);
    }
    for (std::uint32_t changed : changed_holders_) {
        const HolderRecord& holder = holders_[changed];
        if (record.group != no_index) {
            const std::uint32_t membership = membership_of(holder.object, object);
            if (membership != no_index) {
                add_changes(holder, memberships_[membership].joined, touch);
            }
        } else if (record.type == ObjectType::tenant) {
            change_status(touch, holder.source, holder.run, holder_status(holder), long_ago, time_);
        }
    }
    if (record.group != no_index) {
        const GroupRecord& group = groups_[record.group];
        change_status(touch, Source::group_status, group.run, run_now(group).key, long_ago, time_);
    }
}

void EngineState::add_changes(const HolderRecord& holder, Instant joined,
                              const Touch& touch) const {
    const auto add = [&](const Device& device, Instant since) {
        const auto change = [&](const StatusRun& before, StatusKey after) {
            change_status(touch, Source::dn_status, before, after, since, time_);
        };
        for_each_change(device, device_status(device), change);
    };
    for (std::uint32_t at = holder.devices; at != no_index; at = devices_[at].next) {
        add(devices_[at], joined);
    }
    for (std::uint32_t at = objects_[holder.object].members; at != no_index;
         at = memberships_[at].next_member) {
        const Device& device = devices_[objects_[memberships_[at].member].device];
        add(device, std::max(joined, memberships_[at].joined));
    }
    change_status(touch, holder.source, holder.run, holder_status(holder), joined, time_);
}

std::vector<std::uint64_t> EngineState::cells_now(std::uint32_t object) const {
    const ObjectRecord& record = objects_[object];
    const Plan& plan = *plans_[record.plan];
    const auto first = cells_.begin() + record.block;
    std::vector<std::uint64_t> cells(first,
                                     first + static_cast<std::ptrdiff_t>(plan.cells().size()));
    if (!changed_devices_.empty() || !changed_holders_.empty() || !changed_groups_.empty()) {
        add_changes(object, Touch{cells.data(), plan, profile_starts_.data()});
    }
    return cells;
}

double EngineState::value(StatisticId statistic, Instant now) const {
    const StatisticRecord& record = statistic_at(statistic);
    const ReadDefinition& definition = catalogue_->read(record.definition);
    const Instant at = cut(now);
    if (at < time_) {
        throw StatisticsMisuse("a value of the past cannot be asked for");
    }
    if (!begun_) {
        throw StatisticsMisuse("the engine has not begun to count");
    }
    return value_from(record, interval_start(definition, at), at);
}

double EngineState::closing_value(StatisticId statistic, Instant at) const {
    const StatisticRecord& record = statistic_at(statistic);
    const ReadDefinition& definition = catalogue_->read(record.definition);
    const Instant left =
        definition.profile == no_profile ? long_ago : profile_starts_[definition.profile];
    return value_from(record, left, at);
}

Instant EngineState::next_reset(StatisticId statistic) const {
    const ReadDefinition& definition = catalogue_->read(statistic_at(statistic).definition);
    return definition.profile == no_profile || !begun_
               ? never
               : catalogue_->profiles()[definition.profile].next_reset(time_);
}

bool EngineState::is_reset(StatisticId statistic) const {
    const StatisticRecord& record = statistic_at(statistic);
    const ReadDefinition& definition = catalogue_->read(record.definition);
    if (definition.interval == IntervalType::since_login) {
        const Tally& kept = tallies_[record.tally].tally;
        return (is_settled(definition) ? kept.login() : settled(kept).login()) == time_;
    }
    return definition.profile != no_profile && profile_starts_[definition.profile] == time_;
}

// The value at `now` of an interval that began at `left`, or with the opening if that was later.
double EngineState::value_from(const StatisticRecord& record, Instant left, Instant now) const {
    const ReadDefinition& definition = catalogue_->read(record.definition);
    switch (definition.method) {
        case Method::cells:
            return from_cells(record, left, now);
        case Method::open_elements:
            return stats::value_of(definition.quotient, open_amounts(record, now), 0.0);
        case Method::tally:
            return from_tally(record, left, now);
        case Method::structure:
            break;
    }
    throw StatisticsMisuse(std::string("'") + catalogue_->definition(record.definition).name +
                           "' is a structure, not a number");
}

// The last reset of a growing window at `now`, whether or not rows have got there.
Instant EngineState::interval_start(const ReadDefinition& definition, Instant now) const {
    if (definition.profile == no_profile) {
        return long_ago;
    }
    return now >= next_reset_ ? catalogue_->profiles()[definition.profile].last_reset(now)
                              : profile_starts_[definition.profile];
}

double EngineState::from_cells(const StatisticRecord& record, Instant left, Instant now) const {
    const Plan& plan = *plans_[objects_[record.object].plan];
    const PlacedEntry& placed = *plan.find(record.definition);
    const ReadDefinition& definition = catalogue_->read(record.definition);
    std::vector<std::uint64_t> cells = cells_now(record.object);
    double length = 0.0;
    if (definition.profile != no_profile) {
        std::vector<Instant> starts = profile_starts_;
        starts[definition.profile] = left;
        const std::uint64_t start = plan.refresh(cells.data(), placed.segment, starts.data());
        length = in_seconds(static_cast<std::uint64_t>(now.microseconds) - start);
    }
    Amounts amounts{};
    for (std::size_t at = 0; at < definition.needs.size(); ++at) {
        amounts[at] = amount(plan, cells, placed.cells[at], now);
    }
    return value_of(definition.quotient, amounts, length);
}

Amounts EngineState::open_amounts(const StatisticRecord& record, Instant now) const {
    const ReadDefinition& definition = catalogue_->read(record.definition);
    std::array<OpenAges, most_parts> ages{};
    for (std::size_t at = 0; at < definition.needs.size(); ++at) {
        ages[at] = OpenAges(definition.needs[at].range);
    }
    for_each_open(record.object, definition.source, View::now, [&](std::size_t key, Instant since) {
        for (std::size_t at = 0; at < definition.needs.size(); ++at) {
            const Need& need = definition.needs[at];
            const bool counted = definition.source == Source::action
                                     ? catalogue_->action_mask(need.mask).test(key)
                                     : catalogue_->status_mask(need.mask).test(key);
            if (counted) {
                ages[at].add(now - since);
            }
        }
    });
    Amounts amounts{};
    for (std::size_t at = 0; at < definition.needs.size(); ++at) {
        amounts[at] = ages[at].amount(definition.needs[at].kind);
    }
    return amounts;
}

}  // namespace cordboard::stats
