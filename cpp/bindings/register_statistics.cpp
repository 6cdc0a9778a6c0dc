// SPDX-License-Identifier: Apache-2.0
#include <pybind11/stl.h>

#include "codec/document.hpp"
#include "codec/statistics_reader.hpp"
#include "registers.hpp"
#include "zones.hpp"

namespace py = pybind11;

namespace cordboard::bindings {

namespace {

// What a file is, by the keys of its first document.
std::string file_kind(const std::string& text, const std::string& file) {
    const auto documents = codec::read_yaml_documents(text, file);
    if (documents.empty() || documents.front().root().kind() != codec::Kind::mapping) {
        return "center";
    }
    const codec::Node root = documents.front().root();
    if (root.find("statisticDefinitionEx") || root.find("objectType") ||
        root.find("statisticType")) {
        return "statistics";
    }
    for (const char* key : {"center", "arrivals", "handling", "duration"}) {
        if (root.find(key)) {
            return "model";
        }
    }
    return "center";
}

}  // namespace

void register_statistics(py::module_& module) {
    module.def("file_kind", &file_kind);
    module.def("check_statistics", [](const std::string& text, const std::string& file,
                                      const std::vector<std::pair<std::string, ZonePairs>>& zones) {
        std::vector<Zone> known;
        for (const auto& [name, pairs] : zones) {
            known.push_back(zone_of(name, pairs));
        }
        return codec::read_statistics(text, file, known).warnings;
    });
}

}  // namespace cordboard::bindings
