// SPDX-License-Identifier: Apache-2.0
#include <pybind11/stl.h>

#include "codec/document.hpp"
#include "codec/statistics_json.hpp"
#include "codec/statistics_reader.hpp"
#include "codec/statistics_repair.hpp"
#include "registers.hpp"
#include "zones.hpp"

namespace py = pybind11;

namespace cordboard::bindings {

namespace {

using Zones = std::vector<std::pair<std::string, ZonePairs>>;

std::vector<Zone> known_zones(const Zones& zones) {
    std::vector<Zone> known;
    for (const auto& [name, pairs] : zones) {
        known.push_back(zone_of(name, pairs));
    }
    return known;
}

// What a file is, by the keys of its first document, or of the first member of a list.
std::string file_kind(const std::string& text, const std::string& file) {
    const auto read = codec::read_repaired_documents(text, file);
    if (read.documents.empty()) {
        return "center";
    }
    codec::Node root = read.documents.front().root();
    if (root.kind() == codec::Kind::sequence && root.size() > 0) {
        root = *root.begin();
    }
    if (root.kind() != codec::Kind::mapping) {
        return "center";
    }
    if (root.find("statisticDefinitionEx") || root.find("statisticDefinitionName") ||
        root.find("objectType") || codec::is_configuration(root)) {
        return "statistics";
    }
    for (const char* key : {"center", "arrivals", "handling", "duration"}) {
        if (root.find(key)) {
            return "model";
        }
    }
    return "center";
}

// The definitions as extended entries, which need no configuration any more, and the warnings.
std::pair<std::string, std::vector<std::string>> resolve_statistics(
    const std::string& text, const std::string& file, const Zones& zones,
    const std::string& configuration, const std::string& configuration_file) {
    const codec::StatisticsFile read =
        codec::read_statistics(text, file, known_zones(zones), configuration, configuration_file);
    std::string entries(1, '[');
    for (const StatisticDefinition& definition : read.definitions) {
        entries += entries.size() > 1 ? ",\n" : "";
        entries += codec::statistic_json(definition);
    }
    entries += ']';
    return {entries, read.warnings};
}

}  // namespace

void register_statistics(py::module_& module) {
    module.def("file_kind", &file_kind);
    module.def("check_statistics",
               [](const std::string& text, const std::string& file, const Zones& zones) {
                   return codec::read_statistics(text, file, known_zones(zones)).warnings;
               });
    module.def("resolve_statistics", &resolve_statistics);
}

}  // namespace cordboard::bindings
