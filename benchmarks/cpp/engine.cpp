// SPDX-License-Identifier: Apache-2.0
// A routing decision among 5,000 agents with 5, 20 and 100 queues each, the fork of such a centre,
// and the table of a million events.
#include <benchmark/benchmark.h>

#include "center/event_table.hpp"
#include "support.hpp"

namespace cordboard::benchmarks {
namespace {

constexpr std::uint32_t agents = 5'000;

// One call arrives, is answered and ends: one decision, and one look at what the agent could take.
void routing(benchmark::State& state) {
    const auto queues = static_cast<std::uint32_t>(state.range(0));
    Builder builder = voice_center(agents, queues);
    log_in_all(builder, agents);
    std::uint32_t queue = 0;
    for (auto _ : state) {
        builder.events.clear();
        builder.now = builder.now + milliseconds(1);
        OfferInteraction offer;
        offer.queue = {queue++ % queues};
        builder.say(offer);
        const auto& invited = std::get<InteractionInvited>(builder.events.events.back().body);
        const AgentId agent = invited.agent;
        const InteractionId interaction = invited.interaction;
        builder.say(AcceptInteraction{agent, interaction});
        builder.say(CompleteInteraction{agent, interaction});
    }
}

void fork(benchmark::State& state) {
    Builder builder = voice_center(agents, 20);
    log_in_all(builder, agents);
    for (auto _ : state) {
        Engine copy(builder.engine);
        benchmark::DoNotOptimize(copy.now());
    }
}

void table_of_a_million_events(benchmark::State& state) {
    Builder builder = voice_center(50, 1);
    log_in_all(builder, 50);
    while (builder.events.events.size() < 1'000'000) {
        builder.now = builder.now + milliseconds(1);
        OfferInteraction offer;
        offer.queue = {0};
        builder.say(offer);
        const auto invited = std::get<InteractionInvited>(builder.events.events.back().body);
        builder.say(AcceptInteraction{invited.agent, invited.interaction});
        builder.say(CompleteInteraction{invited.agent, invited.interaction});
    }
    for (auto _ : state) {
        benchmark::DoNotOptimize(center::event_table(builder.events, builder.engine.state()));
    }
}

BENCHMARK(routing)->Arg(5)->Arg(20)->Arg(100);
BENCHMARK(fork)->Unit(benchmark::kMicrosecond);
BENCHMARK(table_of_a_million_events)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace cordboard::benchmarks
