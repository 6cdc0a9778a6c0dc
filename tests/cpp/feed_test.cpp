// SPDX-License-Identifier: Apache-2.0
// Tables of actions on their way into the statistics engine.
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "codec/bad_input.hpp"
#include "feed/log_engine.hpp"
#include "stats_stage.hpp"

namespace cordboard::feed {
namespace {

struct Line {
    std::string_view time;
    std::string_view type;
    std::string_view object;
    std::string_view action;
    std::string_view phase;
    std::string_view interaction = "";
    std::string_view attributes = "";
};

using SharedTable = std::shared_ptr<const columns::Table>;

SharedTable table_of(const std::vector<Line>& lines, columns::Type texts = columns::Type::word,
                     std::int64_t rows_a_batch = 1 << 20) {
    using columns::Type;
    columns::Builder builder({{"time", Type::instant},
                              {"object_type", texts},
                              {"object", texts},
                              {"action", texts},
                              {"phase", texts},
                              {"interaction", texts},
                              {"attributes", texts}},
                             rows_a_batch);
    const auto set = [&](std::size_t column, std::string_view text) {
        if (texts == Type::word) {
            builder.set_word(column, text);
        } else {
            builder.set_text(column, text);
        }
    };
    for (const Line& line : lines) {
        builder.set_instant(0, clock_time(line.time));
        set(1, line.type);
        set(2, line.object);
        set(3, line.action);
        set(4, line.phase);
        if (!line.interaction.empty()) {
            set(5, line.interaction);
        }
        if (!line.attributes.empty()) {
            set(6, line.attributes);
        }
        builder.end_row();
    }
    return builder.finish();
}

StatisticDefinition count_of(std::string name, Category category, std::string mask,
                             StatisticTarget target = StatisticTarget::queue) {
    StatisticDefinition definition;
    definition.name = std::move(name);
    definition.target = target;
    definition.category = category;
    definition.main_mask = std::move(mask);
    return definition;
}

LogEngine log_engine(std::vector<DeclaredObject> objects = {{"QUEUE", "Q", {}, ""},
                                                            {"AGENT", "ann", {}, ""}}) {
    return {{count_of("entered", Category::total_number, "CallEntered"),
             count_of("waiting", Category::current_number, "CallWait"),
             count_of("calls", Category::total_number, "CallInbound", StatisticTarget::agent),
             count_of("outbound", Category::current_number, "CallOnHoldOutbound",
                      StatisticTarget::agent)},
            {clock_time("00:00:00"), Truncation::seconds, {}},
            objects};
}

double value(const LogEngine& log, std::string_view object, std::string_view statistic) {
    return log.engine().value(log.find(object, statistic, "").id);
}

std::string message_of(const std::function<void()>& act) {
    try {
        act();
    } catch (const std::exception& error) {
        return error.what();
    }
    return "nothing was thrown";
}

// new_stream() gives memory that its reader releases; the holder itself is the maker's.
class StreamOf {
  public:
    explicit StreamOf(const SharedTable& table) : stream_(columns::new_stream(table)) {}
    StreamOf(const StreamOf&) = delete;
    StreamOf& operator=(const StreamOf&) = delete;
    ~StreamOf() { columns::drop_stream(stream_); }
    ArrowArrayStream* get() const { return stream_; }

