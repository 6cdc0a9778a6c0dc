// SPDX-License-Identifier: Apache-2.0
#include "workbin/contents.hpp"

#include <algorithm>
#include <utility>

namespace cordboard::workbin {

std::vector<const Interaction*> contents(const State& state, WorkbinId id) {
    const auto where = [&](const Interaction* one) -> const InWorkbin& {
        return state.interactions.in_workbin[one->id.slot()];
    };
    std::vector<const Interaction*> found;
    for (const Interaction& one : state.interactions.slots) {
        if (one.id.exists() && where(&one).content.workbin == id) {
            found.push_back(&one);
        }
    }
    std::sort(found.begin(), found.end(), [&](const Interaction* a, const Interaction* b) {
        return std::pair(where(a).placed, a->id.number()) <
               std::pair(where(b).placed, b->id.number());
    });
    return found;
}

}  // namespace cordboard::workbin
