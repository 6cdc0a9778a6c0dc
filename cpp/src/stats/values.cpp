// SPDX-License-Identifier: Apache-2.0
// Values: quotients of cells, or what the open elements say. Nothing is changed by reading; resets
// that nobody touched yet and statuses of the present instant are worked into a copy of the cells.
#include <algorithm>

#include "stats/elements.hpp"

namespace cordboard::stats {
namespace {

double in_seconds(std::uint64_t microseconds) {
    return static_cast<double>(static_cast<std::int64_t>(microseconds)) / 1e6;
}

double quotient(double above, double below) { return below == 0.0 ? 0.0 : above / below; }

double amount(const Plan& plan, const std::vector<std::uint64_t>& cells, CellIndex cell,
              Instant now) {
    if (cell == no_cell) {
        return 0.0;
    }
    const CellSpec& spec = plan.cells()[cell];
    switch (spec.kind) {
        case CellKind::time: {
            const std::uint64_t level = spec.level == no_cell ? 0 : cells[spec.level];
            return in_seconds(cells[cell] + level * static_cast<std::uint64_t>(now.microseconds));
        }
        case CellKind::minimum:
            return cells[cell] == no_minimum ? 0.0 : in_seconds(cells[cell]);
        case CellKind::adjusted_time:
        case CellKind::maximum:
        case CellKind::time_in_range:
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
        change_status(touch, *catalogue_, Source::dn_status, device.run, device_status(device),
                      long_ago, time_);
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
            change_status(touch, *catalogue_, holder.source, holder.run, holder_status(holder),
                          long_ago, time_);
        }
    }
    if (record.group != no_index) {
        const GroupRecord& group = groups_[record.group];
        change_status(touch, *catalogue_, Source::group_status, group.run, run_now(group).key,
                      long_ago, time_);
    }
}

void EngineState::add_changes(const HolderRecord& holder, Instant joined,
                              const Touch& touch) const {
    const auto add = [&](const Device& device, Instant since) {
        const auto change = [&](const StatusRun& before, StatusKey after) {
            change_status(touch, *catalogue_, Source::dn_status, before, after, since, time_);
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
    change_status(touch, *catalogue_, holder.source, holder.run, holder_status(holder), joined,
                  time_);
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
    const Instant at = cut(now);
    if (at < time_) {
        throw StatisticsMisuse("a value of the past cannot be asked for");
    }
    const PlacedEntry* placed = plans_[objects_[record.object].plan]->find(record.definition);
    if (placed == nullptr) {
        throw StatisticsMisuse("the engine has not begun to count");
    }
    if (placed->cells.front() == no_cell) {
        return from_open(record, at);
    }
    std::vector<std::uint64_t> cells = cells_now(record.object);
    return from_cells(record, *placed, cells, at);
}

double EngineState::from_cells(const StatisticRecord& record, const PlacedEntry& placed,
                               std::vector<std::uint64_t>& cells, Instant now) const {
    const Plan& plan = *plans_[objects_[record.object].plan];
    const ReadDefinition& definition = catalogue_->read(record.definition);
    double length = 0.0;
    if (definition.profile != no_profile) {
        std::vector<Instant> starts = profile_starts_;
        if (now >= next_reset_) {
            starts[definition.profile] = catalogue_->profiles()[definition.profile].last_reset(now);
        }
        const std::uint64_t start = plan.refresh(cells.data(), placed.segment, starts.data());
        length = in_seconds(static_cast<std::uint64_t>(now.microseconds) - start);
    }
    const auto at = [&](std::size_t cell) { return amount(plan, cells, placed.cells[cell], now); };
    switch (definition.category) {
        case Category::average_time:
            return quotient(at(0), at(1));
        case Category::average_number_per_relative_hour:
            return quotient(at(0) * 3600.0, at(1));
        case Category::elapsed_time_percentage:
        case Category::total_adjusted_time_percentage:
            return quotient(100.0 * at(0), length);
        case Category::total_number_per_second:
            return quotient(at(0), length);
        case Category::relative_number_percentage:
        case Category::relative_time_percentage:
        case Category::total_number_in_time_range_percentage:
        case Category::current_relative_number_percentage:
            return quotient(100.0 * at(0), at(1));
        case Category::service_factor_1:
            return quotient(100.0 * at(1), at(0) + at(2) - at(3));
        default:
            return at(0);
    }
}

double EngineState::from_open(const StatisticRecord& record, Instant now) const {
    const ReadDefinition& definition = catalogue_->read(record.definition);
    std::uint64_t number[2] = {0, 0};
    std::uint64_t ages[2] = {0, 0};
    std::uint64_t in_range = 0;
    std::uint64_t most = 0;
    std::uint64_t least = no_minimum;
    const auto holds = [&](std::uint16_t mask, std::size_t key) {
        return definition.source == Source::action ? catalogue_->action_mask(mask).test(key)
                                                   : catalogue_->status_mask(mask).test(key);
    };
    const auto add = [&](std::size_t key, Instant since) {
        const Duration age = now - since;
        const auto bits = static_cast<std::uint64_t>(age.microseconds);
        if (holds(definition.relative_mask, key)) {
            number[1] += 1;
            ages[1] += bits;
        }
        if (holds(definition.main_mask, key)) {
            number[0] += 1;
            ages[0] += bits;
            in_range += definition.range.contains(age) ? 1U : 0U;
            most = std::max(most, bits);
            least = std::min(least, bits);
        }
    };
    for_each_open(record.object, definition.source, View::now, add);
    switch (definition.category) {
        case Category::current_time:
            return in_seconds(ages[0]);
        case Category::current_max_time:
            return in_seconds(most);
        case Category::current_min_time:
            return number[0] == 0 ? 0.0 : in_seconds(least);
        case Category::current_average_time:
            return quotient(in_seconds(ages[0]), static_cast<double>(number[1]));
        case Category::current_number_in_time_range:
            return static_cast<double>(in_range);
        case Category::current_number_in_time_range_percentage:
            return quotient(100.0 * static_cast<double>(in_range), static_cast<double>(number[1]));
        case Category::current_relative_time_percentage:
            return quotient(100.0 * in_seconds(ages[0]), in_seconds(ages[1]));
        default:
            throw StatisticsMisuse(std::string("'") +
                                   catalogue_->definition(record.definition).name +
                                   "' is a structure, not a number");
    }
}

std::vector<StateNode> EngineState::structure(StatisticId statistic) const {
    const StatisticRecord& record = statistic_at(statistic);
    const Category category = catalogue_->read(record.definition).category;
    if (category != Category::current_state && category != Category::current_target_state) {
        throw StatisticsMisuse(std::string("'") + catalogue_->definition(record.definition).name +
                               "' is a number, not a structure");
    }
    std::vector<StateNode> nodes;
    add_nodes(record.object, record, 0, nodes);
    return nodes;
}

// A tree goes down to where its subject ends: to the agents, to their devices, to their actions.
void EngineState::add_nodes(std::uint32_t object, const StatisticRecord& record, std::uint8_t depth,
                            std::vector<StateNode>& nodes) const {
    const Source source = catalogue_->read(record.definition).source;
    const ObjectRecord& there = objects_[object];
    const auto below = static_cast<std::uint8_t>(depth + 1);
    StateNode root;
    root.depth = depth;
    root.object = {object};
    const bool by_device = there.device != no_index;
    const Source shown = by_device
                             ? Source::dn_status
                             : (there.holder != no_index ? holders_[there.holder].source : source);
    for_each_run(object, shown, View::now, [&](const StatusRun& run) {
        root.name = status_names[static_cast<std::size_t>(status_of(run.key))];
        root.call_type = type_of(run.key);
        root.since = run.since;
    });
    nodes.push_back(root);
    if (there.holder == no_index) {
        add_members(object, record, below, nodes);
        return;
    }
    const HolderRecord& holder = holders_[there.holder];
    if (source == holder.source) {
        return;
    }
    for (std::uint32_t at = holder.devices; at != no_index; at = devices_[at].next) {
        add_device(devices_[at], record, below, nodes);
    }
    for (std::uint32_t at = there.members; at != no_index; at = memberships_[at].next_member) {
        add_device(devices_[objects_[memberships_[at].member].device], record, below, nodes);
    }
}

void EngineState::add_members(std::uint32_t object, const StatisticRecord& record,
                              std::uint8_t depth, std::vector<StateNode>& nodes) const {
    const Source source = catalogue_->read(record.definition).source;
    const ObjectRecord& there = objects_[object];
    for (std::uint32_t at = source == Source::group_status ? no_index : there.members;
         at != no_index; at = memberships_[at].next_member) {
        add_nodes(memberships_[at].member, record, depth, nodes);
    }
    for (const HolderRecord& holder : holders_) {
        if (there.type == ObjectType::tenant && holder.source == source) {
            add_nodes(holder.object, record, depth, nodes);
        }
    }
    add_actions(object, record, nullptr, depth, nodes);
}

void EngineState::add_device(const Device& device, const StatisticRecord& record,
                             std::uint8_t depth, std::vector<StateNode>& nodes) const {
    const ReadDefinition& definition = catalogue_->read(record.definition);
    const StatusRun state = run_now(device);
    const bool shown =
        state.key != no_status && (definition.source != Source::dn_status ||
                                   catalogue_->status_mask(definition.main_mask).test(state.key));
    if (!shown) {
        return;
    }
    const ObjectRecord& there = objects_[device.object];
    StateNode node;
    node.kind = StateNode::Kind::device;
    node.depth = depth;
    node.object = {device.object};
    node.name = status_names[static_cast<std::size_t>(status_of(state.key))];
    node.call_type = type_of(state.key);
    // What is a channel by itself has the media that its actions say.
    node.media = device.owned || there.open.first == no_index ? device.media
                                                              : ledger_.at(there.open.first).media;
    node.since = state.since;
    nodes.push_back(node);
    const std::size_t place = nodes.size() - 1;
    add_actions(device.object, record, &device, static_cast<std::uint8_t>(depth + 1), nodes);
    for (std::uint32_t entry = there.open.first; entry != no_index;
         entry = ledger_.at(entry).next) {
        const OpenAction& open = ledger_.at(entry);
        if (!is_on(open, device)) {
            continue;
        }
        const std::string_view name = action_table[open.action].name;
        const bool holds_one = name == "Delivering" || name.starts_with("Handling") ||
                               name == "CallRinging" || name == "CallDialing" ||
                               name == "CallConsult" ||
                               device_meanings[open.action].role == DeviceRole::hidden_call;
        nodes[place].current_number += holds_one ? 1 : 0;
        if (name == "Routable" || name == "NotRoutable") {
            nodes[place].routable = name == "Routable";
        }
    }
}

void EngineState::add_actions(std::uint32_t object, const StatisticRecord& record,
                              const Device* device, std::uint8_t depth,
                              std::vector<StateNode>& nodes) const {
    const ReadDefinition& definition = catalogue_->read(record.definition);
    if (definition.source != Source::action) {
        return;
    }
    for (std::uint32_t entry = objects_[object].open.first; entry != no_index;
         entry = ledger_.at(entry).next) {
        const OpenAction& open = ledger_.at(entry);
        const bool shown =
            (device == nullptr || is_on(open, *device)) &&
            catalogue_->action_mask(definition.main_mask).test(element_of(open.action, open.type));
        if (!shown) {
            continue;
        }
        StateNode node;
        node.kind = StateNode::Kind::action;
        node.depth = depth;
        node.object = {object};
        node.name = action_table[open.action].name;
        node.call_type = open.type;
        node.media = open.media;
        node.attributes = open.attributes;
        node.interaction = open.interaction;
        node.since = open.start;
        nodes.push_back(node);
    }
}

}  // namespace cordboard::stats
