// SPDX-License-Identifier: Apache-2.0
// One owner: the thread that made a thing.
#pragma once

#include <string>
#include <thread>
#include <utility>

#include <cordboard/engine.hpp>

namespace cordboard::bindings {

template <class Thing>
class Owned {
  public:
    // `rule` is what others are told who come from another thread.
    Owned(Thing thing, const char* rule) : rule_(rule), thing_(std::move(thing)) {}

    Thing& get() {
        if (std::this_thread::get_id() != owner_) {
            throw UsageError(rule_);
        }
        return thing_;
    }

  private:
    std::thread::id owner_ = std::this_thread::get_id();
    const char* rule_;
    Thing thing_;
};

}  // namespace cordboard::bindings
