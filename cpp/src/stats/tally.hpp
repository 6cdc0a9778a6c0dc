// SPDX-License-Identifier: Apache-2.0
// What one open statistic has counted, where the cells of a plan do not suffice: filters, sliding
// windows, selections, intervals since a login, interactions counted once, levels, custom values.
// A tally hears of the pieces of its object one by one; a piece is an action or a status, or the
// part of it during which the filter holds.
//
// Each counter of a tally counts one mask. What ended in a growing window is added up at once; the
// other intervals keep what ended in them and add it up whenever a value is read.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "stats/catalogue.hpp"
#include "stats/levels.hpp"
#include "stats/piece_table.hpp"
#include "stats/sums.hpp"

namespace cordboard::stats {

struct Counter {
    PieceTable open;
    std::uint64_t start_sum = 0;  // of the open ones, modulo 2^64
    Sums sums;
    Levels levels;
    Instant levels_at;
    std::vector<Finished> finished;
    std::size_t first = 0;  // of those that are still in the interval
};

class Tally {
  public:
    Tally() = default;
    Tally(const ReadDefinition& definition, std::uint32_t object, DefinitionIndex index);

    std::uint32_t object() const { return object_; }
    DefinitionIndex definition() const { return index_; }
    bool exists() const { return !counters_.empty(); }

    // Counting begins; what ended before is forgotten, what is open goes on.
    void open_at(const ReadDefinition& definition, Instant at);
    // A growing window has begun anew since the tally was last touched.
    void roll(const ReadDefinition& definition, Instant left);

    const Piece* find(std::size_t counter, std::uint32_t key) const {
        return counters_[counter].open.find(key);
    }
    // How long a piece has lasted, since the opening at most.
    Duration length(std::size_t counter, std::uint32_t key, Instant at) const {
        const Instant since = find(counter, key)->since;
        return at - (opened_ == never ? since : std::max(since, opened_));
    }
    void begin(const ReadDefinition& definition, std::size_t counter, const Piece& piece,
               Instant at);
    // The piece ends; without a trace if it lasted no time and is a status.
    void end(const ReadDefinition& definition, std::size_t counter, std::uint32_t key, Instant at,
             std::uint64_t row, std::optional<double> custom);
    // The filter did not hold after all at the instant at which the piece began.
    void forget(const ReadDefinition& definition, std::size_t counter, std::uint32_t key,
                Instant at);
    // Something has ended, or occurred.
    void push(const ReadDefinition& definition, std::size_t counter, const Finished& finished);
    // The object is logged in somewhere, or nowhere any more.
    void set_logged_in(const ReadDefinition& definition, bool is_logged_in, Instant at);

    // The interval at `now`, if a growing window began at `left`.
    Window window(const ReadDefinition& definition, Instant left, Instant now) const;
    // The amounts of all needs; `custom_of` evaluates the expression on an open piece. The window
    // of a login ends with the logout, the present does not.
    template <class CustomOf>
    Amounts amounts(const ReadDefinition& definition, const Window& window, Instant now,
                    CustomOf&& custom_of) const;
    // Whether it could count anything at all: an interval since a login needs a login (D-13).
    bool counts(const ReadDefinition& definition) const {
        return definition.interval != IntervalType::since_login || login_ != never;
    }
    // The last one since the opening; `never`: there was none.
    Instant login() const { return login_; }
    // What ended in the interval and is kept: all of it, or the last ones of a selection.
    std::span<const Finished> kept(const ReadDefinition& definition, std::size_t counter) const;
    // What ended in the interval, and of statuses also what was there and goes on beyond it, with
    // whether it ended inside. What is open ends never.
    template <class Visitor>
    void for_each_counted(const ReadDefinition& definition, std::size_t counter,
                          const Window& window, Visitor&& visit) const;
    // What has lasted at all, as far back as elements are kept.
    template <class Visitor>
    void for_each_durable(std::size_t counter, Visitor&& visit) const;
    std::size_t bytes() const;

    std::span<const Counter> counters() const { return counters_; }
    // The same counts, under the index of an equal definition that keeps what ended.
    Tally traced_by(DefinitionIndex index) const;

    // The fields for save and restore, in engine_archive.cpp.
    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self);

  private:
    Window sliding_window(const ReadDefinition& definition, Instant now) const;
    void account(const ReadDefinition& definition, Counter& counter, Instant at) const;
    void fold(const ReadDefinition& definition, Counter& counter, const Finished& finished) const;
    void prune(const ReadDefinition& definition, std::size_t counter, Instant now);
    Sums sums(const ReadDefinition& definition, std::size_t counter, const Window& window) const;
    Levels levels(const ReadDefinition& definition, std::size_t counter,
                  const Window& window) const;
    double open_amount(const ReadDefinition& definition, const Need& need, Instant now) const;
    double level_amount(const ReadDefinition& definition, const Need& need, const Window& window,
                        Instant now) const;

    std::uint32_t object_ = no_index;
    DefinitionIndex index_ = 0;
    Instant opened_ = never;
    Instant left_ = never;  // of a growing window
    Instant login_ = never;
    Instant logout_ = never;
    std::vector<Counter> counters_;
};

double sum_amount(const Need& need, const Sums& sums);

template <class Visitor>
void Tally::for_each_counted(const ReadDefinition& definition, std::size_t counter,
                             const Window& window, Visitor&& visit) const {
    const bool statuses = definition.source != Source::action;
    for (const Finished& one : kept(definition, counter)) {
        if (window.holds(one.end)) {
            visit(one, true);
        } else if (statuses && one.since <= window.right && one.end > window.right) {
            visit(one, false);
        }
    }
    if (statuses) {
        counters_[counter].open.for_each([&](const Piece& piece) {
            if (piece.since <= window.right) {
                visit(piece.unfinished(), false);
            }
        });
    }
}

template <class Visitor>
void Tally::for_each_durable(std::size_t counter, Visitor&& visit) const {
    const Counter& there = counters_[counter];
    for (std::size_t at = there.first; at < there.finished.size(); ++at) {
        if (there.finished[at].durable) {
            visit(there.finished[at]);
        }
    }
    there.open.for_each([&](const Piece& piece) { visit(piece.unfinished()); });
}

template <class CustomOf>
Amounts Tally::amounts(const ReadDefinition& definition, const Window& window, Instant now,
                       CustomOf&& custom_of) const {
    std::vector<std::optional<Sums>> of_interval(counters_.size());
    const auto sums_of = [&](std::size_t counter) -> const Sums& {
        auto& known = of_interval[counter];
        return known ? *known : known.emplace(sums(definition, counter, window));
    };
    Amounts amounts{};
    const bool of_actions = definition.source == Source::action;
    for (std::size_t at = 0; at < definition.needs.size(); ++at) {
        const Need& need = definition.needs[at];
        if (need.kind >= Quantity::custom_level && need.kind <= Quantity::custom_level_least) {
            CustomValues values(definition.distinguishes);
            counters_[need.counter].open.for_each([&](const Piece& piece) {
                if (const std::optional<double> value = custom_of(need.counter, piece)) {
                    values.add(piece.interaction, piece.unfinished().beginning(of_actions), *value);
                }
            });
            Sums open;
            values.add_to(open);
            amounts[at] = sum_amount(need, open);
        } else if (is_current(need.kind)) {
            amounts[at] = open_amount(definition, need, now);
        } else {
            amounts[at] = is_of_sums(need.kind) ? sum_amount(need, sums_of(need.counter))
                                                : level_amount(definition, need, window, now);
        }
    }
    return amounts;
}

}  // namespace cordboard::stats
