// SPDX-License-Identifier: Apache-2.0
// What center.yaml must not say: each mistake gets one sentence with place, field and remedy.
#include <string>

#include <gtest/gtest.h>

#include <cordboard/codec.hpp>

namespace cordboard::codec {
namespace {

std::string refusal(const std::string& text) {
    try {
        (void)read_center(text, "c.yaml", Instant{0});
    } catch (const BadInput& bad) {
        return bad.what();
    }
    return "accepted";
}

TEST(CenterErrors, the_sentence_names_place_field_and_remedy) {
    EXPECT_EQ(refusal("agnets: []"),
              "c.yaml:1:1: unknown key \"agnets\"; did you mean \"agents\"?");
    EXPECT_EQ(refusal("skills: [billing]\nagents:\n  - {userName: a, skils: {billing: 1}}\n"),
              "c.yaml:3:19: agents[0]: unknown key \"skils\"; did you mean \"skills\"?");
    EXPECT_EQ(refusal("agents: [{userName: a, skills: {biling: 1}}]\nskills: [billing]\n"),
              "c.yaml:1:33: agents[0].skills.biling: there is no skill \"biling\"; did you mean "
              "\"billing\"?");
    EXPECT_EQ(refusal("agents:\n  - {userName: ann}\n  - {userName: ann}\n"),
              "c.yaml:3:16: agents[1].userName: the agent \"ann\" is there already, in line 2; "
              "give each a name of its own");
    EXPECT_EQ(refusal("queues: [{name: q, channel: fax}]"),
              "c.yaml:1:29: queues[0].channel: there is no media \"fax\"; define it, or name one "
              "that is defined");
    EXPECT_EQ(refusal("queues: [{name: q, channel: chat}]\n"
                      "routing: [{queue: q, target: {skill: \"billing >= 5\"}}]\n"),
              "c.yaml:2:38: routing[0].target.skill: no such skill \"billing\"");
    EXPECT_EQ(refusal("queues: [{name: q, channel: chat}]\nskills: [english, billing]\n"
                      "routing: [{queue: q, target: {skill: \"english & ~(biling > 5)\"}}]\n"),
              "c.yaml:3:38: routing[0].target.skill: no such skill \"biling\"; did you mean "
              "\"billing\"?");
    EXPECT_EQ(refusal("queues: [{name: q, channel: chat}]\nskills: [billing]\n"
                      "routing: [{queue: q, target: {skill: \"billing >= \"}}]\n"),
              "c.yaml:3:38: routing[0].target.skill: the skill expression cannot be read: "
              "\"billing >= \"; write for example \"billing >= 5 & english\"");
    EXPECT_EQ(refusal("settings: {ring_timeout: 10}"),
              "c.yaml:1:26: settings.ring_timeout: the duration \"10\" has no unit; write 10s, or "
              "another unit: ms, min, h, d");
    EXPECT_EQ(refusal("agents: [{userName: \"a{n}\"}]"),
              "c.yaml:1:21: agents[0].userName: a name with {n} stands for several agents; say "
              "how many with \"count\"");
}

struct Mistake {
    const char* text;
    const char* expected;  // a part of the sentence
};

class CenterMistakes : public testing::TestWithParam<Mistake> {};

TEST_P(CenterMistakes, is_refused) {
    const std::string sentence = refusal(GetParam().text);
    EXPECT_NE(sentence.find(GetParam().expected), std::string::npos)
        << GetParam().text << "\n  " << sentence;
}

constexpr Mistake of_form[] = {
    {"[1]", "c.yaml:1:1: expected a mapping, found a list"},
    {"agents: {userName: a}", "agents: expected a list, found a mapping"},
    {"agents: [ann]", "agents[0]: expected a mapping, found \"ann\""},
    {"tenant: {}", "tenant: the key \"name\" is missing"},
    {"tenant: {name: T, id: 0}", "tenant.id: expected a whole number from 1"},
    {"tenant: {name: T, ID: 1}", "did you mean \"id\"?"},
    {"tenant: {name: \"\"}", "expected a text, found an empty one"},
    {"media: [{nmae: chat}]", "did you mean it by \"nmae\"?"},
    {"media: [{name: chat, alone: 1}]", "media[0].alone: expected true or false, found 1"},
    {"media: [{name: chat, with: voice}]", "media[0].with: expected a list"},
    {"media: [{name: chat, kind: x}]", "unknown key \"kind\""},
    {"skills: [{name: 5}]", "skills[0].name: expected a text, found 5"},
    {"skills: [{name: a, level: 1}]", "unknown key \"level\""},
    {"agent_states: [{operationName: X, state: Logout}]", "expected one of NotReady, Ready"},
    {"agent_states: [{operationName: X, workMode: AuxWrok}]", "did you mean AuxWork?"},
    {"agents: [{userName: a, capacity: {voice: -1}}]", "between 0 and 1000, found -1"},
    {"agents: [{userName: a, capacity: 2}]", "agents[0].capacity: expected a mapping, found 2"},
    {"skills: [a]\nagents: [{userName: a, skills: {a: 1001}}]", "between 0 and 1000"},
    {"skills: [a]\nagents: [{userName: a, skills: {a: high}}]", "found \"high\""},
    {"agents: [{userName: a, roles: ROLE_AGENT}]", "agents[0].roles: expected a list"},
    {"agents: [{userName: a, roles: [ROLE_AGNET]}]", "did you mean ROLE_AGENT?"},
    {"agents: [{userName: \"a{n}\", count: 0}]", "agents[0].count: expected a whole number"},
    {"agents: [{userName: \"a{n}\", count: 1000001}]", "between 1 and 1000000"},
    {"agents: [{userName: a, count: 2}]", "a row with a count needs {n} in its userName"},
    {"agents: [{userName: a, loginCodes: 7}]", "agents[0].loginCodes: expected a list"},
    {"agents: [{userName: a, loginCodes: [[]]}]", "agents[0].loginCodes[0]"},
    {"agents: [{userName: a, loginCodes: [{code: 1, place: x}]}]",
     "agents[0].loginCodes[0]: unknown key"},
    {"agents: [{userName: a, loginCodes: [7, 7]}]",
     "agents[0].loginCodes[1]: an object of this name exists"},
    {"places: [{name: P, devices: D}]", "places[0].devices: expected a list"},
    {"devices: [{phoneNumber: 1, telephonyNetwork: private}]", "did you mean Private?"},
    {"queues: [{name: q}]", "the key \"channel\" is missing"},
    {"workbins: [{name: w, owner: nobody}]", "expected one of shared, agent, group, place"},
    {"contacts: [{name: c, type: user}]", "did you mean User?"},
    {"settings: {pull: oldest}", "expected one of priority, skill_level, longest_waiting"},
    {"settings: {ring_timeout: -1s}", "settings.ring_timeout"},
    {"settings: {ringtimeout: 1s}", "did you mean \"ring_timeout\"?"},
    {"settings: {general: 5}", "settings.general: expected a mapping"},
    {"security: {csrf: maybe}", "expected one of off, on"},
    {"security: {allowed_origins: [1]}", "security.allowed_origins[0]"},
    {"security: {password_minimum: 0}", "security.password_minimum"},
    {"security: {control: yes}", "security.control: expected true or false"},
    {"security: {limits: 1}", "security.limits: expected a mapping"},
    {"security: {csfr: on}", "did you mean \"csrf\"?"},
    {"features: all", "features: expected a list"},
    {"features: [api-vocie]", "features[0]: expected one of api-voice"},
    {"settings: {general: {countryCode: DEU}}", "settings.general.countryCode: the value"},
    {"settings: {reporting: {defaultServiceLevelInterval: 0}}",
     "settings.reporting.defaultServiceLevelInterval: the value is out of its range"},
    {"settings: {reporting: {countryCode: DE}}", "settings.reporting: unknown key"},
    {"settings: {groups: [{name: reporting}]}", "settings.groups[0].name: an object of this name"},
    {"settings: {groups: [{name: a, settings: [{id: 1}]}]}",
     "settings.groups[0].settings[0]: a value is required"},
    {"compat: []", "compat: expected a mapping"},
    {"statistics: 5", "statistics: expected a list"},
    {"timezone: 1", "timezone: expected a text"},
};
INSTANTIATE_TEST_SUITE_P(of_form, CenterMistakes, testing::ValuesIn(of_form));

constexpr Mistake of_reference[] = {
    {"media: [{name: chat, with: [vioce]}, {name: voice}]", "did you mean \"voice\"?"},
    {"media: [{name: a, with: [b]}, {name: b, with: [a]}]", "name each other in a circle"},
    {"media: [chat, {name: chat}]", "the media \"chat\" is there already, in line 1"},
    {"skills: [a, a]", "skills[1]: the skill \"a\" is there already"},
    {"agent_states: [{operationName: Ready}]", "the agent state \"Ready\" is there already"},
    {"agent_states: [{operationName: A, reason: r}, {operationName: B, reason: r}]",
     "agent_states[1].reason: an object of this name exists"},
    {"agent_states: [{operationName: A, state: Ready, workMode: AuxWork}]",
     "agent_states[0].workMode: the value is not valid"},
    {"agents: [{userName: a, capacity: {voise: 1}}]", "did you mean \"voice\"?"},
    {"agents: [{userName: a, place: P}]", "agents[0].place: there is no place \"P\"; the file"},
    {"places: [{name: P1}]\nagents: [{userName: \"a{n}\", count: 2, place: \"P{n}\"}]",
     "there is no place \"P2\"; did you mean \"P1\"?"},
    {"agents: [{userName: a1}, {userName: \"a{n}\", count: 1}]", "agent \"a1\" is there already"},
    {"agent_groups: [{name: g, agents: [x]}]", "agent_groups[0].agents[0]: there is no agent"},
    {"agents: [{userName: a}]\nagent_groups: [{name: g, agents: [a, a]}]",
     "agent_groups[0].agents[1]: the agent \"a\" is in this group already"},
    {"agent_groups: [{name: g}, {name: g}]", "the agent group \"g\" is there already"},
    {"places: [{name: P, devices: [5]}]", "there is no device \"5\"; the file defines none"},
    {"places: [{name: P, devices: [\"5\"]}, {name: R, devices: [\"5\"]}]\n"
     "devices: [{phoneNumber: \"5\"}]",
     "places[1].devices[0]: the device \"5\" stands at the place \"P\" already"},
    {"devices: [{phoneNumber: 5}, {phoneNumber: \"5\"}]", "the device \"5\" is there already"},
    {"media: [chat]\nroute_points: [{name: r}]", "there is no media \"voice\" for it"},
    {"queues: [{name: q, channel: chat}]\nvirtual_queues: [{name: q, channel: chat}]",
     "the queue \"q\" is there already, in line 1"},
    {"workbins: [{name: w, default_for: [fax]}]", "fax"},
    {"workbins: [{name: w}, {name: w}]", "the workbin \"w\" is there already"},
    {"contacts: [{name: c}, {name: c}]", "the contact \"c\" is there already"},
};
INSTANTIATE_TEST_SUITE_P(of_reference, CenterMistakes, testing::ValuesIn(of_reference));

constexpr Mistake of_routing[] = {
    {"routing: [{queue: qq}]", "routing[0].queue: there is no queue \"qq\"; did you mean \"q\"?"},
    {"routing: [{queue: q}, {queue: q}]", "the queue \"q\" has a rule already, in line 4"},
    {"routing: [{queue: q, target: {}}]", "expected one of skill, agent, agent_group"},
    {"routing: [{queue: q, target: {skill: a, agent: ann}}]", "expected one of skill"},
    {"routing: [{queue: q, target: {skil: a}}]", "did you mean \"skill\"?"},
    {"routing: [{queue: q, target: []}]", "expected at least one target"},
    {"routing: [{queue: q, target: a}]", "routing[0].target: expected a mapping"},
    {"routing: [{queue: q, target: {agent: anne}}]", "did you mean \"ann\"?"},
    {"routing: [{queue: q, target: {agent_group: g}}]", "there is no agent group \"g\""},
    {"routing: [{queue: q, target: [{skill: a}, {skill: \"a &\"}]}]", "target[1].skill: the skill"},
    {"routing: [{queue: q, overflow: {after: 1s, target: {skill: a}}}]", "this one has none"},
    {"routing: [{queue: q, target: {skill: a}, overflow: {target: {skill: a}}}]",
     "the key \"after\" is missing"},
    {"routing: [{queue: q, target: {skill: a}, overflow: {after: 1s}}]",
     "the key \"target\" is missing"},
    {"routing: [{queue: q, target: {skill: a}, overflow: [{after: 9s, target: {skill: a}}, "
     "{after: 8s, target: {agent: ann}}]}]",
     "overflow[1].after: an overflow comes no earlier than the one before it"},
    {"routing: [{queue: q, target: {skill: a}, overflow: {after: 1s, target: {skill: a}, at: 2}}]",
     "unknown key \"at\""},
    {"routing: [{queue: q, priority: 1000001}]", "between -1000000 and 1000000"},
    {"routing: [{queue: q, priority: high}]", "routing[0].priority"},
    {"routing: [{queue: q, aging: {every: 30s}}]", "the key \"add\" is missing"},
    {"routing: [{queue: q, aging: {every: 0s, add: 1}}]", "routing[0].aging.every"},
    {"routing: [{queue: q, aging: {every: 1s, add: -1}}]", "routing[0].aging.add"},
    {"routing: [{queue: q, timeout: soon}]", "routing[0].timeout"},
    {"routing: [{queue: q, timeuot: 1s}]", "did you mean \"timeout\"?"},
};

class RoutingMistakes : public testing::TestWithParam<Mistake> {};

TEST_P(RoutingMistakes, is_refused) {
    const std::string sentence =
        refusal("skills: [a]\nagents: [{userName: ann}]\nqueues: [{name: q, channel: chat}]\n" +
                std::string(GetParam().text));
    EXPECT_NE(sentence.find(GetParam().expected), std::string::npos)
        << GetParam().text << "\n  " << sentence;
}
INSTANTIATE_TEST_SUITE_P(all, RoutingMistakes, testing::ValuesIn(of_routing));

TEST(CenterErrors, limits_of_the_engine_are_named_at_the_field) {
    const std::string longest(256, 'x');
    EXPECT_EQ(refusal("agents: [{userName: " + longest + "}]"), "accepted");
    const std::string shown = '"' + longest.substr(0, 40) + "...\"";
    EXPECT_EQ(refusal("agents: [{userName: " + longest + "x}]"),
              "c.yaml:1:21: agents[0].userName: the value is longer than its limit: " + shown);
    EXPECT_EQ(refusal("agents: [{userName: a, lastName: " + longest + "x}]"),
              "c.yaml:1:34: agents[0].lastName: the value is longer than its limit: " + shown);
    std::string media = "media: [m0";
    for (int i = 1; i < 33; ++i) {
        media += ", m" + std::to_string(i);
    }
    EXPECT_NE(refusal(media + "]").find("media[32]: a limit of the system is reached"),
              std::string::npos);
}

TEST(CenterErrors, too_many_targets_and_overflows) {
    std::string text =
        "agents: [{userName: \"a{n}\", count: 65}]\nqueues: [{name: q, channel: chat}]\n";
    std::string targets;
    for (int i = 1; i <= 65; ++i) {
        targets += "{agent: a" + std::to_string(i) + "}, ";
    }
    EXPECT_NE(refusal(text + "routing: [{queue: q, target: [" + targets + "]}]")
                  .find("a queue has at most 64 targets"),
              std::string::npos);
    std::string steps;
    for (int i = 1; i <= 9; ++i) {
        steps += "{after: " + std::to_string(i) + "s, target: {agent: a2}}, ";
    }
    EXPECT_NE(
        refusal(text + "routing: [{queue: q, target: {agent: a1}, overflow: [" + steps + "]}]")
            .find("a queue has at most 8 overflow steps"),
        std::string::npos);
}

}  // namespace
}  // namespace cordboard::codec
