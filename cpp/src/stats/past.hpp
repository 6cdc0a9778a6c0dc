// SPDX-License-Identifier: Apache-2.0
// What has been, as far as a statistic that is opened later asks for it: which attributes a running
// action had before, so that it is known since when a filter has held (decision D-14), and when
// each status ended last, so that it is known since when one of those in a mask has been there.
// Both are forgotten with what they are of, or replaced; neither grows with the time that passes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <cordboard/time.hpp>

#include "stats/attributes.hpp"
#include "stats/ledger.hpp"
#include "stats/profile.hpp"
#include "stats/statuses.hpp"

namespace cordboard::stats {

// Attributes that an update replaced.
struct PastSet {
    Instant until;
    std::uint32_t attributes = 0;
    std::uint32_t before = no_index;
};

// The sets that running actions had, in one pool; an action knows its latest.
class PastAttributes {
  public:
    // Of an action that has changed more often, the oldest sets are forgotten.
    static constexpr std::size_t most_sets = 64;

    PastSet& at(std::uint32_t set) { return sets_[set]; }
    const PastSet& at(std::uint32_t set) const { return sets_[set]; }
    // Takes over the reference to the attributes. Gives what is now the latest.
    std::uint32_t add(const PastSet& set, AttributeStore& attributes);
    // An action ends.
    void forget(std::uint32_t latest, AttributeStore& attributes) {
        if (latest != no_index) [[unlikely]] {
            release(latest, attributes);
        }
    }

    // The fields for save and restore, in engine_archive.cpp.
    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self);

  private:
    void release(std::uint32_t latest, AttributeStore& attributes);

    std::vector<PastSet> sets_;
    std::uint32_t first_free_ = no_index;
};

// When each device, agent and place ended each status last, in one pool. Statuses are numbered as
// they come up; most centers know so few of them that one block holds all.
class PastStatuses {
  public:
    PastStatuses() { slots_.fill(no_slot); }

    void end(std::uint32_t& first, StatusKey key, Instant at) {
        const std::size_t slot = slots_[key];
        if (first != no_index && slot < block_size) [[likely]] {
            blocks_[first].until[slot] = at;
        } else {
            end_elsewhere(first, key, at);
        }
    }

    // Brings near what end() will write.
    void expect(std::uint32_t first) const {
        if (first != no_index) {
            __builtin_prefetch(&blocks_[first]);
        }
    }

    // Calls visit(key, until) for each status that ended.
    template <class Visitor>
    void for_each(std::uint32_t first, Visitor&& visit) const {
        std::size_t slot = 0;
        for (std::uint32_t index = first; index != no_index && slot < keys_.size();
             index = blocks_[index].next) {
            for (std::size_t at = 0; at < block_size && slot < keys_.size(); ++at, ++slot) {
                if (const Instant until = blocks_[index].until[at]; until != long_ago) {
                    visit(keys_[slot], until);
                }
            }
        }
    }

    // The fields for save and restore, in engine_archive.cpp.
    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self);

  private:
    static constexpr std::size_t block_size = 7;  // fills a line of the cache
    static constexpr std::uint8_t no_slot = 0xFF;

    struct Block {
        Block() { until.fill(long_ago); }
        std::array<Instant, block_size> until;
        std::uint32_t next = no_index;
    };

    void end_elsewhere(std::uint32_t& first, StatusKey key, Instant at);

    std::vector<StatusKey> keys_;  // by number
    std::array<std::uint8_t, 256> slots_;
    std::vector<Block> blocks_;
};

}  // namespace cordboard::stats
