// SPDX-License-Identifier: Apache-2.0
// What statistics say, as tables. Whoever holds the engine knows how its objects are called.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <cordboard/columns.hpp>
#include <cordboard/statistics.hpp>

#include "stats/notifier.hpp"

namespace cordboard::figures {

struct ObjectWords {
    std::string_view type;
    std::string_view name;
};
using WordsOf = std::function<ObjectWords(const OpenStatistic&)>;
using StructureOf = std::function<std::string(StatisticId)>;

// Every open statistic: time, object_type, object, statistic, value, structure.
std::shared_ptr<const columns::Table> value_table(const StatisticsEngine& engine, Instant now,
                                                  const WordsOf& words,
                                                  const StructureOf& structure_of);

// What clients were sent: time, object_type, object, statistic, value. What has been closed since
// has no name any more and is left out.
std::shared_ptr<const columns::Table> message_table(const StatisticsEngine& engine,
                                                    const std::vector<stats::Notification>& sent,
                                                    const WordsOf& words);

}  // namespace cordboard::figures
