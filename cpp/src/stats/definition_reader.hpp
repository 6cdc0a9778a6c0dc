// SPDX-License-Identifier: Apache-2.0
// What a definition says in text, read: masks, profiles, ranges, filter and formula become what the
// engine counts by. What is new in masks and profiles is added to the catalogue.
#pragma once

#include "stats/catalogue.hpp"

namespace cordboard::stats {

// The first thing that is wrong ends the reading; the result says what.
ReadDefinition read_definition(Catalogue& catalogue, const StatisticDefinition& definition);

// How a definition whose quantities are known is counted: the cheapest way that can answer.
void choose_method(const Catalogue& catalogue, ReadDefinition& definition);

}  // namespace cordboard::stats
