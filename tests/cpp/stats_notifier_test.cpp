// SPDX-License-Identifier: Apache-2.0
// Messages to clients: taken in pieces, and kept apart when statistics come and go.
#include "stats/notifier.hpp"
#include "stats_stage.hpp"

namespace cordboard {
namespace {

using stats::Notification;
using stats::Notifier;

StatisticDefinition waiting(NotificationMode mode, Duration period = {}) {
    StatisticDefinition definition;
    definition.name = "Waiting";
    definition.target = StatisticTarget::queue;
    definition.category = Category::current_number;
    definition.subject = Subject::dn_action;
    definition.main_mask = "CallWait";
    definition.notification_mode = mode;
    definition.notification_frequency = period;
    return definition;
}

// A queue whose calls are told to the client of a statistic.
struct Told : Stage {
    ObjectId q = queue("q");
    StatisticId statistic;
    Notifier notifier;

    explicit Told(const StatisticDefinition& definition)
        : statistic(open(q, definition)), notifier(engine) {}

    std::size_t wait(std::string_view at, std::uint64_t call) {
        const ActionRow row = row_of(at, q, "CallWait", Phase::start, call);
        return notifier.observe({&row, 1});
    }
};

TEST(Notifier, TimeStandsUntilMessagesAreTaken) {
    Told told(waiting(NotificationMode::periodical, seconds(1)));
    std::size_t messages = 0;
    std::size_t pieces = 0;
    while (told.wait("2 00:00:00", 1) == 0) {
        const auto piece = told.notifier.take();
        EXPECT_GE(piece.size(), Notifier::messages_in_piece);
        EXPECT_LE(piece.size(), Notifier::messages_in_piece + 1);
        messages += piece.size();
        ++pieces;
    }
    EXPECT_EQ(pieces, 2U);
    EXPECT_EQ(messages + told.notifier.take().size(), 2U * 86'400);
    while (!told.notifier.advance_to(clock_time("3 00:00:00"))) {
        const auto piece = told.notifier.take();
        EXPECT_EQ(piece.front().value, 1.0);
        messages = piece.size();
    }
    EXPECT_EQ(messages + told.notifier.take().size(), 86'400U);
}

TEST(Notifier, WhatAnInstantWouldBringMayBeAskedAgainAndAgain) {
    Told told(waiting(NotificationMode::immediate));
    told.wait("10:00:00", 1);
    EXPECT_EQ(told.notifier.take().size(), 1U);
    for (std::uint64_t call = 2; call < 5; ++call) {
        told.wait("10:00:00", call);
        for (int asked = 0; asked < 2; ++asked) {
            const std::vector<Notification> pending = told.notifier.pending();
            ASSERT_EQ(pending.size(), 1U);
            EXPECT_EQ(pending.front().value, static_cast<double>(call));
        }
    }
    EXPECT_TRUE(told.notifier.take().empty());
    told.notifier.advance_to(clock_time("10:00:01"));
    EXPECT_EQ(told.notifier.take().size(), 1U);
}

TEST(Notifier, WhoTakesAPlaceTakesNoMessages) {
    Told told(waiting(NotificationMode::immediate));
    StatisticsEngine& engine = told.notifier.engine();
    told.wait("10:00:00", 1);
    const DefinitionIndex before = engine.definition_of(told.statistic);
    told.notifier.close(told.statistic);
    const ObjectId other = engine.object(ObjectType::queue, "other");
    StatisticDefinition entered = waiting(NotificationMode::immediate);
    entered.name = "Other";
    const DefinitionIndex after = engine.add_definition(entered);
    const Opened opened = engine.open(other, after);
    EXPECT_EQ(opened.id, told.statistic);
    told.notifier.opened(opened.id);
    told.notifier.opened(opened.id);
    const std::vector<Notification> sent = told.notifier.finish();
    ASSERT_EQ(sent.size(), 3U);
    for (std::size_t at = 0; at < 2; ++at) {
        EXPECT_EQ(sent[at].object, told.q);
        EXPECT_EQ(sent[at].definition, before);
        EXPECT_EQ(sent[at].value, static_cast<double>(at));
    }
    EXPECT_EQ(sent[2].object, other);
    EXPECT_EQ(sent[2].definition, after);
    EXPECT_EQ(sent[2].value, 0.0);
}

}  // namespace
}  // namespace cordboard
