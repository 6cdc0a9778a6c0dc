// SPDX-License-Identifier: Apache-2.0
// The durable actions that are open, whatever statistics are asked for: one opened at noon finds
// here what began before. An entry is found by (object, channel, action, interaction) in a flat
// hash table, and the entries of one object hang in a list in the order of their starts, oldest
// first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <cordboard/action_row.hpp>
#include <cordboard/time.hpp>

namespace cordboard::stats {

inline constexpr std::uint32_t no_index = 0xFFFF'FFFF;

struct OpenAction {
    std::uint64_t interaction = 0;
    std::uint64_t row = 0;  // that began it
    Instant start;
    std::uint32_t object = 0;
    std::uint32_t media = 0;
    std::uint32_t attributes = 0;
    std::uint32_t channel = 0;  // of an agent or a place: the media whose channel it is on
    std::uint32_t previous = no_index;
    std::uint32_t next = no_index;
    std::uint32_t past = no_index;  // the attributes it had before
    ActionIndex action = 0;
    CallType type = CallType::unknown;
    bool hidden = false;  // a call on hold, which its status does not see
};

// The ends of one object's list, kept with the object.
struct OpenList {
    std::uint32_t first = no_index;
    std::uint32_t last = no_index;
};

class Ledger {
  public:
    const OpenAction& at(std::uint32_t entry) const { return entries_[entry]; }
    OpenAction& at(std::uint32_t entry) { return entries_[entry]; }

    std::uint32_t find(std::uint32_t object, ActionIndex action, std::uint64_t interaction,
                       std::uint32_t channel) const {
        const std::uint64_t mixed = mix(object, action, interaction, channel);
        for (std::size_t slot = mixed & wrap_;; slot = (slot + 1) & wrap_) {
            const Slot& there = slots_[slot];
            if (there.entry == no_index) {
                return no_index;
            }
            if (there.tag == tag_of(mixed) &&
                is(there.entry, object, action, interaction, channel)) {
                return there.entry;
            }
        }
    }

    void expect(const OpenList& list) const {
        if (list.first != no_index) {
            __builtin_prefetch(&entries_[list.first]);
            __builtin_prefetch(&entries_[list.last]);
        }
    }
    // What find() will look at, brought near: its slot, and later the entry that stands there.
    void expect_slot(std::uint32_t object, ActionIndex action, std::uint64_t interaction,
                     std::uint32_t channel) const {
        __builtin_prefetch(&slots_[mix(object, action, interaction, channel) & wrap_]);
    }
    void expect_entry(std::uint32_t object, ActionIndex action, std::uint64_t interaction,
                      std::uint32_t channel) const {
        const Slot& slot = slots_[mix(object, action, interaction, channel) & wrap_];
        if (slot.entry != no_index) {
            __builtin_prefetch(&entries_[slot.entry]);
        }
    }

    std::uint32_t add(const OpenAction& action, OpenList& list) {
        if ((used_ + 1) * 2 > slots_.size()) {
            grow();
        }
        const std::uint32_t entry = take();
        OpenAction& open = entries_[entry];
        open = action;
        open.previous = list.last;
        open.next = no_index;
        (list.last == no_index ? list.first : entries_[list.last].next) = entry;
        list.last = entry;
        place(mix(open.object, open.action, open.interaction, open.channel), entry);
        ++used_;
        return entry;
    }

    void remove(std::uint32_t entry, OpenList& list) {
        const OpenAction& open = entries_[entry];
        (open.previous == no_index ? list.first : entries_[open.previous].next) = open.next;
        (open.next == no_index ? list.last : entries_[open.next].previous) = open.previous;
        unplace(mix(open.object, open.action, open.interaction, open.channel), entry);
        free_.push_back(entry);
        --used_;
    }

    // The fields for save and restore, in engine_archive.cpp.
    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self);

  private:
    struct Slot {
        std::uint32_t entry = no_index;
        std::uint32_t tag = 0;
    };

    static std::uint64_t mix(std::uint32_t object, ActionIndex action, std::uint64_t interaction,
                             std::uint32_t channel) {
        std::uint64_t mixed =
            (interaction + (std::uint64_t{channel} << 48)) * 0x9E37'79B9'7F4A'7C15U;
        mixed ^= ((std::uint64_t{object} << 16) | action) * 0xC2B2'AE3D'27D4'EB4FU;
        mixed *= 0xFF51'AFD7'ED55'8CCDU;
        return mixed ^ (mixed >> 32);
    }

    // The tag holds the bits from which the home slot comes, so that moving a slot needs no entry.
    static std::uint32_t tag_of(std::uint64_t mixed) { return static_cast<std::uint32_t>(mixed); }

    bool is(std::uint32_t entry, std::uint32_t object, ActionIndex action,
            std::uint64_t interaction, std::uint32_t channel) const {
        const OpenAction& open = entries_[entry];
        return open.interaction == interaction && open.object == object && open.action == action &&
               open.channel == channel;
    }

    std::uint32_t take() {
        if (free_.empty()) {
            entries_.emplace_back();
            return static_cast<std::uint32_t>(entries_.size() - 1);
        }
        const std::uint32_t entry = free_.back();
        free_.pop_back();
        return entry;
    }

    void place(std::uint64_t mixed, std::uint32_t entry) {
        std::size_t slot = mixed & wrap_;
        while (slots_[slot].entry != no_index) {
            slot = (slot + 1) & wrap_;
        }
        slots_[slot] = {entry, tag_of(mixed)};
    }

    // Entries behind the gap that could stand in it move up, so that no search ends too early.
    void unplace(std::uint64_t mixed, std::uint32_t entry) {
        std::size_t gap = mixed & wrap_;
        while (slots_[gap].entry != entry) {
            gap = (gap + 1) & wrap_;
        }
        for (std::size_t slot = (gap + 1) & wrap_; slots_[slot].entry != no_index;
             slot = (slot + 1) & wrap_) {
            const std::size_t home = slots_[slot].tag & wrap_;
            if (((slot - home) & wrap_) >= ((slot - gap) & wrap_)) {
                slots_[gap] = slots_[slot];
                gap = slot;
            }
        }
        slots_[gap] = {};
    }

    void grow() {
        std::vector<Slot> old(slots_.size() * 2);
        old.swap(slots_);
        wrap_ = slots_.size() - 1;
        for (const Slot& slot : old) {
            if (slot.entry != no_index) {
                const OpenAction& open = entries_[slot.entry];
                place(mix(open.object, open.action, open.interaction, open.channel), slot.entry);
            }
        }
    }

    std::vector<OpenAction> entries_;
    std::vector<std::uint32_t> free_;
    std::vector<Slot> slots_ = std::vector<Slot>(64);
    std::size_t wrap_ = 63;
    std::size_t used_ = 0;
};

}  // namespace cordboard::stats
