// SPDX-License-Identifier: Apache-2.0
// What is done with mails and chats, by the dice of a history.
#pragma once

#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include <cordboard/commands.hpp>
#include <cordboard/value.hpp>

#include "state/state.hpp"

namespace cordboard::test {

template <class History>
class RandomLetters {
  public:
    explicit RandomLetters(History& dice) : dice_(dice) {}

    CommandBody of_mails() {
        const InteractionId held =
            mail(dice_.one_in(4) ? InteractionState::pulled : InteractionState::accepted);
        const InteractionId draft =
            mail(dice_.one_in(5) ? InteractionState::pulled : InteractionState::reply_created);
        const AgentId writer = dice_.actor(draft, false);
        const Text document = dice_.arena.add("document" + std::to_string(dice_.below(4)));
        switch (dice_.below(12)) {
            case 0:
            case 1:
                return ReplyToEmail{dice_.actor(held, false),
                                    held,
                                    mail_queue(),
                                    dice_.one_in(2),
                                    dice_.one_in(2) ? std::optional(dice_.one_in(2)) : std::nullopt,
                                    dice_.fresh("re"),
                                    dice_.fresh("wrote"),
                                    {}};
            case 2: {
                const bool has_parent = dice_.one_in(3);
                return CreateEmail{dice_.agent(), mail_queue(),
                                   dice_.one_in(2) ? some_email() : ValueText{},
                                   has_parent ? dice_.interaction() : InteractionId{}};
            }
            case 3:
                return ChangeEmail{writer, draft, some_email()};
            case 4:
                return LinkAttachment{draft, writer,        document, dice_.fresh("file"),
                                      {},    dice_.below(9)};
            case 5:
                return dice_.one_in(3) ? CommandBody{LinkAttachment{held, {}, document, {}, {}, 0}}
                                       : CommandBody{RemoveAttachment{writer, draft, document}};
            case 6:
            case 7:
                return SendEmail{writer, draft, mail_queue(),
                                 dice_.one_in(3) ? ValueText{} : some_email()};
            case 8:
                return ReturnEmail{mail(InteractionState::sent), dice_.fresh("why")};
            case 9:
                return CancelEmail{writer, draft};
            case 10:
                return ConfirmEmail{mail(InteractionState::sent)};
            default: {
                const CommandBody plain = dice_.offer();
                OfferEmail command{std::get<OfferInteraction>(plain), some_email(), {}};
                command.offer.queue = mail_queue();
                command.thread = dice_.one_in(3) ? dice_.interaction() : InteractionId{};
                return command;
            }
        }
    }

    CommandBody of_chats() {
        static constexpr InteractionState states[] = {
            InteractionState::accepted, InteractionState::accepted, InteractionState::accepted,
            InteractionState::transferring, InteractionState::queued};
        const InteractionId id =
            interaction_of(MediaKind::chat, states[dice_.below(std::size(states))]);
        const AgentId who = dice_.actor(id, false);
        const auto notice = static_cast<ChatNotice>(dice_.below(2));
        switch (dice_.below(9)) {
            case 0:
            case 1: {
                const CommandBody plain = dice_.offer();
                OfferChat command{std::get<OfferInteraction>(plain), dice_.fresh("eve"),
                                  dice_.one_in(2) ? dice_.fresh("hello") : Text{}};
                command.offer.queue = queue_of(MediaKind::chat);
                return command;
            }
            case 2:
            case 3:
                return SendMessage{who, id, dice_.fresh("said"),
                                   static_cast<ChatVisibility>(dice_.below(2))};
            case 4:
                return SendNotice{who, id, notice};
            case 5:
                return SendCustomerMessage{id, dice_.fresh("said")};
            case 6:
                return SendCustomerNotice{id, notice};
            case 7:
                return dice_.one_in(2) ? CommandBody{LeaveInteraction{id}}
                                       : CommandBody{EndChatSession{who, id}};
            default: {
                const InteractionId offered =
                    interaction_of(MediaKind::chat, dice_.one_in(4) ? InteractionState::transferring
                                                                    : InteractionState::invited);
                return AcceptInteraction{dice_.actor(offered, true), offered,
                                         dice_.one_in(2) ? dice_.fresh("nick") : Text{}};
            }
        }
    }

  private:
    ValueText some_email() {
        static constexpr const char* keys[] = {"toAddress", "fromAddress", "subject", "text"};
        static constexpr const char* words[] = {"a@b", "c@d", "hello", "a@b, \"e, f\" <g@h>"};
        std::string bytes = "{";
        const std::uint32_t entries = dice_.one_in(6) ? dice_.below(4) : 4;
        value::append_count(bytes, entries);
        for (std::uint32_t i = 0; i < entries; ++i) {
            const std::string key = dice_.one_in(90) ? "nonsense" : keys[i];
            const std::string said = words[dice_.one_in(12) ? dice_.below(4)
                                           : i < 2          ? 3 * dice_.below(2)
                                                            : i];
            value::append_count(bytes, static_cast<std::uint32_t>(key.size()));
            bytes += key + 's';
            value::append_count(bytes, static_cast<std::uint32_t>(said.size()));
            bytes += said;
        }
        return dice_.arena.add_value(bytes);
    }

    MediaKind kind_of(MediaId id) const { return dice_.directory().media[id.value].kind; }

    // A queue of that kind of media, mostly.
    QueueId queue_of(MediaKind kind) {
        for (int tries = 0; tries < 8; ++tries) {
            const QueueId found = dice_.queue();
            if (found.value < dice_.directory().queues.size() && !dice_.one_in(30) &&
                kind_of(dice_.directory().queues[found.value].media) == kind) {
                return found;
            }
        }
        return dice_.queue();
    }
    QueueId mail_queue() { return queue_of(MediaKind::email); }

    // An interaction of that kind in that state, mostly.
    InteractionId interaction_of(MediaKind kind, InteractionState wanted) {
        std::vector<InteractionId> found;
        for (const Interaction& one : dice_.state().interactions.slots) {
            if (one.id.exists() && one.state == wanted && kind_of(one.media) == kind) {
                found.push_back(one.id);
            }
        }
        return found.empty() || dice_.one_in(40) ? dice_.interaction()
                                                 : found[dice_.below(found.size())];
    }
    InteractionId mail(InteractionState wanted) { return interaction_of(MediaKind::email, wanted); }

    History& dice_;
};

}  // namespace cordboard::test
