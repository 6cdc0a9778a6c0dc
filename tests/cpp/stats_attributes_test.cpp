// SPDX-License-Identifier: Apache-2.0
// The store of what filters read of actions (statistics reference, 2.5).
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/check.hpp"
#include "base/random.hpp"
#include "stats/attributes.hpp"

namespace cordboard::stats {
namespace {

using enum AttributeList;

std::uint32_t keep(AttributeStore& store, const std::vector<Attribute>& attributes) {
    return store.keep(attributes);
}

TEST(Attributes, AreFoundByListAndKey) {
    AttributeStore store;
    const std::uint32_t handle = keep(
        store,
        {{top, "DNIS", "0800"}, {user_data, "DNIS", "1"}, {reasons, "", "x"}, {top, "ANI", ""}});
    EXPECT_GE(handle, 1U);
    EXPECT_EQ(store.find(handle, top, "DNIS"), "0800");
    EXPECT_EQ(store.find(handle, user_data, "DNIS"), "1");
    EXPECT_EQ(store.find(handle, reasons, ""), "x");
    EXPECT_EQ(store.find(handle, top, "ANI"), "");
    EXPECT_EQ(store.find(handle, extensions, "DNIS"), std::nullopt);
    EXPECT_EQ(store.find(handle, top, "DNI"), std::nullopt);
    EXPECT_EQ(store.find(handle, top, "DNIS "), std::nullopt);
}

TEST(Attributes, OfAKeyGivenTwiceTheFirstCounts) {
    AttributeStore store;
    const std::uint32_t handle = keep(store, {{user_data, "k", "1"}, {user_data, "k", "2"}});
    EXPECT_EQ(store.find(handle, user_data, "k"), "1");
}

TEST(Attributes, HandleZeroIsAnActionWithoutAny) {
    AttributeStore store;
    EXPECT_EQ(keep(store, {}), 0U);
    EXPECT_EQ(store.find(0, top, "DNIS"), std::nullopt);
    store.retain(0);
    store.release(0);
    store.for_each(0, [](const Attribute&) { FAIL() << "there is nothing to visit"; });
}

TEST(Attributes, AreVisitedInTheOrderGiven) {
    AttributeStore store;
    const std::vector<Attribute> given{
        {top, "DNIS", "0800"}, {global_user_data, "Grüße", "aus Köln"}, {user_data, "", ""}};
    std::vector<Attribute> visited;
    store.for_each(store.keep(given), [&](const Attribute& one) { visited.push_back(one); });
    EXPECT_EQ(visited, given);
}

TEST(Attributes, StayUntilTheLastReferenceIsGone) {
    AttributeStore store;
    const std::uint32_t handle = keep(store, {{top, "DNIS", "0800"}});
    store.retain(handle);
    store.release(handle);
    EXPECT_EQ(store.find(handle, top, "DNIS"), "0800");
    store.release(handle);
    EXPECT_EQ(store.find(handle, top, "DNIS"), std::nullopt);
}

TEST(Attributes, ReleasingTooOftenIsCaught) {
    AttributeStore store;
    const std::uint32_t handle = keep(store, {{top, "DNIS", "0800"}});
    store.release(handle);
    EXPECT_THROW(store.release(handle), InvariantBroken);
    EXPECT_THROW(store.retain(handle), InvariantBroken);
    EXPECT_THROW(store.release(handle + 1), InvariantBroken);
}

TEST(Attributes, ACopyIsIndependent) {
    AttributeStore store;
    const std::uint32_t handle = keep(store, {{top, "DNIS", "0800"}});
    AttributeStore copy = store;
    store.release(handle);
    EXPECT_EQ(keep(store, {{top, "DNIS", "0900"}}), handle);
    EXPECT_EQ(copy.find(handle, top, "DNIS"), "0800");
    copy.release(handle);
    EXPECT_EQ(store.find(handle, top, "DNIS"), "0900");
}

// The memory of ended actions serves those that come: a day of millions takes no more than its
// fullest moment.
TEST(Attributes, MemoryIsBoundedByWhatIsAlive) {
    AttributeStore store;
    std::size_t bytes_early = 0;
    std::vector<std::uint32_t> alive;
    for (int round = 0; round < 2'000; ++round) {
        for (int one = 0; one < 20; ++one) {
            const std::string value(static_cast<std::size_t>(one) * 37, 'x');
            alive.push_back(keep(store, {{user_data, "key", value}, {top, "DNIS", "0800"}}));
        }
        for (const std::uint32_t handle : alive) {
            store.release(handle);
        }
        alive.clear();
        bytes_early = round == 0 ? store.bytes() : bytes_early;
    }
    EXPECT_EQ(store.bytes(), bytes_early);
    EXPECT_GT(bytes_early, 0U);
}

TEST(Attributes, ALongWalkAgreesWithAMapOfMaps) {
    AttributeStore store;
    std::map<std::uint32_t, std::map<std::string, std::string>> expected;
    base::Stream chance(base::StreamKey::of(7));
    for (int step = 0; step < 5'000; ++step) {
        if (chance.word() % 2 == 0 && !expected.empty()) {
            auto gone = expected.begin();
            std::advance(gone, static_cast<long>(chance.word() % expected.size()));
            store.release(gone->first);
            expected.erase(gone);
            continue;
        }
        std::map<std::string, std::string> pairs;
        for (std::uint64_t left = 1 + chance.word() % 6; left > 0; --left) {
            pairs[std::string(chance.word() % 9, 'k')] =
                std::string(chance.word() % 90, static_cast<char>('a' + step % 26));
        }
        std::vector<Attribute> attributes;
        for (const auto& [key, value] : pairs) {
            attributes.push_back({user_data, key, value});
        }
        const std::uint32_t handle = store.keep(attributes);
        ASSERT_TRUE(expected.emplace(handle, std::move(pairs)).second) << "step " << step;
    }
    for (const auto& [handle, pairs] : expected) {
        for (const auto& [key, value] : pairs) {
            ASSERT_EQ(store.find(handle, user_data, key), value);
        }
    }
}

}  // namespace
}  // namespace cordboard::stats
