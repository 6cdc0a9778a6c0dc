// SPDX-License-Identifier: Apache-2.0
#include "base/text_store.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace cordboard::base {
namespace {

std::vector<std::string> words(std::size_t count) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < count; ++at) {
        words.push_back("word " + std::to_string(at * 7919));
    }
    return words;
}

TEST(TextStore, GivesNumbersInTheOrderOfFirstUse) {
    TextStore store;
    EXPECT_EQ(store.intern("").value, 0U);
    std::uint32_t next = 1;
    for (const std::string& word : words(1'000)) {
        EXPECT_EQ(store.intern(word).value, next++);
    }
    for (const std::string& word : words(1'000)) {
        EXPECT_EQ(store.view(store.intern(word)), word);
    }
    EXPECT_EQ(store.size(), 1'001U);
}

TEST(TextStore, FindsOnlyWhatItHolds) {
    TextStore store;
    bool known = true;
    EXPECT_EQ(store.find("word", known), TextId{});
    EXPECT_FALSE(known);
    const TextId word = store.intern("word");
    EXPECT_EQ(store.find("word", known), word);
    EXPECT_TRUE(known);
}

TEST(TextStore, ForgettingLeavesWhatWasThereBefore) {
    TextStore store;
    const auto all = words(500);
    for (std::size_t at = 0; at < 100; ++at) {
        store.intern(all[at]);
    }
    const std::size_t bytes = store.bytes();
    for (const std::string& word : all) {
        store.intern(word);
    }
    store.forget_from(101);
    EXPECT_EQ(store.size(), 101U);
    EXPECT_EQ(store.bytes(), bytes);
    bool known = true;
    store.find(all[100], known);
    EXPECT_FALSE(known);
    for (std::size_t at = 0; at < 100; ++at) {
        EXPECT_EQ(store.find(all[at], known).value, at + 1);
    }
    EXPECT_EQ(store.intern(all[400]).value, 101U);
}

TEST(TextStore, ExpectingChangesNothing) {
    TextStore store;
    const auto all = words(50);
    const std::vector<std::string_view> texts(all.begin(), all.end());
    store.expect({});
    store.expect(texts);
    EXPECT_EQ(store.size(), 1U);
    store.intern(texts.front());
    store.expect(texts);
    EXPECT_EQ(store.size(), 2U);
}

}  // namespace
}  // namespace cordboard::base
