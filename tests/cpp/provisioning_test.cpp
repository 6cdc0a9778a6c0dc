// SPDX-License-Identifier: Apache-2.0
// Changing and deleting what the directory has: what is absent stays, what is in use is not
// deleted, a deleted name is free again.
#include "support/center_builder.hpp"

namespace cordboard::test {
namespace {

Center desk() {
    Center center;
    center.media("mail").voice().skill("law").skill("tax").group("team");
    center.agent("anna", {{"law", 3}, {"tax", 2}}).agent("bert", {{"law", 1}}).join("team", "bert");
    center.queue("mails", "mail").rule("mails", {"law >= 2"}).queue("calls", "voice");
    return center;
}

Text longer(Center& center) { return center.text(std::string(limits::name_bytes + 1, 'x')); }

TEST(Provisioning, AnUpdateChangesWhatIsGivenOnly) {
    Center center;
    center.media("mail").must(
        CreateAgent{center.text("anna"), center.text("Anna"), center.text("Arm"), {}, 1});
    const AgentId anna = center.agent_id("anna");
    UpdateAgent command;
    command.agent = anna;
    command.last_name = center.text("Bein");
    command.email_address = center.text("a@example.com");
    command.roles = 6;
    center.must(command);
    const auto view = [&](TextId id) { return center.state().texts.view(id); };
    EXPECT_EQ(view(center.agent_of("anna").first_name), "Anna");
    EXPECT_EQ(view(center.agent_of("anna").last_name), "Bein");
    EXPECT_EQ(view(center.agent_of("anna").email_address), "a@example.com");
    EXPECT_EQ(center.agent_of("anna").roles, 6);
    EXPECT_TRUE(center.agent_of("anna").enabled);
    command = {};
    command.agent = anna;
    command.first_name = center.text("");
    command.email_address = center.text("b@example.com");
    center.must(command);
    EXPECT_EQ(view(center.agent_of("anna").first_name), "");
    EXPECT_EQ(view(center.agent_of("anna").email_address), "b@example.com");
    EXPECT_EQ(view(center.agent_of("anna").last_name), "Bein");
    command.agent = AgentId{5};
    EXPECT_REFUSED(center, command, Reason::unknown_agent, "agent");
    command.agent = anna;
    command.roles = 16;
    EXPECT_REFUSED(center, command, Reason::out_of_range, "roles");
    command.roles = 15;
    center.must(command);
    command.email_address = longer(center);
    EXPECT_REFUSED(center, command, Reason::too_long, "emailAddress");
    command.last_name = command.email_address;
    EXPECT_REFUSED(center, command, Reason::too_long, "lastName");
    command.first_name = command.email_address;
    EXPECT_REFUSED(center, command, Reason::too_long, "firstName");
}

TEST(Provisioning, ADisabledAgentStartsNoSession) {
    Center center = desk();
    UpdateAgent command;
    command.agent = center.agent_id("anna");
    command.enabled = false;
    center.start("anna");
    EXPECT_REFUSED(center, command, Reason::in_use, "enabled");
    center.end("anna").must(command);
    EXPECT_REFUSED(center, (StartContactCenterSession{command.agent, {}, MediaSet{1}}),
                   Reason::agent_disabled, "agent");
    command.enabled = true;
    center.must(command).start("anna");
}

TEST(Provisioning, ADeletedAgentLosesSkillsAndGroupsAndHisName) {
    Center center = desk();
    const AgentId bert = center.agent_id("bert");
    center.forget().must(DeleteAgent{bert});
    EXPECT_EQ(center.events(),
              Texts({"AgentSkillSet bert", "AgentRemovedFromGroup bert", "AgentDeleted bert"}));
    EXPECT_FALSE(center.agent_id("bert").exists());
    EXPECT_EQ(center.state().directory.skill_levels.at(bert.value, 0), 0);
    EXPECT_EQ(center.state().directory.group_members.at(bert.value, 0), 0);
    EXPECT_REFUSED(center, (DeleteAgent{bert}), Reason::unknown_agent, "agent");
    EXPECT_REFUSED(center, (SetAgentSkill{bert, {0}, 1}), Reason::unknown_agent, "agent");
    center.agent("bert");
    EXPECT_EQ(center.agent_id("bert"), AgentId{2}) << "another one of the same name";
    Engine loaded = Engine::load(center.engine.save());
    EXPECT_EQ(loaded.state().directory.agent_by_name.find(loaded.state().texts, "bert"),
              AgentId{2});
}

TEST(Provisioning, AnAgentInUseIsNotDeleted) {
    Center center = desk();
    const AgentId anna = center.agent_id("anna");
    center.works("anna");
    EXPECT_REFUSED(center, (DeleteAgent{anna}), Reason::in_use, "agent");
    center.workbin("drafts");
    const InteractionId mail = center.offer("mails");
    center.accept("anna", mail).place_in_workbin("anna", mail, "drafts").end("anna");
    EXPECT_REFUSED(center, (DeleteAgent{anna}), Reason::in_use, "agent");
    center.start("anna")
        .pull("anna", mail)
        .complete("anna", mail)
        .end("anna")
        .must(DeleteAgent{anna});
    center.target("mail", "agent:bert");
    EXPECT_REFUSED(center, (DeleteAgent{center.agent_id("bert")}), Reason::in_use, "agent");
}

TEST(Provisioning, SkillsAreDescribedAnewAndDeleted) {
    Center center = desk();
    const SkillId law = center.skill_id("law");
    const SkillId tax = center.skill_id("tax");
    center.must(UpdateSkill{tax, center.text("of the state")});
    EXPECT_EQ(center.state().texts.view(center.state().directory.skills[tax.value].description),
              "of the state");
    EXPECT_REFUSED(center, (UpdateSkill{{7}, {}}), Reason::unknown_skill, "skill");
    EXPECT_REFUSED(center, (UpdateSkill{tax, longer(center)}), Reason::too_long, "description");
    EXPECT_REFUSED(center, (DeleteSkill{law}), Reason::in_use, "skill");
    EXPECT_REFUSED(center, (DeleteSkill{{7}}), Reason::unknown_skill, "skill");
    center.forget().must(DeleteSkill{tax});
    EXPECT_EQ(center.events(), Texts({"AgentSkillSet anna", "SkillDeleted"}));
    EXPECT_EQ(center.state().directory.skill_levels.at(0, tax.value), 0);
    EXPECT_REFUSED(center, (SetAgentSkill{{0}, tax, 2}), Reason::unknown_skill, "skill");
    center.skill("tax");
    EXPECT_EQ(center.skill_id("tax"), SkillId{2});
}

TEST(Provisioning, ContactsOfAdministratorsAreChangedAndDeleted) {
    Center center;
    center.must(CreateContact{center.text("Eve"), center.text("1"), ContactKind::custom})
        .must(CreateContact{center.text("Adam"), center.text("2"), ContactKind::custom})
        .must(CreateContact{center.text("mails"), {}, ContactKind::queue});
    const auto found = [&](std::string_view name) {
        return center.state().directory.contact_by_name.find(center.state().texts, name);
    };
    center.must(UpdateContact{{0}, center.text("Eva"), {}});
    EXPECT_EQ(found("Eva"), ContactId{0});
    EXPECT_FALSE(found("Eve").exists());
    center.must(UpdateContact{{0}, {}, center.text("3")})
        .must(UpdateContact{{0}, center.text("Eva"), {}});
    EXPECT_EQ(center.state().texts.view(center.state().directory.contacts[0].phone_number), "3");
    EXPECT_REFUSED(center, (UpdateContact{{0}, center.text("Adam"), {}}), Reason::already_exists,
                   "name");
    EXPECT_REFUSED(center, (UpdateContact{{0}, center.text(""), {}}), Reason::missing_value,
                   "name");
    EXPECT_REFUSED(center, (UpdateContact{{0}, {}, longer(center)}), Reason::too_long,
                   "phoneNumber");
    EXPECT_REFUSED(center, (UpdateContact{{2}, {}, {}}), Reason::read_only, "contact");
    EXPECT_REFUSED(center, (UpdateContact{{9}, {}, {}}), Reason::unknown_contact, "contact");
    EXPECT_REFUSED(center, (DeleteContact{{2}}), Reason::read_only, "contact");
    center.must(DeleteContact{{1}});
    EXPECT_REFUSED(center, (DeleteContact{{1}}), Reason::unknown_contact, "contact");
    center.must(UpdateContact{{0}, center.text("Adam"), {}});
}

TEST(Provisioning, QueuesAreChangedAndDeletedWhenEmpty) {
    Center center = desk();
    const QueueId mails = center.queue_id("mails");
    center.must(UpdateQueue{mails, center.text("letters"), {}, 80});
    center.must(UpdateQueue{mails, {}, center.text("8001"), {}});
    const Queue& kept = center.state().directory.queues[mails.value];
    EXPECT_EQ(center.state().texts.view(kept.description), "letters");
    EXPECT_EQ(center.state().texts.view(kept.phone_number), "8001");
    EXPECT_EQ(kept.recording_percentage, 80);
    for (const std::int32_t wrong : {-1, 101}) {
        EXPECT_REFUSED(center, (UpdateQueue{mails, {}, {}, wrong}), Reason::out_of_range,
                       "recordingPercentage");
    }
    center.must(UpdateQueue{mails, {}, {}, 0}).must(UpdateQueue{mails, {}, {}, 100});
    center.must(DisableFeature{Feature::call_recording});
    EXPECT_REFUSED(center, (UpdateQueue{mails, {}, {}, 50}), Reason::feature_disabled,
                   "recordingPercentage");
    EXPECT_REFUSED(center, (UpdateQueue{mails, longer(center), {}, {}}), Reason::too_long,
                   "description");
    EXPECT_REFUSED(center, (UpdateQueue{mails, {}, longer(center), {}}), Reason::too_long,
                   "phoneNumber");
    EXPECT_REFUSED(center, (UpdateQueue{{9}, {}, {}, {}}), Reason::unknown_queue, "queue");
    const InteractionId mail = center.offer("mails");
    EXPECT_REFUSED(center, (DeleteQueue{mails}), Reason::in_use, "queue");
    center.leave(mail).must(DeleteQueue{mails});
    EXPECT_REFUSED(center, (DeleteQueue{mails}), Reason::unknown_queue, "queue");
    EXPECT_REFUSED(center, (OfferInteraction{mails, {}, {}, {}}), Reason::unknown_queue, "queue");
    center.queue("mails", "mail");
    EXPECT_NE(center.queue_id("mails"), mails);
}

TEST(Provisioning, AgentStatesOfOnesOwnAreChangedAndDeleted) {
    Center center = desk();
    const auto define = [&](std::string_view name, std::string_view reason) {
        center.must(CreateAgentState{center.text(name), center.text(name), ChannelState::not_ready,
                                     WorkMode::aux_work, center.text(reason)});
    };
    define("AuxWork", "");
    define("Lunch", "food");
    define("Tea", "drink");
    const AgentStateId lunch{1};
    center.start("anna").must(SetAgentState{center.agent_id("anna"), {}, lunch, {}, {}, {}});
    const AgentStateId tea{2};
    center.start("bert").must(SetAgentState{center.agent_id("bert"), {}, tea, {}, {}, {}});
    UpdateAgentState command;
    command.agent_state = lunch;
    command.display_name = center.text("At lunch");
    center.must(command);
    EXPECT_EQ(center.channel_of("anna", "mail").operation, lunch) << "it means the same";
    EXPECT_EQ(center.state().texts.view(center.state().directory.agent_states[1].display_name),
              "At lunch");
    command.reason = center.text("drink");
    EXPECT_REFUSED(center, command, Reason::already_exists, "reason");
    command.reason = center.text("meal");
    command.state = ChannelState::ready;
    EXPECT_REFUSED(center, command, Reason::invalid_value, "workMode");
    command.state = ChannelState::logout;
    EXPECT_REFUSED(center, command, Reason::invalid_value, "state");
    command.state = ChannelState::ready;
    command.work_mode = WorkMode::manual_in;
    center.must(command);
    EXPECT_FALSE(center.channel_of("anna", "mail").operation.exists()) << "it means another now";
    EXPECT_EQ(center.channel_of("bert", "mail").operation, tea);
    EXPECT_EQ(center.state().texts.view(center.state().directory.agent_states[1].reason), "meal");
    EXPECT_EQ(center.state().texts.view(center.channel_of("anna", "mail").reason), "food");
    command.display_name = longer(center);
    EXPECT_REFUSED(center, command, Reason::too_long, "displayName");
    command.display_name = {};
    command.reason = longer(center);
    EXPECT_REFUSED(center, command, Reason::too_long, "reason");
    EXPECT_REFUSED(center, (DeleteAgentState{{0}}), Reason::read_only, "operationName");
    EXPECT_REFUSED(center, (UpdateAgentState{{0}, {}, {}, {}, {}}), Reason::read_only,
                   "operationName");
    EXPECT_REFUSED(center, (DeleteAgentState{{9}}), Reason::unknown_agent_state, "operationName");
    center.must(SetAgentState{center.agent_id("anna"), {}, lunch, {}, {}, {}});
    center.must(DeleteAgentState{lunch});
    EXPECT_FALSE(center.channel_of("anna", "mail").operation.exists());
    EXPECT_EQ(center.channel_of("anna", "mail").state, ChannelState::ready);
    EXPECT_REFUSED(center, (SetAgentState{center.agent_id("anna"), {}, lunch, {}, {}, {}}),
                   Reason::unknown_agent_state, "operationName");
    define("Lunch", "meal");
}

}  // namespace
}  // namespace cordboard::test
