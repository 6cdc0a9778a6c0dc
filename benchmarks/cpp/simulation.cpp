// SPDX-License-Identifier: Apache-2.0
// Calls a second of M/M/50+M through Engine::apply, with statistics off and on, and events a
// second.
#include "sim/simulation.hpp"

#include <fstream>
#include <sstream>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include "center/measurement.hpp"
#include "codec/statistics_reader.hpp"
#include "routing/candidates.hpp"
#include "support.hpp"

namespace cordboard::benchmarks {
namespace {

constexpr Duration length = hours(24 * 5);

std::vector<StatisticDefinition> sample_definitions() {
    std::ifstream file(CORDBOARD_STATISTICS);
    std::stringstream text;
    text << file.rdbuf();
    return codec::read_statistics(text.str(), CORDBOARD_STATISTICS, {}).definitions;
}

void calls(benchmark::State& state, bool measured) {
    const Builder builder = voice_center(50, 1);
    const sim::Model model = mm50m(builder.engine, length);
    std::uint64_t interactions = 0;
    std::uint64_t events = 0;
    for (auto _ : state) {
        center::Measurement measurement(
            measured ? sample_definitions() : std::vector<StatisticDefinition>{},
            {Instant{0}, Truncation::none, {}}, false);
        sim::Observer observer;
        if (measured) {
            measurement.observe(builder.events.events, builder.events.texts);
            observer = [&](std::span<const Event> batch, const Arena& texts) {
                measurement.observe(batch, texts);
            };
        }
        sim::Simulation simulation(model, 1, 0, observer);
        simulation.run(UINT64_MAX / 2);
        interactions += simulation.interactions();
        events += simulation.engine().event_count();
    }
    state.counters["calls"] =
        benchmark::Counter(static_cast<double>(interactions), benchmark::Counter::kIsRate);
    state.counters["events"] =
        benchmark::Counter(static_cast<double>(events), benchmark::Counter::kIsRate);
}

void statistics_off(benchmark::State& state) { calls(state, false); }
void statistics_on(benchmark::State& state) { calls(state, true); }

// A strategy outside that takes the first of the able agents, asked by replications in turn.
void decisions(benchmark::State& state) {
    const Builder builder = voice_center(50, 1);
    sim::Model model = mm50m(builder.engine, hours(600 / state.range(0)));
    model.genesis = choosing_outside(builder);
    std::vector<const Member*> members;
    std::uint64_t decided = 0;
    for (auto _ : state) {
        std::vector<sim::Simulation> running;
        for (std::int64_t i = 0; i < state.range(0); ++i) {
            running.emplace_back(model, 1, static_cast<std::uint64_t>(i));
        }
        while (!running.empty()) {
            for (std::size_t i = 0; i < running.size();) {
                sim::Simulation& one = running[i];
                if (one.run(UINT64_MAX / 2) == sim::Simulation::Status::finished) {
                    std::swap(one, running.back());
                    running.pop_back();
                    continue;
                }
                const RoutingRequested asked = one.engine().awaited_decision();
                const State& seen = one.engine().state();
                AgentId agent = asked.agent;
                if (!agent.exists()) {
                    members.clear();
                    routing::able_members(seen, *find(seen, asked.interaction), members);
                    agent = members.front()->agent;
                }
                decided += one.decide(agent).accepted() ? 1 : 0;
                ++i;
            }
        }
    }
    state.counters["decisions"] =
        benchmark::Counter(static_cast<double>(decided), benchmark::Counter::kIsRate);
}

BENCHMARK(decisions)->Arg(1)->Arg(10)->Arg(64)->Unit(benchmark::kMillisecond)->MinTime(1);
BENCHMARK(statistics_off)->Unit(benchmark::kMillisecond)->MinTime(3);
BENCHMARK(statistics_on)->Unit(benchmark::kMillisecond)->MinTime(3);
// For callgrind.py, which needs a number of iterations that no clock decides.
BENCHMARK(statistics_off)->Name("statistics_off_fixed")->Iterations(1);
BENCHMARK(statistics_on)->Name("statistics_on_fixed")->Iterations(1);
BENCHMARK(decisions)->Name("decisions_fixed")->Arg(64)->Iterations(1);

}  // namespace
}  // namespace cordboard::benchmarks
