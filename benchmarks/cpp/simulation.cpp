// SPDX-License-Identifier: Apache-2.0
// Calls a second of M/M/50+M through Engine::apply, with statistics off and on, and events a
// second.
#include "sim/simulation.hpp"

#include <fstream>
#include <sstream>

#include <benchmark/benchmark.h>

#include "center/measurement.hpp"
#include "codec/statistics_reader.hpp"
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

BENCHMARK(statistics_off)->Unit(benchmark::kMillisecond)->MinTime(3);
BENCHMARK(statistics_on)->Unit(benchmark::kMillisecond)->MinTime(3);

}  // namespace
}  // namespace cordboard::benchmarks
