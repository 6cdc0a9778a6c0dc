// SPDX-License-Identifier: Apache-2.0
// What the tallies of an object hear of its rows and statuses. A filter sees an action as it is
// when the instant is over: rows that begin or change something are regarded at once where nothing
// has lasted yet, and after the instant where a piece was already counted.
#include "stats/tallies.hpp"

#include <algorithm>

namespace cordboard::stats {

void EngineState::roll(Tally& tally, const ReadDefinition& definition) const {
    if (definition.profile != no_profile && begun_) {
        tally.roll(definition, profile_starts_[definition.profile]);
    }
}

ActionFacts EngineState::facts_of(std::uint32_t object, ActionIndex action, CallType type,
                                  std::uint32_t media, std::uint32_t attributes) const {
    const ObjectRecord& there = objects_[object];
    return {&attributes_,
            attributes,
            texts_.view({media}),
            types_within[action].value_or(type),
            texts_.view({there.name}),
            there.type,
            about_interactions[action],
            types_within[action].has_value()};
}

ActionFacts EngineState::facts_of(const OpenAction& open) const {
    return facts_of(open.object, open.action, open.type, open.media, open.attributes);
}

// Since when a filter that lets an action through now has done so; from the beginning of the
// action, as far as is known: long ago.
Instant EngineState::held_since(const Filter& filter, const OpenAction& open) const {
    ActionFacts facts = facts_of(open);
    for (std::uint32_t at = open.past; at != no_index; at = past_attributes_.at(at).before) {
        const PastSet& set = past_attributes_.at(at);
        facts.handle = set.attributes;
        if (!filter.holds(facts)) {
            return set.until;
        }
    }
    return long_ago;
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
    const bool counts = facts.interaction_related ||
                        std::find(user_event_actions.begin(), user_event_actions.end(), action) !=
                            user_event_actions.end();
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
    const auto start = [&](std::size_t counter, const CounterSpec& spec) {
        if (spec.filtered && !definition.filter.holds(facts_of(open))) {
            return;
        }
        const Instant held = spec.filtered ? held_since(definition.filter, open) : long_ago;
        tally.begin(definition, counter,
                    {open.interaction, open.row, std::max(held, since), entry, 0, origin_of(open)},
                    time_);
    };
    for_each_counter(*catalogue_, definition, element_of(open.action, open.type), start);
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
                                {open.interaction, open.row, at, entry, 0, origin_of(open)}, at);
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
    const ActionFacts facts =
        facts_of(row.object.value, row.action, row.call_type, row.media, row.attributes);
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
            tally.push(definition, counter, finished);
        };
        for_each_counter(*catalogue_, definition, element_of(row.action, row.call_type), occur);
    });
}

// The filter is asked again about an action whose attributes have changed in this instant. One that
// a tally does not know may have passed before it too, if the tally was made in this instant.
void EngineState::reconsider(Tally& tally, const ReadDefinition& definition, const Update& update,
                             Instant joined) const {
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
            const Instant since =
                std::max({held_since(definition.filter, open), open.start, joined});
            tally.begin(definition, counter,
                        {open.interaction, open.row, since, update.entry, 0, origin_of(open)},
                        time_);
        }
    };
    for_each_counter(*catalogue_, definition, element_of(open.action, open.type), ask);
}

void EngineState::settle_updates() {
    for (const Update& update : updates_) {
        const auto tell = [&](std::uint32_t object, Instant joined) {
            for_each_tally(object, Source::action,
                           [&](Tally& tally, const ReadDefinition& definition) {
                               reconsider(tally, definition, update, joined);
                           });
        };
        const std::uint32_t object = ledger_.at(update.entry).object;
        tell(object, long_ago);
        for_each_above(object, tell);
    }
    updates_.clear();
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
            find_bearing(tally, definition, bearing, joined);
        });
    };
    for_each_counted(tally.object(), definition.source, add);
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

}  // namespace cordboard::stats
