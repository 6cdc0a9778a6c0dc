// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "call/parties.hpp"
#include "interaction/decide.hpp"
#include "state/lookup.hpp"

namespace cordboard::interaction {

// Of a call: what any of the agents in it may ask for.
template <class Visitor>
void for_each_capability_of_call(const State& state, const Interaction& interaction,
                                 Visitor&& visit) {
    const auto parties = call::parties(state, interaction);
    std::string_view previous;
    for (const call::Capability& capability : call::capabilities) {
        for (const call::Party& party : parties) {
            if (capability.name != previous &&
                call::is_capable(state, interaction, party, capability)) {
                visit(capability.name);
                previous = capability.name;
            }
        }
    }
}

// The operations that agents may ask for now, by name: the inputs of the table's rows.
template <class Visitor>
void for_each_capability(const State& state, const Interaction& interaction, Visitor&& visit) {
    if (is_voice(state, interaction.media)) {
        for_each_capability_of_call(state, interaction, visit);
        return;
    }
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
