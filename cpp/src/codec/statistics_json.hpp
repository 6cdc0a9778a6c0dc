// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <cordboard/statistic_definition.hpp>

namespace cordboard::codec {

// A definition with the keys of statistics.yaml.
std::string statistic_json(const StatisticDefinition& definition);

}  // namespace cordboard::codec
