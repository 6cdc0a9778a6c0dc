// SPDX-License-Identifier: Apache-2.0
// Reads statistics.yaml: one document for each statistic, as the owner's documents write them.
// Extended entries say everything themselves; simple ones name a statistic type, a time profile and
// time ranges of a configuration. Where real files are loose it is, too: numbers in quotes, modes
// and subjects in any case, blanks in masks, quotes around half a mask.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <cordboard/statistic_definition.hpp>

#include "codec/document.hpp"
#include "codec/statistics_configuration.hpp"

namespace cordboard::codec {

struct StatisticsFile {
    std::vector<StatisticDefinition> definitions;
    std::vector<std::string> warnings;  // each with file and line
};

// A document is one statistic, a list of them, or more sections of the configuration. The zones
// are those that time profiles may name; the first is that of profiles which name none.
StatisticsFile read_statistics(std::span<const Document> documents, std::span<const Zone> zones,
                               const StatisticsConfiguration& configuration = {});
StatisticsFile read_statistics(std::string_view text, std::string_view file,
                               std::span<const Zone> zones,
                               const StatisticsConfiguration& configuration = {});
// The configuration as text, YAML or JSON; its warnings are among those of the result.
StatisticsFile read_statistics(std::string_view text, std::string_view file,
                               std::span<const Zone> zones, std::string_view configuration,
                               std::string_view configuration_file);

}  // namespace cordboard::codec
