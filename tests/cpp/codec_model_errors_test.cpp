// SPDX-License-Identifier: Apache-2.0
// What model.yaml must not say.
#include <string>

#include <gtest/gtest.h>

#include "codec/model_reader.hpp"

namespace cordboard::codec {
namespace {

// Two lines stand before the text.
std::string refusal(const std::string& text, const std::string& duration = "duration: 8h\n") {
    const std::string center =
        "center: {skills: [a], agents: [{userName: ann}], agent_groups: [{name: g, agents: "
        "[ann]}], "
        "queues: [{name: calls, channel: voice}, {name: chats, channel: chat}]}\n";
    try {
        (void)read_model(center + duration + text, "m.yaml", {});
    } catch (const BadInput& bad) {
        return bad.what();
    }
    return "accepted";
}

TEST(ModelErrors, the_sentence_names_place_field_and_remedy) {
    EXPECT_EQ(refusal(""), "accepted");
    EXPECT_EQ(refusal("arivals: []"),
              "m.yaml:3:1: unknown key \"arivals\"; did you mean \"arrivals\"?");
    EXPECT_EQ(
        refusal("arrivals:\n  - {queue: cals, rate: 1/min}\n"),
        "m.yaml:4:13: arrivals[0].queue: there is no queue \"cals\"; did you mean \"calls\"?");
    EXPECT_EQ(refusal("arrivals: [{queue: calls, media: chat, rate: 1/min}]"),
              "m.yaml:3:34: arrivals[0].media: the queue \"calls\" is of the media \"voice\"; "
              "leave the media away");
    EXPECT_EQ(refusal("handling: [{distribution: exponential, mean: 0s}]"),
              "m.yaml:3:46: handling[0].mean: mean: expected a duration above 0");
    EXPECT_EQ(refusal("patience: [{agent_group: g, distribution: constant, value: 1s}]"),
              "m.yaml:3:13: patience[0].agent_group: patience does not depend on an agent group: "
              "nobody serves yet; narrow it by media, queue or skill");
    EXPECT_EQ(refusal("timezone: Mars/Base"),
              "m.yaml:3:11: timezone: there is no time zone \"Mars/Base\"; write a name such as "
              "Europe/Paris, or UTC");
}

struct Mistake {
    const char* text;
    const char* expected;
};

class ModelMistakes : public testing::TestWithParam<Mistake> {};

TEST_P(ModelMistakes, is_refused) {
    const std::string sentence = refusal(GetParam().text);
    EXPECT_NE(sentence.find(GetParam().expected), std::string::npos)
        << GetParam().text << "\n  " << sentence;
}

constexpr Mistake of_the_run[] = {
    {"start: 2026-03-02T08:00:00", "has no time zone"},
    {"start: 0", "start: expected an instant"},
    {"warm_up: 8h", "warm_up: the warm-up lies inside the duration"},
    {"warm_up: -1s", "warm_up"},
    {"end: drian", "did you mean drain?"},
    {"arrivals: {queue: calls}", "arrivals: expected a list"},
    {"arrivals: [{rate: 1/min}]", "the key \"queue\" is missing"},
    {"arrivals: [{queue: calls}]", "expected one of rate, profile, trace"},
    {"arrivals: [{queue: calls, rate: 1/min, profile: {every: 1s, mean: [1]}}]", "expected one of"},
    {"arrivals: [{queue: calls, rate: 48}]", "arrivals[0].rate"},
    {"arrivals: [{queue: calls, rate: 1000000000/s}]",
     "m.yaml:3:33: arrivals[0].rate: more than 1,000,000,000 interactions would arrive"},
    {"arrivals: [{queue: calls, profile: {every: 1h, mean: [9e8, 2e8]}}]",
     "arrivals[0].profile.mean: more than 1,000,000,000 interactions would arrive"},
    {"arrivals: [{queue: calls, rate: -1/min}]", "arrivals[0].rate"},
    {"arrivals: [{queue: calls, rate: 1/min, dya_level: {}}]", "did you mean \"day_level\"?"},
    {"arrivals: [{queue: calls, profile: {every: 5min, mean: []}}]",
     "arrivals[0].profile.mean: expected at least one mean number"},
    {"arrivals: [{queue: calls, profile: {every: 5min, mean: [1, -2]}}]", "profile.mean[1]"},
    {"arrivals: [{queue: calls, profile: {every: 5min, mean: [.inf]}}]", "profile.mean[0]"},
    {"arrivals: [{queue: calls, profile: {every: 0s, mean: [1]}}]", "profile.every"},
    {"arrivals: [{queue: calls, profile: {mean: [1]}}]", "the key \"every\" is missing"},
    {"arrivals: [{queue: calls, profile: [1, 2]}]", "profile: expected a mapping"},
    {"arrivals: [{queue: calls, rate: 1/h, day_level: {gamma: 0}}]", "day_level.gamma"},
    {"arrivals: [{queue: calls, rate: 1/h, day_level: {share: x}}]", "\"gamma\" is missing"},
    {"arrivals: [{queue: calls, rate: 1/h, day_level: {gamma: 2, share: x}}, "
     "{queue: calls, rate: 1/h, day_level: {gamma: 3, share: x}}]",
     "arrivals[1].day_level.gamma: rows that share a day level have one gamma"},
    {"arrivals: [{trace: a.parquet, rate: 1/h}]", "unknown key \"rate\""},
    {"arrivals: [{trace: 5}]", "arrivals[0].trace: expected a text"},
    {"service_level: [{queue: calls}]", "the key \"within\" is missing"},
    {"service_level: [{queue: calls, within: 20}]", "service_level[0].within"},
    {"service_level: [{queue: calls, within: 1s}, {queue: calls, within: 2s}]",
     "service_level[1].queue: the queue has a service level already"},
    {"service_level: [{queue: calls, media: chat, within: 1s}]", "is of the media \"voice\""},
    {"timezone: 5", "timezone: expected a text"},
};
INSTANTIATE_TEST_SUITE_P(of_the_run, ModelMistakes, testing::ValuesIn(of_the_run));

constexpr Mistake of_rules[] = {
    {"handling: [{mean: 1s}]", "the key \"distribution\" is missing"},
    {"handling: [{distribution: normal, mean: 1s}]", "expected one of constant"},
    {"handling: [{distribution: expoential, mean: 1s}]", "did you mean exponential?"},
    {"handling: [{distribution: exponential}]", "the key \"mean\" is missing"},
    {"handling: [{distribution: exponential, mean: 60}]", "has no unit"},
    {"handling: [{distribution: exponential, mean: 1s, cv: 1}]", "unknown key \"cv\""},
    {"handling: [{distribution: constant, mean: 1s}]", "the key \"value\" is missing"},
    {"handling: [{distribution: uniform, low: 3s, high: 1s}]", "expected 0 <= low <= high"},
    {"handling: [{distribution: lognormal, mean: 1s, cv: -1}]", "handling[0].cv: cv: expected"},
    {"handling: [{distribution: gamma, mean: 1s, cv: 0}]", "handling[0].cv: cv: expected"},
    {"handling: [{distribution: gamma, mean: 1s, cv: big}]", "expected a finite number"},
    {"handling: [{distribution: erlang, mean: 1s, k: 0}]", "handling[0].k: k: expected"},
    {"handling: [{distribution: erlang, mean: 1s, k: 1.5}]", "handling[0].k: expected a whole"},
    {"handling: [{distribution: weibull, mean: 1s, shape: 0}]", "handling[0].shape: shape:"},
    {"handling: [{distribution: empirical, values: []}]", "handling[0].values: values: expected"},
    {"handling: [{distribution: empirical, values: [1s, -1s]}]", "handling[0].values[1]"},
    {"handling: [{media: fax, distribution: constant, value: 1s}]", "there is no media \"fax\""},
    {"handling: [{skill: b, distribution: constant, value: 1s}]", "there is no skill \"b\""},
    {"after_call: [{agent_group: h, distribution: constant, value: 1s}]", "no agent group \"h\""},
    {"answer: [{queue: q, distribution: constant, value: 1s}]", "there is no queue \"q\""},
    {"patience: [{queue: calls, media: chat, distribution: constant, value: 1s}]",
     "patience[0].media: the queue \"calls\" is of the media \"voice\""},
    {"handling: [{qeue: calls, distribution: constant, value: 1s}]", "did you mean \"queue\"?"},
};
INSTANTIATE_TEST_SUITE_P(of_rules, ModelMistakes, testing::ValuesIn(of_rules));

constexpr Mistake of_shifts[] = {
    {"shifts: [{from: \"08:00\", to: \"09:00\"}]", "expected one of agent_group, agent"},
    {"shifts: [{agent: ann, agent_group: g, from: \"08:00\", to: \"09:00\"}]", "expected one of"},
    {"shifts: [{agent: bob, from: \"08:00\", to: \"09:00\"}]", "there is no agent \"bob\""},
    {"shifts: [{agent_group: h, from: \"08:00\", to: \"09:00\"}]", "no agent group \"h\""},
    {"shifts: [{agent: ann, from: \"08:00\"}]", "the key \"to\" is missing"},
    {"shifts: [{agent: ann, from: 8, to: \"09:00\"}]", "shifts[0].from: expected a time of day"},
    {"shifts: [{agent: ann, from: \"08:00\", to: \"25:00\"}]", "shifts[0].to"},
    {"shifts: [{agent: ann, from: \"08:00\", to: \"08:00\"}]", "from and to are the same time"},
    {"shifts: [{agent: ann, from: \"08:00\", to: \"09:00\", braeks: []}]", "\"breaks\"?"},
    {"shifts: [{agent: ann, from: \"08:00\", to: \"09:00\", breaks: "
     "[{from: \"09:00\", to: \"09:30\"}]}]",
     "shifts[0].breaks[0]: the break does not lie within its shift"},
    {"shifts: [{agent: ann, from: \"02:00\", to: \"09:00\", breaks: "
     "[{from: \"03:00\", to: \"05:00\"}, {from: \"04:00\", to: \"06:00\"}]}]",
     "shifts[0].breaks[1]: the break begins before the one before it has ended"},
    {"shifts: [{agent: ann, from: \"02:00\", to: \"05:00\"}, "
     "{agent_group: g, from: \"04:00\", to: \"06:00\"}]",
     "shifts[1]: the agent \"ann\" has another shift at the same time, in line 3"},
};
INSTANTIATE_TEST_SUITE_P(of_shifts, ModelMistakes, testing::ValuesIn(of_shifts));

TEST(ModelErrors, the_run_needs_a_center_and_a_duration) {
    EXPECT_NE(refusal("", "").find("the key \"duration\" is missing"), std::string::npos);
    EXPECT_NE(refusal("", "duration: 0s\n").find("duration"), std::string::npos);
    const auto read = [](const std::string& text) -> std::string {
        try {
            (void)read_model(text, "m.yaml", {});
        } catch (const BadInput& bad) {
            return bad.what();
        }
        return "accepted";
    };
    EXPECT_EQ(read("duration: 8h"), "m.yaml:1:1: the key \"center\" is missing; add it");
    EXPECT_EQ(read("center: c.yaml\nduration: 8h"),
              "m.yaml:1:9: center: the name of a file cannot be followed here; write the sections "
              "of the centre in its place");
    EXPECT_NE(read("center: [1]\nduration: 8h").find("center: expected a mapping"),
              std::string::npos);
    EXPECT_EQ(read("center: {agents: [{userName: a, skills: {b: 1}}]}\nduration: 8h"),
              "m.yaml:1:42: center.agents[0].skills.b: there is no skill \"b\"; the file defines "
              "none");
    EXPECT_NE(read("").find("expected a mapping, found nothing"), std::string::npos);
    EXPECT_EQ(read("center: {timezone: Mars}\nduration: 8h"),
              "m.yaml:1:20: timezone: there is no time zone \"Mars\"; write a name such as "
              "Europe/Paris, or UTC");
}

TEST(ModelErrors, too_many_shifts_are_refused_before_they_fill_the_memory) {
    try {
        (void)read_model(
            "center: {agents: [{userName: \"a{n}\", count: 2000}]}\n"
            "duration: 8000d\n"
            "shifts: [{agent: \"a{n}\", from: \"08:00\", to: \"16:00\"}]\n",
            "m.yaml", {});
        FAIL();
    } catch (const BadInput& bad) {
        EXPECT_NE(std::string(bad.what()).find("shifts[0]: the run has more than 20000000"),
                  std::string::npos);
    }
}

}  // namespace
}  // namespace cordboard::codec
