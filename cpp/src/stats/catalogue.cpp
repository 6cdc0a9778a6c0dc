// SPDX-License-Identifier: Apache-2.0
#include "stats/catalogue.hpp"

#include <algorithm>
#include <utility>

#include "stats/definition_reader.hpp"

namespace cordboard::stats {

Catalogue::Catalogue(std::vector<StatisticDefinition> definitions, std::vector<Zone> zones)
    : zones_(std::move(zones)) {
    for (StatisticDefinition& definition : definitions) {
        add(std::move(definition));
    }
}

std::uint16_t Catalogue::add(StatisticDefinition definition, bool traced) {
    read_.push_back(read_definition(*this, definition));
    read_.back().traced = traced;
    if (traced && read_.back().method != Method::structure) {
        read_.back().method = Method::tally;
        read_.back().keeps_finished = read_.back().historical;
    }
    definitions_.push_back(std::move(definition));
    return static_cast<std::uint16_t>(definitions_.size() - 1);
}

void Catalogue::know(std::span<const Zone> zones) {
    for (const Zone& zone : zones) {
        if (std::none_of(zones_.begin(), zones_.end(),
                         [&](const Zone& known) { return known.name == zone.name; })) {
            zones_.push_back(zone);
        }
    }
}

ReadDefinition check_definition(const StatisticDefinition& definition,
                                std::span<const Zone> zones) {
    const Catalogue catalogue({definition}, {zones.begin(), zones.end()});
    return catalogue.read(0);
}

}  // namespace cordboard::stats
