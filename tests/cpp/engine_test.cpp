// SPDX-License-Identifier: Apache-2.0
// The engine itself: time, timers and their order, hashes, snapshot, fork, evolve.
#include "engine/snapshot.hpp"
#include "support/center_builder.hpp"

namespace cordboard::test {
namespace {

Center busy() {
    Center center;
    center.media("mail").skill("sales").queue("mails", "mail").rule("mails", {"sales"});
    center.rule("mails", {"sales >= 0"}, 1, 100);
    center.agent("anna", {{"sales", 1}}).agent("bert", {{"sales", 1}}).works("anna").works("bert");
    return center;
}

TEST(Time, GoesForwardOnly) {
    Center center = busy();
    center.at(10);
    const std::uint64_t hash = center.engine.state_hash();
    center.must(Tick{});
    center.now = opening + seconds(9);
    EXPECT_THROW(center.must(Tick{}), UsageError);
    EXPECT_THROW(center.must(LeaveInteraction{}), UsageError);
    EXPECT_EQ(center.engine.now(), opening + seconds(10));
    EXPECT_EQ(center.engine.state_hash(), hash);
}

TEST(Time, NoCommandPassesADeadline) {
    Center center = busy();
    const InteractionId i1 = center.offer("mails");
    center.now = opening + seconds(31);
    EXPECT_THROW(center.must(LeaveInteraction{i1}), UsageError);
    EXPECT_THROW(center.must(Tick{}), UsageError) << "nor does a Tick";
    center.now = opening + seconds(30);
    EXPECT_THROW(center.must(LeaveInteraction{i1}), UsageError) << "a Tick comes first";
    center.forget().must(Tick{});
    EXPECT_EQ(center.events("InteractionRevoked").size(), 1U);
    center.leave(i1);
}

TEST(Time, TimersFireOnlyInATick) {
    Center center = busy();
    center.offer("mails");
    center.now = opening + seconds(30) - Duration{1};
    center.forget().must(Tick{});
    EXPECT_FALSE(center.give(LeaveInteraction{}).accepted());
    EXPECT_EQ(center.events(), Texts());
    center.at(30);
    EXPECT_EQ(center.events().size(), 2U);
}

TEST(Time, StaysWithinTheCalendar) {
    Center center;
    center.now = Instant{never.microseconds - 1};
    EXPECT_THROW(center.must(Tick{}), UsageError);
    center.now = Instant{-never.microseconds};
    EXPECT_THROW(center.must(Tick{}), UsageError);
    center.now = Instant{0};
    center.must(Tick{});
}

TEST(Timers, FireInOrderOfDeadlineAndCreation) {
    Center center;
    center.media("mail").queue("a", "mail").queue("b", "mail");
    for (const char* name : {"anna", "bert", "carl"}) {
        center.agent(name);
    }
    center.rule("a", {"agent:anna"}).rule("a", {"agent:anna"}, 1, 20);
    center.rule("b", {"agent:bert"}).rule("b", {"agent:bert"}, 1, 10);
    center.offer("a");
    center.at(10).offer("b");
    center.offer("b");
    center.forget().at(20);
    EXPECT_EQ(center.events(),
              Texts({"RoutingWidened i1", "RoutingWidened i2", "RoutingWidened i3"}));
    center.at(30).offer("b");
    center.at(31).offer("b");
    center.forget().at(60);
    EXPECT_EQ(center.events(), Texts({"RoutingWidened i4", "RoutingWidened i5"}));
    EXPECT_EQ(center.batch.events.back().at, opening + seconds(41));
}

TEST(Timers, OrderOfCreationSurvivesASnapshot) {
    Center center;
    center.media("mail").queue("a", "mail").agent("anna");
    center.rule("a", {"agent:anna"}).rule("a", {"agent:anna"}, 1, 20);
    const InteractionId i1 = center.offer("a");
    center.offer("a");
    center.leave(i1);
    center.offer("a");  // takes the first slot, but its timer is the younger one
    center.engine = Engine::load(center.engine.save());
    center.forget().at(20);
    EXPECT_EQ(center.events(), Texts({"RoutingWidened i2", "RoutingWidened i3"}));
}

TEST(Hash, EveryEventCountsAndRefusalsDoNot) {
    Center one = busy();
    Center two = busy();
    EXPECT_EQ(one.engine.state_hash(), two.engine.state_hash());
    EXPECT_EQ(one.engine.event_hash(), two.engine.event_hash());
    EXPECT_EQ(one.engine.event_count(), one.batch.events.size());
    EXPECT_REFUSED(two, LeaveInteraction{}, Reason::unknown_interaction, "interaction");
    EXPECT_EQ(one.engine.event_hash(), two.engine.event_hash());
    one.skill("a");
    two.skill("b");
    EXPECT_NE(one.engine.event_hash(), two.engine.event_hash());
    EXPECT_NE(one.engine.state_hash(), two.engine.state_hash());
}

TEST(Hash, TimeIsPartOfEvents) {
    Center one = busy();
    Center two = busy();
    one.skill("a");
    two.at(1).skill("a");
    EXPECT_NE(one.engine.event_hash(), two.engine.event_hash());
    EXPECT_EQ(one.engine.state_hash(), two.engine.state_hash());
}

TEST(Batch, GivesOneVerdictEach) {
    Center center = busy();
    const Command commands[] = {{center.now, CreateSkill{center.text("law"), {}}},
                                {center.now, CreateSkill{center.text("law"), {}}},
                                {center.now, CreateSkill{center.text("tax"), {}}}};
    const auto verdicts = center.engine.apply_batch(commands, center.arena, center.batch);
    ASSERT_EQ(verdicts.size(), 3U);
    EXPECT_TRUE(verdicts[0].accepted());
    EXPECT_FALSE(verdicts[1].accepted());
    EXPECT_TRUE(verdicts[2].accepted());
    EXPECT_TRUE(center.skill_id("tax").exists());
}

TEST(Snapshot, RefusesWhatIsNone) {
    const std::string good = busy().engine.save();
    EXPECT_THROW(Engine::load(""), BadSnapshot);
    EXPECT_THROW(Engine::load("cordboard snapshot 0\n"), BadSnapshot);
    for (std::size_t length = 0; length < good.size(); length += 3) {
        EXPECT_THROW(Engine::load(good.substr(0, length)), BadSnapshot) << length;
    }
    for (std::size_t at = 0; at < good.size(); at += 5) {
        std::string bad = good;
        bad[at] = static_cast<char>(bad[at] ^ 0x41);
        // Only the time and the hash of events stand outside the digest.
        if (at < 21 || at > 70) {
            EXPECT_THROW(Engine::load(bad), BadSnapshot) << at;
        }
    }
    EXPECT_THROW(Engine::load(good + "x"), BadSnapshot);
}

TEST(Snapshot, GoesOnAlike) {
    Center center = busy();
    const InteractionId i1 = center.offer("mails");
    center.reject(text_of(center.state(), center.interaction(i1).invited), i1);
    Center other = center;
    other.engine = Engine::load(center.engine.save());
    EXPECT_EQ(other.engine.save(), center.engine.save());
    EXPECT_EQ(other.engine.state_hash(), center.engine.state_hash());
    EXPECT_EQ(other.engine.event_hash(), center.engine.event_hash());
    EXPECT_EQ(other.engine.event_count(), center.engine.event_count());
    EXPECT_EQ(other.engine.now(), center.engine.now());
    center.at(300).offer("mails");
    other.at(300).offer("mails");
    EXPECT_EQ(other.engine.event_hash(), center.engine.event_hash());
    EXPECT_EQ(other.engine.state_hash(), center.engine.state_hash());
}

TEST(Fork, BothGoOnIndependently) {
    Center center = busy();
    const InteractionId i1 = center.offer("mails");
    Center fork = center;
    const std::uint64_t hash = center.engine.state_hash();
    fork.accept(text_of(fork.state(), fork.interaction(i1).invited), i1);
    EXPECT_EQ(center.engine.state_hash(), hash);
    EXPECT_EQ(center.interaction(i1).state, InteractionState::invited);
    center.at(500);
    EXPECT_EQ(fork.interaction(i1).state, InteractionState::accepted);
    Center assigned;
    assigned = fork;
    EXPECT_EQ(assigned.engine.state_hash(), fork.engine.state_hash());
}

TEST(Evolve, EventsMakeTheSameState) {
    Center center = busy();
    const InteractionId i1 = center.offer("mails");
    center.at(40);
    Engine mirror;
    mirror.evolve(center.batch.events, center.batch.texts);
    EXPECT_EQ(mirror.state_hash(), center.engine.state_hash());
    EXPECT_EQ(mirror.event_hash(), center.engine.event_hash());
    EXPECT_EQ(mirror.event_count(), center.engine.event_count());
    EXPECT_EQ(mirror.next_deadline(), center.engine.next_deadline());
    Center other = center;
    other.engine = mirror;
    other.leave(i1);
    center.leave(i1);
    EXPECT_EQ(other.engine.event_hash(), center.engine.event_hash());
}

}  // namespace
}  // namespace cordboard::test
