// SPDX-License-Identifier: Apache-2.0
// A contact centre for tests: built by name, driven by the second, read back as short texts.
//
//   Center center;
//   center.media("chat").skill("sales").queue("chats", "chat").rule("chats", {"sales >= 2"});
//   center.agent("anna", {{"sales", 3}}).start("anna").ready("anna");
//   const InteractionId first = center.offer("chats");
//   EXPECT_EQ(center.events(), Texts({"InteractionCreated i1 chat", ...}));
//
// Every command and every event is kept, so that a test can replay the one and evolve the other.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <cordboard/engine.hpp>
#include <cordboard/value.hpp>

#include "call/parties.hpp"
#include "event_text.hpp"
#include "state/state.hpp"

namespace cordboard::test {

using Texts = std::vector<std::string>;
using Levels = std::vector<std::pair<std::string, std::int32_t>>;

inline constexpr Instant opening{1'700'000'000'000'000};

struct MediaRule {
    MediaKind kind = MediaKind::open;
    bool alone = false;
    bool beside_any = true;
    MediaSet beside{};
};

class Center {
  public:
    Engine engine;
    Arena arena;
    EventBatch batch;
    std::vector<Command> commands;
    Instant now = opening;

    const State& state() const { return engine.state(); }

    // --- Driving -------------------------------------------------------------------------------

    Verdict give(const CommandBody& body) {
        const Command command{now, body};
        const Verdict verdict = engine.apply(command, arena, batch);
        commands.push_back(command);
        return verdict;
    }

    // A command that a test relies on.
    Center& must(const CommandBody& body) {
        const Verdict verdict = give(body);
        if (!verdict.accepted()) {
            ADD_FAILURE() << "refused: " << verdict.refusal().row().name << " in "
                          << verdict.refusal().field;
        }
        return *this;
    }

    // Goes to that many seconds after the opening, with a Tick at every deadline on the way, as
    // long as no decision of a strategy is awaited.
    Center& at(std::int64_t second) { return tick_to(opening + seconds(second)); }
    Center& tick_to(Instant then) {
        while (engine.next_deadline() <= then && !engine.awaited_decision().interaction.exists()) {
            now = engine.next_deadline();
            must(Tick{});
        }
        now = then;
        return *this;
    }

    // The events since the last call, as texts.
    Texts events() {
        Texts result;
        for (; shown_ < batch.events.size(); ++shown_) {
            result.push_back(text_of(state(), batch.events[shown_]));
        }
        return result;
    }
    Center& forget() {
        shown_ = batch.events.size();
        return *this;
    }
    // Of one kind only.
    Texts events(std::string_view name) {
        Texts result;
        for (const std::string& one : events()) {
            if (one.starts_with(std::string(name) + " ")) {
                result.push_back(one);
            }
        }
        return result;
    }

    Text text(std::string_view content) { return arena.add(content); }

    // An object of texts, by names and words in turn.
    ValueText object(const std::vector<std::pair<std::string, std::string>>& entries) {
        std::string bytes = "{";
        value::append_count(bytes, static_cast<std::uint32_t>(entries.size()));
        for (const auto& [key, words] : entries) {
            value::append_count(bytes, static_cast<std::uint32_t>(key.size()));
            bytes += key + 's';
            value::append_count(bytes, static_cast<std::uint32_t>(words.size()));
            bytes += words;
        }
        return arena.add_value(bytes);
    }

    // --- Names ---------------------------------------------------------------------------------

    AgentId agent_id(std::string_view name) const {
        return state().directory.agent_by_name.find(state().texts, name);
    }
    MediaId media_id(std::string_view name) const {
        return state().directory.media_by_name.find(state().texts, name);
    }
    QueueId queue_id(std::string_view name) const {
        return state().directory.queue_by_name.find(state().texts, name);
    }
    WorkbinId workbin_id(std::string_view name) const {
        return state().directory.workbin_by_name.find(state().texts, name);
    }
    SkillId skill_id(std::string_view name) const {
        return state().directory.skill_by_name.find(state().texts, name);
    }
    AgentGroupId group_id(std::string_view name) const {
        return state().directory.agent_group_by_name.find(state().texts, name);
    }
    PlaceId place_id(std::string_view name) const {
        return state().directory.place_by_name.find(state().texts, name);
    }
    const Agent& agent_of(std::string_view name) const {
        return state().directory.agents[agent_id(name).value];
    }
    const Channel& channel_of(std::string_view agent, std::string_view media) const {
        return state().directory.channels.at(agent_id(agent).value, media_id(media).value);
    }
    const Interaction& interaction(InteractionId id) const { return *find(state(), id); }

    // --- Building ------------------------------------------------------------------------------

    Center& media(std::string_view name, MediaRule rule = {}) {
        return must(CreateMedia{text(name), rule.kind, rule.alone, rule.beside_any, rule.beside});
    }
    Center& voice(std::string_view name = "voice") { return media(name, {MediaKind::voice}); }
    Center& skill(std::string_view name) { return must(CreateSkill{text(name), {}}); }
    Center& group(std::string_view name) { return must(CreateAgentGroup{text(name)}); }
    Center& place(std::string_view name) { return must(CreatePlace{text(name)}); }

    // A place with a device of that number, where the agent works.
    Center& desk(std::string_view name, std::string_view number) {
        const PlaceId at{static_cast<std::uint32_t>(state().directory.places.size())};
        place("desk " + std::string(number));
        must(CreateDevice{text(number), at, false});
        return must(AssignPlace{agent_id(name), at});
    }

    Center& agent(std::string_view name, const Levels& levels = {}) {
        must(CreateAgent{text(name), {}, {}, {}, 1});
        for (const auto& [skill_name, level] : levels) {
            set_skill(name, skill_name, level);
        }
        return *this;
    }
    Center& set_skill(std::string_view name, std::string_view skill_name, std::int32_t level) {
        return must(SetAgentSkill{agent_id(name), skill_id(skill_name), level});
    }
    Center& capacity(std::string_view name, std::string_view media_name, std::int32_t count) {
        return must(SetAgentCapacity{agent_id(name), media_id(media_name), count});
    }
    Center& join(std::string_view group_name, std::string_view name) {
        return must(AddAgentToGroup{group_id(group_name), agent_id(name)});
    }
    Center& queue(std::string_view name, std::string_view media_name,
                  std::string_view number = "") {
        return must(CreateQueue{text(name), QueueKind::queue, media_id(media_name), text(number)});
    }

    Center& workbin(std::string_view name, WorkbinOwner owner = WorkbinOwner::agent,
                    MediaSet default_for = {}) {
        return must(CreateWorkbin{text(name), owner, default_for});
    }

    // A target by text: "agent:anna", "group:support", otherwise a skill expression.
    TargetId target(std::string_view media_name, std::string_view what) {
        CreateTarget command;
        command.media = media_id(media_name);
        if (what.starts_with("agent:")) {
            command.kind = TargetKind::agent;
            command.agent = agent_id(what.substr(6));
        } else if (what.starts_with("group:")) {
            command.kind = TargetKind::agent_group;
            command.agent_group = group_id(what.substr(6));
        } else {
            command.skill = text(what);
        }
        const TargetId id{static_cast<std::uint32_t>(state().directory.targets.size())};
        must(command);
        return id;
    }
    TargetListId target_list(std::string_view media_name, const Texts& targets) {
        const TargetListId list{static_cast<std::uint32_t>(state().directory.target_lists.size())};
        const TargetId first = target(media_name, targets.front());
        must(CreateTargetList{first});
        for (std::size_t i = 1; i < targets.size(); ++i) {
            const TargetId next = target(media_name, targets[i]);
            must(AddTargetToList{list, next});
        }
        return list;
    }
    Center& rule(std::string_view queue_name, const Texts& targets, std::int32_t stage = 0,
                 std::int64_t after_seconds = 0) {
        const MediaId media = state().directory.queues[queue_id(queue_name).value].media;
        const TargetListId list = target_list(text_of(state(), media), targets);
        return must(SetRoutingTargets{queue_id(queue_name), list, stage, seconds(after_seconds)});
    }
    Center& priority(std::string_view queue_name, std::int32_t value, std::int32_t add = 0,
                     std::int64_t every_seconds = 0) {
        return must(SetRoutingPriority{queue_id(queue_name), value, add, seconds(every_seconds)});
    }
    Center& timeout(std::string_view queue_name, std::int64_t count) {
        return must(SetRoutingTimeout{queue_id(queue_name), seconds(count)});
    }
    Center& strategy(AgentChoice choice, Pull pull = Pull::priority) {
        must(SetPull{pull});
        return must(SetRoutingStrategy{choice});
    }
    Center& after_call_work(std::int64_t count) {
        return must(SetDuration{DurationSetting::after_call_work, seconds(count)});
    }

    // --- Working -------------------------------------------------------------------------------

    // On all media when none is named.
    Center& start(std::string_view name, const Texts& media = {}) {
        MediaSet channels;
        for (std::uint32_t i = 0; i < state().directory.media.size(); ++i) {
            if (media.empty()) {
                channels.insert({i});
            }
        }
        for (const std::string& one : media) {
            channels.insert(media_id(one));
        }
        return must(StartContactCenterSession{agent_id(name), {}, channels});
    }
    Center& end(std::string_view name) { return must(EndContactCenterSession{agent_id(name)}); }
    Center& set_state(std::string_view name, ChannelState wanted,
                      std::string_view media_name = "") {
        SetAgentState command;
        command.agent = agent_id(name);
        command.media = media_name.empty() ? MediaId{} : media_id(media_name);
        command.state = wanted;
        return must(command);
    }
    Center& ready(std::string_view name, std::string_view media_name = "") {
        return set_state(name, ChannelState::ready, media_name);
    }
    Center& not_ready(std::string_view name, std::string_view media_name = "") {
        return set_state(name, ChannelState::not_ready, media_name);
    }
    Center& disturb(std::string_view name, bool on, std::string_view media_name = "") {
        return must(SetDoNotDisturb{agent_id(name),
                                    media_name.empty() ? MediaId{} : media_id(media_name), on});
    }
    // Starts and is ready on everything.
    Center& works(std::string_view name) { return start(name).ready(name); }

    InteractionId offer(std::string_view queue_name) {
        return offered(
            OfferInteraction{queue_id(queue_name), InteractionType::inbound, std::nullopt, {}});
    }
    InteractionId offer(std::string_view queue_name, std::int32_t with_priority) {
        return offered(
            OfferInteraction{queue_id(queue_name), InteractionType::inbound, with_priority, {}});
    }
    InteractionId offer_chat(std::string_view queue_name, std::string_view nickname = "Eve") {
        OfferChat command;
        command.offer.queue = queue_id(queue_name);
        command.nickname = text(nickname);
        return offered(command);
    }
    // The interaction that the command begins.
    InteractionId offered(const CommandBody& command) {
        const std::size_t first = batch.events.size();
        must(command);
        const auto* created = first < batch.events.size()
                                  ? std::get_if<InteractionCreated>(&batch.events[first].body)
                                  : nullptr;
        return created != nullptr ? created->interaction : InteractionId{};
    }
    Center& accept(std::string_view name, InteractionId id) {
        return must(AcceptInteraction{agent_id(name), id});
    }
    Center& reject(std::string_view name, InteractionId id) {
        return must(RejectInteraction{agent_id(name), id});
    }
    Center& complete(std::string_view name, InteractionId id) {
        return must(CompleteInteraction{agent_id(name), id});
    }
    Center& leave(InteractionId id) { return must(LeaveInteraction{id}); }
    Center& place_in_queue(std::string_view name, InteractionId id, std::string_view queue_name) {
        return must(PlaceInQueue{agent_id(name), id, queue_id(queue_name)});
    }
    Center& place_in_workbin(std::string_view name, InteractionId id, std::string_view workbin) {
        return must(PlaceInWorkbin{agent_id(name), id, {workbin_id(workbin), {}, {}, {}}});
    }
    InteractionId dial(std::string_view name, std::string_view number) {
        must(DialCall{agent_id(name), text(number), {}});
        return newest();
    }
    Center& answer(std::string_view name, InteractionId id) {
        return must(AnswerCall{agent_id(name), id});
    }
    Center& hangup(std::string_view name, InteractionId id) {
        return must(HangupCall{agent_id(name), id});
    }
    Center& hold(std::string_view name, InteractionId id) {
        return must(HoldCall{agent_id(name), id});
    }
    Center& retrieve(std::string_view name, InteractionId id) {
        return must(RetrieveCall{agent_id(name), id});
    }
    // The consult call.
    InteractionId consult(std::string_view name, InteractionId id, std::string_view number) {
        must(InitiateTransfer{agent_id(name), id, text(number)});
        return newest();
    }
    InteractionId newest() const {
        InteractionId found;
        for (const Event& event : batch.events) {
            if (const auto* created = std::get_if<InteractionCreated>(&event.body)) {
                found = created->interaction;
            }
        }
        return found;
    }
    // The parties of a call as texts: "anna Held", "+331 Ringing", "customer Established".
    Texts legs(InteractionId id) const {
        Texts result;
        const Interaction* call = find(state(), id);
        if (call == nullptr) {
            return result;
        }
        for (const call::Party& party : call::parties(state(), *call)) {
            const std::string who = party.agent.exists()   ? text_of(state(), party.agent)
                                    : party.number.empty() ? "customer"
                                                           : std::string(party.number);
            result.push_back(who + " " + std::string(name_of(party.state)));
        }
        return result;
    }
    Texts capabilities(std::string_view name, InteractionId id) const {
        Texts result;
        const Interaction& call = interaction(id);
        call::for_each_capability(state(), call, call::party_of(state(), call, agent_id(name)),
                                  [&](std::string_view one) { result.emplace_back(one); });
        return result;
    }
    Center& pull(std::string_view name, InteractionId id) {
        return must(PullInteraction{agent_id(name), id});
    }
    Center& transfer(std::string_view name, InteractionId id, std::string_view to) {
        return must(TransferInteraction{agent_id(name), id, agent_id(to), {}});
    }
    Center& transfer_to_skill(std::string_view name, InteractionId id,
                              std::string_view expression) {
        return must(TransferInteraction{agent_id(name), id, {}, text(expression)});
    }
    Center& route(InteractionId id, std::string_view name) {
        return must(RouteInteraction{id, name.empty() ? AgentId{} : agent_id(name)});
    }

  private:
    std::size_t shown_ = 0;
};

// The command is refused for that reason and field, and nothing has changed.
inline void expect_refused(Center& center, const CommandBody& body, Reason reason,
                           std::string_view field) {
    const std::uint64_t state_hash = center.engine.state_hash();
    const std::uint64_t event_hash = center.engine.event_hash();
    const std::uint64_t event_count = center.engine.event_count();
    const std::size_t events = center.batch.events.size();
    const Instant deadline = center.engine.next_deadline();
    const Verdict verdict = center.give(body);
    EXPECT_FALSE(verdict.accepted())
        << "expected " << reasons[static_cast<std::size_t>(reason)].name;
    if (!verdict.accepted()) {
        EXPECT_EQ(verdict.refusal().row().name, reasons[static_cast<std::size_t>(reason)].name);
        EXPECT_EQ(verdict.refusal().field, field);
    }
    EXPECT_EQ(center.engine.state_hash(), state_hash);
    EXPECT_EQ(center.engine.event_hash(), event_hash);
    EXPECT_EQ(center.engine.event_count(), event_count);
    EXPECT_EQ(center.batch.events.size(), events);
    EXPECT_EQ(center.engine.next_deadline(), deadline);
}

}  // namespace cordboard::test

// Says where in the test the refusal was expected.
#define EXPECT_REFUSED(center, body, reason, field)                             \
    do {                                                                        \
        SCOPED_TRACE(#body);                                                    \
        ::cordboard::test::expect_refused((center), (body), (reason), (field)); \
    } while (false)
