// SPDX-License-Identifier: Apache-2.0
#include "stats/past.hpp"

namespace cordboard::stats {

std::uint32_t PastAttributes::add(const PastSet& set, AttributeStore& attributes) {
    std::uint32_t last = set.before;
    for (std::size_t count = 2; last != no_index && count < most_sets; ++count) {
        last = sets_[last].before;
    }
    if (last != no_index) {
        forget(sets_[last].before, attributes);
        sets_[last].before = no_index;
    }
    if (first_free_ == no_index) {
        sets_.push_back(set);
        return static_cast<std::uint32_t>(sets_.size() - 1);
    }
    const std::uint32_t index = first_free_;
    first_free_ = sets_[index].before;
    sets_[index] = set;
    return index;
}

void PastAttributes::release(std::uint32_t latest, AttributeStore& attributes) {
    while (latest != no_index) {
        PastSet& set = sets_[latest];
        const std::uint32_t before = set.before;
        attributes.release(set.attributes);
        set = {};
        set.before = first_free_;
        first_free_ = latest;
        latest = before;
    }
}

// The first time that this status comes up, or one of the later numbers.
void PastStatuses::end_elsewhere(std::uint32_t& first, StatusKey key, Instant at) {
    if (slots_[key] == no_slot) {
        slots_[key] = static_cast<std::uint8_t>(keys_.size());
        keys_.push_back(key);
    }
    const auto added = [this] {
        blocks_.emplace_back();
        return static_cast<std::uint32_t>(blocks_.size() - 1);
    };
    if (first == no_index) {
        first = added();
    }
    std::uint32_t index = first;
    for (std::size_t left = slots_[key] / block_size; left > 0; --left) {
        if (blocks_[index].next == no_index) {
            const std::uint32_t next = added();
            blocks_[index].next = next;
        }
        index = blocks_[index].next;
    }
    blocks_[index].until[slots_[key] % block_size] = at;
}

}  // namespace cordboard::stats
