// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "interaction/decide.hpp"

namespace cordboard::interaction {

// The operations that agents may ask for now, by name: the inputs of the table's rows.
template <class Visitor>
void for_each_capability(const State& state, const Interaction& interaction, Visitor&& visit) {
    std::string_view previous;
    for (std::size_t i = 0; i < inputs; ++i) {
        const std::string_view name = capability_names[i];
        if (!name.empty() && name != previous &&
            allows(state, interaction, static_cast<Input>(i))) {
            visit(name);
            previous = name;
        }
    }
}

}  // namespace cordboard::interaction
