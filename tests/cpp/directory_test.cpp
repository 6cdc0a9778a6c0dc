// SPDX-License-Identifier: Apache-2.0
// The directory: what is created is kept as it was given, names are unique among their kind, and
// bad values are refused by field.
#include "support/center_builder.hpp"

namespace cordboard::test {
namespace {

std::string_view view(const Center& center, TextId id) { return center.state().texts.view(id); }

std::string letters(std::int64_t count, char c = 'n') {
    return std::string(static_cast<std::size_t>(count), c);
}

// Names: empty, too long, with a zero byte, twice; and exactly as long as allowed.
template <class Make>
void check_name(Center& center, std::string_view field, Make make) {
    EXPECT_REFUSED(center, make(Text{}), Reason::missing_value, field);
    EXPECT_REFUSED(center, make(center.text(letters(limits::name_bytes + 1))), Reason::too_long,
                   field);
    EXPECT_REFUSED(center, make(center.text(std::string_view("a\0b", 3))), Reason::invalid_value,
                   field);
    center.must(make(center.text(letters(limits::name_bytes))));
    center.must(make(center.text(letters(limits::name_bytes - 1))));
}

template <class Make>
void check_unique_name(Center& center, std::string_view field, Make make) {
    check_name(center, field, make);
    EXPECT_REFUSED(center, make(center.text(letters(limits::name_bytes))), Reason::already_exists,
                   field);
}

TEST(Directory, NamesAreCheckedEverywhere) {
    Center center;
    center.media("mail");
    const MediaId mail = center.media_id("mail");
    check_name(center, "name", [](Text name) { return NameTenant{name}; });
    check_unique_name(center, "name",
                      [](Text name) { return CreateMedia{name, {}, {}, true, {}}; });
    check_unique_name(center, "name", [](Text name) { return CreateSkill{name, {}}; });
    check_unique_name(center, "userName",
                      [](Text name) { return CreateAgent{name, {}, {}, {}, 1}; });
    check_unique_name(center, "name", [](Text name) { return CreateAgentGroup{name}; });
    check_unique_name(center, "name", [](Text name) { return CreatePlace{name}; });
    check_unique_name(center, "phoneNumber",
                      [](Text name) { return CreateDevice{name, {}, false}; });
    check_unique_name(center, "name", [&](Text name) { return CreateQueue{name, {}, mail, {}}; });
    check_unique_name(center, "name", [](Text name) { return CreateWorkbin{name, {}, {}}; });
    check_unique_name(center, "name", [](Text name) { return CreateContact{name, {}, {}}; });
}

TEST(Directory, KeepsWhatIsGiven) {
    Center center;
    center.must(NameTenant{center.text("Acme")});
    center.media("voice", {MediaKind::voice, true, false, {}});
    center.media("chat", {MediaKind::chat, false, false, MediaSet{1}});
    center.must(CreateSkill{center.text("sales"), center.text("sells")});
    center.must(CreateAgent{center.text("anna"), center.text("Anna"), center.text("Arm"),
                            center.text("17"), 3});
    center.place("desk").must(CreateDevice{center.text("5001"), PlaceId{0}, true});
    center.must(AssignPlace{AgentId{0}, PlaceId{0}});
    center.must(CreateQueue{center.text("calls"), QueueKind::route_point, MediaId{0},
                            center.text("800"), center.text("all of them")});
    center.workbin("drafts", WorkbinOwner::agent, MediaSet{2});
    center.must(CreateContact{center.text("taxi"), center.text("123"), ContactKind::user});
    const Directory& directory = center.state().directory;
    EXPECT_EQ(view(center, directory.tenant), "Acme");
    EXPECT_EQ(directory.media[0].kind, MediaKind::voice);
    EXPECT_TRUE(directory.media[0].alone);
    EXPECT_FALSE(directory.media[1].beside_any);
    EXPECT_EQ(directory.media[1].beside, MediaSet{1});
    EXPECT_EQ(view(center, directory.media[1].name), "chat");
    EXPECT_EQ(view(center, directory.skills[0].description), "sells");
    const Agent& anna = directory.agents[0];
    EXPECT_EQ(view(center, anna.user_name), "anna");
    EXPECT_EQ(view(center, anna.first_name), "Anna");
    EXPECT_EQ(view(center, anna.last_name), "Arm");
    EXPECT_EQ(view(center, anna.employee_id), "17");
    EXPECT_EQ(anna.roles, 3);
    EXPECT_EQ(anna.default_place, PlaceId{0});
    EXPECT_EQ(anna.free_since, opening);
    EXPECT_EQ(view(center, directory.places[0].name), "desk");
    EXPECT_EQ(view(center, directory.devices[0].phone_number), "5001");
    EXPECT_EQ(directory.devices[0].place, PlaceId{0});
    EXPECT_TRUE(directory.devices[0].public_network);
    EXPECT_EQ(view(center, directory.queues[0].name), "calls");
    EXPECT_EQ(directory.queues[0].kind, QueueKind::route_point);
    EXPECT_EQ(directory.queues[0].media, MediaId{0});
    EXPECT_EQ(view(center, directory.queues[0].phone_number), "800");
    EXPECT_EQ(view(center, directory.queues[0].description), "all of them");
    EXPECT_EQ(view(center, directory.workbins[0].name), "drafts");
    EXPECT_EQ(directory.workbins[0].owner, WorkbinOwner::agent);
    EXPECT_EQ(directory.media[1].default_workbin, WorkbinId{0});
    EXPECT_FALSE(directory.media[0].default_workbin.exists());
    EXPECT_EQ(view(center, directory.contacts[0].name), "taxi");
    EXPECT_EQ(view(center, directory.contacts[0].phone_number), "123");
    EXPECT_EQ(directory.contacts[0].kind, ContactKind::user);
    EXPECT_EQ(center.queue_id("calls"), QueueId{0});
    EXPECT_EQ(directory.workbin_by_name.find(center.state().texts, "drafts"), WorkbinId{0});
    EXPECT_EQ(directory.contact_by_name.find(center.state().texts, "taxi"), ContactId{0});
    EXPECT_EQ(directory.device_by_number.find(center.state().texts, "5001"), DeviceId{0});
}

TEST(Directory, SecondaryTextsHaveTheLengthOfNames) {
    Center center;
    center.media("mail");
    const Text fits = center.text(letters(limits::name_bytes, 'f'));
    const Text longer = center.text(letters(limits::name_bytes + 1, 'l'));
    const Text name = center.text("name");
    EXPECT_REFUSED(center, (CreateSkill{name, longer}), Reason::too_long, "description");
    EXPECT_REFUSED(center, (CreateAgent{name, longer, {}, {}, 1}), Reason::too_long, "firstName");
    EXPECT_REFUSED(center, (CreateAgent{name, {}, longer, {}, 1}), Reason::too_long, "lastName");
    EXPECT_REFUSED(center, (CreateAgent{name, {}, {}, longer, 1}), Reason::too_long, "employeeId");
    EXPECT_REFUSED(center, (CreateQueue{name, {}, MediaId{0}, longer}), Reason::too_long,
                   "phoneNumber");
    EXPECT_REFUSED(center, (CreateContact{name, longer, {}}), Reason::too_long, "phoneNumber");
    center.must(CreateSkill{name, fits}).must(CreateAgent{name, fits, fits, fits, 1});
    center.must(CreateQueue{name, {}, MediaId{0}, fits});
    center.must(CreateContact{name, fits, {}});
}

TEST(Directory, RefusesDanglingReferences) {
    Center center;
    center.media("mail").skill("sales").agent("anna").group("team");
    const AgentId anna{0};
    const AgentId nobody{1};
    EXPECT_REFUSED(center, (CreateQueue{center.text("q"), {}, MediaId{1}, {}}),
                   Reason::unknown_media, "media");
    EXPECT_REFUSED(center, (CreateQueue{center.text("q"), {}, {}, {}}), Reason::unknown_media,
                   "media");
    EXPECT_REFUSED(center, (CreateDevice{center.text("1"), PlaceId{0}, false}),
                   Reason::unknown_place, "place");
    EXPECT_REFUSED(center, (AssignPlace{nobody, PlaceId{0}}), Reason::unknown_agent, "agent");
    EXPECT_REFUSED(center, (AssignPlace{anna, PlaceId{0}}), Reason::unknown_place, "place");
    EXPECT_REFUSED(center, (SetAgentSkill{nobody, SkillId{0}, 1}), Reason::unknown_agent, "agent");
    EXPECT_REFUSED(center, (SetAgentSkill{anna, SkillId{1}, 1}), Reason::unknown_skill, "skill");
    EXPECT_REFUSED(center, (SetAgentCapacity{nobody, MediaId{0}, 1}), Reason::unknown_agent,
                   "agent");
    EXPECT_REFUSED(center, (SetAgentCapacity{anna, MediaId{1}, 1}), Reason::unknown_media, "media");
    EXPECT_REFUSED(center, (AddAgentToGroup{AgentGroupId{1}, anna}), Reason::unknown_agent_group,
                   "agent_group");
    EXPECT_REFUSED(center, (AddAgentToGroup{AgentGroupId{0}, nobody}), Reason::unknown_agent,
                   "agent");
    EXPECT_REFUSED(center, (RemoveAgentFromGroup{AgentGroupId{1}, anna}),
                   Reason::unknown_agent_group, "agent_group");
    EXPECT_REFUSED(center, (RemoveAgentFromGroup{AgentGroupId{0}, nobody}), Reason::unknown_agent,
                   "agent");
    EXPECT_REFUSED(center, (RemoveAgentFromGroup{AgentGroupId{0}, anna}), Reason::unknown_agent,
                   "agent");
    center.join("team", "anna");
    EXPECT_EQ(center.state().directory.group_members.at(0, 0), 1);
    EXPECT_REFUSED(center, (AddAgentToGroup{AgentGroupId{0}, anna}), Reason::already_exists,
                   "agent");
    center.must(RemoveAgentFromGroup{AgentGroupId{0}, anna});
    EXPECT_EQ(center.state().directory.group_members.at(0, 0), 0);
    EXPECT_REFUSED(center, (CreateMedia{center.text("chat"), {}, {}, false, MediaSet{2}}),
                   Reason::unknown_media, "beside");
}

TEST(Directory, NumbersStayInTheirLimits) {
    Center center;
    center.media("mail").skill("sales").agent("anna");
    const AgentId anna{0};
    const auto level = [&](std::int64_t n) {
        return SetAgentSkill{anna, SkillId{0}, static_cast<std::int32_t>(n)};
    };
    const auto capacity = [&](std::int64_t n) {
        return SetAgentCapacity{anna, MediaId{0}, static_cast<std::int32_t>(n)};
    };
    EXPECT_REFUSED(center, level(-1), Reason::out_of_range, "level");
    EXPECT_REFUSED(center, level(limits::skill_level + 1), Reason::out_of_range, "level");
    EXPECT_REFUSED(center, capacity(-1), Reason::out_of_range, "capacity");
    EXPECT_REFUSED(center, capacity(limits::capacity + 1), Reason::out_of_range, "capacity");
    EXPECT_REFUSED(center, (CreateAgent{center.text("b"), {}, {}, {}, 16}), Reason::out_of_range,
                   "roles");
    center.must(CreateAgent{center.text("c"), {}, {}, {}, 15});
    for (const std::int64_t n : {std::int64_t{0}, limits::skill_level - 1, limits::skill_level}) {
        center.must(level(n));
        EXPECT_EQ(center.state().directory.skill_levels.at(0, 0), n);
    }
    for (const std::int64_t n : {std::int64_t{0}, limits::capacity - 1, limits::capacity}) {
        center.must(capacity(n));
        EXPECT_EQ(center.channel_of("anna", "mail").capacity, n);
    }
}

TEST(Directory, HasRoomForItsMediaAndNoMore) {
    Center center;
    for (std::int64_t i = 0; i < limits::media; ++i) {
        center.media("m" + std::to_string(i));
    }
    EXPECT_REFUSED(center, (CreateMedia{center.text("more"), {}, {}, true, {}}),
                   Reason::limit_reached, "name");
    EXPECT_REFUSED(center, (CreateMedia{center.text("m0"), {}, {}, true, {}}),
                   Reason::already_exists, "name");
    // The last one is as good as the first.
    center.agent("anna").queue("q", "m31").rule("q", {"agent:anna"}).works("anna");
    EXPECT_EQ(center.interaction(center.offer("q")).state, InteractionState::invited);
}

TEST(Settings, DurationsStayInTheirLimits) {
    Center center;
    const auto set = [](std::int64_t microseconds) {
        return SetDuration{DurationSetting::after_call_work, {microseconds}};
    };
    const std::int64_t most = hours(24 * limits::duration_days).microseconds;
    EXPECT_REFUSED(center, set(-1), Reason::out_of_range, "duration");
    EXPECT_REFUSED(center, set(most + 1), Reason::out_of_range, "duration");
    center.must(set(most - 1)).must(set(most));
    EXPECT_EQ(center.state().settings.after_call_work, Duration{most});
    EXPECT_EQ(center.state().settings.ring_timeout, seconds(30));
    center.must(SetDuration{DurationSetting::ring_timeout, seconds(5)});
    EXPECT_EQ(center.state().settings.ring_timeout, seconds(5));
}

}  // namespace
}  // namespace cordboard::test
