// SPDX-License-Identifier: Apache-2.0
// How a centre writes the attributes of its actions: for its statistics as texts, for its log as
// JSON objects that feed/attribute_texts.hpp reads (statistics reference, decisions D-11 and D-20).
#pragma once

#include <cstdint>
#include <string>

#include <cordboard/statistics.hpp>

#include "stats/projector.hpp"

namespace cordboard::center {

stats::AttributeWording attribute_wording();

// Sorted by their keys. The identity of the interaction has a column of its own.
std::string attributes_json(const StatisticsEngine& engine, std::uint32_t kept, CallType type);

}  // namespace cordboard::center
