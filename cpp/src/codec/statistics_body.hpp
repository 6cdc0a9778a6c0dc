// SPDX-License-Identifier: Apache-2.0
// What a statistic counts, apart from whose it is and how it is told: the contents of
// statisticDefinitionEx, and of a statistic type in the configuration section. Both are read with
// the names of the web API and with those of Stat Server's options.
#pragma once

#include <optional>

#include <cordboard/statistics.hpp>

#include "codec/option_fields.hpp"

namespace cordboard::codec {

struct StatisticBody {
    StatisticDefinition definition;
    bool has_interval = false;  // says its interval type or its profile
    // Where the parts stand, for faults that show only when the whole is known.
    std::optional<Reader> subject;
    std::optional<Reader> main_mask;
    std::optional<Reader> relative_mask;
    std::optional<Reader> time_profile;
    std::optional<Reader> filter;
    std::optional<Reader> formula;
    std::optional<Reader> range;
    std::optional<Reader> range_2;

    // The place of a part, or the whole where the part does not stand there.
    Reader place(DefinitionPart part, Reader whole) const;
};

// Takes every key of a body from the fields; other keys may stand beside them.
StatisticBody read_body(OptionFields& fields);

// The category needs a time range, or two, and `Default` stands in where they are not given
// (statistics reference, 8.1; decision D-26 leaves RelativeNumberPercentage unrestricted).
int ranges_needed(Category category);

}  // namespace cordboard::codec
