// SPDX-License-Identifier: Apache-2.0
// What must hold, always checked. A broken invariant is our own bug: the engine that threw it
// refuses every later call, because its state can no longer be trusted.
#pragma once

#include <stdexcept>
#include <string>

namespace cordboard {

class InvariantBroken : public std::logic_error {
  public:
    using std::logic_error::logic_error;
};

namespace base {
[[noreturn]] inline void broken(const char* what, const char* file, int line) {
    throw InvariantBroken(std::string(file) + ":" + std::to_string(line) +
                          ": does not hold: " + what);
}
}  // namespace base

}  // namespace cordboard

#define CHECK(condition)                                               \
    do {                                                               \
        if (!(condition)) [[unlikely]] {                               \
            ::cordboard::base::broken(#condition, __FILE__, __LINE__); \
        }                                                              \
    } while (false)
