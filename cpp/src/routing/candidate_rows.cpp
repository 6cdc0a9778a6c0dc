// SPDX-License-Identifier: Apache-2.0
#include "routing/candidate_rows.hpp"

#include <algorithm>

#include "routing/candidates.hpp"

namespace cordboard::routing {

void CandidateRows::add(const State& state, const Interaction& interaction, AgentId became_able,
                        Instant now) {
    const std::size_t before = size();
    if (became_able.exists()) {
        members_.push_back(able_member(state, interaction, became_able));
    } else {
        able_members(state, interaction, members_);
    }
    const std::size_t width = columns_.size();
    if (numbers_.size() < size() * width) {
        numbers_.resize(2 * size() * width);
    }
    fill(state, interaction, std::span(members_).subspan(before), columns_, now,
         numbers_.data() + before * width);
}

}  // namespace cordboard::routing
