// SPDX-License-Identifier: Apache-2.0
// The messages that clients of a center's statistics got: its events are measured once more, by an
// engine with a notifier in front.
#pragma once

#include <memory>
#include <vector>

#include <cordboard/columns.hpp>
#include <cordboard/events.hpp>
#include <cordboard/statistics.hpp>

namespace cordboard::center {

// time, object_type, object, statistic, value; the options are those the center measures with.
std::shared_ptr<const columns::Table> statistic_history(
    const EventBatch& log, std::vector<StatisticDefinition> definitions, StatisticsOptions options,
    Instant now);

}  // namespace cordboard::center
