// SPDX-License-Identifier: Apache-2.0
// "Is this agent that place?" is not a question.
// expected: no match for .operator==|invalid operands
#include <cordboard/ids.hpp>

int main() {
    const cordboard::AgentId agent{3};
#ifdef CORDBOARD_CONTROL
    const cordboard::AgentId other{3};
#else
    const cordboard::PlaceId other{3};
#endif
    return agent == other ? 0 : 1;
}
