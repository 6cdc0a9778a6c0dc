// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include <cordboard/statistics.hpp>

namespace cordboard::codec {

// A definition with the keys of statistics.yaml.
std::string statistic_json(const StatisticDefinition& definition);

// A CurrentState or CurrentTargetState as a list of nodes, instants in microseconds. How
// interactions are called is for the owner of the log to say.
std::string structure_json(const StatisticsEngine& engine, StatisticId statistic,
                           const std::function<std::string(std::uint64_t)>& interaction_text);

}  // namespace cordboard::codec
