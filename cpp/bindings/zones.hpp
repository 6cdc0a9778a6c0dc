// SPDX-License-Identifier: Apache-2.0
// Time zones as Python hands them over: a list of (instant, offset) in microseconds, None for
// unknown.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cordboard/statistics.hpp>

#include "codec/zone_table.hpp"

namespace cordboard::bindings {

using ZonePairs = std::vector<std::pair<std::int64_t, std::int64_t>>;

inline std::optional<codec::ZoneTable> zone_table(const pybind11::object& given) {
    if (given.is_none()) {
        return std::nullopt;
    }
    codec::ZoneTable table;
    for (const auto& [from, offset] : given.cast<ZonePairs>()) {
        table.changes.push_back({{from}, {offset}});
    }
    return table;
}

inline Zone zone_of(std::string name, const ZonePairs& pairs) {
    Zone zone;
    zone.name = std::move(name);
    for (const auto& [from, offset] : pairs) {
        zone.offsets.push_back({{from}, {offset}});
    }
    return zone;
}

}  // namespace cordboard::bindings
