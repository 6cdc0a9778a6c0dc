// SPDX-License-Identifier: Apache-2.0
// Two points in time have a distance, but no sum.
// expected: no match for .operator\+|invalid operands
#include <cordboard/time.hpp>

int main() {
    const cordboard::Instant now{1};
    const cordboard::Instant then{2};
#ifdef CORDBOARD_CONTROL
    return (then - now) == cordboard::Duration{1} ? 0 : 1;
#else
    return (then + now) == cordboard::Instant{3} ? 0 : 1;
#endif
}
