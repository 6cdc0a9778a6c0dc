// SPDX-License-Identifier: Apache-2.0
// Structures: what their digest sees of them.
#include <algorithm>
#include <array>
#include <span>

#include "stats_stage.hpp"

namespace cordboard {
namespace {

using enum Category;
constexpr auto action = Subject::dn_action;

// An agent in a group, and the state of the group down to his actions.
struct Watched : Stage {
    ObjectId ann = agent("ann");
    StatisticId state;

    Watched() {
        engine.set_member(ann, group("all"), true);
        state = open(group("all"), action, current_state, "*");
        start("08:00:00", ann, "LoggedIn");
    }
    std::uint64_t digest() const { return engine.structure_digest(state); }

    void tell_with(std::string_view at, Phase phase, std::string_view name,
                   std::span<const stats::Attribute> attributes) {
        ActionRow row = row_of(at, ann, name, phase, 7);
        row.attributes = engine.keep(attributes);
        engine.observe({&row, 1});
    }
};

TEST(StatisticsStructure, ADigestStaysWhileNothingThatIsSeenChanges) {
    Watched stage;
    stage.start("08:01:00", stage.ann, "CallInbound", 7);
    const std::uint64_t before = stage.digest();
    stage.engine.advance_to(clock_time("08:02:00"));
    stage.occur("08:02:00", stage.ann, "CallHeld", 7);
    EXPECT_EQ(stage.digest(), before);
    stage.start("08:03:00", stage.agent("bob"), "LoggedIn");
    EXPECT_EQ(stage.digest(), before);
    EXPECT_EQ(StatisticsEngine::restore(stage.engine.save()).structure_digest(stage.state), before);
}

TEST(StatisticsStructure, ADigestChangesWithWhatIsSeen) {
    Watched stage;
    std::vector<std::uint64_t> digests = {stage.digest()};
    stage.start("08:01:00", stage.ann, "CallInbound", 7);
    digests.push_back(stage.digest());
    stage.start("08:02:00", stage.ann, "CallInbound", 8);  // a leaf more
    digests.push_back(stage.digest());
    stage.end("08:03:00", stage.ann, "CallInbound", 8);
    EXPECT_EQ(stage.digest(), digests[1]);
    stage.end("08:03:00", stage.ann, "CallInbound", 7);
    stage.start("08:04:00", stage.ann, "CallInbound", 7);  // later than the one before
    digests.push_back(stage.digest());
    stage.engine.set_member(stage.agent("bob"), stage.group("all"), true, clock_time("08:05:00"));
    digests.push_back(stage.digest());
    std::sort(digests.begin(), digests.end());
    EXPECT_EQ(std::unique(digests.begin(), digests.end()), digests.end());
}

TEST(StatisticsStructure, ADigestSeesTheReasonsAndTheUserDataButNotTheirOrder) {
    Watched stage;
    using enum stats::AttributeList;
    using Pair = std::array<stats::Attribute, 2>;
    stage.tell_with("08:01:00", Phase::start, "CallInbound", Pair{{{user_data, "k", "1"}}});
    const std::uint64_t first = stage.digest();
    stage.tell_with("08:02:00", Phase::update, "CallInbound",
                    Pair{{{user_data, "k", "1"}, {reasons, "j", "2"}}});
    const std::uint64_t both = stage.digest();
    EXPECT_NE(both, first);
    stage.tell_with("08:03:00", Phase::update, "CallInbound",
                    Pair{{{reasons, "j", "2"}, {user_data, "k", "1"}}});
    EXPECT_EQ(stage.digest(), both);
    stage.tell_with("08:04:00", Phase::update, "CallInbound",
                    Pair{{{reasons, "k", "1"}, {user_data, "j", "2"}}});
    EXPECT_NE(stage.digest(), both);
    stage.tell_with("08:05:00", Phase::update, "CallInbound",
                    Pair{{{user_data, "k", "2"}, {reasons, "j", "1"}}});
    EXPECT_NE(stage.digest(), both);
}

TEST(StatisticsStructure, ADigestKnowsWhoseALeafIs) {
    Watched stage;
    const ObjectId bob = stage.agent("bob");
    stage.engine.set_member(bob, stage.group("all"), true, clock_time("08:00:00"));
    stage.start("08:00:00", bob, "LoggedIn");
    StatisticsEngine other = stage.engine;
    stage.start("08:01:00", stage.ann, "DND");
    ActionRow row = stage.row_of("08:01:00", bob, "DND", Phase::start, 0);
    other.observe({&row, 1});
    EXPECT_NE(stage.digest(), other.structure_digest(stage.state));
}

}  // namespace
}  // namespace cordboard
