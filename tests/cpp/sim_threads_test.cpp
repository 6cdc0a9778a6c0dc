// SPDX-License-Identifier: Apache-2.0
// Replications on several threads: the same results as on one, and no data race (run under
// ThreadSanitizer by `make test-tsan`).
#include <gtest/gtest.h>

#include "sim/replications.hpp"
#include "support/center_builder.hpp"

namespace cordboard::test {
namespace {

base::Distribution minute() {
    return std::get<base::Distribution>(base::Distribution::exponential(60e6));
}

sim::Model two_agents_and_a_queue() {
    Center center;
    center.voice().skill("calls").agent("anna", {{"calls", 1}}).agent("bert", {{"calls", 1}});
    center.queue("line", "voice").rule("line", {"calls"});
    sim::Model model;
    model.genesis = center.engine;
    model.start = opening;
    model.duration = hours(4);
    sim::ArrivalRow row;
    row.queue = {0};
    row.rate = 1.5 / 60e6;
    model.arrivals.push_back(row);
    model.handling.push_back({{}, {}, {}, {}, minute()});
    model.patience.push_back({{}, {}, {}, {}, minute()});
    return model;
}

std::vector<std::uint64_t> hashes(const sim::Model& model, unsigned threads) {
    sim::Replications replications(model, 7, 0, 8);
    replications.run(threads);
    std::vector<std::uint64_t> result;
    for (const sim::Finished& one : replications.results()) {
        result.push_back(one.event_hash);
    }
    return result;
}

TEST(Threads, GiveTheReplicationsOfOneThread) {
    const sim::Model model = two_agents_and_a_queue();
    const auto alone = hashes(model, 1);
    EXPECT_EQ(hashes(model, 2), alone);
    EXPECT_EQ(hashes(model, 3), alone);
    EXPECT_NE(alone[0], alone[1]);
}

TEST(Threads, CancellingEndsThemAll) {
    const sim::Model model = two_agents_and_a_queue();
    sim::Replications replications(model, 7, 0, 1'000);
    replications.cancel();
    replications.run(2);
    EXPECT_EQ(replications.finished(), 0U);
}

TEST(Threads, AFailureReachesTheCaller) {
    sim::Model model = two_agents_and_a_queue();
    EventBatch events;
    const Verdict verdict = model.genesis.apply(
        {model.start, SetRoutingStrategy{AgentChoice::external}}, Arena{}, events);
    ASSERT_TRUE(verdict.accepted());
    sim::Replications replications(model, 7, 0, 4);
    EXPECT_THROW(replications.run(2), UsageError);
}

}  // namespace
}  // namespace cordboard::test
