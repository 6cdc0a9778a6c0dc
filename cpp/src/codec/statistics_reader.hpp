// SPDX-License-Identifier: Apache-2.0
// Reads statistics.yaml: one document for each statistic, as the owner's documents write them.
// Where real files are loose it is, too: numbers in quotes, modes and subjects in any case, blanks
// in masks.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <cordboard/statistic_definition.hpp>

#include "codec/document.hpp"

namespace cordboard::codec {

struct StatisticsFile {
    std::vector<StatisticDefinition> definitions;
    std::vector<std::string> warnings;  // each with file and line
};

// A document is one statistic or a list of them. The zones are those that time profiles may name.
StatisticsFile read_statistics(std::span<const Document> documents, std::span<const Zone> zones);
StatisticsFile read_statistics(std::string_view text, std::string_view file,
                               std::span<const Zone> zones);

}  // namespace cordboard::codec
