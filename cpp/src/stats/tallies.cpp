// SPDX-License-Identifier: Apache-2.0
// What the tallies of an object hear of its rows and statuses. A filter sees an action as it is
// when the instant is over: rows that begin or change something are regarded at once where nothing
// has lasted yet, and after the instant where a piece was already counted.
#include <algorithm>

#include "stats/elements.hpp"

namespace cordboard::stats {

template <class Visitor>
void EngineState::for_each_tally(std::uint32_t object, Source source, Visitor&& visit) {
    for (std::uint32_t at = objects_[object].tallies; at != no_index; at = tallies_[at].next) {
        Tally& tally = tallies_[at].tally;
        const ReadDefinition& definition = catalogue_->read(tally.definition());
        if (definition.source == source) {
            roll(tally, definition);
            visit(tally, definition);
        }
    }
}

void EngineState::roll(Tally& tally, const ReadDefinition& definition) const {
    if (definition.profile != no_profile && begun_) {
        tally.roll(definition, profile_starts_[definition.profile]);
    }
}

ActionFacts EngineState::facts_of(const OpenAction& open) const {
    const ObjectRecord& object = objects_[open.object];
    return {&attributes_,
            open.attributes,
            texts_.view({open.media}),
            types_within[open.action].value_or(open.type),
            texts_.view({object.name}),
            object.type,
            about_interactions[open.action],
            types_within[open.action].has_value()};
}

// A status without a cause, such as OnHook, has nothing that a filter could look at.
ActionFacts EngineState::facts_of_cause(std::uint32_t object, std::uint32_t cause) const {
    if (cause != no_index) {
        return facts_of(ledger_.at(cause));
    }
    const ObjectRecord& record = objects_[object];
    return {&attributes_, 0, {}, CallType::unknown, texts_.view({record.name}), record.type, false};
}

// What an element is worth, if it is worth anything. Custom values are those of interactions; of
// what has no length, user events have them too. An aggregate of a formula has its own.
std::optional<double> EngineState::custom_of(const ReadDefinition& definition, std::size_t counter,
                                             const ActionFacts& facts, ActionIndex action,
                                             Duration length) const {
    if (definition.counters[counter].aggregate >= 0) {
        const Aggregate& aggregate = definition.formula.aggregates()[counter];
        const double seconds = static_cast<double>(length.microseconds) / 1e6;
        return aggregate.admits(facts, seconds) ? std::optional(aggregate.value_of(facts, seconds))
                                                : std::nullopt;
    }
    const bool counts = facts.interaction_related || action == user_event_action;
    return definition.custom.empty() || !counts ? std::nullopt
                                                : std::optional(definition.custom.value_of(facts));
}

namespace {

template <class Visitor>
void for_each_counter(const Catalogue& catalogue, const ReadDefinition& definition,
                      std::size_t element, Visitor&& visit) {
    for (std::size_t counter = 0; counter < definition.counters.size(); ++counter) {
        const CounterSpec& spec = definition.counters[counter];
        if (catalogue.action_mask(spec.mask).test(element)) {
            visit(counter, spec);
        }
    }
}

Origin origin_of(const OpenAction& open) {
    return {open.object, static_cast<std::uint16_t>(element_of(open.action, open.type))};
}

}  // namespace

void EngineState::tally_starts(std::uint32_t object, std::uint32_t entry, Instant since) {
    for_each_tally(object, Source::action, [&](Tally& tally, const ReadDefinition& definition) {
        start_pieces(tally, definition, entry, since);
    });
}

void EngineState::start_pieces(Tally& tally, const ReadDefinition& definition, std::uint32_t entry,
                               Instant since) const {
    const OpenAction& open = ledger_.at(entry);
    for_each_counter(*catalogue_, definition, element_of(open.action, open.type),
                     [&](std::size_t counter, const CounterSpec& spec) {
                         if (!spec.filtered || definition.filter.holds(facts_of(open))) {
                             tally.begin(definition, counter,
                                         {open.interaction, row_, since, entry, 0, origin_of(open)},
                                         time_);
                         }
                     });
}

void EngineState::tally_ends(std::uint32_t object, std::uint32_t entry, const OpenAction& open,
                             Instant joined, Instant at) {
    for_each_tally(object, Source::action, [&](Tally& tally, const ReadDefinition& definition) {
        const auto end = [&](std::size_t counter, const CounterSpec& spec) {
            // What lasted no time is regarded as it is at its end.
            if (spec.filtered && std::max(open.start, joined) == at) {
                const bool holds = definition.filter.holds(facts_of(open));
                const bool counted = tally.find(counter, entry) != nullptr;
                if (counted && !holds) {
                    tally.forget(definition, counter, entry, at);
                } else if (!counted && holds) {
                    tally.begin(definition, counter,
                                {open.interaction, row_, at, entry, 0, origin_of(open)}, at);
                }
            }
            if (tally.find(counter, entry) != nullptr) {
                tally.end(definition, counter, entry, at, row_,
                          custom_of(definition, counter, facts_of(open), open.action,
                                    tally.length(counter, entry, at)));
            }
        };
        for_each_counter(*catalogue_, definition, element_of(open.action, open.type), end);
    });
}

void EngineState::tally_forgets(std::uint32_t object, std::uint32_t entry) {
    for_each_tally(object, Source::action, [&](Tally& tally, const ReadDefinition& definition) {
        for (std::size_t counter = 0; counter < definition.counters.size(); ++counter) {
            if (tally.find(counter, entry) != nullptr) {
                tally.forget(definition, counter, entry, time_);
            }
        }
    });
}

void EngineState::tally_occurs(std::uint32_t object, const ActionRow& row, Duration carried) {
    const ObjectRecord& happened = objects_[row.object.value];
    const ActionFacts facts{&attributes_,
                            row.attributes,
                            texts_.view({row.media}),
                            types_within[row.action].value_or(row.call_type),
                            texts_.view({happened.name}),
                            happened.type,
                            about_interactions[row.action],
                            types_within[row.action].has_value()};
    for_each_tally(object, Source::action, [&](Tally& tally, const ReadDefinition& definition) {
        const auto occur = [&](std::size_t counter, const CounterSpec& spec) {
            if (spec.filtered && !definition.filter.holds(facts)) {
                return;
            }
            const std::optional<double> custom =
                custom_of(definition, counter, facts, row.action, carried);
            Finished finished;
            finished.since = finished.end = time_;
            finished.carried = carried;
            finished.interaction = row.interaction;
            finished.began_row = finished.ended_row = row_;
            finished.timed = action_table[row.action].kind == ActionKind::retrospective;
            finished.origin = {row.object.value,
                               static_cast<std::uint16_t>(element_of(row.action, row.call_type))};
            finished.has_custom = custom.has_value();
            finished.custom = custom.value_or(0.0);
            tally.occur(definition, counter, finished);
        };
        for_each_counter(*catalogue_, definition, element_of(row.action, row.call_type), occur);
    });
}

// The filter is asked again about an action whose attributes have changed in this instant.
void EngineState::reconsider(Tally& tally, const ReadDefinition& definition,
                             const Update& update) const {
    const OpenAction& open = ledger_.at(update.entry);
    const auto ask = [&](std::size_t counter, const CounterSpec& spec) {
        if (!spec.filtered) {
            return;
        }
        const ActionFacts facts = facts_of(open);
        const bool holds = definition.filter.holds(facts);
        const Piece* piece = tally.find(counter, update.entry);
        if (piece != nullptr && !holds && piece->since == time_) {
            tally.forget(definition, counter, update.entry, time_);
        } else if (piece != nullptr && !holds) {
            tally.end(definition, counter, update.entry, time_, update.row,
                      custom_of(definition, counter, facts, open.action,
                                tally.length(counter, update.entry, time_)));
        } else if (piece == nullptr && holds) {
            tally.begin(definition, counter,
                        {open.interaction, update.row, time_, update.entry, 0, origin_of(open)},
                        time_);
        }
    };
    for_each_counter(*catalogue_, definition, element_of(open.action, open.type), ask);
}

void EngineState::settle_updates() {
    for (const Update& update : updates_) {
        const auto tell = [&](std::uint32_t object, Instant) {
            for_each_tally(object, Source::action,
                           [&](Tally& tally, const ReadDefinition& definition) {
                               reconsider(tally, definition, update);
                           });
        };
        const std::uint32_t object = ledger_.at(update.entry).object;
        tell(object, long_ago);
        for_each_above(object, tell);
    }
    updates_.clear();
}

// One status of a device, an agent, a place or a group as it is when the instant is over.
struct EngineState::Bearing {
    std::uint32_t object = no_index;
    std::uint32_t key = no_index;  // the index of its record
    StatusKey status = no_status;
    Instant since;
    std::uint32_t cause = no_index;
    bool interrupted = false;
};

EngineState::Bearing EngineState::bearing_of(std::uint32_t index, const Device& device) const {
    const StatusRun run = run_now(device);
    const std::uint32_t cause =
        run.key == no_status ? no_index : cause_of(device, status_of(run.key));
    return {device.object, index, run.key, run.since, cause, device.interrupted};
}

// The device that gives an agent or a place its status: a telephone if one can have given it.
EngineState::Bearing EngineState::bearing_of(std::uint32_t index,
                                             const HolderRecord& holder) const {
    const StatusRun run = run_now(holder);
    const Device* telephone = nullptr;
    const Device* channel = nullptr;
    bool voice_logged_in = false;
    const auto regard = [&](const Device& device) {
        voice_logged_in =
            voice_logged_in || (device.kind == DeviceKind::telephone && device.logins > 0);
        const StatusKey key = device_status(device);
        if (key == no_status || status_of(key) != status_of(run.key)) {
            return;
        }
        const Device*& best = device.kind == DeviceKind::telephone ? telephone : channel;
        if (best == nullptr || began_before(device, status_of(key), *best, status_of(run.key))) {
            best = &device;
        }
    };
    for (std::uint32_t at = holder.devices; at != no_index; at = devices_[at].next) {
        regard(devices_[at]);
    }
    for (std::uint32_t at = objects_[holder.object].members; at != no_index;
         at = memberships_[at].next_member) {
        regard(devices_[objects_[memberships_[at].member].device]);
    }
    const bool voice_decides =
        channel == nullptr || voice_logged_in ||
        rank_of(status_of(run.key)) > rank_of(Status::not_ready_for_next_call);
    const Device* device = telephone != nullptr && voice_decides ? telephone : channel;
    const std::uint32_t cause =
        device == nullptr ? no_index : cause_of(*device, status_of(run.key));
    return {holder.object, index, run.key, run.since, cause, false};
}

std::uint32_t EngineState::cause_of(const HolderRecord& holder) const {
    return bearing_of(no_index, holder).cause;
}

// The pieces of one bearer of a status in one tally, as they are now; `joined` clips a new piece.
void EngineState::tell_bearing(Tally& tally, const ReadDefinition& definition,
                               const Bearing& bearing, Instant began) const {
    for (std::size_t counter = 0; counter < definition.counters.size(); ++counter) {
        const CounterSpec& spec = definition.counters[counter];
        const bool in_mask =
            bearing.status != no_status && catalogue_->status_mask(spec.mask).test(bearing.status);
        const ActionFacts facts = facts_of_cause(bearing.object, bearing.cause);
        const bool holds = in_mask && (!spec.filtered || definition.filter.holds(facts));
        const std::uint32_t name =
            spec.by_name && in_mask ? static_cast<std::uint32_t>(status_of(bearing.status)) : 0;
        const Piece* piece = tally.find(counter, bearing.key);
        if (piece != nullptr && (!holds || piece->name != name || bearing.interrupted)) {
            // What a status was before cannot be asked any more; its length can.
            tally.end(definition, counter, bearing.key, time_, row_,
                      custom_of(definition, counter, facts_of_cause(bearing.object, no_index), 0,
                                tally.length(counter, bearing.key, time_)));
            piece = nullptr;
        }
        if (piece == nullptr && holds) {
            const std::uint64_t interaction =
                bearing.cause == no_index ? 0 : ledger_.at(bearing.cause).interaction;
            tally.begin(
                definition, counter,
                {interaction, row_, began, bearing.key, name, {bearing.object, bearing.status}},
                time_);
        }
    }
}

template <class Visitor>
void EngineState::for_each_bearing(std::uint32_t object, Source source, Visitor&& visit) const {
    const ObjectRecord& record = objects_[object];
    if (source == Source::group_status && record.group != no_index) {
        const StatusRun run = run_now(groups_[record.group]);
        visit(Bearing{object, record.group, run.key, run.since, no_index, false});
    }
    if (source == Source::dn_status && record.device != no_index) {
        visit(bearing_of(record.device, devices_[record.device]));
    }
    if (record.holder == no_index) {
        return;
    }
    const HolderRecord& holder = holders_[record.holder];
    if (source == holder.source) {
        visit(bearing_of(record.holder, holder));
    }
    for (std::uint32_t at = source == Source::dn_status ? holder.devices : no_index; at != no_index;
         at = devices_[at].next) {
        visit(bearing_of(at, devices_[at]));
    }
}

// What changed in this instant on one object is told to its tallies and to those above it.
void EngineState::tell_object(std::uint32_t object) {
    constexpr Source statuses[] = {Source::dn_status, Source::agent_status, Source::place_status,
                                   Source::group_status};
    const auto tell = [&](std::uint32_t counting, Instant) {
        if (objects_[counting].tallies == no_index) {
            return;
        }
        for (const Source source : statuses) {
            for_each_tally(counting, source, [&](Tally& tally, const ReadDefinition& definition) {
                for_each_bearing(object, source, [&](const Bearing& bearing) {
                    tell_bearing(tally, definition, bearing, present());
                });
            });
        }
    };
    tell(object, long_ago);
    for_each_above(object, tell);
    for (std::uint32_t tenant : tenants_) {
        tell(tenant, long_ago);
    }
    tell_login(object);
}

bool EngineState::is_logged_in(std::uint32_t object) const {
    const ObjectRecord& record = objects_[object];
    if (record.holder == no_index) {
        return record.device != no_index && devices_[record.device].logins > 0;
    }
    for (std::uint32_t at = holders_[record.holder].devices; at != no_index;
         at = devices_[at].next) {
        if (devices_[at].logins > 0) {
            return true;
        }
    }
    for (std::uint32_t at = record.members; at != no_index; at = memberships_[at].next_member) {
        if (devices_[objects_[memberships_[at].member].device].logins > 0) {
            return true;
        }
    }
    return false;
}

void EngineState::tell_login(std::uint32_t object) {
    for (std::uint32_t at = objects_[object].tallies; at != no_index; at = tallies_[at].next) {
        Tally& tally = tallies_[at].tally;
        tally.set_logged_in(catalogue_->read(tally.definition()), is_logged_in(object), time_);
    }
}

void EngineState::settle_tallies() {
    if (tallies_.empty()) {
        return;
    }
    settle_updates();
    for (std::uint32_t device : changed_devices_) {
        tell_object(devices_[device].object);
    }
    for (std::uint32_t holder : changed_holders_) {
        tell_object(holders_[holder].object);
    }
}

// Which groups may have changed is known when their members are settled.
void EngineState::settle_group_tallies() {
    for (std::uint32_t group : changed_groups_) {
        tell_object(groups_[group].object);
    }
}

// Who leaves takes his pieces along.
void EngineState::drop_bearings(std::uint32_t below, std::uint32_t above) {
    for (const Source source : {Source::dn_status, Source::agent_status, Source::place_status}) {
        for_each_tally(above, source, [&](Tally& tally, const ReadDefinition& definition) {
            for_each_bearing(below, source, [&](const Bearing& bearing) {
                for (std::size_t counter = 0; counter < definition.counters.size(); ++counter) {
                    if (tally.find(counter, bearing.key) != nullptr) {
                        tally.end(
                            definition, counter, bearing.key, time_, row_,
                            custom_of(definition, counter, facts_of_cause(bearing.object, no_index),
                                      0, tally.length(counter, bearing.key, time_)));
                    }
                }
            });
        });
    }
}

// A new tally finds what is going on.
void EngineState::fill(Tally& tally, const ReadDefinition& definition) const {
    const auto add = [&](std::uint32_t below, Instant joined) {
        if (definition.source == Source::action) {
            for (std::uint32_t entry = objects_[below].open.first; entry != no_index;
                 entry = ledger_.at(entry).next) {
                start_pieces(tally, definition, entry, std::max(ledger_.at(entry).start, joined));
            }
            return;
        }
        for_each_bearing(below, definition.source, [&](const Bearing& bearing) {
            tell_bearing(tally, definition, bearing, std::max(bearing.since, joined));
        });
    };
    for_each_below(tally.object(), long_ago, add);
    if (objects_[tally.object()].type == ObjectType::tenant &&
        definition.source != Source::action) {
        for (const HolderRecord& holder : holders_) {
            add(holder.object, long_ago);
        }
    }
    tally.set_logged_in(definition, is_logged_in(tally.object()), time_);
}

std::uint32_t EngineState::add_tally(std::uint32_t object, DefinitionIndex index) {
    const ReadDefinition& definition = catalogue_->read(index);
    auto at = static_cast<std::uint32_t>(tallies_.size());
    if (free_tallies_.empty()) {
        tallies_.emplace_back();
    } else {
        at = free_tallies_.back();
        free_tallies_.pop_back();
    }
    tallies_[at] = {Tally(definition, object, index), objects_[object].tallies};
    objects_[object].tallies = at;
    count_listeners(definition, object, true);
    fill(tallies_[at].tally, definition);
    if (begun_) {
        tallies_[at].tally.open_at(definition, time_);
    }
    return at;
}

void EngineState::remove_tally(std::uint32_t tally) {
    const Tally& gone = tallies_[tally].tally;
    count_listeners(catalogue_->read(gone.definition()), gone.object(), false);
    std::uint32_t* link = &objects_[tallies_[tally].tally.object()].tallies;
    while (*link != tally) {
        link = &tallies_[*link].next;
    }
    *link = tallies_[tally].next;
    tallies_[tally] = {};
    free_tallies_.push_back(tally);
}

bool EngineState::counts(const ReadDefinition& definition, ActionIndex action) const {
    return definition.source == Source::action &&
           std::any_of(
               definition.counters.begin(), definition.counters.end(),
               [&](const CounterSpec& spec) { return catalogue_->counts(spec.mask, action); });
}

void EngineState::count_listeners(const ReadDefinition& definition, std::uint32_t object,
                                  bool more) {
    const std::uint32_t change = more ? 1U : ~std::uint32_t{0};
    for (std::size_t action = 0; action < action_count; ++action) {
        if (counts(definition, static_cast<ActionIndex>(action))) {
            listeners_[action] += change;
        }
    }
    if (is_group(objects_[object].type) && definition.source == Source::action) {
        action_groups_ += change;
    }
}

// Before anything happened, the first row may lie before the beginning of everything (D-8).
void EngineState::refill_tallies() {
    for (TallyRecord& record : tallies_) {
        if (record.tally.exists()) {
            const ReadDefinition& definition = catalogue_->read(record.tally.definition());
            record.tally = Tally(definition, record.tally.object(), record.tally.definition());
            fill(record.tally, definition);
        }
    }
}

bool EngineState::is_settled() const {
    return updates_.empty() && changed_devices_.empty() && changed_holders_.empty() &&
           changed_groups_.empty();
}

// The tally as it would be if the instant ended now.
Tally EngineState::settled(const Tally& tally) const {
    Tally now = tally;
    const ReadDefinition& definition = catalogue_->read(tally.definition());
    roll(now, definition);
    if (definition.source == Source::action) {
        for (const Update& update : updates_) {
            for_each_below(now.object(), long_ago, [&](std::uint32_t below, Instant) {
                if (below == ledger_.at(update.entry).object) {
                    reconsider(now, definition, update);
                }
            });
        }
    } else {
        const auto tell = [&](std::uint32_t below, Instant) {
            for_each_bearing(below, definition.source, [&](const Bearing& bearing) {
                tell_bearing(now, definition, bearing, present());
            });
        };
        for_each_below(now.object(), long_ago, tell);
        if (objects_[now.object()].type == ObjectType::tenant) {
            for (const HolderRecord& holder : holders_) {
                tell(holder.object, long_ago);
            }
        }
    }
    now.set_logged_in(definition, is_logged_in(now.object()), time_);
    return now;
}

namespace {

double formula_value(const Formula& formula, const Amounts& amounts) {
    std::array<double, most_aggregates> values{};
    const auto aggregates = formula.aggregates();
    for (std::size_t at = 0; at < aggregates.size(); ++at) {
        const double number = amounts[2 * at + 1];
        const bool mean = aggregates[at].function == AggregateFunction::average && number > 0.0;
        values[at] = mean ? amounts[2 * at] / number : amounts[2 * at];
    }
    return formula.evaluate(std::span(values).first(aggregates.size()));
}

}  // namespace

double EngineState::from_tally(const StatisticRecord& record, Instant left, Instant now) const {
    const ReadDefinition& definition = catalogue_->read(record.definition);
    const Tally& kept = tallies_[record.tally].tally;
    const Tally changed = is_settled() ? Tally() : settled(kept);
    const Tally& tally = is_settled() ? kept : changed;
    if (definition.historical && !tally.counts(definition)) {
        return 0.0;
    }
    const Window window = tally.window(definition, left, now);
    const auto custom = [&](std::size_t counter, const Piece& piece) {
        const Duration age = window.right - piece.since;
        if (definition.source != Source::action) {
            return custom_of(definition, counter, facts_of_cause(record.object, no_index), 0, age);
        }
        const OpenAction& open = ledger_.at(piece.key);
        return custom_of(definition, counter, facts_of(open), open.action, age);
    };
    const Amounts amounts = tally.amounts(definition, window, custom);
    if (definition.quotient == Quotient::aggregates) {
        return formula_value(definition.formula, amounts);
    }
    const double length = static_cast<double>((window.right - window.left).microseconds) / 1e6;
    return value_of(definition.quotient, amounts, length);
}

// What a tally that keeps everything has counted, for those who want to know why.
std::vector<CountedElement> EngineState::counted(StatisticId statistic) const {
    const StatisticRecord& record = statistic_at(statistic);
    const ReadDefinition& definition = catalogue_->read(record.definition);
    if (record.tally == no_index || !begun_) {
        return {};
    }
    const Tally tally = settled(tallies_[record.tally].tally);
    const Window window = tally.window(definition, interval_start(definition, time_), time_);
    std::vector<CountedElement> all;
    const auto add = [&](std::size_t counter, const Origin& origin, Instant start,
                         std::optional<Instant> end, Duration counted, std::uint64_t interaction) {
        CountedElement element;
        for (std::size_t need = 0; need < definition.needs.size(); ++need) {
            const bool relative = definition.needs[need].counter == counter;
            (need == 0 ? element.in_main_mask : element.in_relative_mask) |= relative;
        }
        element.object = {origin.object};
        element.name = definition.source == Source::action
                           ? std::string(action_table[origin.element / call_type_count].name)
                           : std::string(status_names[origin.element / call_type_count]);
        element.start = start;
        element.end = end;
        element.counted = counted;
        element.interaction = interaction;
        all.push_back(std::move(element));
    };
    for (std::size_t counter = 0; tally.counts(definition) && counter < tally.counters().size();
         ++counter) {
        for (const Finished& one : tally.kept(definition, counter)) {
            if (definition.historical && window.holds(one.end)) {
                const Instant start = one.durable ? one.since : one.end - one.carried;
                add(counter, one.origin, start, one.end, one.end - one.cut_start(window),
                    one.interaction);
            }
        }
        if (definition.historical && definition.source == Source::action) {
            continue;
        }
        tally.counters()[counter].open.for_each([&](const Piece& piece) {
            const Instant from =
                definition.historical ? std::max(piece.since, window.left) : piece.since;
            add(counter, piece.origin, piece.since, std::nullopt, time_ - from, piece.interaction);
        });
    }
    return all;
}

}  // namespace cordboard::stats
