// SPDX-License-Identifier: Apache-2.0
// What center.yaml becomes: each key, seen in the engine that takes the commands.
#include <string>

#include <gtest/gtest.h>

#include <cordboard/codec.hpp>
#include <cordboard/engine.hpp>

#include "codec/center_reader.hpp"
#include "codec/names.hpp"
#include "state/skill_levels.hpp"
#include "state/state.hpp"

namespace cordboard::codec {
namespace {

constexpr Instant given_at{1'000'000};

// A second engine takes what the reader gives: the commands are complete.
struct Played {
    explicit Played(const std::string& text) : center(read_center(text, "center.yaml", given_at)) {
        EventBatch events;
        for (const Command& command : center.commands) {
            EXPECT_EQ(command.at, given_at);
            const Verdict verdict = engine.apply(command, center.texts, events);
            EXPECT_TRUE(verdict.accepted());
        }
    }
    const Directory& directory() const { return engine.state().directory; }
    std::string_view text(TextId id) const { return engine.state().texts.view(id); }
    template <class ObjectId>
    ObjectId find(std::string_view name) const {
        ObjectId id;
        EXPECT_TRUE(find_name(engine.state(), name, id).found) << name;
        return id;
    }

    Center center;
    Engine engine;
};

TEST(CenterReader, an_empty_file_has_four_media_and_five_agent_states) {
    for (const char* text : {"", "{}", "media: []"}) {
        const Played played(text);
        ASSERT_EQ(played.directory().media.size(), 4U);
        const std::pair<const char*, MediaKind> expected[] = {{"voice", MediaKind::voice},
                                                              {"chat", MediaKind::chat},
                                                              {"email", MediaKind::email},
                                                              {"workitem", MediaKind::open}};
        for (std::size_t i = 0; i < 4; ++i) {
            EXPECT_EQ(played.text(played.directory().media[i].name), expected[i].first);
            EXPECT_EQ(played.directory().media[i].kind, expected[i].second);
        }
        ASSERT_EQ(played.directory().agent_states.size(), 5U);
        const AgentState& first = played.directory().agent_states[0];
        EXPECT_EQ(played.text(first.operation_name), "AfterCallWork");
        EXPECT_EQ(first.work_mode, WorkMode::after_call_work);
        EXPECT_EQ(played.text(played.directory().agent_states[3].operation_name), "Offline");
        EXPECT_EQ(played.directory().agent_states[3].state, ChannelState::logout);
        EXPECT_EQ(played.center.timezone, "UTC");
        EXPECT_EQ(played.center.tenant_id, 1);
        EXPECT_EQ(played.engine.state().settings.session_grace, seconds(60));
    }
}

TEST(CenterReader, tenant) {
    const Played played("tenant: {name: Environment, id: 7}");
    EXPECT_EQ(played.text(played.directory().tenant), "Environment");
    EXPECT_EQ(played.center.tenant_id, 7);
    EXPECT_EQ(Played("tenant: Alone").text(Played("tenant: Alone").directory().tenant), "Alone");
}

TEST(CenterReader, media_stand_beside_each_other_or_not) {
    const Played played(
        "media: [{name: chat, with: [voice, chat]}, {name: voice}, {name: fax, alone: true}, sms]");
    ASSERT_EQ(played.directory().media.size(), 4U);
    // Voice comes first, for chat names it.
    const MediaId voice = played.find<MediaId>("voice");
    EXPECT_EQ(voice.value, 0U);
    const Media& chat = played.directory().media[played.find<MediaId>("chat").value];
    EXPECT_FALSE(chat.beside_any);
    EXPECT_EQ(chat.beside.bits, 1U);
    EXPECT_TRUE(played.directory().media[0].beside_any);
    const Media& fax = played.directory().media[played.find<MediaId>("fax").value];
    EXPECT_TRUE(fax.alone);
    EXPECT_EQ(fax.kind, MediaKind::open);
    EXPECT_EQ(played.directory().media[played.find<MediaId>("sms").value].kind, MediaKind::open);
}

TEST(CenterReader, skills_and_agent_states) {
    const Played played(
        "skills: [{name: billing, description: Invoices}, french]\n"
        "agent_states:\n"
        "  - {operationName: OutToLunch, displayName: Out to lunch, state: NotReady,\n"
        "     workMode: AuxWork, reason: Lunch}\n"
        "  - {operationName: Manual, state: Ready, workMode: ManualIn}\n");
    EXPECT_EQ(played.text(played.directory().skills[0].description), "Invoices");
    EXPECT_EQ(played.find<SkillId>("french").value, 1U);
    const AgentState& lunch = played.directory().agent_states[5];
    EXPECT_EQ(played.text(lunch.display_name), "Out to lunch");
    EXPECT_EQ(played.text(lunch.reason), "Lunch");
    EXPECT_EQ(lunch.work_mode, WorkMode::aux_work);
    EXPECT_EQ(lunch.state, ChannelState::not_ready);
    const AgentState& manual = played.directory().agent_states[6];
    EXPECT_EQ(played.text(manual.display_name), "Manual");
    EXPECT_EQ(manual.state, ChannelState::ready);
    EXPECT_EQ(manual.work_mode, WorkMode::manual_in);
}

TEST(CenterReader, agents_with_everything) {
    const Played played(
        "skills: [{name: billing}]\n"
        "places: [{name: Place_1001, devices: [\"5001\", 5002]}]\n"
        "devices: [{phoneNumber: \"5001\", telephonyNetwork: Private},\n"
        "          {phoneNumber: 5002, telephonyNetwork: Public}]\n"
        "agents:\n"
        "  - {userName: ann@example.com, firstName: Ann, lastName: Berg, employeeId: 1001,\n"
        "     password: secret, loginCodes: [7001, {code: \"7002\", switch: north}], roles: "
        "[ROLE_AGENT, ROLE_ADMIN],\n"
        "     skills: {billing: 8}, place: Place_1001, capacity: {chat: 3, email: 0}}\n"
        "  - {userName: bob@example.com, roles: [ROLE_SUPERVISOR, ROLE_CLOUD_ADMIN]}\n");
    const Agent& ann = played.directory().agents[0];
    EXPECT_EQ(played.text(ann.user_name), "ann@example.com");
    EXPECT_EQ(played.text(ann.first_name), "Ann");
    EXPECT_EQ(played.text(ann.last_name), "Berg");
    EXPECT_EQ(played.text(ann.employee_id), "1001");
    EXPECT_EQ(ann.roles, 5);
    EXPECT_EQ(played.directory().agents[1].roles, 10);
    EXPECT_EQ(ann.default_place.value, 0U);
    EXPECT_FALSE(played.directory().agents[1].default_place.exists());
    EXPECT_EQ(played.directory().skill_levels.at(0, 0), 8);
    EXPECT_EQ(played.directory().skill_levels.at(1, 0), 0);
    const auto capacity = [&](std::size_t agent, std::string_view media) {
        return played.directory().channels.at(agent, played.find<MediaId>(media).value).capacity;
    };
    EXPECT_EQ(capacity(0, "voice"), 1);
    EXPECT_EQ(capacity(0, "chat"), 3);
    EXPECT_EQ(capacity(0, "email"), 0);
    EXPECT_EQ(capacity(1, "chat"), 1);
    EXPECT_EQ(played.directory().devices[1].place.value, 0U);
    EXPECT_TRUE(played.directory().devices[1].public_network);
    EXPECT_FALSE(played.directory().devices[0].public_network);
    ASSERT_EQ(played.center.credentials.size(), 1U);
    EXPECT_EQ(played.center.credentials[0].user_name, "ann@example.com");
    EXPECT_EQ(played.center.credentials[0].password, "secret");
    ASSERT_EQ(played.directory().login_codes.size(), 2U);
    const LoginCode& first = played.directory().login_codes[ann.first_login_code];
    EXPECT_EQ(played.text(first.code), "7001");
    EXPECT_EQ(played.text(first.switch_name), "");
    EXPECT_EQ(played.text(played.directory().login_codes[first.next].code), "7002");
    EXPECT_EQ(played.text(played.directory().login_codes[first.next].switch_name), "north");
}

TEST(CenterReader, a_password_never_enters_the_commands) {
    const Center center =
        read_center("agents: [{userName: ann, password: PASSPHRASE}]", "c.yaml", given_at);
    const Text all{0, static_cast<std::uint32_t>(center.texts.size())};
    EXPECT_EQ(center.texts.view(all).find("PASSPHRASE"), std::string_view::npos);
    EXPECT_NE(center.texts.view(all).find("ann"), std::string_view::npos);
}

TEST(CenterReader, a_row_with_a_count_makes_many_agents) {
    const Played played(
        "skills: [a]\n"
        "places: [{name: P1}, {name: P2}, {name: P3}]\n"
        "agents:\n"
        "  - {userName: first}\n"
        "  - {userName: \"a{n}@example.com\", count: 3, firstName: \"A{n}{n}\", skills: {a: 2},\n"
        "     place: \"P{n}\", password: \"p{n}\"}\n"
        "agent_groups:\n"
        "  - {name: all, agents: [\"a{n}@example.com\", first]}\n"
        "  - {name: two, agents: [a2@example.com]}\n");
    ASSERT_EQ(played.directory().agents.size(), 4U);
    EXPECT_EQ(played.text(played.directory().agents[3].user_name), "a3@example.com");
    EXPECT_EQ(played.text(played.directory().agents[3].first_name), "A33");
    EXPECT_EQ(played.directory().agents[3].default_place.value, 2U);
    EXPECT_EQ(played.directory().skill_levels.at(1, 0), 2);
    EXPECT_EQ(played.center.credentials[2].password, "p3");
    for (std::size_t agent = 0; agent < 4; ++agent) {
        EXPECT_EQ(played.directory().group_members.at(agent, 0), 1) << agent;
        EXPECT_EQ(played.directory().group_members.at(agent, 1), agent == 2 ? 1 : 0) << agent;
    }
}

TEST(CenterReader, queues_of_three_kinds_workbins_and_contacts) {
    const Played played(
        "queues: [{name: support, channel: chat}, {name: b, channel: voice, phoneNumber: 8001}]\n"
        "virtual_queues: [{name: vq, channel: email}]\n"
        "route_points: [{name: rp, phoneNumber: \"8000\"}]\n"
        "workbins: [{name: Drafts, owner: agent, default_for: [email]}, {name: Plain}]\n"
        "contacts: [{name: Front desk, phoneNumber: \"9\", type: User}, {name: c}]\n");
    const auto& queues = played.directory().queues;
    ASSERT_EQ(queues.size(), 4U);
    EXPECT_EQ(queues[0].media, played.find<MediaId>("chat"));
    EXPECT_EQ(queues[0].kind, QueueKind::queue);
    EXPECT_EQ(played.text(queues[1].phone_number), "8001");
    EXPECT_EQ(queues[2].kind, QueueKind::virtual_queue);
    EXPECT_EQ(queues[2].media, played.find<MediaId>("email"));
    EXPECT_EQ(queues[3].kind, QueueKind::route_point);
    EXPECT_EQ(queues[3].media, played.find<MediaId>("voice"));
    EXPECT_EQ(played.directory().workbins[0].owner, WorkbinOwner::agent);
    EXPECT_EQ(played.directory().workbins[1].owner, WorkbinOwner::shared);
    const MediaId email = played.find<MediaId>("email");
    EXPECT_EQ(played.directory().media[email.value].default_workbin, WorkbinId{0});
    EXPECT_EQ(played.directory().contacts[0].kind, ContactKind::user);
    EXPECT_EQ(played.text(played.directory().contacts[0].phone_number), "9");
    EXPECT_EQ(played.directory().contacts[1].kind, ContactKind::custom);
}

// The targets of a stage as a text: "billing >= 5, g".
std::string stage(const Played& played, std::uint32_t queue, std::size_t number) {
    const Directory& directory = played.directory();
    const Queue& rule = directory.queues[queue];
    if (static_cast<std::size_t>(rule.stages) <= number) {
        return "none";
    }
    std::string all;
    for (const TargetId id : directory.target_lists[rule.stage[number].targets.value].targets) {
        const Target& target = directory.targets[id.value];
        const State& state = played.engine.state();
        all += all.empty() ? "" : ", ";
        all += target.kind == TargetKind::skill   ? played.text(target.skill)
               : target.kind == TargetKind::agent ? name_of(state, target.agent)
                                                  : name_of(state, target.agent_group);
    }
    return all;
}

TEST(CenterReader, an_overflow_widens_the_targets) {
    const Played played(
        "skills: [billing]\n"
        "agents: [{userName: ann}]\n"
        "agent_groups: [{name: g}]\n"
        "queues: [{name: q, channel: chat}, {name: r, channel: chat}, {name: s, channel: voice}]\n"
        "routing:\n"
        "  - queue: q\n"
        "    target: {skill: \"billing >= 5\"}\n"
        "    priority: 3\n"
        "    aging: {every: 30s, add: 2}\n"
        "    timeout: 15s\n"
        "    overflow:\n"
        "      - {after: 60s, target: {skill: billing >= 1}}\n"
        "      - {after: 2min, target: [{agent_group: g}, {skill: \"billing >= 5\"}]}\n"
        "  - {queue: r, target: [{skill: \"billing >= 5\"}, {agent: ann}],\n"
        "     overflow: {after: 1s, target: {agent_group: g}}}\n"
        "  - {queue: s, priority: -1}\n");
    EXPECT_EQ(stage(played, 0, 0), "billing >= 5");
    EXPECT_EQ(stage(played, 0, 1), "billing >= 5, billing >= 1");
    EXPECT_EQ(stage(played, 0, 2), "billing >= 5, billing >= 1, g");
    EXPECT_EQ(stage(played, 0, 3), "none");
    EXPECT_EQ(stage(played, 1, 0), "billing >= 5, ann");
    EXPECT_EQ(stage(played, 1, 1), "billing >= 5, ann, g");
    EXPECT_EQ(stage(played, 2, 0), "none");
    const Queue& q = played.directory().queues[0];
    EXPECT_EQ(q.stage[2].after, minutes(2));
    EXPECT_EQ(q.priority, 3);
    EXPECT_EQ(q.aging_every, seconds(30));
    EXPECT_EQ(q.aging_add, 2);
    EXPECT_TRUE(q.has_timeout);
    EXPECT_EQ(q.timeout, seconds(15));
    EXPECT_FALSE(played.directory().queues[1].has_timeout);
    EXPECT_EQ(played.directory().queues[2].priority, -1);
    // Equal targets of one media are one target.
    EXPECT_EQ(played.directory().targets.size(), 4U);
}

TEST(CenterReader, settings_of_the_engine_and_of_clients) {
    const Played played(
        "settings:\n"
        "  pull: longest_waiting\n"
        "  ring_timeout: 10s\n"
        "  after_call_work: 5s\n"
        "  session_grace: 2min\n"
        "  recording: {mode: all}\n"
        "  general: {countryCode: DE}\n"
        "  reporting: {defaultServiceLevelInterval: 20}\n"
        "  groups: [{name: colours, settings: [{name: red}, {name: blue, of: [sky]}]}]\n");
    EXPECT_EQ(played.engine.state().routing.pull, Pull::longest_waiting);
    EXPECT_EQ(played.engine.state().settings.ring_timeout, seconds(10));
    EXPECT_EQ(played.engine.state().settings.after_call_work, seconds(5));
    EXPECT_EQ(played.engine.state().settings.session_grace, minutes(2));
    EXPECT_EQ(played.center.extras.recording, "{\"mode\":\"all\"}");
    const auto set = [&](CenterSetting setting) {
        return played.text(
            played.engine.state().settings.center[static_cast<std::size_t>(setting)]);
    };
    EXPECT_EQ(set(CenterSetting::country_code), "DE");
    EXPECT_EQ(set(CenterSetting::service_level_interval), "20");
    EXPECT_EQ(set(CenterSetting::country_name), "");
    const SettingsGroup& group = played.directory().settings_groups.at(0);
    EXPECT_EQ(played.text(group.name), "colours");
    EXPECT_EQ(played.text(group.display_name), "colours");
    EXPECT_EQ(played.text(group.key), "name");
    EXPECT_EQ(group.settings.size(), 2U);
    EXPECT_EQ(Played("settings: {pull: skill_level}").engine.state().routing.pull,
              Pull::skill_level);
}

TEST(CenterReader, what_the_engine_does_not_take_is_kept) {
    const Center center = read_center(
        "timezone: Europe/Paris\n"
        "compat: {unauthenticated: forbidden}\n"
        "security: {csrf: off, allowed_origins: [\"https://a.example\"], password_minimum: 8,\n"
        "           customer_key: k, control_key: \"2\", control: true, limits: {depth: 3}}\n"
        "statistics: statistics.yaml\n",
        "center.yaml", given_at);
    EXPECT_EQ(center.file, "center.yaml");
    EXPECT_EQ(center.timezone, "Europe/Paris");
    EXPECT_EQ(center.timezone_position, (Position{1, 11}));
    EXPECT_EQ(center.extras.compat, "{\"unauthenticated\":\"forbidden\"}");
    EXPECT_EQ(
        center.extras.security,
        "{\"csrf\":\"off\",\"allowed_origins\":[\"https://a.example\"],\"password_minimum\":8,"
        "\"customer_key\":\"k\",\"control_key\":\"2\",\"control\":true,"
        "\"limits\":{\"depth\":3}}");
    EXPECT_EQ(center.extras.statistics_file, "statistics.yaml");
    EXPECT_EQ(center.extras.statistics, "");
    const Center inline_definitions =
        read_center("statistics: [{name: A}]", "center.yaml", given_at);
    EXPECT_EQ(inline_definitions.extras.statistics, "[{\"name\":\"A\"}]");
    EXPECT_EQ(inline_definitions.extras.statistics_file, "");
}

TEST(CenterReader, features_that_are_not_named_are_off) {
    EXPECT_EQ(Played("{}").engine.state().settings.disabled_features, 0U);
    EXPECT_EQ(
        Played("features: [api-voice, api-multimedia]").engine.state().settings.disabled_features,
        0b11010U);
}

TEST(CenterReader, json_is_read_alike) {
    const Played played(
        "agents: [{userName: ann}]\nqueues: [{name: q, channel: chat}]\n"
        "routing: [{queue: q, target: {agent: ann}}]\n");
    const Center center = read_center(
        "{\"routing\": [{\"queue\": \"q\", \"target\": {\"agent\": \"ann\"}}], "
        "\"queues\": [{\"name\": \"q\", \"channel\": \"chat\"}], "
        "\"agents\": [{\"userName\": \"ann\"}]}",
        "center.json", given_at);
    Engine engine;
    EventBatch events;
    for (const Command& command : center.commands) {
        ASSERT_TRUE(engine.apply(command, center.texts, events).accepted());
    }
    EXPECT_EQ(engine.state_hash(), played.engine.state_hash());
}

TEST(CenterReader, ten_thousand_agents) {
    std::string text = "skills: [billing, support]\nagents:\n";
    for (int i = 0; i < 10'000; ++i) {
        text += "  - {userName: agent" + std::to_string(i) +
                "@example.com, skills: {billing: 5, support: 3}, capacity: {chat: 3}}\n";
    }
    text += "queues: [{name: q, channel: chat}]\nrouting: [{queue: q, target: {skill: billing}}]\n";
    const Played played(text);
    EXPECT_EQ(played.directory().agents.size(), 10'000U);
    EXPECT_EQ(played.find<AgentId>("agent9999@example.com").value, 9'999U);
    EXPECT_EQ(played.directory().skill_levels.at(9'999, 1), 3);
    // Four media, two skills, five agent states; 10,000 agents with a capacity and two levels each;
    // the queue, its target, the list of that, and the rule.
    EXPECT_EQ(played.center.commands.size(), 11U + 40'000U + 4U);
}

}  // namespace
}  // namespace cordboard::codec
