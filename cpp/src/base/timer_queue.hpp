// SPDX-License-Identifier: Apache-2.0
// Deadlines, ordered by (deadline, creation): an indexed 4-ary heap over a slab, so that a timer
// can be cancelled in logarithmic time and copying the queue copies flat memory.
#pragma once

#include <cstdint>
#include <vector>

#include <cordboard/time.hpp>

#include "base/check.hpp"

namespace cordboard::base {

inline constexpr std::uint32_t no_timer = 0xFFFF'FFFF;

template <class Subject>
class TimerQueue {
  public:
    struct Timer {
        Instant deadline;
        std::uint64_t sequence = 0;
        Subject subject;
    };

    bool is_empty() const { return heap_.empty(); }
    std::size_t size() const { return heap_.size(); }
    Timer first() const { return timer(heap_.front()); }
    Instant first_deadline() const { return heap_.empty() ? never : heap_.front().deadline; }
    Timer operator[](std::uint32_t handle) const { return timer(heap_[slots_[handle].position]); }

    std::uint32_t add(Instant deadline, std::uint64_t sequence, Subject subject) {
        std::uint32_t handle = 0;
        if (free_.empty()) {
            handle = static_cast<std::uint32_t>(slots_.size());
            slots_.emplace_back();
        } else {
            handle = free_.back();
            free_.pop_back();
        }
        slots_[handle].subject = subject;
        heap_.emplace_back();
        rise(heap_.size() - 1, {deadline, sequence, handle});
        return handle;
    }

    // Takes the first one out.
    void pop() {
        free_.push_back(heap_.front().handle);
        const Entry last = heap_.back();
        heap_.pop_back();
        if (!heap_.empty()) {
            sink(0, last);
        }
    }

    void cancel(std::uint32_t handle) {
        const std::size_t position = slots_[handle].position;
        CHECK(position < heap_.size() && heap_[position].handle == handle);
        const Entry last = heap_.back();
        heap_.pop_back();
        if (position < heap_.size()) {
            const bool earlier = position > 0 && last.before(heap_[(position - 1) / arity]);
            earlier ? rise(position, last) : sink(position, last);
        }
        free_.push_back(handle);
    }

  private:
    static constexpr std::size_t arity = 4;

    struct Slot {
        Subject subject;
        std::uint32_t position = 0;  // in the heap
    };

    // The key stands beside the handle, so that comparing stays inside the heap's memory.
    struct Entry {
        Instant deadline;
        std::uint64_t sequence = 0;
        std::uint32_t handle = 0;

        bool before(const Entry& other) const {
            return deadline != other.deadline ? deadline < other.deadline
                                              : sequence < other.sequence;
        }
    };

    Timer timer(const Entry& entry) const {
        return {entry.deadline, entry.sequence, slots_[entry.handle].subject};
    }

    void place(std::size_t position, const Entry& entry) {
        heap_[position] = entry;
        slots_[entry.handle].position = static_cast<std::uint32_t>(position);
    }

    void rise(std::size_t position, const Entry& entry) {
        while (position > 0) {
            const std::size_t parent = (position - 1) / arity;
            if (!entry.before(heap_[parent])) {
                break;
            }
            place(position, heap_[parent]);
            position = parent;
        }
        place(position, entry);
    }

    void sink(std::size_t position, const Entry& entry) {
        const std::size_t size = heap_.size();
        for (std::size_t child = position * arity + 1; child < size; child = position * arity + 1) {
            std::size_t best = child;
            const std::size_t end = child + arity < size ? child + arity : size;
            for (std::size_t other = child + 1; other < end; ++other) {
                best = heap_[other].before(heap_[best]) ? other : best;
            }
            if (!heap_[best].before(entry)) {
                break;
            }
            place(position, heap_[best]);
            position = best;
        }
        place(position, entry);
    }

    std::vector<Slot> slots_;
    std::vector<std::uint32_t> free_;
    std::vector<Entry> heap_;
};

}  // namespace cordboard::base
