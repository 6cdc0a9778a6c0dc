// SPDX-License-Identifier: Apache-2.0
// What makes up a value: the elements that the parts of its category count, each element once, and
// on which side of a quotient it stands. The elements come from where tally_sums.cpp and
// tally_levels.cpp take them, so that what is listed is what is added up there.
#include <algorithm>
#include <map>
#include <tuple>

#include "stats/measures.hpp"
#include "stats/tallies.hpp"

namespace cordboard::stats {
namespace {

bool is_custom(Quantity kind) {
    return (kind >= Quantity::custom_level && kind <= Quantity::custom_level_least) ||
           kind >= Quantity::custom_number;
}

bool is_in_range(Quantity kind) {
    return kind == Quantity::number_in_range || kind == Quantity::time_in_range ||
           kind == Quantity::level_in_range;
}

bool is_distinct(Quantity kind) {
    return kind == Quantity::distinct_number || kind == Quantity::distinct_level;
}

bool is_of_levels(Quantity kind) {
    return kind >= Quantity::greatest_level && kind <= Quantity::mean_age;
}

// Of statuses, whether those that go on count as well.
bool is_of_lived(Quantity kind) {
    return kind == Quantity::number || kind == Quantity::time || kind == Quantity::maximum;
}

// One element, and how long it is as a part counts it.
struct Counted {
    Finished element;
    Duration cut;
    Duration full;
};

// Which part is listed, and as what.
struct Listed {
    const Need& need;
    Side side = Side::main;
    std::optional<TimeRange> without;  // a range that does not count
    std::optional<std::size_t> aggregate;
};

class Listing {
  public:
    Listing(const ReadDefinition& definition, const Tally& tally, const Window& window, Instant now)
        : definition_(definition), tally_(tally), window_(window), now_(now) {}

    template <class CustomOf>
    void list(const Listed& listed, CustomOf&& custom_of) {
        const Quantity kind = listed.need.kind;
        const bool sampled = Levels::has_samples(window_.left, window_.right);
        const bool is_mean = kind == Quantity::mean_level || kind == Quantity::mean_age;
        std::vector<Counted> found;
        if (is_current(kind) || (is_mean && !sampled)) {
            found = open_ones(listed.need, custom_of);
        } else if (is_of_levels(kind)) {
            found = lasting_ones(listed.need);
        } else {
            found = ended_ones(listed.need);
        }
        if (is_in_range(kind)) {
            keep_range(found, listed.need.range, true);
        }
        if (listed.without) {
            keep_range(found, *listed.without, false);
        }
        if (is_distinct(kind)) {
            std::erase_if(found, [](const Counted& one) { return one.element.interaction == 0; });
        }
        if (kind == Quantity::maximum || kind == Quantity::minimum) {
            std::erase_if(found, [](const Counted& one) { return !one.element.timed; });
        }
        if (is_custom(kind)) {
            keep_worth(found, is_current(kind));
        }
        add(found, listed);
    }

    std::vector<CountedElement> elements() {
        const auto order = [](const Row& row) {
            const Finished& one = row.element;
            return std::tuple(row.told.aggregate, one.end, one.ended_row, one.since, one.began_row);
        };
        std::stable_sort(rows_.begin(), rows_.end(),
                         [&](const Row& a, const Row& b) { return order(a) < order(b); });
        std::vector<CountedElement> all;
        for (Row& row : rows_) {
            all.push_back(std::move(row.told));
        }
        return all;
    }

  private:
    struct Row {
        Finished element;
        CountedElement told;
    };

    static Counted counted(const Finished& one, const Window& window) {
        const Measure measure = Stretch(one, window, false, 0).measure();
        return {one, measure.cut, measure.full};
    }

    template <class CustomOf>
    std::vector<Counted> open_ones(const Need& need, CustomOf&& custom_of) const {
        const Window present{long_ago, now_, long_ago, false};
        std::vector<Counted> found;
        tally_.counters()[need.counter].open.for_each([&](const Piece& piece) {
            Finished one = piece.unfinished();
            if (is_custom(need.kind)) {
                const std::optional<double> worth = custom_of(need.counter, piece);
                one.has_custom = worth.has_value();
                one.custom = worth.value_or(0.0);
            }
            found.push_back(counted(one, present));
        });
        return found;
    }

    std::vector<Counted> lasting_ones(const Need& need) const {
        std::vector<Counted> found;
        tally_.for_each_durable(need.counter, [&](const Finished& one) {
            if (one.since < one.end && one.since <= window_.right && one.end > window_.left) {
                found.push_back(counted(one, window_));
            }
        });
        return found;
    }

    std::vector<Counted> ended_ones(const Need& need) const {
        const bool statuses = definition_.source != Source::action;
        std::vector<Counted> found;
        const auto visit = [&](const Finished& one, bool has_ended) {
            const bool lives = !statuses || one.end > window_.left;
            if (is_of_lived(need.kind) ? lives : has_ended) {
                found.push_back(counted(one, window_));
            }
        };
        tally_.for_each_counted(definition_, need.counter, window_, visit);
        return found;
    }

    // Those of an interaction stay or go together, by their common length.
    void keep_range(std::vector<Counted>& found, const TimeRange& range, bool inside) const {
        std::vector<Stretch> stretches;
        for (const Counted& one : found) {
            Stretch stretch(one.element, window_, definition_.distinguishes, stretches.size());
            stretch.full_start = stretch.end - one.full;
            stretches.push_back(stretch);
        }
        std::vector<Counted> kept;
        for_each_measure(stretches, [&](const Measure& measure, std::span<const Stretch> common) {
            for (const Stretch& one : common) {
                if (range.contains(measure.full) == inside) {
                    kept.push_back(found[one.index]);
                }
            }
        });
        found = std::move(kept);
    }

