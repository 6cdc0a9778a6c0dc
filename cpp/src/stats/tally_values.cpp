// SPDX-License-Identifier: Apache-2.0
// What tallies add up to.
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

// What an open piece is worth.
std::optional<double> EngineState::custom_now(const StatisticRecord& record, std::size_t counter,
                                              const Piece& piece, Instant now) const {
    const ReadDefinition& definition = catalogue_->read(record.definition);
    const Duration age = now - piece.since;
    if (definition.source != Source::action) {
        return custom_of(definition, counter, facts_of_cause(record.object, no_index), 0, age);
    }
    const OpenAction& open = ledger_.at(piece.key);
    return custom_of(definition, counter, facts_of(open), open.action, age);
}

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
        return custom_now(record, counter, piece, now);
    };
    const Amounts amounts = tally.amounts(definition, window, now, custom);
    if (definition.quotient == Quotient::aggregates) {
        return formula_value(definition.formula, amounts);
    }
    const double length = static_cast<double>((window.right - window.left).microseconds) / 1e6;
    return value_of(definition.quotient, amounts, length);
}

}  // namespace cordboard::stats
