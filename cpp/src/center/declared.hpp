// SPDX-License-Identifier: Apache-2.0
// How the objects of a center are declared to the statistics: agents and queues by the names of the
// web API, the objects of a skill by theirs. A definition says which of these it is for.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include <cordboard/statistics.hpp>

#include "figures/statistic_tables.hpp"

namespace cordboard::center {

struct Declared {
    StatisticTarget target;
    std::string_view name;
};

// None: no statistic of a center is for such an object.
std::optional<Declared> declared(ObjectType type, std::string_view name);

// What an open statistic is for, and the first name of its object.
figures::WordsOf words_of(const StatisticsEngine& engine);

// What stands open under a name of the directory; `object_type` is a target's, empty for any.
std::vector<OpenStatistic> find_declared(const StatisticsEngine& engine, std::string_view object,
                                         std::string_view statistic, std::string_view object_type);

// Opens every definition on the objects of the engine from number `first` on, as far as they can
// be; `first` moves on to those that will come. Gives what was opened.
std::vector<StatisticId> open_declared(StatisticsEngine& engine, std::size_t& first);

}  // namespace cordboard::center
