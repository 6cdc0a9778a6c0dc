// SPDX-License-Identifier: Apache-2.0
// E-mails: what answers say at first, who writes and sends them, and what comes back.
#include <cordboard/limits.hpp>

#include "email/content.hpp"
#include "support/center_builder.hpp"

namespace cordboard::test {
namespace {

using Entries = std::vector<std::pair<std::string, std::string>>;

const Entries invoice{{"fromAddress", "eve@example.com"},
                      {"toAddress", "\"Help, desk\" <help@example.org>, sales@example.org"},
                      {"ccAddresses", "boss@example.com"},
                      {"subject", "Invoice 17"},
                      {"text", "It is wrong.\nSee below."}};
const Entries complete{
    {"fromAddress", "a@b"}, {"toAddress", "c@d"}, {"subject", "x"}, {"text", "y"}};

Center office() {
    Center center;
    center.media("mail", {MediaKind::email}).media("fax").skill("any");
    center.queue("mails", "mail").queue("outbox", "mail").queue("faxes", "fax");
    center.rule("mails", {"any"}).workbin("drafts");
    for (const char* name : {"anna", "bert"}) {
        center.agent(name, {{"any", 1}});
    }
    return center;
}

InteractionId received(Center& center, const Entries& says = invoice) {
    OfferEmail command;
    command.offer.queue = center.queue_id("mails");
    command.email = center.object(says);
    return center.offered(command);
}

InteractionId held_by_anna(Center& center, const Entries& says = invoice) {
    const InteractionId mail = received(center.works("anna"), says);
    center.accept("anna", mail);
    return mail;
}

ReplyToEmail reply(const Center& center, InteractionId mail, bool all = false) {
    ReplyToEmail command;
    command.agent = center.agent_id("anna");
    command.interaction = mail;
    command.queue = center.queue_id("mails");
    command.all = all;
    return command;
}

InteractionId drafted(Center& center, const Entries& says = complete) {
    return center.offered(
        CreateEmail{center.agent_id("anna"), center.queue_id("mails"), center.object(says), {}});
}

SendEmail send(const Center& center, InteractionId draft) {
    return {center.agent_id("anna"), draft, center.queue_id("outbox"), {}};
}

const Email& email_of(const Center& center, InteractionId id) {
    return center.state().emails.at(id);
}

std::string said(const Center& center, InteractionId id, std::string_view name) {
    return std::string(email::text_of(email_of(center, id).content, name));
}

TEST(Email, IsOfferedWithWhatItSays) {
    Center center = office();
    const InteractionId mail = received(center);
    EXPECT_EQ(center.events("EmailReceived").size(), 1U);
    EXPECT_EQ(said(center, mail, "subject"), "Invoice 17");
    EXPECT_EQ(email_of(center, mail).thread, mail);
    OfferEmail again;
    again.offer.queue = center.queue_id("mails");
    again.email = center.object(invoice);
    again.thread = mail;
    const InteractionId next = center.offered(again);
    EXPECT_EQ(email_of(center, next).thread, mail);
    EXPECT_EQ(email_of(center, next).sub_type, InteractionSubType::inbound_reply);
    center.leave(mail).leave(next);
    EXPECT_TRUE(center.state().emails.empty());
}

TEST(Email, OfWhichNothingWasSaidBeginsAThread) {
    Center center = office();
    const InteractionId mail = center.offer("mails");
    center.must(LinkAttachment{mail, {}, center.text("d"), {}, {}, 0});
    EXPECT_EQ(email_of(center, mail).thread, mail);
    EXPECT_EQ(email_of(center, mail).content, value::empty_object);
}

TEST(Email, AReplyGoesToTheSender) {
    Center center = office();
    const InteractionId mail = held_by_anna(center);
    ReplyToEmail command = reply(center, mail);
    command.subject_prefix = center.text("Re: ");
    center.forget();
    const InteractionId draft = center.offered(command);
    EXPECT_EQ(center.events(),
              Texts({"InteractionCreated i2 mail", "DraftCreated i2 i1 i1 anna mails"}));
    EXPECT_EQ(said(center, draft, "toAddress"), "eve@example.com");
    EXPECT_EQ(said(center, draft, "fromAddress"), "\"Help, desk\" <help@example.org>");
    EXPECT_EQ(said(center, draft, "subject"), "Re: Invoice 17");
    EXPECT_EQ(said(center, draft, "ccAddresses"), "");
    EXPECT_EQ(said(center, draft, "text"), "");
    EXPECT_EQ(email_of(center, draft).parent, mail);
    EXPECT_EQ(email_of(center, draft).thread, mail);
    EXPECT_EQ(email_of(center, draft).sub_type, InteractionSubType::outbound_reply);
    EXPECT_EQ(center.interaction(draft).type, InteractionType::outbound);
    EXPECT_EQ(center.interaction(draft).state, InteractionState::reply_created);
    EXPECT_EQ(center.interaction(mail).state, InteractionState::accepted);
}

TEST(Email, AReplyGoesWhereTheSenderWantsIt) {
    Center center = office();
    const InteractionId mail = held_by_anna(
        center, {{"fromAddress", "robot@example.com"}, {"replyTo", "eve@example.com"}});
    EXPECT_EQ(said(center, center.offered(reply(center, mail)), "toAddress"), "eve@example.com");
}

TEST(Email, AReplyToAllNamesEverybodyAndQuotes) {
    Center center = office();
    const InteractionId mail = held_by_anna(center);
    ReplyToEmail command = reply(center, mail, true);
    command.reply_to_start_line = center.text("Eve wrote:");
    const InteractionId first = center.offered(command);
    EXPECT_EQ(said(center, first, "ccAddresses"), "sales@example.org, boss@example.com");
    EXPECT_EQ(said(center, first, "text"), "Eve wrote:\n> It is wrong.\n> See below.\n");
    command.quote_original = false;
    EXPECT_EQ(said(center, center.offered(command), "text"), "");
    command.all = false;
    command.quote_original = true;
    command.indent_character = center.text("|");
    command.reply_to_start_line = {};
    EXPECT_EQ(said(center, center.offered(command), "text"), "|It is wrong.\n|See below.\n");
}

TEST(Email, DraftsTakeNoRoom) {
    Center center = office();
    const InteractionId mail = held_by_anna(center);
    for (int i = 0; i < 3; ++i) {
        center.must(reply(center, mail));
    }
    EXPECT_EQ(center.agent_of("anna").held, 1U);
    EXPECT_EQ(center.agent_of("anna").handling, 4U);
    center.complete("anna", mail);
    EXPECT_EQ(center.agent_of("anna").held, 0U);
    EXPECT_EQ(center.agent_of("anna").handling, 3U) << "drafts outlive the mail";
}

TEST(Email, ADraftThatIsTakenOverTakesNoRoomEither) {
    Center center = office();
    const InteractionId draft = drafted(center.works("anna"));
    center.works("bert").transfer("anna", draft, "bert");
    EXPECT_EQ(center.agent_of("bert").held, 1U) << "what is offered counts";
    const InteractionId mail = received(center.not_ready("anna"));
    EXPECT_EQ(center.interaction(mail).state, InteractionState::queued);
    center.accept("bert", draft);
    EXPECT_EQ(center.interaction(draft).state, InteractionState::reply_created);
    EXPECT_EQ(center.interaction(mail).invited, center.agent_id("bert")) << "there is room again";
}

TEST(Email, ADraftWhoseAuthorGoesWaitsByItsQueueAndItsAge) {
    Center center = office();
    center.priority("mails", 5);
    const InteractionId draft = drafted(center.works("anna").at(10));
    const InteractionId mail = received(center.at(20).not_ready("anna"));
    center.at(30).end("anna");
    EXPECT_EQ(center.interaction(draft).state, InteractionState::queued);
    EXPECT_EQ(center.interaction(draft).priority, 5);
    EXPECT_EQ(center.interaction(draft).entered, opening + seconds(10));
    center.works("bert");
    EXPECT_EQ(center.interaction(draft).invited, center.agent_id("bert")) << "the elder";
    EXPECT_EQ(center.interaction(mail).state, InteractionState::queued);
}

TEST(Email, IsSentAndGone) {
    Center center = office();
    const InteractionId draft = drafted(center.works("anna"));
    SendEmail command = send(center, draft);
    command.email = center.object({{"text", "Sorry."}});
    center.forget().must(command);
    EXPECT_EQ(center.events(), Texts({"EmailChanged i1 anna", "EmailSent i1 anna outbox"}));
    EXPECT_EQ(said(center, draft, "text"), "Sorry.");
    EXPECT_EQ(said(center, draft, "subject"), "x");
    EXPECT_EQ(center.interaction(draft).state, InteractionState::sent);
    EXPECT_EQ(center.interaction(draft).queue, center.queue_id("outbox"));
    EXPECT_FALSE(center.interaction(draft).owner.exists());
    EXPECT_EQ(center.agent_of("anna").handling, 0U);
    center.must(ConfirmEmail{draft});
    EXPECT_EQ(center.events(), Texts({"InteractionCompleted i1 Sent"}));
    EXPECT_TRUE(center.state().emails.empty());
}

TEST(Email, ThatCouldNotBeSentIsADraftAgain) {
    Center center = office();
    const InteractionId draft = drafted(center.works("anna"));
    center.must(send(center, draft)).forget().must(ReturnEmail{draft, center.text("refused")});
    EXPECT_EQ(center.events(), Texts({"EmailReturned i1 anna mails"}));
    EXPECT_EQ(center.interaction(draft).state, InteractionState::reply_created);
    EXPECT_EQ(center.interaction(draft).queue, center.queue_id("mails"));
    center.must(send(center, draft)).must(ConfirmEmail{draft});
}

TEST(Email, ThatCouldNotBeSentWaitsWhenItsSenderHasGone) {
    Center center = office();
    const InteractionId draft = drafted(center.works("anna"));
    center.must(send(center, draft)).end("anna").forget().must(ReturnEmail{draft, {}});
    EXPECT_EQ(center.events(), Texts({"EmailReturned i1 mails", "InteractionQueued i1 mails"}));
    center.works("bert").accept("bert", draft);
    EXPECT_EQ(center.interaction(draft).state, InteractionState::reply_created);
    EXPECT_EQ(center.interaction(draft).owner, center.agent_id("bert"));
}

TEST(Email, CarriesDocumentsByReference) {
    Center center = office();
    const InteractionId mail = held_by_anna(center);
    const InteractionId draft = drafted(center);
    const AgentId anna = center.agent_id("anna");
    const Text document = center.text("00009a8T8Y13002S");
    LinkAttachment link{mail, {}, document, center.text("bill.pdf"), center.text("text/pdf"), 17};
    center.must(link);
    EXPECT_REFUSED(center, link, Reason::already_exists, "document");
    link.agent = anna;
    EXPECT_REFUSED(center, link, Reason::not_in_state, "interaction");
    link.interaction = draft;
    center.must(link);
    ASSERT_EQ(email_of(center, draft).attachments.size(), 1U);
    EXPECT_EQ(email_of(center, draft).attachments[0].file_name, "bill.pdf");
    EXPECT_EQ(email_of(center, draft).attachments[0].mime_type, "text/pdf");
    EXPECT_EQ(email_of(center, draft).attachments[0].size, 17);
    link.agent = {};
    EXPECT_REFUSED(center, link, Reason::missing_value, "agent");
    const RemoveAttachment removal{anna, draft, document};
    center.must(removal);
    EXPECT_REFUSED(center, removal, Reason::unknown_document, "document");
    EXPECT_TRUE(email_of(center, draft).attachments.empty());
    link.agent = anna;
    for (std::int64_t i = 0; i < limits::attachments; ++i) {
        link.document = center.text(std::to_string(i));
        center.must(link);
    }
    link.document = center.text("one too many");
    EXPECT_REFUSED(center, link, Reason::limit_reached, "document");
}

TEST(Email, IsSentOnlyWhenItIsComplete) {
    Center center = office();
    const InteractionId draft = drafted(center.works("anna"), {});
    const auto with = [&](Entries says) {
        SendEmail command = send(center, draft);
        command.email = center.object(says);
        return command;
    };
    for (std::size_t without = 0; without < complete.size(); ++without) {
        Entries says = complete;
        says.erase(says.begin() + static_cast<std::ptrdiff_t>(without));
        EXPECT_REFUSED(center, with(says), Reason::missing_value, "email");
    }
    for (const char* address : {"nobody", "@example.com", "ann@", "ann lee@example.com",
                                "a@b, nobody", "Ann <ann@example.com"}) {
        Entries says = complete;
        says[1].second = address;
        EXPECT_REFUSED(center, with(says), Reason::invalid_value, "email");
    }
    center.must(with(complete));
}

TEST(Email, RefusesWhatCannotBe) {
    Center center = office();
    const InteractionId mail = held_by_anna(center);
    const InteractionId draft = drafted(center);
    const AgentId anna = center.agent_id("anna");
    const AgentId bert = center.agent_id("bert");
    ReplyToEmail answer = reply(center, mail);
    answer.agent = bert;
    EXPECT_REFUSED(center, answer, Reason::not_owner, "agent");
    answer.agent = anna;
    answer.queue = center.queue_id("faxes");
    EXPECT_REFUSED(center, answer, Reason::wrong_media, "queue");
    answer.queue = {99};
    EXPECT_REFUSED(center, answer, Reason::unknown_queue, "queue");
    EXPECT_REFUSED(center, reply(center, draft), Reason::not_in_state, "interaction");
    EXPECT_REFUSED(center, (CancelEmail{anna, mail}), Reason::not_in_state, "interaction");
    EXPECT_REFUSED(center, (ConfirmEmail{draft}), Reason::not_in_state, "interaction");
    EXPECT_REFUSED(center, (ChangeEmail{anna, draft, center.object({{"colour", "red"}})}),
                   Reason::invalid_value, "email");
    EXPECT_REFUSED(center, (CreateEmail{bert, center.queue_id("mails"), {}, {}}),
                   Reason::not_in_session, "agent");
    EXPECT_REFUSED(center, (CreateEmail{anna, center.queue_id("faxes"), {}, {}}),
                   Reason::wrong_media, "queue");
    const std::string long_text(static_cast<std::size_t>(limits::email_bytes), 'x');
    EXPECT_REFUSED(center, (ChangeEmail{anna, draft, center.object({{"text", long_text}})}),
                   Reason::too_long, "email");
    EXPECT_REFUSED(center, (CompleteInteraction{anna, draft}), Reason::not_in_state, "interaction");
    OfferEmail fax;
    fax.offer.queue = center.queue_id("faxes");
    fax.email = center.object(invoice);
    EXPECT_REFUSED(center, fax, Reason::wrong_media, "queue");
    fax.offer.queue = center.queue_id("mails");
    fax.thread = InteractionId::of(99, 0);
    EXPECT_REFUSED(center, fax, Reason::unknown_interaction, "thread");
}

}  // namespace
}  // namespace cordboard::test
