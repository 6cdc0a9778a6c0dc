// SPDX-License-Identifier: Apache-2.0
// What tallies add up to, and what they counted.
#include <algorithm>

#include "stats/tallies.hpp"

namespace cordboard::stats {

// Whether nothing is pending that a tally of this definition will hear of when the instant is over.
bool EngineState::is_settled(const ReadDefinition& definition) const {
    const bool of_actions = definition.source == Source::action;
    const bool of_statuses = !of_actions || definition.interval == IntervalType::since_login;
    return (!of_actions || updates_.empty()) &&
           (!of_statuses ||
            (changed_devices_.empty() && changed_holders_.empty() && changed_groups_.empty()));
}

// The tally as it would be if the instant ended now.
Tally EngineState::settled(const Tally& tally) const {
    Tally now = tally;
    const ReadDefinition& definition = catalogue_->read(tally.definition());
    roll(now, definition);
    if (definition.source == Source::action) {
        for (const Update& update : updates_) {
            for_each_below(now.object(), long_ago, [&](std::uint32_t below, Instant joined) {
                if (below == ledger_.at(update.entry).object) {
                    reconsider(now, definition, update, joined);
                }
            });
        }
    } else {
        for_each_counted(now.object(), definition.source, [&](std::uint32_t below, Instant) {
            for_each_bearing(below, definition.source, [&](const Bearing& bearing) {
                tell_bearing(now, definition, bearing);
            });
        });
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
    const std::optional<Tally> changed =
        is_settled(definition) ? std::nullopt : std::optional(settled(kept));
    const Tally& tally = changed ? *changed : kept;
    if (definition.historical && !tally.counts(definition)) {
        return 0.0;
    }
    const Window window = tally.window(definition, left, now);
    const auto custom = [&](std::size_t counter, const Piece& piece) {
        // The window of a login ends with the logout, the present does not.
        const Duration age = now - piece.since;
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
