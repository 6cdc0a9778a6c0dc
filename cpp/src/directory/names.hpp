// SPDX-License-Identifier: Apache-2.0
// What names and other texts of the directory must be like.
#pragma once

#include <cstdint>

#include <cordboard/limits.hpp>
#include <cordboard/result.hpp>

#include "state/context.hpp"

namespace cordboard::directory {

inline constexpr std::uint8_t all_roles = 15;

inline Verdict check_length(Text text, std::string_view field) {
    return text.length <= limits::name_bytes ? allowed : refuse(Reason::too_long, field);
}

inline Verdict check_name(const Context& context, Text name, std::string_view field) {
    if (name.length == 0) {
        return refuse(Reason::missing_value, field);
    }
    if (const Verdict verdict = check_length(name, field); !verdict.accepted()) {
        return verdict;
    }
    return context.view(name).find('\0') == std::string_view::npos
               ? allowed
               : refuse(Reason::invalid_value, field);
}

}  // namespace cordboard::directory
