// SPDX-License-Identifier: Apache-2.0
#include "sim/team.hpp"

#include <utility>

namespace cordboard::sim {

namespace {

// About ten microseconds, which most turns take, and then about a tenth of a millisecond: to fall
// asleep and be woken costs as much.
constexpr int looks_before_yield = 5'000;
constexpr int yields_before_sleep = 300;

void wait_while(const std::atomic<std::uint32_t>& value, std::uint32_t old) {
    for (int look = 0; look < looks_before_yield + yields_before_sleep; ++look) {
        if (value.load(std::memory_order_acquire) != old) {
            return;
        }
        if (look >= looks_before_yield) {
            std::this_thread::yield();
        }
    }
    value.wait(old, std::memory_order_acquire);
}

}  // namespace

Team::Team(unsigned size, Work work) : work_(std::move(work)), failures_(size) {
    for (unsigned member = 1; member < size; ++member) {
        threads_.emplace_back([this, member] { serve(member); });
    }
}

Team::~Team() {
    over_ = true;
    ++turn_;
    turn_.notify_all();
}

void Team::serve(unsigned member) {
    for (std::uint32_t turn = 0;; ++turn) {
        wait_while(turn_, turn);
        if (over_) {
            return;
        }
        work_guarded(member);
        if (--busy_ == 0) {
            busy_.notify_one();
        }
    }
}

void Team::work_guarded(unsigned member) {
    try {
        work_(member);
    } catch (...) {  // tidy: carried to the calling thread and thrown there again
        failures_[member] = std::current_exception();
    }
}

void Team::work() {
    busy_ = static_cast<std::uint32_t>(threads_.size());
    ++turn_;
    turn_.notify_all();
    work_guarded(0);
    for (std::uint32_t busy = busy_; busy != 0; busy = busy_) {
        wait_while(busy_, busy);
    }
    for (std::exception_ptr& failure : failures_) {
        if (failure) {
            std::rethrow_exception(std::exchange(failure, nullptr));
        }
    }
}

}  // namespace cordboard::sim
