// SPDX-License-Identifier: Apache-2.0
// A long life of a contact centre by the dice: every command, with good and with bad values, from a
// seed. The same seed gives the same commands everywhere, so histories can be compared between
// builds.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <cordboard/engine.hpp>
#include <cordboard/value.hpp>

#include "base/random.hpp"
#include "call/parties.hpp"
#include "routing/candidates.hpp"
#include "state/state.hpp"

namespace cordboard::test {

class RandomHistory {
  public:
    Engine engine;
    Arena arena;
    EventBatch batch;
    std::vector<Command> commands;
    std::size_t refused = 0;

    // `external`: an outside strategy decides, by the dice as well.
    RandomHistory(std::uint64_t seed, bool external)
        : dice_(base::StreamKey::of(seed)), external_(external) {
        furnish();
    }

    // One command; time passes now and then, and what is due comes first.
    void step() {
        if (engine.awaited_decision().interaction.exists()) {
            give(answer());
            return;
        }
        const Instant later =
            one_in(3) ? now_ + milliseconds(static_cast<std::int64_t>(below(6'000))) : now_;
        if (engine.next_deadline() <= later) {
            now_ = engine.next_deadline();
            give(Tick{});
            return;
        }
        now_ = later;
        give(command());
    }

    Instant now() const { return now_; }

  private:
    const State& state() const { return engine.state(); }
    const Directory& directory() const { return engine.state().directory; }

    std::uint32_t below(std::size_t count) {
        return static_cast<std::uint32_t>(dice_.word() % count);
    }
    bool one_in(std::uint32_t count) { return below(count) == 0; }

    // Mostly of something that exists, now and then one beyond.
    template <class Id>
    Id any(std::size_t count) {
        return one_in(60) || count == 0 ? Id{static_cast<std::uint32_t>(count)} : Id{below(count)};
    }
    AgentId agent() { return any<AgentId>(directory().agents.size()); }
    MediaId media() { return any<MediaId>(directory().media.size()); }
    QueueId queue() { return any<QueueId>(directory().queues.size()); }
    SkillId skill() { return any<SkillId>(directory().skills.size()); }
    AgentGroupId group() { return any<AgentGroupId>(directory().agent_groups.size()); }
    PlaceId place() { return any<PlaceId>(directory().places.size()); }
    TargetId target() { return any<TargetId>(directory().targets.size()); }
    TargetListId list() { return any<TargetListId>(directory().target_lists.size()); }
    InteractionId interaction() {
        const auto& slots = state().interactions.slots;
        return slots.empty() || one_in(80) ? InteractionId::of(1'000'000, 3)
                                           : slots[below(slots.size())].id;
    }
    // One in that state, if there is one.
    InteractionId interaction(InteractionState wanted) {
        std::vector<InteractionId> found;
        for (const Interaction& one : state().interactions.slots) {
            if (one.id.exists() && one.state == wanted) {
                found.push_back(one.id);
            }
        }
        return found.empty() || one_in(40) ? interaction() : found[below(found.size())];
    }

    Text fresh(std::string_view kind) {
        return arena.add(std::string(kind) + std::to_string(++named_));
    }
    Duration span(std::size_t most_seconds) {
        return milliseconds(static_cast<std::int64_t>(below(most_seconds * 1'000)));
    }

    void give(const CommandBody& body) {
        const Command command{now_, body};
        refused += engine.apply(command, arena, batch).accepted() ? 0U : 1U;
        commands.push_back(command);
    }

    Text expression() {
        std::string text = one_in(8) ? "~" : "";
        const std::size_t terms = 1 + below(3);
        for (std::size_t i = 0; i < terms; ++i) {
            static constexpr const char* signs[] = {"",      " >= 2", " > 1", " = 3",
                                                    " <= 2", " != 1", " < 4"};
            text += i == 0 ? "" : one_in(2) ? " & " : " | ";
            text +=
                "skill" + std::to_string(below(directory().skills.size() + (one_in(40) ? 1 : 0)));
            text += signs[below(std::size(signs))];
        }
        return arena.add(text);
    }

    CreateTarget create_target() {
        CreateTarget command;
        command.media = media();
        command.kind = static_cast<TargetKind>(below(3));
        command.skill = command.kind == TargetKind::skill ? expression() : Text{};
        command.agent = command.kind == TargetKind::agent ? agent() : AgentId{};
        command.agent_group = command.kind == TargetKind::agent_group ? group() : AgentGroupId{};
        return command;
    }

    CommandBody create_media() {
        const std::size_t number = directory().media.size();
        CreateMedia command;
        command.media_name = arena.add("media" + std::to_string(number));
        constexpr MediaKind kinds[] = {MediaKind::voice, MediaKind::email, MediaKind::open,
                                       MediaKind::voice, MediaKind::chat};
        command.kind = kinds[number % std::size(kinds)];
        command.alone = number == 3;
        command.beside_any = number != 2;
        command.beside.bits = number == 2 ? 1U : 0U;
        return command;
    }

    void furnish() {
        for (int i = 0; i < 5; ++i) {
            give(create_media());
            give(CreateSkill{arena.add("skill" + std::to_string(i)), fresh("about")});
            give(CreateAgentGroup{fresh("group")});
            give(CreatePlace{fresh("place")});
            give(CreateDevice{
                arena.add("500" + std::to_string(i)), {static_cast<std::uint32_t>(i)}, false});
        }
        give(CreateAgentState{fresh("operation"),
                              fresh("shown"),
                              ChannelState::not_ready,
                              WorkMode::after_call_work,
                              {}});
        give(SetDuration{DurationSetting::after_call_work, seconds(15)});
        give(SetRoutingStrategy{external_ ? AgentChoice::external : AgentChoice::longest_idle});
        for (int i = 0; i < 9; ++i) {
            give(CreateAgent{fresh("agent"), fresh("first"), fresh("last"), fresh("number"), 1});
            give(AssignPlace{{static_cast<std::uint32_t>(i)}, {static_cast<std::uint32_t>(i % 5)}});
            give(SetAgentSkill{
                {static_cast<std::uint32_t>(i)}, skill(), 1 + static_cast<std::int32_t>(below(4))});
            give(SetAgentCapacity{
                {static_cast<std::uint32_t>(i)}, media(), static_cast<std::int32_t>(below(4))});
        }
        for (std::uint32_t i = 0; i < 7; ++i) {
            give(CreateQueue{
                fresh("queue"), QueueKind::queue, {i % 5}, arena.add("800" + std::to_string(i))});
        }
        for (std::uint32_t i = 0; i < 7; ++i) {
            furnish_rule({i});
        }
        for (int i = 0; i < 10; ++i) {
            give(routing_change());
        }
    }

    // Targets of the queue's medium, a list of one or two of them for each of three stages.
    void furnish_rule(QueueId id) {
        for (std::int32_t stage = 0; stage < 3; ++stage) {
            const auto made = static_cast<std::uint32_t>(directory().target_lists.size());
            for (std::uint32_t i = 0; i < 1 + below(2); ++i) {
                CreateTarget target = create_target();
                target.media = directory().queues[id.value].media;
                const TargetId next{static_cast<std::uint32_t>(directory().targets.size())};
                give(target);
                give(i == 0 ? CommandBody{CreateTargetList{next}}
                            : CommandBody{AddTargetToList{{made}, next}});
            }
            give(SetRoutingTargets{id, {made}, stage, seconds(stage * 20)});
        }
    }

    CommandBody routing_change() {
        switch (below(8)) {
            case 0:
                return create_target();
            case 1:
                return CreateTargetList{target()};
            case 2:
                return AddTargetToList{list(), target()};
            case 3:
            case 4:
            case 5:
                return SetRoutingTargets{queue(), list(), static_cast<std::int32_t>(below(4)),
                                         span(60)};
            case 6:
                return SetRoutingPriority{queue(), static_cast<std::int32_t>(below(5)) - 1,
                                          static_cast<std::int32_t>(below(3)), span(20)};
            default:
                return SetRoutingTimeout{queue(), span(40)};
        }
    }

    CommandBody directory_change() {
        switch (below(20)) {
            case 0:
                return NameTenant{fresh("tenant")};
            case 1:
                return create_media();
            case 2:
                return CreateSkill{arena.add("skill" + std::to_string(directory().skills.size())),
                                   {}};
            case 3:
                return CreateAgent{
                    fresh("agent"), {}, {}, {}, static_cast<std::uint8_t>(below(18))};
            case 4:
                return CreateAgentGroup{one_in(2) ? Text{} : fresh("group")};
            case 5:
                return CreatePlace{fresh("place")};
            case 6:
                return CreateDevice{fresh("5"), place(), one_in(2)};
            case 7:
                return AssignPlace{agent(), place()};
            case 8:
                return CreateQueue{fresh("queue"), static_cast<QueueKind>(below(3)), media(), {}};
            case 9:
                return CreateWorkbin{
                    fresh("workbin"), static_cast<WorkbinOwner>(below(4)),
                    one_in(3) ? MediaSet{1U << below(directory().media.size())} : MediaSet{}};
            case 10:
                return CreateContact{fresh("contact"), fresh("7"),
                                     static_cast<ContactKind>(below(3))};
            case 11:
                return CreateAgentState{fresh("operation"),
                                        {},
                                        static_cast<ChannelState>(below(3)),
                                        static_cast<WorkMode>(below(9)),
                                        one_in(3) ? Text{} : fresh("reason")};
            case 12:
                return SetDuration{static_cast<DurationSetting>(below(2)), span(40)};
            case 13:
            case 14:
                return SetAgentCapacity{agent(), media(),
                                        static_cast<std::int32_t>(below(5)) - (one_in(20) ? 1 : 0)};
            case 15:
                return AddAgentToGroup{group(), agent()};
            case 16:
                return leave_group();
            default:
                return SetAgentSkill{agent(), skill(),
                                     static_cast<std::int32_t>(below(5)) - (one_in(20) ? 1 : 0)};
        }
    }

    CommandBody leave_group() {
        const AgentGroupId from = group();
        for (std::uint32_t i = 0;
             i < directory().agents.size() && from.value < directory().agent_groups.size(); ++i) {
            if (directory().group_members.at(i, from.value) != 0) {
                return RemoveAgentFromGroup{from, {i}};
            }
        }
        return RemoveAgentFromGroup{from, agent()};
    }

    CommandBody agent_change() {
        const AgentId who = agent();
        const MediaId where = one_in(2) ? MediaId{} : media();
        switch (below(12)) {
            case 0:
                return EndContactCenterSession{who};
            case 1:
            case 2:
                return SetDoNotDisturb{who, where, one_in(3)};
            case 3:
            case 4:
            case 5:
                return StartContactCenterSession{
                    who, one_in(3) ? place() : PlaceId{},
                    MediaSet{1 + below((1U << directory().media.size()) - 1)}};
            default: {
                SetAgentState command;
                command.agent = who;
                command.media = where;
                command.operation =
                    one_in(5) ? any<AgentStateId>(directory().agent_states.size()) : AgentStateId{};
                command.state = one_in(12)  ? ChannelState::logout
                                : one_in(4) ? ChannelState::not_ready
                                            : ChannelState::ready;
                command.work_mode = one_in(6) ? static_cast<WorkMode>(below(9)) : WorkMode::none;
                command.reason = one_in(6) ? fresh("why") : Text{};
                return command;
            }
        }
    }

    ValueText some_data() {
        std::string bytes = "{";
        const std::uint32_t entries = below(4);
        value::append_count(bytes, entries);
        for (std::uint32_t i = 0; i < entries; ++i) {
            value::append_count(bytes, 1);
            bytes += static_cast<char>('a' + below(4));
            bytes +=
                one_in(3) ? std::string(value::empty_object) : std::string(one_in(2) ? "t" : "n");
        }
        return arena.add_value(bytes);
    }

    // By the one who may, mostly.
    AgentId actor(InteractionId id, bool invited) {
        const Interaction* found = find(state(), id);
        const AgentId right = found == nullptr ? AgentId{}
                              : invited        ? found->invited
                                               : found->owner;
        return one_in(25) || !right.exists() ? agent() : right;
    }

    CommandBody offer() {
        OfferInteraction command;
        command.queue = queue();
        command.type = static_cast<InteractionType>(below(one_in(30) ? 4 : 3));
        const auto priority = static_cast<std::int32_t>(below(6)) - 2;
        command.priority = one_in(6) ? std::optional(priority) : std::nullopt;
        command.user_data = one_in(4) ? some_data() : ValueText{};
        return command;
    }

    WorkbinId workbin() { return any<WorkbinId>(directory().workbins.size()); }

    CommandBody keep(AgentId who, InteractionId id) {
        PlaceInWorkbin command{who, id, {workbin(), {}, {}, {}}};
        if (one_in(4)) {
            command.content.agent = agent();
        } else if (one_in(3)) {
            command.content.agent_group = group();
        } else if (one_in(3)) {
            command.content.place = place();
        }
        return command;
    }

    // Mostly by whose it is.
    CommandBody pull(InteractionId id) {
        const Interaction* found = find(state(), id);
        const AgentId his =
            found == nullptr ? AgentId{} : state().interactions.in_workbin[id.slot()].content.agent;
        return PullInteraction{his.exists() && !one_in(5) ? his : agent(), id};
    }

    ValueText some_email() {
        static constexpr const char* keys[] = {"toAddress", "fromAddress", "subject", "text"};
        static constexpr const char* words[] = {"a@b", "c@d", "hello", "a@b, \"e, f\" <g@h>"};
        std::string bytes = "{";
        const std::uint32_t entries = one_in(6) ? below(4) : 4;
        value::append_count(bytes, entries);
        for (std::uint32_t i = 0; i < entries; ++i) {
            const std::string key = one_in(90) ? "nonsense" : keys[i];
            const std::string said = words[one_in(12) ? below(4) : i < 2 ? 3 * below(2) : i];
            value::append_count(bytes, static_cast<std::uint32_t>(key.size()));
            bytes += key + 's';
            value::append_count(bytes, static_cast<std::uint32_t>(said.size()));
            bytes += said;
        }
        return arena.add_value(bytes);
    }

    MediaKind kind_of(MediaId id) const { return directory().media[id.value].kind; }

    // A queue of that kind of media, mostly.
    QueueId queue_of(MediaKind kind) {
        for (int tries = 0; tries < 8; ++tries) {
            const QueueId found = queue();
            if (found.value < directory().queues.size() && !one_in(30) &&
                kind_of(directory().queues[found.value].media) == kind) {
                return found;
            }
        }
        return queue();
    }
    QueueId mail_queue() { return queue_of(MediaKind::email); }

    // An interaction of that kind in that state, mostly.
    InteractionId interaction_of(MediaKind kind, InteractionState wanted) {
        std::vector<InteractionId> found;
        for (const Interaction& one : state().interactions.slots) {
            if (one.id.exists() && one.state == wanted && kind_of(one.media) == kind) {
                found.push_back(one.id);
            }
        }
        return found.empty() || one_in(40) ? interaction() : found[below(found.size())];
    }
    InteractionId mail(InteractionState wanted) { return interaction_of(MediaKind::email, wanted); }

    CommandBody mail_command() {
        const InteractionId held =
            mail(one_in(4) ? InteractionState::pulled : InteractionState::accepted);
        const InteractionId draft =
            mail(one_in(5) ? InteractionState::pulled : InteractionState::reply_created);
        const AgentId writer = actor(draft, false);
        const Text document = arena.add("document" + std::to_string(below(4)));
        switch (below(12)) {
            case 0:
            case 1:
                return ReplyToEmail{actor(held, false),
                                    held,
                                    mail_queue(),
                                    one_in(2),
                                    one_in(2) ? std::optional(one_in(2)) : std::nullopt,
                                    fresh("re"),
                                    fresh("wrote"),
                                    {}};
            case 2: {
                const bool has_parent = one_in(3);
                return CreateEmail{agent(), mail_queue(), one_in(2) ? some_email() : ValueText{},
                                   has_parent ? interaction() : InteractionId{}};
            }
            case 3:
                return ChangeEmail{writer, draft, some_email()};
            case 4:
                return LinkAttachment{draft, writer, document, fresh("file"), {}, below(9)};
            case 5:
                return one_in(3) ? CommandBody{LinkAttachment{held, {}, document, {}, {}, 0}}
                                 : CommandBody{RemoveAttachment{writer, draft, document}};
            case 6:
            case 7:
                return SendEmail{writer, draft, mail_queue(),
                                 one_in(3) ? ValueText{} : some_email()};
            case 8:
                return ReturnEmail{mail(InteractionState::sent), fresh("why")};
            case 9:
                return CancelEmail{writer, draft};
            case 10:
                return ConfirmEmail{mail(InteractionState::sent)};
            default: {
                const CommandBody plain = offer();
                OfferEmail command{std::get<OfferInteraction>(plain), some_email(), {}};
                command.offer.queue = mail_queue();
                command.thread = one_in(3) ? interaction() : InteractionId{};
                return command;
            }
        }
    }

    CommandBody chat_command() {
        static constexpr InteractionState states[] = {
            InteractionState::accepted, InteractionState::accepted, InteractionState::accepted,
            InteractionState::transferring, InteractionState::queued};
        const InteractionId id = interaction_of(MediaKind::chat, states[below(std::size(states))]);
        const AgentId who = actor(id, false);
        const auto notice = static_cast<ChatNotice>(below(2));
        switch (below(9)) {
            case 0:
            case 1: {
                const CommandBody plain = offer();
                OfferChat command{std::get<OfferInteraction>(plain), fresh("eve"),
                                  one_in(2) ? fresh("hello") : Text{}};
                command.offer.queue = queue_of(MediaKind::chat);
                return command;
            }
            case 2:
            case 3:
                return SendMessage{who, id, fresh("said"), static_cast<ChatVisibility>(below(2))};
            case 4:
                return SendNotice{who, id, notice};
            case 5:
                return SendCustomerMessage{id, fresh("said")};
            case 6:
                return SendCustomerNotice{id, notice};
            case 7:
                return one_in(2) ? CommandBody{LeaveInteraction{id}}
                                 : CommandBody{EndChatSession{who, id}};
            default: {
                const InteractionId offered =
                    interaction_of(MediaKind::chat, one_in(4) ? InteractionState::transferring
                                                              : InteractionState::invited);
                return AcceptInteraction{actor(offered, true), offered,
                                         one_in(2) ? fresh("nick") : Text{}};
            }
        }
    }

    // A device, a queue, somebody outside; now and then nonsense.
    Text number() {
        const std::uint32_t which = below(10);
        return arena.add(which < 6   ? "500" + std::to_string(below(5))
                         : which < 7 ? "800" + std::to_string(below(7))
                         : which < 9 ? "+3" + std::to_string(below(3))
                                     : "nobody");
    }

    // A call and an agent in it, of which he can do that; any, if there is none.
    std::pair<AgentId, InteractionId> part(std::string_view operation) {
        std::vector<std::pair<AgentId, InteractionId>> found;
        for (const Interaction& one : state().interactions.slots) {
            if (!one.id.exists() || directory().media[one.media.value].kind != MediaKind::voice) {
                continue;
            }
            for (const call::Party& party : call::parties(state(), one)) {
                if (call::is_capable(state(), one, party, operation)) {
                    found.emplace_back(party.agent, one.id);
                }
            }
        }
        return found.empty() || one_in(30) ? std::pair{agent(), interaction()}
                                           : found[below(found.size())];
    }

    InteractionId other_of(AgentId who, InteractionId id) {
        const Interaction* found = find(state(), id);
        const Leg* leg = found == nullptr ? nullptr : call::party_of(state(), *found, who).leg;
        return leg == nullptr || one_in(20) ? interaction()
               : leg->consult.exists()      ? leg->consult
                                            : leg->parent;
    }

    Text participant(InteractionId id) {
        const Interaction* found = find(state(), id);
        if (found == nullptr || one_in(10)) {
            return number();
        }
        const auto all = call::parties(state(), *found);
        const call::Party& one = all[below(all.size())];
        return arena.add(one.agent.exists() ? call::number_of(state(), one.agent) : one.number);
    }

    InteractionId with_outside() {
        std::vector<InteractionId> found;
        for (const Interaction& one : state().interactions.slots) {
            if (one.first_leg != nothing) {
                found.push_back(one.id);
            }
        }
        return found.empty() || one_in(20) ? interaction() : found[below(found.size())];
    }

    CommandBody call_control() {
        static constexpr std::string_view operations[] = {"Answer",
                                                          "Hangup",
                                                          "Hold",
                                                          "Retrieve",
                                                          "SendDtmf",
                                                          "MuteCall",
                                                          "InitiateTransfer",
                                                          "CompleteTransfer",
                                                          "CompleteConference",
                                                          "SwapCalls",
                                                          "MergeWithOtherCall",
                                                          "SingleStepTransfer",
                                                          "SingleStepConference",
                                                          "RemoveParticipantFromConference",
                                                          "UpdateUserData",
                                                          "InitiateConference",
                                                          "UnmuteCall"};
        const std::uint32_t which = below(28);
        if (which >= 24) {
            return one_in(3) ? CommandBody{RefuseOutside{with_outside(), {}}}
                             : CommandBody{AnswerOutside{with_outside(), {}}};
        }
        if (which >= 18) {
            return DialCall{agent(), number(), one_in(4) ? some_data() : ValueText{}};
        }
        if (which == 17) {
            return LeaveInteraction{with_outside(), one_in(3) ? number() : Text{}};
        }
        const auto [who, id] = part(operations[which]);
        switch (which) {
            case 0:
                return AnswerCall{who, id};
            case 1:
                return HangupCall{who, id};
            case 2:
                return HoldCall{who, id};
            case 3:
                return RetrieveCall{who, id};
            case 4:
                return SendDtmf{who, id, arena.add(one_in(10) ? "x" : "1#")};
            case 5:
                return MuteCall{who, id, true};
            case 6:
                return InitiateTransfer{who, id, number()};
            case 7:
                return CompleteTransfer{who, id};
            case 8:
                return CompleteConference{who, id};
            case 9:
                return SwapCalls{who, id, other_of(who, id)};
            case 10:
                return MergeWithOtherCall{who, id, other_of(who, id)};
            case 11:
                return SingleStepTransfer{who, id, number()};
            case 12:
                return SingleStepConference{who, id, number()};
            case 13:
                return RemoveParticipantFromConference{who, id, participant(id)};
            case 14:
                return ChangeUserData{who, id, UserDataOperation::update, some_data()};
            case 15:
                return InitiateConference{who, id, number()};
            default:
                return MuteCall{who, id, false};
        }
    }

    CommandBody command() {
        if (one_in(6)) {
            return mail_command();
        }
        if (one_in(6)) {
            return chat_command();
        }
        if (one_in(4)) {
            return call_control();
        }
        const std::uint32_t throw_of = below(100);
        if (throw_of < 22) {
            const Interactions& all = state().interactions;
            const bool crowded = all.slots.size() - all.free.size() > 40;
            return crowded ? CommandBody{LeaveInteraction{interaction(InteractionState::queued)}}
                           : CommandBody{offer()};
        }
        if (throw_of < 48) {
            const InteractionId id =
                interaction(one_in(8) ? InteractionState::transferring : InteractionState::invited);
            const AgentId who = actor(id, true);
            return one_in(4) ? CommandBody{RejectInteraction{who, id}}
                             : CommandBody{AcceptInteraction{who, id}};
        }
        if (throw_of < 76) {
            const InteractionId id = interaction(one_in(6)   ? InteractionState::pulled
                                                 : one_in(6) ? InteractionState::reply_created
                                                             : InteractionState::accepted);
            const AgentId who = actor(id, false);
            switch (below(11)) {
                case 9:
                    return keep(who, id);
                case 10:
                    return pull(interaction(InteractionState::in_workbin));
                case 0:
                    return PlaceInQueue{who, id, queue()};
                case 1:
                    return TransferInteraction{who, id, {}, expression()};
                case 2:
                case 3:
                    return TransferInteraction{who, id, agent(), {}};
                case 4:
                    return ChangeUserData{who, id, static_cast<UserDataOperation>(below(3)),
                                          some_data()};
                default:
                    return CompleteInteraction{who, id};
            }
        }
        if (throw_of < 82) {
            return LeaveInteraction{interaction(static_cast<InteractionState>(below(9)))};
        }
        if (throw_of < 96) {
            return agent_change();
        }
        if (throw_of < 97) {
            return routing_change();
        }
        if (throw_of < 98 && one_in(2)) {
            if (one_in(2)) {
                return SetPull{static_cast<Pull>(below(3))};
            }
            return SetRoutingStrategy{external_ ? AgentChoice::external
                                                : static_cast<AgentChoice>(below(4))};
        }
        return directory_change();
    }

    CommandBody answer() {
        const RoutingRequested asked = engine.awaited_decision();
        if (one_in(10)) {
            return RouteInteraction{interaction(), agent()};
        }
        if (one_in(5)) {
            return RouteInteraction{asked.interaction, {}};
        }
        if (asked.agent.exists()) {
            return RouteInteraction{asked.interaction, one_in(10) ? agent() : asked.agent};
        }
        std::vector<const Member*> able;
        routing::able_members(state(), *find(state(), asked.interaction), able);
        return RouteInteraction{asked.interaction, able[below(able.size())]->agent};
    }

    base::Stream dice_;
    bool external_;
    Instant now_{1'700'000'000'000'000};
    std::uint32_t named_ = 0;
};

}  // namespace cordboard::test
