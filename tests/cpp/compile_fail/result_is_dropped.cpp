// SPDX-License-Identifier: Apache-2.0
// Whoever asks for something has to look whether it was refused.
// expected: nodiscard|unused-result
#include <cordboard/result.hpp>

// Declared only: what counts is the type of the call.
cordboard::Result<int> number();

int main() {
#ifdef CORDBOARD_CONTROL
    static_cast<void>(number());
#else
    number();
#endif
    return 0;
}
