// SPDX-License-Identifier: Apache-2.0
#include "base/bits.hpp"

#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "base/random.hpp"

namespace cordboard::base {
namespace {

TEST(Bits, AgreeWithASetOfNumbers) {
    constexpr std::uint32_t size = 200;
    std::vector<std::uint64_t> words(words_for(size));
    std::set<std::uint32_t> known;
    Stream stream(StreamKey::of(7), 0);
    for (int i = 0; i < 3'000; ++i) {
        const auto bit = static_cast<std::uint32_t>(stream.word() % size);
        turn(words, bit);
        if (!known.erase(bit)) {
            known.insert(bit);
        }
        const auto asked = static_cast<std::uint32_t>(stream.word() % size);
        const auto above = known.lower_bound(asked);
        EXPECT_EQ(first_from(words, asked), above == known.end() ? no_bit : *above);
        EXPECT_EQ(last_below(words, asked), above == known.begin() ? no_bit : *std::prev(above));
    }
}

TEST(Bits, KnowTheirEnds) {
    std::vector<std::uint64_t> words(2);
    EXPECT_EQ(first_from(words, 0), no_bit);
    EXPECT_EQ(last_below(words, 128), no_bit);
    turn(words, 127);
    turn(words, 0);
    EXPECT_EQ(first_from(words, 1), 127U);
    EXPECT_EQ(first_from(words, 128), no_bit);
    EXPECT_EQ(last_below(words, 127), 0U);
    EXPECT_EQ(last_below(words, 128), 127U);
    EXPECT_EQ(last_below(words, 0), no_bit);
}

}  // namespace
}  // namespace cordboard::base
