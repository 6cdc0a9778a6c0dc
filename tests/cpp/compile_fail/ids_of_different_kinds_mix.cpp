// SPDX-License-Identifier: Apache-2.0
// An agent cannot be handed over where a queue is wanted.
// expected: could not convert|cannot convert|no known conversion|no viable conversion
#include <cordboard/ids.hpp>

namespace {

std::uint32_t position(cordboard::QueueId queue) { return queue.value; }

}  // namespace

int main() {
#ifdef CORDBOARD_CONTROL
    const cordboard::QueueId id{3};
#else
    const cordboard::AgentId id{3};
#endif
    return static_cast<int>(position(id));
}
