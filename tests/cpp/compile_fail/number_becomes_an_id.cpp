// SPDX-License-Identifier: Apache-2.0
// A bare number is not an agent until somebody says so.
// expected: could not convert|cannot convert|no known conversion|no viable conversion
#include <cordboard/ids.hpp>

namespace {

bool is_known(cordboard::AgentId agent) { return agent.exists(); }

}  // namespace

int main() {
    const std::uint32_t number = 3;
#ifdef CORDBOARD_CONTROL
    return is_known(cordboard::AgentId{number}) ? 0 : 1;
#else
    return is_known(number) ? 0 : 1;
#endif
}