  private:
    ArrowArrayStream* stream_;
};

void feed(LogEngine& log, const SharedTable& table) {
    const StreamOf stream(table);
    log.begin_feed({});
    log.feed(stream.get());
    log.commit_feed();
}

const std::vector<Line> morning = {
    {"09:00:00", "Queue", "Q", "CallEntered", "occur", "c1"},
    {"09:00:00", "Queue", "Q", "CallWait", "start", "c1"},
    {"09:00:05", "Queue", "Q", "CallEntered", "occur", "c2"},
    {"09:00:05", "Queue", "Q", "CallWait", "start", "c2"},
    {"09:00:10", "Queue", "Q", "CallWait", "end", "c1"},
    {"09:00:10", "Agent", "ann", "CallInbound", "start", "c1"},
    {"09:05:00", "Agent", "ann", "CallInbound", "end", "c1"},
};

TEST(Feed, MeansTheSameWordsOrTextsInOneBatchOrInMany) {
    for (const columns::Type texts : {columns::Type::word, columns::Type::text}) {
        for (const std::int64_t rows_a_batch : {1, 2, 100}) {
            LogEngine log = log_engine();
            feed(log, table_of(morning, texts, rows_a_batch));
            EXPECT_EQ(value(log, "Q", "entered"), 2);
            EXPECT_EQ(value(log, "Q", "waiting"), 1);
            EXPECT_EQ(value(log, "ann", "calls"), 1);
            EXPECT_EQ(log.engine().now(), clock_time("09:05:00"));
        }
    }
}

TEST(Feed, NumbersItsRowsThroughAllStreamsAndTakesAllBack) {
    LogEngine log = log_engine();
    const StreamOf first(table_of(morning));
    const StreamOf second(table_of({{"09:06:00", "Queue", "Q", "CallEntred", "occur", "c3"}}));
    log.begin_feed({});
    log.feed(first.get());
    EXPECT_EQ(message_of([&] { log.feed(second.get()); }),
              ": action: row 7: \"CallEntred\" is no action of an object of type Queue; did you "
              "mean \"CallEntered\"?");
    log.undo_feed();
    EXPECT_EQ(value(log, "Q", "entered"), 0);
    feed(log, table_of(morning));
    EXPECT_EQ(value(log, "Q", "entered"), 2);
}

TEST(Feed, TakesTheTypeOfACallFromItsNameOrElseFromTheAttributes) {
    const auto held = [](std::string_view action, std::string_view attributes) {
        LogEngine log = log_engine();
        feed(log, table_of({{"09:00:00", "Agent", "ann", action, "start", "c1", attributes}}));
        return value(log, "ann", "outbound");
    };
    EXPECT_EQ(held("CallOnHold", R"({"CallType": "Outbound"})"), 1);
    EXPECT_EQ(held("CallOnHold", R"({"DNIS": "800"})"), 0);
    EXPECT_EQ(held("CallOnHoldOutbound", R"({"CallType": "Inbound"})"), 1);
    EXPECT_EQ(held("CallOnHoldInbound", R"({"CallType": "Outbound"})"), 0);
    EXPECT_NE(message_of([&] { held("CallOnHold", R"({"CallType": "Sideways"})"); }).find("row 0"),
              std::string::npos);
}

TEST(Feed, RemembersOnlySoManyTextsOfAttributes) {
    AttributeTexts texts;
    for (int text = 0; text < 10'000; ++text) {
        const std::string name = "agent" + std::to_string(text);
        EXPECT_EQ(texts.read("{\"AgentID\": \"" + name + "\"}").agent, name);
        EXPECT_EQ(texts.read("{\"AgentID\": \"" + name + "\"}").agent, name);
    }
    EXPECT_EQ(texts.read(R"({"PlaceID": 5, "AgentID": null})").place, "5");
}

using Joined = std::tuple<std::uint32_t, std::uint64_t, Phase>;

std::vector<Joined> joined(const std::vector<ActionRow>& rows) {
    std::vector<Joined> found;
    for (const ActionRow& row : rows) {
        EXPECT_EQ(row.action, membership_action());
        found.emplace_back(row.object.value, row.interaction, row.phase);
    }
    return found;
}

TEST(Logins, JoinAgentAndPlaceUntilTheLogout) {
    constexpr ObjectId device{1};
    constexpr ObjectId agent{2};
    constexpr ObjectId place{3};
    Logins logins;
    ActionRow row;
    row.object = device;
    row.phase = Phase::end;
    std::vector<ActionRow> rows;
    logins.end(row, rows);
    EXPECT_TRUE(rows.empty());
    row.phase = Phase::start;
    logins.start(row, agent, place, rows);
    EXPECT_EQ(joined(rows), (std::vector<Joined>{{1, 2, Phase::start}, {1, 3, Phase::start}}));
    rows.clear();
    row.phase = Phase::end;
    logins.end(row, rows);
    EXPECT_EQ(joined(rows), (std::vector<Joined>{{1, 2, Phase::end}, {1, 3, Phase::end}}));
    rows.clear();
    logins.end(row, rows);
    EXPECT_TRUE(rows.empty());
}

TEST(Logins, LeaveADeviceWhereItStandsForGood) {
    Logins logins;
    logins.stands_at({1}, {3});
    ActionRow row;
    row.object = {1};
    row.phase = Phase::start;
    std::vector<ActionRow> rows;
    logins.start(row, std::nullopt, ObjectId{3}, rows);
    EXPECT_TRUE(rows.empty());
    logins.start(row, ObjectId{2}, ObjectId{4}, rows);
    EXPECT_EQ(joined(rows), (std::vector<Joined>{{1, 2, Phase::start}, {1, 4, Phase::start}}));
}

TEST(LogEngine, KnowsGroupsThatAreOnlyNamed) {
    const LogEngine log(
        {count_of("all", Category::total_number, "CallEntered", StatisticTarget::group_queues)},
        {clock_time("00:00:00"), Truncation::seconds, {}}, {{"QUEUE", "Q", {"east"}, ""}});
    EXPECT_EQ(value(log, "east", "all"), 0);
    EXPECT_EQ(log.object_count(), 2U);
}

TEST(LogEngine, SaysWhereAnObjectIsWrong) {
    EXPECT_EQ(message_of([] { log_engine({{"QUEUE", "Q", {}, "desk"}}); }),
              ": objects[0].place: an object of type QUEUE stands at no place");
    EXPECT_EQ(message_of([] { log_engine({{"Tenant", "T", {"all"}, ""}}); }),
              ": objects[0].groups: an object of type Tenant is in no group");
}

}  // namespace
}  // namespace cordboard::feed
