// SPDX-License-Identifier: Apache-2.0
// Threads that work together again and again, each time for a few microseconds.
#pragma once

#include <atomic>
#include <cstdint>
#include <exception>
#include <functional>
#include <thread>
#include <vector>

namespace cordboard::sim {

class Team {
  public:
    using Work = std::function<void(unsigned member)>;

    // Member 0 is the thread that calls work(); a team of one starts no thread.
    Team(unsigned size, Work work);
    ~Team();
    Team(const Team&) = delete;
    Team& operator=(const Team&) = delete;

    // Every member works once; throws what one of them threw, when all are done.
    void work();

  private:
    void serve(unsigned member);
    void work_guarded(unsigned member);

    Work work_;
    std::atomic<std::uint32_t> turn_{0};
    std::atomic<std::uint32_t> busy_{0};
    std::atomic<bool> over_{false};
    std::vector<std::exception_ptr> failures_;
    std::vector<std::jthread> threads_;
};

}  // namespace cordboard::sim
