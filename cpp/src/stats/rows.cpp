// SPDX-License-Identifier: Apache-2.0
// What a row does: it moves the ledger and the cells of its object and of what is above it.
#include <algorithm>
#include <array>

#include "stats/elements.hpp"

namespace cordboard::stats {
namespace {

// By action: whether it has a start and an end, as the rows of membership have.
constexpr auto lasting = [] {
    std::array<bool, action_count + 1> table{};
    for (std::size_t action = 0; action < action_count; ++action) {
        table[action] = action_table[action].kind == ActionKind::durable;
    }
    table[member_of] = true;
    return table;
}();

constexpr auto carrying = [] {
    std::array<bool, action_count> table{};
    for (std::size_t action = 0; action < action_count; ++action) {
        table[action] = action_table[action].kind == ActionKind::retrospective;
    }
    return table;
}();

}  // namespace

Instant EngineState::cut(Instant at) const {
    if (truncation_ == Truncation::none) {
        return at;
    }
    constexpr std::int64_t second = seconds(1).microseconds;
    const std::int64_t past = at.microseconds % second;
    return {at.microseconds - past - (past < 0 ? second : 0)};
}

// Time moves on: the instant that ends is settled first, then come the resets up to the new one.
void EngineState::pass_to(Instant at) {
    settle();
    if (!begun_ && at >= start_) {
        begin();
    }
    if (begun_ && at >= next_reset_) {
        next_reset_ = never;
        for (std::size_t profile = 0; profile < profile_starts_.size(); ++profile) {
            profile_starts_[profile] = catalogue_->profiles()[profile].last_reset(at);
            next_reset_ = std::min(next_reset_, catalogue_->profiles()[profile].next_reset(at));
        }
    }
    time_ = at;
}

void EngineState::begin() {
    begun_ = true;
    time_ = start_;
    next_reset_ = never;
    for (std::size_t profile = 0; profile < profile_starts_.size(); ++profile) {
        profile_starts_[profile] = catalogue_->profiles()[profile].last_reset(start_);
        next_reset_ = std::min(next_reset_, catalogue_->profiles()[profile].next_reset(start_));
    }
    for (StatisticRecord& record : statistics_) {
        if (record.openings > 0) {
            start_statistic(record);
        }
    }
    for (TallyRecord& record : tallies_) {
        if (record.tally.exists()) {
            record.tally.open_at(catalogue_->read(record.tally.definition()), start_);
        }
    }
}

void EngineState::advance_to(Instant now) {
    const Instant at = cut(now);
    if (at < time_) {
        throw StatisticsMisuse("time cannot go back from " + std::to_string(time_.microseconds) +
                               " to " + std::to_string(at.microseconds) + " us");
    }
    if (at > time_) {
        pass_to(at);
    }
}

void EngineState::observe(std::span<const ActionRow> rows) {
    for (std::size_t position = 0; position < rows.size(); ++position) {
        expect(rows, position);
        const ActionRow& row = rows[position];
        const bool possible = row.object.value < objects_.size() && row.action <= member_of &&
                              lasting[row.action] == (row.phase != Phase::occur);
        if (!possible) [[unlikely]] {
            refuse(row, position);
        }
        const Instant at = cut(row.time);
        if (at != time_) {
            if (at < time_) {
                throw RowRefused(position, "time goes back in row " + std::to_string(position));
            }
            if (!any_row_ && at < origin_) {
                date_statuses(at);
                refill_tallies();
            }
            any_row_ = true;
            pass_to(at);
        }
        ++row_;
        apply(row, at, position);
    }
}

void EngineState::refuse(const ActionRow& row, std::size_t position) const {
    if (row.object.value >= objects_.size()) {
        throw RowRefused(position, "row " + std::to_string(position) + " is of no known object");
    }
    if (row.action > member_of) {
        throw RowRefused(position, "row " + std::to_string(position) + " is of no known action");
    }
    throw RowRefused(position,
                     std::string(action_name(row.action)) +
                         (lasting[row.action] ? " lasts: its phase is start, end or update"
                                              : " has no length: its phase is occur"));
}

void EngineState::apply(const ActionRow& row, Instant at, std::size_t position) {
    if (row.phase == Phase::occur) {
        occur(row, at);
    } else if (row.action == member_of) {
        change_membership(row, at, position);
    } else if (row.phase == Phase::start) {
        start_durable(row, at, position);
    } else if (row.phase == Phase::end) {
        end_durable(row);
    } else {
        update_durable(row);
    }
}

// What a row does to the statistics of one object: its own, or one above it.
void EngineState::start_on(std::uint32_t object, std::uint32_t entry, Instant since) {
    const OpenAction& open = ledger_.at(entry);
    start_action(touch(object), element_of(open.action, open.type));
    if (objects_[object].tallies != no_index) {
        tally_starts(object, entry, since);
    }
}

void EngineState::end_on(std::uint32_t object, std::uint32_t entry, const OpenAction& open,
                         Instant joined) {
    end_action(touch(object), element_of(open.action, open.type), std::max(open.start, joined),
               time_);
    if (objects_[object].tallies != no_index) {
        tally_ends(object, entry, open, joined, time_);
    }
}

void EngineState::occur_on(std::uint32_t object, const ActionRow& row, Duration carried) {
    count_action(touch(object), element_of(row.action, row.call_type), carried);
    if (objects_[object].tallies != no_index) {
        tally_occurs(object, row, carried);
    }
}

// The agents, places and groups above an object that count actions. All agents do as a rule, so
// that the shortcut is for their groups.
template <class Visitor>
void EngineState::for_each_counting_above(std::uint32_t object, Visitor&& visit) {
    const ObjectType type = objects_[object].type;
    const bool device = type == ObjectType::reg_dn || type == ObjectType::media_channel;
    if (action_groups_ > 0 || device) {
        for_each_above(object, visit);
    }
}

void EngineState::occur(const ActionRow& row, Instant at) {
    const Duration carried = carrying[row.action] ? at - cut(row.time - row.duration) : Duration{};
    occur_on(row.object.value, row, carried);
    for_each_counting_above(row.object.value,
                            [&](std::uint32_t above, Instant) { occur_on(above, row, carried); });
    attributes_.release(row.attributes);
}

// An agent or a place has one channel for each media (decision D-3): what is open on one of them
// does not run on another. Any other object is itself the device.
std::uint32_t EngineState::channel_of(const ActionRow& row) const {
    const ObjectType type = objects_[row.object.value].type;
    const bool has_channels = type == ObjectType::agent || type == ObjectType::place;
    const bool on_channel =
        row.action < action_count && action_table[row.action].column == ActionColumn::media;
    return has_channels && on_channel ? row.media : 0;
}

void EngineState::start_durable(const ActionRow& row, Instant at, std::size_t position) {
    const std::uint32_t object = row.object.value;
    if (ledger_.find(object, row.action, row.interaction, channel_of(row)) != no_index) {
        throw RowRefused(position, std::string(action_name(row.action)) + " runs already on " +
                                       std::string(name_of(objects_[object].type)) + " '" +
                                       std::string(texts_.view({objects_[object].name})) + "'");
    }
    OpenAction open;
    open.interaction = row.interaction;
    open.row = row_;
    open.start = at;
    open.object = object;
    open.media = row.media;
    open.attributes = row.attributes;
    open.channel = channel_of(row);
    open.action = row.action;
    open.type = row.call_type;
    const std::uint32_t entry = ledger_.add(open, objects_[object].open);
    if (device_meanings[open.action].role != DeviceRole::none) {
        device_starts(entry);
    }
    start_on(object, entry, at);
    for_each_counting_above(object,
                            [&](std::uint32_t above, Instant) { start_on(above, entry, at); });
}

void EngineState::end_durable(const ActionRow& row) {
    attributes_.release(row.attributes);
    const std::uint32_t object = row.object.value;
    const std::uint32_t entry = ledger_.find(object, row.action, row.interaction, channel_of(row));
    if (entry == no_index) {
        return;
    }
    const OpenAction open = ledger_.at(entry);
    ledger_.remove(entry, objects_[object].open);
    if (device_meanings[open.action].role != DeviceRole::none) {
        device_ends(open);
    }
    end_on(object, entry, open, long_ago);
    for_each_counting_above(
        object, [&](std::uint32_t above, Instant joined) { end_on(above, entry, open, joined); });
    forget_update(entry);
    forget_attributes(open);
}

// What is not there any more, or is changed once more.
void EngineState::forget_update(std::uint32_t entry) {
    if (!updates_.empty()) [[unlikely]] {
        std::erase_if(updates_, [entry](const Update& update) { return update.entry == entry; });
    }
}

void EngineState::forget_attributes(const OpenAction& open) {
    attributes_.release(open.attributes);
    past_attributes_.forget(open.past, attributes_);
}

// Keeps what the attributes were when the present instant began: the last word of one counts.
void EngineState::replace_attributes(OpenAction& open, std::uint32_t attributes) {
    const bool changed_now = open.past != no_index && past_attributes_.at(open.past).until == time_;
    if (open.start == time_ || changed_now || open.attributes == attributes) {
        attributes_.release(open.attributes);
    } else {
        open.past = past_attributes_.add({time_, open.attributes, open.past}, attributes_);
    }
    open.attributes = attributes;
}

// The attributes are replaced as a whole (D-6). What a filter makes of it is seen when the instant
// is over.
void EngineState::update_durable(const ActionRow& row) {
    const std::uint32_t entry =
        ledger_.find(row.object.value, row.action, row.interaction, channel_of(row));
    if (entry == no_index) {
        attributes_.release(row.attributes);
        return;
    }
    OpenAction& open = ledger_.at(entry);
    const auto said = [this](std::uint32_t attributes) {
        return attributes_.find(attributes, AttributeList::top, "CallType").has_value();
    };
    // Where neither set says it, it was the name of the first row that did.
    const bool says_type =
        row.call_type != CallType::unknown || said(open.attributes) || said(row.attributes);
    if (says_type && row.call_type != open.type && has_call_type(open.action)) {
        change_type(entry, row);
        return;
    }
    replace_attributes(open, row.attributes);
    if (tallies_.empty()) {
        return;
    }
    forget_update(entry);
    updates_.push_back({entry, row_});
    if (device_meanings[open.action].role != DeviceRole::none) {
        device_updates(open);
    }
}

// A call of another type is another action (2.4); within one instant the last word counts, and
// nothing of another type was there. The attributes are those of the new action.
void EngineState::change_type(std::uint32_t entry, const ActionRow& row) {
    const OpenAction before = ledger_.at(entry);
    const std::uint32_t object = before.object;
    const bool is_device = device_meanings[before.action].role != DeviceRole::none;
    ledger_.remove(entry, objects_[object].open);
    if (is_device) {
        device_ends(before);
    }
    const auto end = [&](std::uint32_t there, Instant joined) {
        if (std::max(before.start, joined) == time_) {
            forget_on(there, entry, before);
        } else {
            end_on(there, entry, before, joined);
        }
    };
    end(object, long_ago);
    for_each_counting_above(object, end);
    forget_update(entry);
    forget_attributes(before);
    OpenAction after = before;
    after.type = row.call_type;
    after.attributes = row.attributes;
    after.row = before.start == time_ ? before.row : row_;
    after.start = time_;
    after.hidden = false;
    after.past = no_index;
    const std::uint32_t next = ledger_.add(after, objects_[object].open);
    if (is_device) {
        device_starts(next);
    }
    start_on(object, next, time_);
    for_each_counting_above(object,
                            [&](std::uint32_t above, Instant) { start_on(above, next, time_); });
}

void EngineState::forget_on(std::uint32_t object, std::uint32_t entry, const OpenAction& open) {
    forget_action(touch(object), element_of(open.action, open.type));
    tally_forgets(object, entry);
}

void EngineState::change_membership(const ActionRow& row, Instant at, std::size_t position) {
    attributes_.release(row.attributes);
    const ObjectId group{static_cast<std::uint32_t>(row.interaction)};
    if (row.interaction >= objects_.size() || row.phase == Phase::update) {
        throw RowRefused(position, "a row of membership needs a group and the phase start or end");
    }
    try {
        set_member(row.object, group, row.phase == Phase::start, at, false);
    } catch (const StatisticsMisuse& wrong) {
        throw RowRefused(position, wrong.what());
    }
}

}  // namespace cordboard::stats
