// SPDX-License-Identifier: Apache-2.0
// A routing decision among 5,000 agents with 5, 20 and 100 queues each, the fork of such a centre,
// and the table of a million events.
#include <benchmark/benchmark.h>

#include "center/event_table.hpp"
#include "support.hpp"

namespace cordboard::benchmarks {
namespace {

constexpr std::uint32_t agents = 5'000;

// A call arrives and is answered.
InteractionAccepted answered_call(Builder& builder, std::uint32_t queue) {
    OfferInteraction offer;
    offer.queue = {queue};
    builder.say(offer);
    const auto invited = std::get<InteractionInvited>(builder.events.events.back().body);
    builder.say(AcceptInteraction{invited.agent, invited.interaction});
    return {invited.interaction, invited.agent};
}

// One call arrives, is answered and ends: one decision, and one look at what the agent could take.
void calls(benchmark::State& state, Builder& builder, Duration between) {
    std::uint32_t queue = 0;
    for (auto _ : state) {
        builder.events.clear();
        builder.now = builder.now + between;
        const InteractionAccepted call = answered_call(builder, queue);
        builder.say(CompleteInteraction{call.agent, call.interaction});
        queue = (queue + 1) % static_cast<std::uint32_t>(state.range(0));
    }
}

void routing(benchmark::State& state) {
    Builder builder = voice_center(agents, static_cast<std::uint32_t>(state.range(0)));
    log_in_all(builder, agents);
    calls(state, builder, milliseconds(1));
}

// As in a test whose clock stands: everybody has been free since the same instant.
void routing_at_one_instant(benchmark::State& state) {
    Builder builder = voice_center(agents, static_cast<std::uint32_t>(state.range(0)));
    log_in_all(builder, agents);
    calls(state, builder, Duration{});
}

// Everybody holds one call of the two that he may hold.
void routing_to_the_engaged(benchmark::State& state) {
    Builder builder = voice_center(agents, static_cast<std::uint32_t>(state.range(0)));
    for (std::uint32_t i = 0; i < agents; ++i) {
        builder.say(SetAgentCapacity{{i}, {0}, 2});
    }
    log_in_all(builder, agents);
    for (std::uint32_t i = 0; i < agents; ++i) {
        answered_call(builder, 0);
    }
    calls(state, builder, milliseconds(1));
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
        const InteractionAccepted call = answered_call(builder, 0);
        builder.say(CompleteInteraction{call.agent, call.interaction});
    }
    for (auto _ : state) {
        benchmark::DoNotOptimize(center::event_table(builder.events, builder.engine.state()));
    }
}

BENCHMARK(routing)->Arg(5)->Arg(20)->Arg(100);
BENCHMARK(routing_at_one_instant)->Arg(5)->Arg(20)->Arg(100);
BENCHMARK(routing_to_the_engaged)->Arg(5)->Arg(20)->Arg(100);
BENCHMARK(fork)->Unit(benchmark::kMicrosecond);
// For callgrind.py, which needs a number of iterations that no clock decides.
BENCHMARK(routing)->Name("routing_fixed")->Arg(5)->Arg(100)->Iterations(200'000);
BENCHMARK(fork)->Name("fork_fixed")->Iterations(20);
BENCHMARK(table_of_a_million_events)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace cordboard::benchmarks
