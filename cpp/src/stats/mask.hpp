// SPDX-License-Identifier: Apache-2.0
// Masks: which actions or statuses a statistic counts (statistics reference, section 7). A mask is
// a list of names with commas; `*` is everything, `~` takes away, and the order does not matter.
#pragma once

#include <bitset>
#include <string>
#include <string_view>
#include <vector>

#include <cordboard/action_row.hpp>

#include "stats/actions.hpp"
#include "stats/statuses.hpp"

namespace cordboard::stats {

using ActionMask = std::bitset<element_count>;
using StatusMask = std::bitset<status_key_count>;

template <class Mask>
struct ParsedMask {
    Mask mask;
    std::string fault;                  // empty: the mask is good
    std::vector<std::string> warnings;  // accepted, but worth a word to the author
};

// A name must exist and must be an action of objects of this type.
ParsedMask<ActionMask> parse_action_mask(std::string_view text, ObjectType type);
ParsedMask<StatusMask> parse_status_mask(std::string_view text);

// Whether it holds for a status with some call types and not with others.
bool tells_types(const StatusMask& mask);

}  // namespace cordboard::stats