    // Of interactions that are told apart, the latest element alone.
    void keep_worth(std::vector<Counted>& found, bool goes_on) const {
        const bool of_actions = definition_.source == Source::action;
        std::erase_if(found, [](const Counted& one) { return !one.element.has_custom; });
        CustomValues values(definition_.distinguishes);
        for (const Counted& one : found) {
            const Place place =
                goes_on ? one.element.beginning(of_actions) : one.element.place(of_actions);
            values.add(one.element.interaction, place, one.element.custom);
        }
        std::vector<Counted> kept;
        values.for_each([&](double, std::size_t number) { kept.push_back(found[number]); });
        found = std::move(kept);
    }

    // What another part counts too is one row with it; equal elements of one part are several.
    void add(const std::vector<Counted>& found, const Listed& listed) {
        const auto key = [](const Row& row) {
            const Finished& one = row.element;
            return std::tuple(row.told.aggregate, one.origin.object, one.origin.element, one.since,
                              one.end, one.carried, one.interaction, one.began_row);
        };
        std::multimap<decltype(key(Row())), std::size_t> others;
        for (std::size_t at = 0; at < rows_.size(); ++at) {
            others.emplace(key(rows_[at]), at);
        }
        for (const Counted& one : found) {
            Row row = row_of(one, listed);
            const auto other = others.find(key(row));
            if (other == others.end()) {
                rows_.push_back(std::move(row));
            } else {
                rows_[other->second].told.in_main_mask |= row.told.in_main_mask;
                rows_[other->second].told.in_relative_mask |= row.told.in_relative_mask;
                others.erase(other);
            }
        }
    }

    Row row_of(const Counted& one, const Listed& listed) const {
        const Finished& element = one.element;
        const std::size_t base = element.origin.element / call_type_count;
        CountedElement told;
        told.in_main_mask = listed.side == Side::main;
        told.in_relative_mask = listed.side == Side::relative;
        told.object = {element.origin.object};
        told.name = definition_.source == Source::action ? std::string(action_table[base].name)
                                                         : std::string(status_names[base]);
        told.start = element.durable ? element.since : element.end - element.carried;
        told.end = element.end == never ? std::nullopt : std::optional(element.end);
        told.counted = one.cut;
        told.adjusted = one.full;
        told.interaction = element.interaction;
        if (is_custom(listed.need.kind)) {
            told.custom = element.custom;
        }
        told.aggregate = listed.aggregate;
        return {element, std::move(told)};
    }

    const ReadDefinition& definition_;
    const Tally& tally_;
    Window window_;
    Instant now_;
    std::vector<Row> rows_;
};

// The parts of a category by the sides of its quotient. The estimates of waiting are no quotients:
// all that they are made of is above.
std::vector<Listed> listed_parts(const ReadDefinition& definition) {
    const std::vector<Need>& needs = definition.needs;
    std::vector<Listed> all;
    switch (definition.quotient) {
        case Quotient::first:
        case Quotient::share_of_interval:
        case Quotient::per_second:
            all.push_back({needs[0], Side::main, {}, {}});
            break;
        case Quotient::ratio:
        case Quotient::percentage:
        case Quotient::per_hour:
        case Quotient::expected_wait:
            all.push_back({needs[0], Side::main, {}, {}});
            all.push_back({needs[1], Side::relative, {}, {}});
            break;
        case Quotient::service_factor:
            all.push_back({needs[1], Side::main, {}, {}});
            all.push_back({needs[0], Side::relative, {}, {}});
            all.push_back({needs[2], Side::relative, needs[3].range, {}});
            break;
        case Quotient::wait_estimate:
        case Quotient::signed_wait_estimate:
            for (const Need& need : needs) {
                all.push_back({need, Side::main, {}, {}});
            }
            break;
        case Quotient::aggregates:
            // Two for each: its value, and how many elements it is of.
            for (std::size_t at = 0; at < needs.size(); at += 2) {
                all.push_back({needs[at], Side::main, {}, at / 2});
            }
            break;
    }
    return all;
}

void check_traced(const ReadDefinition& definition) {
    if (!definition.traced || definition.method != Method::tally) {
        throw StatisticsMisuse("only a traced statistic that is no structure can be explained");
    }
}

}  // namespace

StatisticId EngineState::trace(StatisticId statistic, DefinitionIndex traced) {
    check_traced(catalogue_->read(traced));
    const StatisticRecord original = statistic_at(statistic);
    const StatisticId twin = open({original.object}, traced).id;
    Tally& tally = tallies_[statistic_at(twin).tally].tally;
    if (original.tally != no_index) {
        tally = tallies_[original.tally].tally.traced_by(traced);
    } else if (begun_) {
        tally.open_at(catalogue_->read(traced), original.opened);
    }
    return twin;
}

Explanation EngineState::explanation(StatisticId statistic) const {
    const StatisticRecord& record = statistic_at(statistic);
    const ReadDefinition& definition = catalogue_->read(record.definition);
    check_traced(definition);
    const Tally tally = settled(tallies_[record.tally].tally);
    if (!begun_ || (definition.historical && !tally.counts(definition))) {
        return {};
    }
    const Window window = tally.window(definition, interval_start(definition, time_), time_);
    const auto custom = [&](std::size_t counter, const Piece& piece) {
        return custom_now(record, counter, piece, time_);
    };
    Listing listing(definition, tally, window, time_);
    for (const Listed& listed : listed_parts(definition)) {
        listing.list(listed, custom);
    }
    Explanation explanation;
    if (definition.historical) {
        explanation.left = window.left;
        explanation.right = window.right;
    }
    explanation.elements = listing.elements();
    return explanation;
}

}  // namespace cordboard::stats
