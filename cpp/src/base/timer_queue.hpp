// SPDX-License-Identifier: Apache-2.0
// Deadlines, ordered by (deadline, creation): an indexed 4-ary heap over a slab, so that a timer can be
// cancelled in logarithmic time and copying the queue copies flat memory.
#pragma once

#include <cstdint>
#include <vector>

#include "base/check.hpp"
#include "cordboard/time.hpp"

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
    const Timer& first() const { return timers_[heap_.front()]; }
    const Timer& operator[](std::uint32_t handle) const { return timers_[handle]; }

    std::uint32_t add(Instant deadline, std::uint64_t sequence, Subject subject) {
        std::uint32_t handle = 0;
        if (free_.empty()) {
            handle = static_cast<std::uint32_t>(timers_.size());
            timers_.emplace_back();
            positions_.push_back(0);
        } else {
            handle = free_.back();
            free_.pop_back();
        }
        timers_[handle] = {deadline, sequence, subject};
        heap_.push_back(handle);
        rise(heap_.size() - 1);
        return handle;
    }

    void cancel(std::uint32_t handle) {
        const std::size_t position = positions_[handle];
        CHECK(position < heap_.size() && heap_[position] == handle);
        const std::uint32_t last = heap_.back();
        heap_.pop_back();
        if (last != handle) {
            place(position, last);
            rise(position);
            sink(positions_[last]);
        }
        free_.push_back(handle);
    }

private:
    static constexpr std::size_t arity = 4;

    bool before(std::uint32_t a, std::uint32_t b) const {
        const Timer& x = timers_[a];
        const Timer& y = timers_[b];
        return x.deadline != y.deadline ? x.deadline < y.deadline : x.sequence < y.sequence;
    }

    void place(std::size_t position, std::uint32_t handle) {
        heap_[position] = handle;
        positions_[handle] = static_cast<std::uint32_t>(position);
    }

    void rise(std::size_t position) {
        const std::uint32_t handle = heap_[position];
        while (position > 0) {
            const std::size_t parent = (position - 1) / arity;
            if (!before(handle, heap_[parent])) {
                break;
            }
            place(position, heap_[parent]);
            position = parent;
        }
        place(position, handle);
    }

    void sink(std::size_t position) {
        const std::uint32_t handle = heap_[position];
        for (;;) {
            const std::size_t first_child = position * arity + 1;
            if (first_child >= heap_.size()) {
                break;
            }
            std::size_t best = first_child;
            for (std::size_t child = first_child + 1;
                 child < first_child + arity && child < heap_.size(); ++child) {
                if (before(heap_[child], heap_[best])) {
                    best = child;
                }
            }
            if (!before(heap_[best], handle)) {
                break;
            }
            place(position, heap_[best]);
            position = best;
        }
        place(position, handle);
    }

    std::vector<Timer> timers_;
    std::vector<std::uint32_t> positions_;
    std::vector<std::uint32_t> free_;
    std::vector<std::uint32_t> heap_;
};

}  // namespace cordboard::base
