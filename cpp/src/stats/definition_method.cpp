// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "stats/definition_reader.hpp"

namespace cordboard::stats {
namespace {

bool in_cells(Source source, Quantity kind) {
    const bool extreme = kind == Quantity::maximum || kind == Quantity::minimum ||
                         kind == Quantity::number_in_range || kind == Quantity::time_in_range;
    return kind < Quantity::opening && !(extreme && source != Source::action);
}

}  // namespace

void choose_method(const Catalogue& catalogue, ReadDefinition& definition) {
    if (definition.needs.empty()) {
        definition.method = Method::structure;
        return;
    }
    const auto all = [&](auto&& test) {
        return std::all_of(definition.needs.begin(), definition.needs.end(),
                           [&](const Need& need) { return test(need.kind); });
    };
    const bool growing = definition.interval == IntervalType::growing_window;
    const bool typed = definition.source != Source::action &&
                       std::any_of(definition.counters.begin(), definition.counters.end(),
                                   [&](const CounterSpec& spec) {
                                       return tells_types(catalogue.status_mask(spec.mask));
                                   });
    const bool plain = !typed && definition.filter.empty() && !definition.distinguishes &&
                       std::all_of(definition.counters.begin(), definition.counters.end(),
                                   [](const CounterSpec& spec) { return spec.by_name; });
    if (plain && growing && all([&](Quantity kind) { return in_cells(definition.source, kind); })) {
        definition.method = Method::cells;
    } else if (plain && all([](Quantity kind) {
                   return kind == Quantity::level ||
                          (kind >= Quantity::age && kind <= Quantity::level_in_range);
               })) {
        definition.method = Method::open_elements;
    } else {
        definition.method = Method::tally;
        definition.keeps_finished = !growing || definition.distinguishes || !all([](Quantity kind) {
            return kind != Quantity::distinct_number;
        });
        definition.keeps_levels = !all([](Quantity kind) {
            return kind < Quantity::greatest_level || kind > Quantity::mean_age;
        });
    }
}

}  // namespace cordboard::stats
