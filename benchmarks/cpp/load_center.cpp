// SPDX-License-Identifier: Apache-2.0
// From the text of a center.yaml with 10,000 agents to an engine that has them: as one row with a
// count, and as a row for each agent. Every agent has two skills; ten groups share them.
#include <cstdint>
#include <stdexcept>
#include <string>

#include <benchmark/benchmark.h>

#include <cordboard/codec.hpp>
#include <cordboard/engine.hpp>

namespace cordboard::benchmarks {
namespace {

constexpr int agents = 10'000;
constexpr int groups = 10;

std::string head() {
    return "media: [{name: voice}]\n"
           "skills: [{name: billing}, {name: english}]\n"
           "queues: [{name: support, channel: voice}]\n"
           "routing: [{queue: support, target: {agent_group: group0}}]\n"
           "agents:\n";
}

// Ten rows with a count, so that each group can name its own row.
std::string rows_with_count() {
    std::string text = head();
    std::string members = "agent_groups:\n";
    for (int group = 0; group < groups; ++group) {
        const std::string name = "g" + std::to_string(group) + "_{n}@example.com";
        text += "  - {userName: \"" + name + "\", count: " + std::to_string(agents / groups) +
                ", skills: {billing: 5, english: 3}}\n";
        members += "  - {name: group" + std::to_string(group) + ", agents: [\"" + name + "\"]}\n";
    }
    return text + members;
}

std::string row_for_each() {
    std::string text = head();
    std::string members = "agent_groups:\n";
    for (int group = 0; group < groups; ++group) {
        members += "  - {name: group" + std::to_string(group) + ", agents: [";
        for (int at = 0; at < agents / groups; ++at) {
            const std::string name =
                "g" + std::to_string(group) + "_" + std::to_string(at) + "@example.com";
            text += "  - {userName: " + name + ", skills: {billing: 5, english: 3}}\n";
            members += (at > 0 ? ", " : "") + name;
        }
        members += "]}\n";
    }
    return text + members;
}

void load(benchmark::State& state, const std::string& text) {
    for (auto _ : state) {
        const codec::Center center = codec::read_center(text, "center.yaml", Instant{0});
        Engine engine;
        EventBatch events;
        for (const Command& command : center.commands) {
            events.clear();
            if (!engine.apply(command, center.texts, events).accepted()) {
                throw std::logic_error("refused: the reader has tried every command");
            }
        }
        benchmark::DoNotOptimize(engine.now());
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void agents_by_count(benchmark::State& state) { load(state, rows_with_count()); }
void agents_one_by_one(benchmark::State& state) { load(state, row_for_each()); }

BENCHMARK(agents_by_count)->Unit(benchmark::kMillisecond);
BENCHMARK(agents_one_by_one)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace cordboard::benchmarks
