// SPDX-License-Identifier: Apache-2.0
#include "base/digest.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <gtest/gtest.h>

namespace cordboard::base {
namespace {

constexpr std::string_view text = "\x80 texts of any length \xFF\x7F";

constexpr std::array<std::uint64_t, text.size() + 1> digests() {
    std::array<std::uint64_t, text.size() + 1> values{};
    for (std::size_t size = 0; size < values.size(); ++size) {
        Digest digest;
        digest.add(text.substr(0, size));
        values[size] = digest.value();
    }
    return values;
}

// The compiler reads byte by byte, a program eight bytes at a time.
TEST(Digest, IsTheSameForTheCompilerAndTheProgram) {
    constexpr auto compiled = digests();
    EXPECT_EQ(digests(), compiled);
}

TEST(Digest, TellsLengthsApart) {
    const auto values = digests();
    for (std::size_t one = 0; one < values.size(); ++one) {
        for (std::size_t other = 0; other < one; ++other) {
            EXPECT_NE(values[one], values[other]) << one << " " << other;
        }
    }
}

}  // namespace
}  // namespace cordboard::base
