// SPDX-License-Identifier: Apache-2.0
// A statistics engine as bytes: restored, it answers and goes on as the saved one.
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include <cordboard/statistics.hpp>

#include "stats/archive.hpp"
#include "stats_stage.hpp"

namespace cordboard {
namespace {

// What may be asked of an engine, in one text that can be compared.
std::string answers(const StatisticsEngine& engine) {
    std::string text = std::to_string(engine.now().microseconds) + ' ' +
                       std::to_string(engine.next_reset().microseconds);
    for (const OpenStatistic& one : engine.statistics()) {
        text += '\n' + std::to_string(one.id.value) + ' ' + std::to_string(one.object.value) + ' ' +
                std::to_string(one.opened.microseconds) + ' ';
        if (!engine.is_structure(one.id)) {
            text += std::to_string(engine.value(one.id));
            continue;
        }
        for (const StateNode& node : engine.structure(one.id)) {
            text += std::string(node.name) + ' ' + std::to_string(node.since.microseconds) + ' ';
            for (const stats::Attribute& attribute : engine.attributes(node.attributes)) {
                text += std::string(attribute.key) + '=' + std::string(attribute.value) + ' ';
            }
        }
    }
    return text;
}

// Statistics of each way of counting, on an agent, a queue and a group.
struct Day : Stage {
    ObjectId ann = agent("ann");
    ObjectId support = queue("support");

    Day() {
        engine.set_member(ann, group("all"), true);
        open(support, Subject::dn_action, Category::total_number, "CallWait");
        open(support, Subject::dn_action, Category::max_number, "CallWait");
        open(ann, Subject::agent_status, Category::total_time, "*");
        open(ann, Subject::dn_action, Category::current_state, "*");
        open(group("all"), Subject::dn_action, Category::total_time, "CallInbound");
        StatisticDefinition sliding;
        sliding.name = "sliding";
        sliding.category = Category::total_distinct_number;
        sliding.main_mask = "CallWait";
        sliding.interval = IntervalType::sliding_window;
        sliding.time_profile = "60";
        open(support, sliding);
        StatisticDefinition filtered;
        filtered.category = Category::total_time;
        filtered.main_mask = "CallInbound";
        filtered.filter = "PairExists(\"k\",\"1\")";
        open(ann, filtered);
    }

    void tell_with(std::string_view when, Phase phase, std::string_view value) {
        const stats::Attribute attribute{stats::AttributeList::user_data, "k", value};
        ActionRow row;
        row.time = clock_time(when);
        row.object = ann;
        row.interaction = 3;
        row.phase = phase;
        row.action = action_named("CallInbound", ObjectType::agent)->action;
        row.call_type = CallType::inbound;
        row.attributes = engine.keep({&attribute, 1});
        engine.observe({&row, 1});
    }
    void morning() {
        start("09:00:00", ann, "LoggedIn");
        start("09:00:05", support, "CallWait", 1);
        start("09:00:06", support, "CallWait", 2);
        end("09:00:30", support, "CallWait", 1);
        tell_with("09:01:00", Phase::start, "0");
        tell_with("09:01:10", Phase::update, "1");
    }
    void noon() {
        tell_with("09:01:10", Phase::update, "2");
        tell_with("09:01:20", Phase::update, "1");
        end("09:01:30", support, "CallWait", 2);
        tell_with("09:02:00", Phase::end, "1");
        end("09:02:00", ann, "LoggedIn");
        engine.advance_to(clock_time("12:00:00"));
    }
};

TEST(StatisticsArchive, ARestoredEngineAnswersAndGoesOnAsTheSavedOne) {
    Day one;
    one.morning();
    const std::string saved = one.engine.save();
    Day other;
    other.engine = StatisticsEngine::restore(saved);
    EXPECT_EQ(answers(other.engine), answers(one.engine));
    EXPECT_EQ(other.engine.save(), saved);
    one.noon();
    EXPECT_NE(one.engine.save(), saved);
    other.noon();
    EXPECT_EQ(answers(other.engine), answers(one.engine));
    EXPECT_EQ(other.engine.save(), one.engine.save());
}

TEST(StatisticsArchive, AnEngineThatHasNotBegunIsKeptToo) {
    Day one;
    Day other;
    other.engine = StatisticsEngine::restore(one.engine.save());
    EXPECT_FALSE(other.engine.begun());
    one.morning();
    other.morning();
    EXPECT_EQ(answers(other.engine), answers(one.engine));
}

TEST(StatisticsArchive, ATracedStatisticStaysOne) {
    Day one;
    const DefinitionIndex traced = one.engine.add_traced(0);
    const StatisticId id = one.engine.open(one.support, traced).id;
    one.morning();
    const StatisticsEngine other = StatisticsEngine::restore(one.engine.save());
    EXPECT_EQ(other.explanation(id).elements.size(), 1U);
    EXPECT_EQ(other.explanation(id).elements.size(), one.engine.explanation(id).elements.size());
}

TEST(StatisticsArchive, DamagedAndCutBytesAreRefused) {
    Day one;
    one.morning();
    const std::string saved = one.engine.save();
    for (std::size_t at = 0; at < saved.size(); ++at) {
        std::string damaged = saved;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
        EXPECT_THROW(StatisticsEngine::restore(damaged), BadArchive) << at;
        EXPECT_THROW(StatisticsEngine::restore(saved.substr(0, at)), BadArchive) << at;
    }
    EXPECT_THROW(StatisticsEngine::restore(saved + '\0'), BadArchive);
}

// The digest is right in these, the content is not.
TEST(StatisticsArchive, ACountBeyondTheEndTakesNoMemory) {
    constexpr stats::ArchiveKind kind{"test", "1"};
    stats::ArchiveWriter writer(kind);
    writer.number(std::uint32_t{0xFFFF'FFFF});
    const std::string bytes = writer.finish();
    std::vector<std::uint64_t> numbers;
    stats::ArchiveReader reader(kind, bytes);
    EXPECT_THROW(stats::transfer(reader, numbers), BadArchive);
    EXPECT_LT(numbers.capacity(), 16U);
}

TEST(StatisticsArchive, NumbersHaveTheirLeastByteFirst) {
    stats::ArchiveWriter writer({"test", "1"});
    writer.number(std::int32_t{-2});
    writer.text("a");
    const std::string bytes = writer.finish();
    EXPECT_EQ(bytes.substr(bytes.size() - 9), std::string("\xFE\xFF\xFF\xFF\x01\0\0\0a", 9));
}

}  // namespace
}  // namespace cordboard
