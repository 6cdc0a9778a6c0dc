// SPDX-License-Identifier: Apache-2.0
#include "workbin/contents.hpp"

#include <algorithm>
#include <utility>

namespace cordboard::workbin {

std::vector<const Interaction*> contents(const State& state, WorkbinId id) {
    const auto place_of = [&](const Interaction* one) -> const WorkbinPlace& {
        return state.interactions.workbin_places[one->id.slot()];
    };
    std::vector<const Interaction*> found;
    for (const Interaction& one : state.interactions.slots) {
        if (one.id.exists() && place_of(&one).workbin == id) {
            found.push_back(&one);
        }
    }
    std::sort(found.begin(), found.end(), [&](const Interaction* a, const Interaction* b) {
        return std::pair(place_of(a).placed, a->id.number()) <
               std::pair(place_of(b).placed, b->id.number());
    });
    return found;
}

}  // namespace cordboard::workbin
