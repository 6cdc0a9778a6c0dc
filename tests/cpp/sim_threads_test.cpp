// SPDX-License-Identifier: Apache-2.0
// Replications on several threads: the same results as on one, and no data race (run under
// ThreadSanitizer by `make test-tsan`).
#include <gtest/gtest.h>

#include "sim/replications.hpp"
#include "sim/side_by_side.hpp"
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

sim::Model asking_a_strategy() {
    sim::Model model = two_agents_and_a_queue();
    EventBatch events;
    const Verdict verdict = model.genesis.apply(
        {model.start, SetRoutingStrategy{AgentChoice::external}}, Arena{}, events);
    EXPECT_TRUE(verdict.accepted());
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
    const sim::Model model = asking_a_strategy();
    sim::Replications replications(model, 7, 0, 4);
    EXPECT_THROW(replications.run(2), UsageError);
}

struct Asked {
    std::vector<std::uint64_t> hashes;
    std::vector<std::vector<std::int64_t>> offsets;
    std::vector<double> numbers;

    bool operator==(const Asked&) const = default;
};

// Takes the last candidate of every decision, and now and then nobody.
Asked decided_together(const sim::Model& model, unsigned threads, std::uint64_t commands) {
    std::vector<std::unique_ptr<sim::Simulation>> days;
    std::vector<sim::Simulation*> simulations;
    for (std::uint64_t replication = 0; replication < 7; ++replication) {
        days.push_back(std::make_unique<sim::Simulation>(model, 7, replication));
        simulations.push_back(days.back().get());
    }
    std::atomic<int> finished{0};
    sim::SideBySide together(simulations, {{routing::Quantity::idle_time, {}}}, threads, {},
                             [&](std::size_t) { ++finished; });
    Asked asked;
    for (;;) {
        if (!together.run(commands)) {
            continue;
        }
        if (together.is_over()) {
            break;
        }
        const std::vector<std::int64_t>& offsets = together.offsets();
        asked.offsets.push_back(offsets);
        together.for_each_share([&](const routing::CandidateRows& rows) {
            asked.numbers.insert(asked.numbers.end(), rows.numbers().begin(), rows.numbers().end());
        });
        std::vector<std::int64_t> chosen;
        for (std::size_t i = 1; i < offsets.size(); ++i) {
            const bool nobody = (offsets[i] + static_cast<std::int64_t>(i)) % 5 == 0;
            chosen.push_back(nobody ? -1 : offsets[i] - offsets[i - 1] - 1);
        }
        together.answer(chosen);
    }
    EXPECT_EQ(finished, 7);
    for (const auto& day : days) {
        asked.hashes.push_back(day->engine().event_hash());
    }
    return asked;
}

TEST(Threads, AskTheSameOfAStrategy) {
    const sim::Model model = asking_a_strategy();
    const Asked alone = decided_together(model, 1, 100'000);
    EXPECT_GT(alone.offsets.size(), 100U);
    EXPECT_FALSE(alone.numbers.empty());
    EXPECT_EQ(decided_together(model, 2, 100'000), alone);
    EXPECT_EQ(decided_together(model, 3, 3), alone);
}

TEST(Threads, AFailureOfAnyMemberReachesTheCallerAndTheTeamGoesOn) {
    std::vector<int> worked(3, 0);
    unsigned failing = 0;
    sim::Team team(3, [&](unsigned member) {
        ++worked[member];
        if (member == failing) {
            throw UsageError("failed");
        }
    });
    for (; failing < 3; ++failing) {
        EXPECT_THROW(team.work(), UsageError);
    }
    team.work();
    EXPECT_EQ(worked, std::vector<int>(3, 4));
}

}  // namespace
}  // namespace cordboard::test
