// SPDX-License-Identifier: Apache-2.0
// Chats: who is in the session, what is said in it and in which order, and how it ends.
#include <cordboard/limits.hpp>

#include "chat/decide.hpp"
#include "support/center_builder.hpp"

namespace cordboard::test {
namespace {

Center office() {
    Center center;
    center.media("chat", {MediaKind::chat}).media("fax").skill("any").skill("law");
    center.queue("chats", "chat").queue("later", "chat").queue("faxes", "fax");
    center.rule("chats", {"any"}).workbin("drafts", WorkbinOwner::agent, MediaSet{1});
    for (const char* name : {"anna", "bert"}) {
        center.agent(name, {{"any", 1}});
    }
    return center;
}

InteractionId held_by_anna(Center& center) {
    const InteractionId id = center.works("anna").offer_chat("chats");
    center.accept("anna", id);
    return id;
}

const Chat& chat_of(const Center& center, InteractionId id) { return center.state().chats.at(id); }

// The events of a session in short: "Eve joined", "anna: hello".
Texts log_of(const Center& center, InteractionId id) {
    Texts lines;
    const Chat& chat = chat_of(center, id);
    for (const ChatEvent& one : chat.events) {
        const std::string& who = chat.parties[one.party].nickname;
        switch (one.kind) {
            case ChatEventKind::party_joined:
                lines.push_back(who + " joined");
                break;
            case ChatEventKind::party_left:
                lines.push_back(who + " left");
                break;
            case ChatEventKind::message:
                lines.push_back(who + ": " + one.text);
                break;
            case ChatEventKind::notice:
                lines.push_back(who + " " + std::string(name_of(one.notice)));
                break;
        }
    }
    return lines;
}

TEST(Chat, KeepsWhatIsSaidInOrder) {
    Center center = office();
    OfferChat command;
    command.offer.queue = center.queue_id("chats");
    command.nickname = center.text("Eve");
    command.text = center.text("Help!");
    const InteractionId id = center.offered(command);
    center.at(7).must(SendCustomerMessage{id, center.text("Anybody?")});
    center.works("anna").must(AcceptInteraction{center.agent_id("anna"), id, center.text("Ms A")});
    const AgentId anna = center.agent_id("anna");
    center.must(SendNotice{anna, id, ChatNotice::typing_started});
    center.must(SendMessage{anna, id, center.text("Hello."), ChatVisibility::all});
    center.must(SendNotice{anna, id, ChatNotice::typing_stopped});
    center.must(SendCustomerNotice{id, ChatNotice::typing_started});
    center.must(SendMessage{anna, id, center.text("psst"), ChatVisibility::agents});
    EXPECT_EQ(log_of(center, id), Texts({"Eve joined", "Eve: Help!", "Eve: Anybody?", "Ms A joined",
                                         "Ms A TypingStarted", "Ms A: Hello.", "Ms A TypingStopped",
                                         "Eve TypingStarted", "Ms A: psst"}));
    EXPECT_EQ(chat_of(center, id).events.back().visibility, ChatVisibility::agents);
    EXPECT_EQ(chat_of(center, id).events[1].at, opening);
    EXPECT_EQ(chat_of(center, id).events[2].at, opening + seconds(7));
}

TEST(Chat, IsFinishedAfterItsSession) {
    Center center = office();
    const InteractionId id = held_by_anna(center);
    const AgentId anna = center.agent_id("anna");
    center.forget().must(EndChatSession{anna, id});
    EXPECT_EQ(center.events(),
              Texts({"ChatPartyLeft i1", "ChatPartyLeft i1 anna", "ChatSessionEnded i1 anna"}));
    EXPECT_EQ(center.interaction(id).owner, anna) << "he finishes his work";
    EXPECT_REFUSED(center, (SendMessage{anna, id, center.text("x"), ChatVisibility::all}),
                   Reason::not_in_state, "interaction");
    EXPECT_REFUSED(center, (SendCustomerMessage{id, center.text("x")}), Reason::not_in_state,
                   "interaction");
    EXPECT_REFUSED(center, (EndChatSession{anna, id}), Reason::not_in_state, "interaction");
    EXPECT_REFUSED(center, LeaveInteraction{id}, Reason::not_in_state, "interaction");
    EXPECT_TRUE(chat::check_history(center.state(), anna, id).accepted());
    center.place_in_workbin("anna", id, "drafts").pull("anna", id).complete("anna", id);
    EXPECT_TRUE(center.state().chats.empty());
}

TEST(Chat, EndsWhenItsCustomerLeaves) {
    Center center = office();
    const InteractionId id = held_by_anna(center);
    center.leave(id);
    EXPECT_TRUE(chat_of(center, id).is_ended);
    EXPECT_EQ(center.interaction(id).state, InteractionState::accepted);
    center.complete("anna", id);
    const InteractionId waiting = center.not_ready("anna").offer_chat("chats");
    center.forget().leave(waiting);
    EXPECT_EQ(center.events(), Texts({"ChatPartyLeft i2", "ChatSessionEnded i2",
                                      "InteractionCompleted i2 Customer"}));
}

TEST(Chat, IsEndedAndFinishedAtOnce) {
    Center center = office();
    const InteractionId id = held_by_anna(center);
    center.forget().complete("anna", id);
    EXPECT_EQ(center.events(),
              Texts({"ChatPartyLeft i1", "ChatPartyLeft i1 anna", "ChatSessionEnded i1 anna",
                     "InteractionCompleted i1 anna Agent"}));
}

TEST(Chat, ATransferChangesTheAgentWhenTheOtherAccepts) {
    Center center = office();
    const InteractionId id = held_by_anna(center);
    const AgentId anna = center.agent_id("anna");
    const AgentId bert = center.agent_id("bert");
    center.works("bert").transfer("anna", id, "bert");
    const auto say = [&](AgentId who) {
        return SendMessage{who, id, center.text("wait"), ChatVisibility::all};
    };
    EXPECT_REFUSED(center, say(bert), Reason::not_in_state, "interaction");
    center.must(say(anna)).accept("bert", id);
    EXPECT_REFUSED(center, say(anna), Reason::not_owner, "agent");
    center.must(say(bert));
    EXPECT_EQ(log_of(center, id), Texts({"Eve joined", "anna joined", "anna: wait", "anna left",
                                         "bert joined", "bert: wait"}));
}

TEST(Chat, GoesOnWaitingWhenItsAgentIsGone) {
    Center center = office();
    const InteractionId id = held_by_anna(center);
    center.end("anna");
    EXPECT_EQ(center.interaction(id).state, InteractionState::queued) << "its customer waits";
    EXPECT_FALSE(chat_of(center, id).is_ended);
    center.works("bert").accept("bert", id);
    center.place_in_queue("bert", id, "later");
    EXPECT_EQ(log_of(center, id),
              Texts({"Eve joined", "anna joined", "anna left", "bert joined", "bert left"}));
}

TEST(Chat, IsNotKeptInAWorkbinWhileItIsOn) {
    Center center = office();
    const InteractionId id = held_by_anna(center);
    const PlaceInWorkbin keep{
        center.agent_id("anna"), id, {center.workbin_id("drafts"), {}, {}, {}}};
    EXPECT_REFUSED(center, keep, Reason::not_in_state, "interaction");
    center.leave(id).must(keep);
}

TEST(Chat, OfferedWithoutASessionHasNone) {
    Center center = office();
    const InteractionId id = center.works("anna").offer("chats");
    center.accept("anna", id);
    EXPECT_REFUSED(
        center, (SendMessage{center.agent_id("anna"), id, center.text("x"), ChatVisibility::all}),
        Reason::not_in_state, "interaction");
    center.complete("anna", id);
}

TEST(Chat, RefusesWhatCannotBe) {
    Center center = office();
    const InteractionId id = held_by_anna(center);
    const AgentId anna = center.agent_id("anna");
    const auto say = [&](AgentId who, Text text) {
        return SendMessage{who, id, text, ChatVisibility::all};
    };
    EXPECT_REFUSED(center, say(center.agent_id("bert"), center.text("x")), Reason::not_owner,
                   "agent");
    EXPECT_REFUSED(center, say(anna, {}), Reason::missing_value, "text");
    const std::string most(static_cast<std::size_t>(limits::message_bytes), 'x');
    center.must(say(anna, center.text(most)));
    EXPECT_REFUSED(center, say(anna, center.text(most + "x")), Reason::too_long, "text");
    const std::string called(static_cast<std::size_t>(limits::name_bytes) + 1, 'x');
    const InteractionId next = center.works("bert").offer_chat("chats");
    EXPECT_REFUSED(center, (AcceptInteraction{center.agent_id("bert"), next, center.text(called)}),
                   Reason::too_long, "nickname");
    OfferChat fax;
    fax.offer.queue = center.queue_id("faxes");
    EXPECT_REFUSED(center, fax, Reason::wrong_media, "queue");
    const InteractionId paper = center.offer("faxes");
    EXPECT_REFUSED(center, (SendCustomerMessage{paper, center.text("x")}), Reason::wrong_media,
                   "interaction");
}

TEST(Chat, HasRoomForSoManyEvents) {
    Center center = office();
    const InteractionId id = held_by_anna(center);
    const SendCustomerNotice notice{id, ChatNotice::typing_started};
    while (static_cast<std::int64_t>(chat_of(center, id).events.size()) < limits::chat_events) {
        ASSERT_TRUE(center.give(notice).accepted());
    }
    EXPECT_REFUSED(center, notice, Reason::limit_reached, "interaction");
    center.must(EndChatSession{center.agent_id("anna"), id});
}

}  // namespace
}  // namespace cordboard::test
