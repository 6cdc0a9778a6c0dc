// SPDX-License-Identifier: Apache-2.0
// A long life of a contact centre by the dice: every command, with good and with bad values, from a
// seed. The same seed gives the same commands everywhere, so histories can be compared between
// builds.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <cordboard/engine.hpp>
#include <cordboard/value.hpp>

#include "base/random.hpp"
#include "random_calls.hpp"
#include "random_letters.hpp"
#include "random_provisioning.hpp"
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
    DeviceId device() { return any<DeviceId>(directory().devices.size()); }
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

  private:
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
            give(CreateAgent{fresh("agent"), fresh("first"), fresh("last"), fresh("number"),
                             static_cast<std::uint8_t>(i % 3 == 0 ? 3 : 1)});
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
                return CreateDevice{fresh("5"), place(), one_in(2),
                                    one_in(3) ? fresh("switch") : Text{}};
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
                return SetDuration{static_cast<DurationSetting>(below(3)), span(40)};
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

    // Some channels, now and then one that there is not, and a log-in at the switch.
    CommandBody start_session(AgentId who) {
        StartContactCenterSession command;
        command.agent = who;
        command.place = one_in(3) ? place() : PlaceId{};
        command.channels.media = MediaSet{1 + below((1U << directory().media.size()) - 1)};
        if (one_in(6)) {
            command.channels.unknown = arena.add(std::string_view("fax\0", 4));
        }
        const auto& codes = directory().login_codes;
        if (one_in(6) && !codes.empty()) {
            command.login_code = arena.add(state().texts.view(codes[below(codes.size())].code));
        }
        command.queue = one_in(8) ? queue() : QueueId{};
        return command;
    }

    CommandBody agent_change() {
        const AgentId who = agent();
        const MediaId where = one_in(2) ? MediaId{} : media();
        switch (below(15)) {
            case 0:
                return EndContactCenterSession{who};
            case 1:
            case 2:
                return SetDoNotDisturb{who, where, one_in(3), one_in(16) ? device() : DeviceId{}};
            case 3:
            case 4:
            case 5:
                return start_session(who);
            case 6:
            case 7:
                return RandomProvisioning<RandomHistory>(*this).connection_change();
            case 8:
                return AddLoginCode{who, fresh("code"), one_in(3) ? fresh("switch") : Text{}};
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

    // Somebody comes, unless it is crowded: then somebody gives up.
    CommandBody newcomer() {
        const Interactions& all = state().interactions;
        const bool crowded = all.slots.size() - all.free.size() > 40;
        return crowded ? CommandBody{LeaveInteraction{interaction(InteractionState::queued)}}
                       : offer();
    }

    CommandBody change_of_what_is_held() {
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

    CommandBody command() {
        if (one_in(state().settings.restricted ? 6 : 250)) {
            return RandomProvisioning<RandomHistory>(*this).service_change();
        }
        if (one_in(30)) {
            return RandomProvisioning<RandomHistory>(*this).change();
        }
        if (one_in(6)) {
            return RandomLetters<RandomHistory>(*this).of_mails();
        }
        if (one_in(7)) {
            return RandomLetters<RandomHistory>(*this).of_chats();
        }
        if (one_in(5)) {
            return RandomCalls<RandomHistory>(*this).next();
        }
        const std::uint32_t throw_of = below(100);
        if (throw_of < 22) {
            return newcomer();
        }
        if (throw_of < 48) {
            const InteractionId id =
                interaction(one_in(8) ? InteractionState::transferring : InteractionState::invited);
            const Interaction* offered = find(state(), id);
            if ((offered == nullptr || !offered->invited.exists()) && !one_in(4)) {
                return newcomer();
            }
            const AgentId who = actor(id, true);
            return one_in(4) ? CommandBody{RejectInteraction{who, id}}
                             : CommandBody{AcceptInteraction{who, id}};
        }
        if (throw_of < 76) {
            return change_of_what_is_held();
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
