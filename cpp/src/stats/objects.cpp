// SPDX-License-Identifier: Apache-2.0
// Objects, and which statistics are open on what.
#include <algorithm>

#include "stats/elements.hpp"

namespace cordboard::stats {

EngineState::EngineState(std::vector<StatisticDefinition> definitions, StatisticsOptions options)
    : catalogue_(std::make_shared<Catalogue>(std::move(definitions), std::move(options.zones))),
      truncation_(options.truncation),
      start_(cut(options.start)),
      origin_(start_),
      listeners_(action_count + 1, 0) {
    plans_.push_back(std::make_shared<Plan>(*catalogue_, std::vector<PlanEntry>{}));
    plan_entries_.emplace_back();
    profile_starts_.resize(catalogue_->profiles().size());
}

std::uint32_t EngineState::find_object(ObjectType type, std::string_view name) const {
    bool known = false;
    const TextId text = texts_.find(name, known);
    if (!known || text.value >= first_of_name_.size()) {
        return no_index;
    }
    std::uint32_t at = first_of_name_[text.value];
    while (at != no_index && objects_[at].type != type) {
        at = objects_[at].same_name;
    }
    return at;
}

std::uint32_t EngineState::object(ObjectType type, std::string_view name) {
    if (const std::uint32_t found = find_object(type, name); found != no_index) {
        return found;
    }
    const TextId text = texts_.intern(name);
    if (text.value >= first_of_name_.size()) {
        first_of_name_.resize(std::size_t{text.value} + 1, no_index);
    }
    const auto index = static_cast<std::uint32_t>(objects_.size());
    ObjectRecord record;
    record.type = type;
    record.name = text.value;
    record.same_name = first_of_name_[text.value];
    first_of_name_[text.value] = index;
    objects_.push_back(record);
    statistics_of_.push_back(no_index);
    enroll(index);
    return index;
}

const ObjectRecord& EngineState::object_at(ObjectId object) const {
    if (object.value >= objects_.size()) {
        throw StatisticsMisuse("there is no object with the id " + std::to_string(object.value));
    }
    return objects_[object.value];
}

DefinitionIndex EngineState::add_definition(StatisticDefinition definition,
                                            std::span<const Zone> zones, bool traced) {
    auto grown = std::make_shared<Catalogue>(*catalogue_);
    grown->know(zones);
    const DefinitionIndex index = grown->add(std::move(definition), traced);
    catalogue_ = std::move(grown);
    for (std::size_t at = profile_starts_.size(); at < catalogue_->profiles().size(); ++at) {
        profile_starts_.push_back(catalogue_->profiles()[at].last_reset(now()));
        if (begun_) {
            next_reset_ = std::min(next_reset_, catalogue_->profiles()[at].next_reset(time_));
        }
    }
    return index;
}

Opened EngineState::open(ObjectId object, DefinitionIndex definition) {
    const ObjectType type = object_at(object).type;
    if (definition >= catalogue_->size()) {
        throw StatisticsMisuse("there is no definition " + std::to_string(definition));
    }
    if (const StatisticId known = find_statistic(object, definition); known.exists()) {
        ++statistics_[known.value].openings;
        return {known, {}};
    }
    const StatisticDefinition& wanted = catalogue_->definition(definition);
    const ReadDefinition& read = catalogue_->read(definition);
    const bool queue = wanted.target == StatisticTarget::queue &&
                       (type == ObjectType::route_point || type == ObjectType::virtual_queue);
    if (object_type_of(wanted.target) != type && !queue) {
        return {{},
                std::string("'") + wanted.name + "' is for " + std::string(name_of(wanted.target)) +
                    ", not for an object of type " + std::string(name_of(type))};
    }
    if (!read.fault.empty() || !read.refusal.empty()) {
        return {{},
                std::string("'") + wanted.name +
                    "': " + (read.fault.empty() ? read.refusal : read.fault)};
    }
    auto index = static_cast<std::uint32_t>(statistics_.size());
    if (free_statistics_.empty()) {
        statistics_.emplace_back();
    } else {
        index = free_statistics_.back();
        free_statistics_.pop_back();
    }
    statistics_[index] = {object.value, definition, 1, statistics_of_[object.value],
                          no_index,     now()};
    statistics_of_[object.value] = index;
    attribute_readers_ += read.reads_attributes() ? 1 : 0;
    if (read.method == Method::tally) {
        statistics_[index].tally = add_tally(object.value, definition);
    } else if (begun_) {
        start_statistic(statistics_[index]);
    }
    return {{index}, {}};
}

// Statistics opened at one instant share it; those opened later have segments of their own.
void EngineState::start_statistic(StatisticRecord& record) {
    record.opened = time_;
    if (record.tally != no_index) {
        return;
    }
    const ObjectRecord& object = objects_[record.object];
    const Plan& plan = *plans_[object.plan];
    std::uint16_t opening = 0;
    if (catalogue_->read(record.definition).profile != no_profile) {
        for (const Segment& segment : plan.segments()) {
            if (segment.header == no_cell) {
                continue;
            }
            const auto since =
                static_cast<std::int64_t>(cells_[object.block + segment.header + 1U]);
            if (since == time_.microseconds) {
                opening = segment.opening;
                break;
            }
            opening = std::max(opening, static_cast<std::uint16_t>(segment.opening + 1));
        }
    }
    std::vector<PlanEntry> entries = plan_entries_[object.plan];
    entries.push_back({record.definition, opening});
    replan(record.object, std::move(entries), time_);
}

void EngineState::close(StatisticId statistic) {
    StatisticRecord& record = statistics_[statistic.value];
    statistic_at(statistic);
    if (--record.openings > 0) {
        return;
    }
    std::uint32_t* link = &statistics_of_[record.object];
    while (*link != statistic.value) {
        link = &statistics_[*link].next;
    }
    *link = record.next;
    attribute_readers_ -= catalogue_->read(record.definition).reads_attributes() ? 1 : 0;
    free_statistics_.push_back(statistic.value);
    if (record.tally != no_index) {
        remove_tally(record.tally);
    } else if (begun_) {
        std::vector<PlanEntry> entries = plan_entries_[objects_[record.object].plan];
        std::erase_if(
            entries, [&](const PlanEntry& entry) { return entry.definition == record.definition; });
        replan(record.object, std::move(entries), time_);
    }
}

const StatisticRecord& EngineState::statistic_at(StatisticId statistic) const {
    if (statistic.value >= statistics_.size() || statistics_[statistic.value].openings == 0) {
        throw StatisticsMisuse("this statistic is not open");
    }
    return statistics_[statistic.value];
}

StatisticId EngineState::find_statistic(ObjectId object, DefinitionIndex definition) const {
    object_at(object);
    std::uint32_t at = statistics_of_[object.value];
    while (at != no_index && statistics_[at].definition != definition) {
        at = statistics_[at].next;
    }
    return {at};
}

std::vector<OpenStatistic> EngineState::statistics() const {
    std::vector<OpenStatistic> open;
    for (std::uint32_t at = 0; at < statistics_.size(); ++at) {
        if (statistics_[at].openings > 0) {
            open.push_back(open_statistic({at}));
        }
    }
    return open;
}

OpenStatistic EngineState::open_statistic(StatisticId statistic) const {
    const StatisticRecord& record = statistic_at(statistic);
    return {statistic, {record.object}, record.definition, record.opened, record.openings};
}

std::uint32_t EngineState::plan_of(const std::vector<PlanEntry>& entries) {
    const auto known = std::find(plan_entries_.begin(), plan_entries_.end(), entries);
    const auto index = static_cast<std::uint32_t>(known - plan_entries_.begin());
    if (known == plan_entries_.end()) {
        plan_entries_.push_back(entries);
        plans_.push_back(std::make_shared<Plan>(*catalogue_, entries));
    }
    return index;
}

void EngineState::replan(std::uint32_t object, std::vector<PlanEntry> entries, Instant opened) {
    const std::uint32_t index = plan_of(entries);
    count_listeners(object, false);
    ObjectRecord& record = objects_[object];
    const Plan& before = *plans_[record.plan];
    const Plan& plan = *plans_[index];
    const std::uint32_t block = take_block(plan.cells().size());
    std::uint64_t* cells = cells_.data() + block;
    for (std::size_t at = 0; at < plan.cells().size(); ++at) {
        const auto cell = static_cast<CellIndex>(at);
        bool kept = false;
        for (std::size_t old = 0; old < before.cells().size() && !kept; ++old) {
            if (plan.same_cell(cell, before, static_cast<CellIndex>(old))) {
                cells[at] = cells_[record.block + old];
                kept = true;
            }
        }
        if (!kept) {
            start_cell(object, plan, cell, opened, cells);
        }
    }
    if (!before.cells().empty()) {
        free_blocks_.emplace_back(before.cells().size(), record.block);
    }
    record.plan = index;
    record.block = block;
    count_listeners(object, true);
}

std::uint32_t EngineState::take_block(std::size_t size) {
    const auto fits = [size](const auto& block) { return block.first == size; };
    const auto found = std::find_if(free_blocks_.begin(), free_blocks_.end(), fits);
    if (found != free_blocks_.end()) {
        const std::uint32_t block = found->second;
        *found = free_blocks_.back();
        free_blocks_.pop_back();
        return block;
    }
    const auto block = static_cast<std::uint32_t>(cells_.size());
    cells_.resize(cells_.size() + size);
    return block;
}

void EngineState::start_cell(std::uint32_t object, const Plan& plan, CellIndex cell, Instant opened,
                             std::uint64_t* cells) const {
    const CellSpec& spec = plan.cells()[cell];
    const auto since = static_cast<std::uint64_t>(opened.microseconds);
    const std::uint64_t level = spec.level == no_cell ? 0 : cells[spec.level];
    switch (spec.kind) {
        case Quantity::header:
        case Quantity::opening:
            cells[cell] = since;
            break;
        case Quantity::level:
            cells[cell] = level_of(object, spec);
            break;
        case Quantity::number:
            cells[cell] = level;
            break;
        case Quantity::time:
            cells[cell] = 0 - level * since;
            break;
        case Quantity::minimum:
            cells[cell] = no_minimum;
            break;
        default:
            cells[cell] = 0;
    }
}

std::uint64_t EngineState::level_of(std::uint32_t object, const CellSpec& spec) const {
    std::uint64_t level = 0;
    for_each_open(object, spec.source, View::settled, [&](std::size_t key, Instant) {
        const bool counted = spec.source == Source::action
                                 ? catalogue_->action_mask(spec.mask).test(key)
                                 : catalogue_->status_mask(spec.mask).test(key);
        level += counted ? 1U : 0U;
    });
    return level;
}

void EngineState::count_listeners(std::uint32_t object, bool more) {
    const ObjectRecord& record = objects_[object];
    const Plan& plan = *plans_[record.plan];
    const std::uint32_t change = more ? 1U : ~std::uint32_t{0};
    for (std::size_t action = 0; action < action_count; ++action) {
        if (plan.listens_to(static_cast<ActionIndex>(action))) {
            listeners_[action] += change;
        }
    }
    if (is_group(record.type) && plan.has(Source::action)) {
        action_groups_ += change;
    }
}

bool EngineState::wanted(ObjectId object, ActionIndex action) const {
    object_at(object);
    if (listeners_[action] == 0 || listens(object.value, action)) {
        return listeners_[action] > 0;
    }
    bool wanted = false;
    if (action_groups_ > 0 || objects_[object.value].device != no_index) {
        for_each_above(object.value, [&](std::uint32_t above, Instant) {
            wanted = wanted || listens(above, action);
        });
    }
    return wanted;
}

bool EngineState::listens(std::uint32_t object, ActionIndex action) const {
    if (plans_[objects_[object].plan]->listens_to(action)) {
        return true;
    }
    for (std::uint32_t at = objects_[object].tallies; at != no_index; at = tallies_[at].next) {
        if (counts(catalogue_->read(tallies_[at].tally.definition()), action)) {
            return true;
        }
    }
    return false;
}

std::size_t EngineState::statistic_bytes() const {
    std::size_t bytes =
        cells_.size() * sizeof(std::uint64_t) + statistics_.size() * sizeof(StatisticRecord);
    for (const TallyRecord& record : tallies_) {
        bytes += record.tally.bytes();
    }
    return bytes;
}

}  // namespace cordboard::stats
