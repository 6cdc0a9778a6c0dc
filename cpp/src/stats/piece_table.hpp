// SPDX-License-Identifier: Apache-2.0
// The pieces that a tally counts and that go on: a flat hash table by key. A piece is an action or
// a status, or the part of it during which a filter holds; the key names the entry of the ledger,
// the device or the agent that it is of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <cordboard/time.hpp>

#include "stats/ledger.hpp"
#include "stats/sums.hpp"

namespace cordboard::stats {

struct Piece {
    std::uint64_t interaction = 0;
    std::uint64_t row = 0;  // that began the action or the status
    Instant since;          // clipped by association and filter
    std::uint32_t key = no_index;
    std::uint32_t name = 0;  // of a status
    Origin origin;

    // As an element that ends never.
    Finished unfinished() const {
        Finished open;
        open.since = since;
        open.end = never;
        open.interaction = interaction;
        open.began_row = row;
        open.origin = origin;
        open.durable = open.timed = true;
        return open;
    }
};

class PieceTable {
  public:
    std::size_t size() const { return used_; }

    const Piece* find(std::uint32_t key) const {
        if (slots_.empty()) {
            return nullptr;
        }
        std::size_t slot = home(key);
        while (slots_[slot].key != no_index && slots_[slot].key != key) {
            slot = (slot + 1) & (slots_.size() - 1);
        }
        return slots_[slot].key == key ? &slots_[slot] : nullptr;
    }

    void add(const Piece& piece) {
        if ((used_ + 1) * 2 > slots_.size()) {
            grow();
        }
        place(piece);
        ++used_;
    }

    // Pieces behind the gap that could stand in it move up, so that no search ends too early.
    void remove(std::uint32_t key) {
        const std::size_t wrap = slots_.size() - 1;
        auto gap = static_cast<std::size_t>(find(key) - slots_.data());
        for (std::size_t slot = (gap + 1) & wrap; slots_[slot].key != no_index;
             slot = (slot + 1) & wrap) {
            if (((slot - home(slots_[slot].key)) & wrap) >= ((slot - gap) & wrap)) {
                slots_[gap] = slots_[slot];
                gap = slot;
            }
        }
        slots_[gap].key = no_index;
        --used_;
    }

    template <class Visitor>
    void for_each(Visitor&& visit) const {
        for (const Piece& piece : slots_) {
            if (piece.key != no_index) {
                visit(piece);
            }
        }
    }

    std::size_t bytes() const { return slots_.capacity() * sizeof(Piece); }

    // The fields for save and restore, in engine_archive.cpp.
    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self);

  private:
    std::size_t home(std::uint32_t key) const {
        return (key * 0x9E37'79B9U >> 7U) & (slots_.size() - 1);
    }

    void place(const Piece& piece) {
        std::size_t slot = home(piece.key);
        while (slots_[slot].key != no_index) {
            slot = (slot + 1) & (slots_.size() - 1);
        }
        slots_[slot] = piece;
    }

    void grow() {
        std::vector<Piece> old(slots_.empty() ? 4 : slots_.size() * 2);
        old.swap(slots_);
        for (const Piece& piece : old) {
            if (piece.key != no_index) {
                place(piece);
            }
        }
    }

    std::vector<Piece> slots_;
    std::size_t used_ = 0;
};

}  // namespace cordboard::stats
