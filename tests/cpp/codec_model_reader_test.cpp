// SPDX-License-Identifier: Apache-2.0
// What model.yaml becomes, key by key; shifts and zones included.
#include <string>

#include <gtest/gtest.h>

#include "codec/model_reader.hpp"
#include "sim/simulation.hpp"
#include "state/state.hpp"

namespace cordboard::codec {
namespace {

// 2026-03-02 was a Monday.
constexpr Instant monday{1'772'409'600'000'000};

const std::string center =
    "center:\n"
    "  skills: [billing]\n"
    "  agents: [{userName: \"a{n}\", count: 3, skills: {billing: 5}}]\n"
    "  agent_groups: [{name: g, agents: [a1, a2]}]\n"
    "  queues: [{name: calls, channel: voice}, {name: chats, channel: chat}]\n"
    "  routing: [{queue: calls, target: {skill: billing}}]\n";

ModelFile read(const std::string& text, const ModelSources& sources = {}) {
    return read_model(text, "model.yaml", sources);
}

TEST(ModelReader, times_of_the_run) {
    const ModelFile least = read(center + "duration: 8h\n");
    EXPECT_EQ(least.model.start, Instant{0});
    EXPECT_EQ(least.model.duration, hours(8));
    EXPECT_EQ(least.model.warm_up, Duration{});
    EXPECT_FALSE(least.model.drain);
    EXPECT_TRUE(least.model.shifts.empty());
    EXPECT_EQ(least.timezone, "UTC");
    const ModelFile all =
        read(center + "start: 2026-03-02T00:00:00Z\nduration: 1d\nwarm_up: 30min\nend: drain\n");
    EXPECT_EQ(all.model.start, monday);
    EXPECT_EQ(all.model.warm_up, minutes(30));
    EXPECT_TRUE(all.model.drain);
    EXPECT_EQ(all.center.commands.front().at, monday);
    EXPECT_FALSE(read(center + "duration: 1h\nend: stop\n").model.drain);
}

TEST(ModelReader, the_center_is_inline_or_a_file) {
    const ModelFile inside = read(center + "duration: 1h\n");
    std::string asked;
    const ModelSources sources{[&](std::string_view name) {
                                   asked = name;
                                   return "agents: [{userName: ann}]";
                               },
                               {}};
    const ModelFile outside = read("center: other.yaml\nduration: 1h\n", sources);
    EXPECT_EQ(asked, "other.yaml");
    EXPECT_EQ(outside.center.file, "other.yaml");
    EXPECT_EQ(outside.model.genesis.state().directory.agents.size(), 1U);
    EXPECT_EQ(inside.model.genesis.state().directory.agents.size(), 3U);
    Engine engine;
    EventBatch events;
    for (const Command& command : inside.center.commands) {
        ASSERT_TRUE(engine.apply(command, inside.center.texts, events).accepted());
    }
    EXPECT_EQ(engine.state_hash(), inside.model.genesis.state_hash());
}

TEST(ModelReader, mistakes_in_the_center_name_its_own_file) {
    const ModelSources sources{[](std::string_view) { return "agnets: []"; }, {}};
    try {
        read("center: other.yaml\nduration: 1h\n", sources);
        FAIL();
    } catch (const BadInput& bad) {
        EXPECT_EQ(bad.file(), "other.yaml");
        EXPECT_EQ(bad.position(), (Position{1, 1}));
    }
}

TEST(ModelReader, in_a_model_one_place_may_be_shared) {
    const ModelFile file = read(
        "center: {places: [{name: P}], agents: [{userName: \"a{n}\", count: 2, place: P}],\n"
        "         queues: [{name: q, channel: voice}],\n"
        "         routing: [{queue: q, target: {agent: a2}}]}\n"
        "duration: 1h\narrivals: [{queue: q, rate: 1/min}]\n");
    EXPECT_TRUE(file.model.genesis.state().directory.agents[0].default_place.exists());
    EXPECT_FALSE(file.model.genesis.state().directory.agents[1].default_place.exists());
    sim::Simulation simulation(file.model, 1, 0);
    EXPECT_EQ(simulation.run(1'000'000), sim::Simulation::Status::finished);
}

TEST(ModelReader, arrivals) {
    const sim::Model model =
        read(center +
             "duration: 1h\n"
             "arrivals:\n"
             "  - {media: voice, queue: calls, rate: 48/min}\n"
             "  - {queue: chats, profile: {every: 5min, mean: [3.5, 0, 4]}, day_level: {gamma: "
             "12}}\n"
             "  - {queue: calls, rate: 1/h, day_level: {gamma: 9, share: day}}\n"
             "  - {queue: chats, rate: 1/h, day_level: {gamma: 9, share: day}}\n")
            .model;
    ASSERT_EQ(model.arrivals.size(), 4U);
    EXPECT_EQ(model.arrivals[0].queue.value, 0U);
    EXPECT_DOUBLE_EQ(model.arrivals[0].rate, 48.0 / 60e6);
    EXPECT_TRUE(model.arrivals[0].mean.empty());
    EXPECT_EQ(model.arrivals[0].day_level_k, 0.0);
    EXPECT_EQ(model.arrivals[1].queue.value, 1U);
    EXPECT_EQ(model.arrivals[1].every, minutes(5));
    EXPECT_EQ(model.arrivals[1].mean, (std::vector<double>{3.5, 0.0, 4.0}));
    EXPECT_EQ(model.arrivals[1].day_level_k, 12.0);
    EXPECT_EQ(model.arrivals[2].day_level_share, model.arrivals[3].day_level_share);
    EXPECT_NE(model.arrivals[1].day_level_share, model.arrivals[2].day_level_share);
    EXPECT_EQ(model.arrivals[3].day_level_k, 9.0);
}

TEST(ModelReader, rules_narrow_and_distributions_have_their_means) {
    const sim::Model model =
        read(center +
             "duration: 1h\n"
             "handling:\n"
             "  - {media: voice, queue: calls, skill: billing, agent_group: g,\n"
             "     distribution: constant, value: 10s}\n"
             "  - {distribution: exponential, mean: 1min}\n"
             "  - {distribution: uniform, low: 1s, high: 3s}\n"
             "  - {distribution: lognormal, mean: 6min, cv: 1.2}\n"
             "  - {distribution: gamma, mean: 2s, cv: 0.5}\n"
             "  - {distribution: erlang, mean: 4s, k: 3}\n"
             "  - {distribution: weibull, mean: 5s, shape: 2}\n"
             "  - {distribution: empirical, values: [1s, 2s, 6s]}\n"
             "after_call: [{media: voice, distribution: constant, value: 0s}]\n"
             "patience: [{queue: chats, distribution: exponential, mean: 2min}]\n"
             "answer: [{agent_group: g, distribution: constant, value: 4s}]\n"
             "service_level: [{queue: chats, within: 30s}, {queue: calls, within: 20s}]\n")
            .model;
    const double means[] = {10e6, 60e6, 2e6, 360e6, 2e6, 4e6, 5e6, 3e6};
    ASSERT_EQ(model.handling.size(), std::size(means));
    for (std::size_t i = 0; i < std::size(means); ++i) {
        EXPECT_DOUBLE_EQ(model.handling[i].distribution.mean(), means[i]) << i;
    }
    EXPECT_EQ(model.handling[0].media.value, 0U);
    EXPECT_EQ(model.handling[0].queue.value, 0U);
    EXPECT_EQ(model.handling[0].skill.value, 0U);
    EXPECT_EQ(model.handling[0].agent_group.value, 0U);
    EXPECT_FALSE(model.handling[1].media.exists());
    EXPECT_FALSE(model.handling[1].queue.exists());
    EXPECT_FALSE(model.handling[1].skill.exists());
    EXPECT_FALSE(model.handling[1].agent_group.exists());
    ASSERT_EQ(model.after_call.size(), 1U);
    EXPECT_DOUBLE_EQ(model.patience.at(0).distribution.mean(), 120e6);
    EXPECT_EQ(model.patience.at(0).queue.value, 1U);
    EXPECT_DOUBLE_EQ(model.answer.at(0).distribution.mean(), 4e6);
    ASSERT_EQ(model.service_levels.size(), 2U);
    EXPECT_EQ(model.service_levels[0].queue.value, 1U);
    EXPECT_EQ(model.service_levels[0].within, seconds(30));
}

// "0:begin@8 0:end@16": agent, change and hours since the start.
std::string written(const sim::Model& model) {
    constexpr const char* words[] = {"begin", "pause", "resume", "end"};
    std::string text;
    for (const sim::ShiftEvent& event : model.shifts) {
        const std::int64_t minute = (event.at - model.start).microseconds / 60'000'000;
        text += text.empty() ? "" : " ";
        text +=
            std::to_string(event.agent.value) + ':' +
            words[static_cast<std::size_t>(event.change)] + '@' +
            (event.at == never ? "never"
                               : std::to_string(minute / 60) +
                                     (minute % 60 == 0 ? "" : "." + std::to_string(minute % 60)));
    }
    return text;
}

std::string shifts(const std::string& rows, const std::string& times = "duration: 1d\n",
                   const ModelSources& sources = {}) {
    return written(
        read(center + "start: 2026-03-02T00:00:00Z\n" + times + "shifts: " + rows, sources).model);
}

TEST(ModelShifts, of_a_group_and_of_one_agent) {
    EXPECT_EQ(shifts("[{agent_group: g, from: \"08:00\", to: \"16:30\"}]"),
              "0:begin@8 1:begin@8 0:end@16.30 1:end@16.30");
    EXPECT_EQ(shifts("[{agent: a3, from: \"08:00\", to: \"16:00\", breaks: "
                     "[{from: \"10:00\", to: \"10:15\"}, {from: \"12:00\", to: \"13:00\"}]}]"),
              "2:begin@8 2:pause@10 2:resume@10.15 2:pause@12 2:resume@13 2:end@16");
    EXPECT_EQ(shifts("[{agent: \"a{n}\", from: \"08:00\", to: \"24:00\"}]"),
              "0:begin@8 1:begin@8 2:begin@8 0:end@24 1:end@24 2:end@24");
    EXPECT_EQ(shifts("[]"), "");
}

TEST(ModelShifts, repeat_every_day) {
    EXPECT_EQ(shifts("[{agent: a1, from: \"08:00\", to: \"12:00\"}]", "duration: 3d\n"),
              "0:begin@8 0:end@12 0:begin@32 0:end@36 0:begin@56 0:end@60");
}

TEST(ModelShifts, pass_midnight_and_begin_before_the_run) {
    EXPECT_EQ(shifts("[{agent: a1, from: \"22:00\", to: \"06:00\", breaks: "
                     "[{from: \"23:30\", to: \"00:15\"}, {from: \"03:00\", to: \"04:00\"}]}]"),
              "0:begin@0 0:pause@0 0:resume@0.15 0:pause@3 0:resume@4 0:end@6 "
              "0:begin@22 0:pause@23.30 0:resume@24.15 0:pause@27 0:resume@28 0:end@30");
}

TEST(ModelShifts, without_a_gap_are_one) {
    EXPECT_EQ(shifts("[{agent: a1, from: \"00:00\", to: \"24:00\"}]", "duration: 3d\n"),
              "0:begin@0 0:end@72");
    EXPECT_EQ(shifts("[{agent: a1, from: \"12:00\", to: \"16:00\"}, "
                     "{agent: a1, from: \"08:00\", to: \"12:00\"}]"),
              "0:begin@8 0:end@16");
    EXPECT_EQ(shifts("[{agent: a1, from: \"13:00\", to: \"16:00\"}, "
                     "{agent: a1, from: \"08:00\", to: \"12:00\"}]"),
              "0:begin@8 0:end@12 0:begin@13 0:end@16");
}

TEST(ModelShifts, outside_the_run_keep_an_agent_away) {
    EXPECT_EQ(shifts("[{agent: a1, from: \"08:00\", to: \"12:00\"}]", "duration: 8h\n"),
              "0:begin@never");
    EXPECT_EQ(shifts("[{agent: a1, from: \"08:00\", to: \"12:00\"}]", "duration: 9h\n"),
              "0:begin@8 0:end@12");
}

TEST(ModelShifts, who_is_no_agent_stays_away) {
    const ModelFile file = read(
        "center: {media: [voice, chat], agents: [{userName: a}, {userName: s, roles: "
        "[ROLE_SUPERVISOR]}, {userName: z, capacity: {voice: 0, chat: 0}}]}\nduration: 1h\n");
    EXPECT_EQ(written(file.model), "1:begin@never 2:begin@never");
    sim::Simulation simulation(file.model, 1, 0);
    simulation.run(1'000'000);
    const auto& agents = simulation.engine().state().directory.agents;
    EXPECT_TRUE(agents[0].in_session);
    EXPECT_FALSE(agents[1].in_session);
    EXPECT_FALSE(agents[2].in_session);
}

// An hour ahead of UTC, two from the fifth hour of the run on.
const ZoneTable summer_begins{{{Instant{0}, hours(1)}, {monday + hours(5), hours(2)}}};

TEST(ModelShifts, follow_the_clock_of_their_zone) {
    std::string asked;
    const ModelSources sources{{}, [&](std::string_view name) {
                                   asked = name;
                                   return std::optional(summer_begins);
                               }};
    EXPECT_EQ(shifts("[{agent: a1, from: \"04:00\", to: \"10:00\"}]",
                     "timezone: Europe/Paris\nduration: 1d\n", sources),
              "0:begin@3 0:end@8");
    EXPECT_EQ(asked, "Europe/Paris");
    const ModelFile file = read("center: {timezone: Europe/Rome}\nduration: 1h\n", sources);
    EXPECT_EQ(asked, "Europe/Rome");
    EXPECT_EQ(file.timezone, "Europe/Rome");
}

TEST(ZoneTable, skipped_and_repeated_times) {
    const Duration midnight{monday.microseconds};
    EXPECT_EQ(summer_begins.instant_of(midnight + hours(5)), monday + hours(4));
    // The clocks go from 6:00 to 7:00.
    EXPECT_EQ(summer_begins.instant_of(midnight + hours(6) + minutes(30)),
              monday + hours(5) + minutes(30));
    EXPECT_EQ(summer_begins.instant_of(midnight + hours(7)), monday + hours(5));
    EXPECT_EQ(summer_begins.local_of(monday + hours(5)), midnight + hours(7));
    EXPECT_EQ(summer_begins.local_of(monday + hours(4)), midnight + hours(5));
    const ZoneTable winter{{{Instant{0}, hours(2)}, {monday, hours(1)}}};
    EXPECT_EQ(winter.instant_of(midnight + hours(1) + minutes(30)), monday - minutes(30));
    EXPECT_EQ(winter.instant_of(midnight + hours(2)), monday + hours(1));
    EXPECT_EQ(winter.local_of(Instant{-1}), Duration{-1} + hours(2));
    EXPECT_EQ(ZoneTable{}.instant_of(hours(3)), Instant{hours(3).microseconds});
    EXPECT_EQ(ZoneTable{}.local_of(Instant{5}), Duration{5});
}

TEST(ModelTrace, rows_become_arrivals_by_queue) {
    ModelFile file = read(center + "duration: 1h\narrivals: [{trace: day.parquet}]\n");
    ASSERT_EQ(file.traces.size(), 1U);
    EXPECT_EQ(file.traces[0].file, "day.parquet");
    EXPECT_TRUE(file.model.arrivals.empty());
    const TraceRow rows[] = {{Instant{5}, "voice", "calls", seconds(10), {}},
                             {Instant{5}, "", "chats"},
                             {Instant{9}, "", "calls"}};
    add_trace(file, file.traces[0], rows);
    ASSERT_EQ(file.model.arrivals.size(), 2U);
    EXPECT_EQ(file.model.arrivals[0].queue.value, 0U);
    ASSERT_EQ(file.model.arrivals[0].recorded.size(), 2U);
    EXPECT_EQ(file.model.arrivals[0].recorded[0].handling, seconds(10));
    EXPECT_EQ(file.model.arrivals[0].recorded[0].patience, Duration{});
    EXPECT_EQ(file.model.arrivals[0].recorded[1].at, Instant{9});
    EXPECT_EQ(file.model.arrivals[0].recorded[1].handling, Duration{-1});
    EXPECT_EQ(file.model.arrivals[1].recorded.size(), 1U);
}

TEST(ModelTrace, bad_rows_are_named) {
    ModelFile file = read(center + "duration: 1h\narrivals: [{trace: day.parquet}]\n");
    const auto refusal = [&](std::vector<TraceRow> rows) -> std::string {
        try {
            add_trace(file, file.traces[0], rows);
        } catch (const BadInput& bad) {
            return bad.what();
        }
        return "accepted";
    };
    EXPECT_EQ(refusal({{Instant{1}, "", "calls"}, {Instant{2}, "", "x"}}),
              "model.yaml:8:20: arrivals[0].trace: day.parquet, row 2: there is no queue \"x\"; "
              "define it in the centre");
    EXPECT_NE(refusal({{Instant{1}, "chat", "calls"}}).find("not of the media \"chat\""),
              std::string::npos);
    EXPECT_NE(refusal({{Instant{2}, "", "calls"}, {Instant{1}, "", "chats"}})
                  .find("row 2: it is earlier than the row before it"),
              std::string::npos);
    EXPECT_NE(refusal({{Instant{-1}, "", "calls"}}).find("earlier than the start"),
              std::string::npos);
    EXPECT_TRUE(file.model.arrivals.empty());
}

}  // namespace
}  // namespace cordboard::codec
