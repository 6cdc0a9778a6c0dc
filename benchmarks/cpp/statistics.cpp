// SPDX-License-Identifier: Apache-2.0
// The statistics engine in a large centre: what an action costs in the table that is fed as agents
// grow, what an open statistic takes in memory, how long a message of an immediate statistic takes,
// and what windows of any length cost.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include "call_log.hpp"
#include "stats/notifier.hpp"

namespace cordboard::benchmarks {
namespace {

constexpr std::size_t calls_fed = 25'000;  // 16 rows each
constexpr std::size_t calls_of_a_table = 4 * calls_fed;

void count_memory(benchmark::State& state, const StatisticsEngine& engine) {
    const auto open = static_cast<double>(engine.statistics().size());
    state.counters["statistics"] = open;
    state.counters["bytes_each"] = static_cast<double>(engine.statistic_bytes()) / open;
}

void feed(benchmark::State& state) {
    const auto agents = static_cast<std::uint32_t>(state.range(0));
    feed::LogEngine log = log_engine(agents, sample_definitions());
    CallLog calls(agents);
    feed_tables(log, {calls.opening()});
    std::int64_t rows = 0;
    for (auto _ : state) {
        state.PauseTiming();
        const auto table = calls.calls(calls_of_a_table);
        rows += table->rows();
        state.ResumeTiming();
        feed_tables(log, {table});
    }
    state.SetItemsProcessed(rows);
    count_memory(state, log.engine());
}
BENCHMARK(feed)->Arg(100)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

// What a feed costs beside its rows: the copy that undoes it should a row be refused.
void feed_of_nothing(benchmark::State& state) {
    const auto agents = static_cast<std::uint32_t>(state.range(0));
    feed::LogEngine log = log_engine(agents, sample_definitions());
    for (auto _ : state) {
        feed_tables(log, {});
    }
}
BENCHMARK(feed_of_nothing)
    ->Arg(100)
    ->Arg(1'000)
    ->Arg(10'000)
    ->Arg(100'000)
    ->Unit(benchmark::kMillisecond);

// For growth.py, which counts the instructions of one feed of one table or of more.
void feed_fixed(benchmark::State& state) {
    const auto agents = static_cast<std::uint32_t>(state.range(0));
    feed::LogEngine log = log_engine(agents, sample_definitions());
    CallLog calls(agents);
    Tables tables{calls.opening()};
    std::int64_t rows = 0;
    for (std::int64_t table = 0; table < state.range(1); ++table) {
        tables.push_back(calls.calls(calls_of_a_table));
        rows += tables.back()->rows();
    }
    for (auto _ : state) {
        feed_tables(log, tables);
    }
    state.counters["actions"] = static_cast<double>(rows);
}
BENCHMARK(feed_fixed)->ArgsProduct({{100, 1'000, 10'000, 100'000}, {1, 2}})->Iterations(1);

// Nothing has happened yet, and what a day of calls has made of it.
void idle(benchmark::State& state) {
    for (auto _ : state) {
        const feed::LogEngine log = log_engine(1'000, sample_definitions());
        count_memory(state, log.engine());
    }
}
BENCHMARK(idle)->Unit(benchmark::kMillisecond);

// The rows of a table, for those who take rows.
std::vector<ActionRow> rows_of(StatisticsEngine& engine, const columns::Table& table) {
    std::vector<ActionRow> rows;
    columns::Rows from(table);
    while (from.next()) {
        const ObjectType type = *object_type_named(from.text(1));
        const NamedAction action = *action_named(from.text(3), type);
        ActionRow row;
        row.time = from.instant(0);
        row.object = engine.object(type, from.text(2));
        row.action = action.action;
        row.call_type = action.call_type.value_or(CallType::unknown);
        row.phase = from.text(4) == "start" ? Phase::start
                    : from.text(4) == "end" ? Phase::end
                                            : Phase::occur;
        row.duration = from.is_null(5) ? Duration{} : Duration{from.integer(5)};
        row.interaction = from.is_null(6) ? 0 : std::stoull(std::string(from.text(6).substr(12)));
        rows.push_back(row);
    }
    return rows;
}

// From an action to the messages of the immediate statistics that it moves, one action at a time,
// with every definition of the sample made immediate.
void immediate_notification(benchmark::State& state) {
    std::vector<StatisticDefinition> definitions = sample_definitions();
    for (StatisticDefinition& definition : definitions) {
        definition.notification_mode = NotificationMode::immediate;
    }
    StatisticsEngine engine = log_engine(1'000, definitions).engine();
    CallLog calls(1'000);
    const std::vector<ActionRow> opening = rows_of(engine, *calls.opening());
    const std::vector<ActionRow> rows = rows_of(engine, *calls.calls(calls_fed));
    stats::Notifier notifier(std::move(engine));
    notifier.observe(opening);
    notifier.finish();
    std::size_t at = 0;
    std::size_t messages = 0;
    std::vector<double> taken;
    for (auto _ : state) {
        const auto begin = std::chrono::steady_clock::now();
        notifier.observe({&rows[at], 1});
        messages += notifier.finish().size();
        const std::chrono::duration<double, std::micro> spent =
            std::chrono::steady_clock::now() - begin;
        taken.push_back(spent.count());
        ++at;
    }
    std::sort(taken.begin(), taken.end());
    state.counters["median_us"] = taken[taken.size() / 2];
    state.counters["p99_us"] = taken[taken.size() * 99 / 100];
    state.counters["messages_an_action"] =
        static_cast<double>(messages) / static_cast<double>(taken.size());
}
BENCHMARK(immediate_notification)->Iterations(300'000);

// The sample's growing windows made sliding ones of so many seconds.
std::vector<StatisticDefinition> sliding_definitions(std::int64_t length) {
    std::vector<StatisticDefinition> definitions;
    for (StatisticDefinition definition : sample_definitions()) {
        const bool current = definition.category == Category::current_number ||
                             definition.category == Category::current_max_time ||
                             definition.category == Category::current_state ||
                             definition.category == Category::current_target_state;
        if (!current) {
            definition.interval = IntervalType::sliding_window;
            definition.time_profile = std::to_string(length);
            definitions.push_back(definition);
        }
    }
    return definitions;
}

void feed_of_sliding_windows(benchmark::State& state) {
    feed::LogEngine log = log_engine(1'000, sliding_definitions(state.range(0)));
    CallLog calls(1'000);
    feed_tables(log, {calls.opening()});
    std::int64_t rows = 0;
    for (auto _ : state) {
        state.PauseTiming();
        const auto table = calls.calls(calls_fed);
        rows += table->rows();
        state.ResumeTiming();
        feed_tables(log, {table});
    }
    state.SetItemsProcessed(rows);
    count_memory(state, log.engine());
}
BENCHMARK(feed_of_sliding_windows)
    ->Arg(1)
    ->Arg(900)
    ->Arg(86'400)
    ->Unit(benchmark::kMillisecond)
    ->Iterations(8);

void values_of_sliding_windows(benchmark::State& state) {
    feed::LogEngine log = log_engine(1'000, sliding_definitions(state.range(0)));
    CallLog calls(1'000);
    feed_tables(log, {calls.opening()});
    feed_tables(log, {calls.calls(8 * calls_fed)});
    const std::vector<OpenStatistic> open = log.engine().statistics();
    for (auto _ : state) {
        double sum = 0.0;
        for (const OpenStatistic& statistic : open) {
            sum += log.engine().value(statistic.id);
        }
        benchmark::DoNotOptimize(sum);
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(open.size()));
}
BENCHMARK(values_of_sliding_windows)->Arg(1)->Arg(900)->Arg(86'400)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace cordboard::benchmarks

BENCHMARK_MAIN();
