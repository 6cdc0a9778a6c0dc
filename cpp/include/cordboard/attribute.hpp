// SPDX-License-Identifier: Apache-2.0
// One attribute of an action, as filters and custom values read it (statistics reference, 2.5 and
// decision D-20): by name, or by key in one of the lists. Values are texts as they stand in JSON.
#pragma once

#include <cstdint>
#include <string_view>

namespace cordboard::stats {

enum class AttributeList : std::uint8_t { top, user_data, reasons, extensions, global_user_data };

// What a definition makes of the attributes of actions: nothing, it shows user data and reasons
// of what is open (a structure), or its value depends on them (a filter, a custom value).
enum class AttributeUse : std::uint8_t { none, shown, tested };

struct Attribute {
    AttributeList list = AttributeList::top;
    std::string_view key;
    std::string_view value;

    friend constexpr bool operator==(const Attribute&, const Attribute&) = default;
};

}  // namespace cordboard::stats
