// SPDX-License-Identifier: Apache-2.0
// The sample centre and its day, as the package ships them.
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "codec/model_reader.hpp"
#include "sim/simulation.hpp"
#include "state/state.hpp"

namespace cordboard::codec {
namespace {

std::string text_of(std::string_view name) {
    const auto path = std::filesystem::path(__FILE__).parent_path() /
                      "../../python/cordboard/data" / std::filesystem::path(name);
    std::ifstream file(path);
    EXPECT_TRUE(file.is_open()) << path;
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

ModelFile sample_day() {
    return read_model(text_of("sample_day.yaml"), "sample_day.yaml", {text_of, {}});
}

TEST(SampleCenter, is_of_the_promised_size) {
    const ModelFile file = sample_day();
    const Directory& directory = file.model.genesis.state().directory;
    EXPECT_GE(directory.agents.size(), 60U);
    EXPECT_EQ(directory.skills.size(), 6U);
    EXPECT_EQ(directory.queues.size(), 8U);
    EXPECT_GT(directory.agent_states.size(), 5U);
    EXPECT_GE(directory.agent_groups.size(), 2U);
    EXPECT_FALSE(directory.workbins.empty());
    EXPECT_FALSE(directory.contacts.empty());
    std::set<std::uint32_t> media;
    bool overflows = false;
    bool ages = false;
    for (const Queue& queue : directory.queues) {
        media.insert(queue.media.value);
        EXPECT_GE(queue.stages, 1);
        overflows = overflows || queue.stages > 1;
        ages = ages || queue.aging_add > 0;
    }
    EXPECT_EQ(media.size(), 4U);
    EXPECT_TRUE(overflows);
    EXPECT_TRUE(ages);
    std::uint8_t roles = 0;
    for (const Agent& agent : directory.agents) {
        roles |= agent.roles;
    }
    EXPECT_EQ(roles, 7);
    EXPECT_EQ(file.center.credentials.size(), directory.agents.size());
}

// The profile file and the model must not drift apart.
TEST(SampleDay, calls_follow_the_profile) {
    const ModelFile file = sample_day();
    std::vector<double> calls;
    for (const sim::ArrivalRow& row : file.model.arrivals) {
        const State& state = file.model.genesis.state();
        if (state.directory.media[state.directory.queues[row.queue.value].media.value].kind ==
            MediaKind::voice) {
            calls.resize(row.mean.size());
            for (std::size_t i = 0; i < row.mean.size(); ++i) {
                calls[i] += row.mean[i];
            }
        }
    }
    std::istringstream profile(text_of("day_profile.csv"));
    std::string line;
    std::getline(profile, line);
    EXPECT_EQ(line, "start,mean,variance_to_mean");
    std::size_t interval = 0;
    while (std::getline(profile, line)) {
        const std::size_t comma = line.find(',');
        ASSERT_LT(interval, calls.size());
        EXPECT_NEAR(calls[interval], std::stod(line.substr(comma + 1)), 0.03) << line;
        ++interval;
    }
    EXPECT_EQ(interval, calls.size());
    EXPECT_EQ(minutes(5) * static_cast<std::int64_t>(interval), file.model.duration);
}

// Counts what must hold whatever is drawn: no agent beyond capacity, everyone accounted for.
class Auditor {
  public:
    explicit Auditor(const Directory& directory) : directory_(directory) {}

    void see(const Event& event) {
        if (const auto* created = std::get_if<InteractionCreated>(&event.body)) {
            media_[created->interaction] = created->media;
            ++offered;
        } else if (const auto* invited = std::get_if<InteractionInvited>(&event.body)) {
            const MediaId media = media_.at(invited->interaction);
            const int held = ++held_[{invited->agent, media}];
            EXPECT_LE(held, directory_.channels.at(invited->agent.value, media.value).capacity);
        } else if (const auto* revoked = std::get_if<InteractionRevoked>(&event.body)) {
            give_back(revoked->agent, revoked->interaction);
        } else if (const auto* completed = std::get_if<InteractionCompleted>(&event.body)) {
            give_back(completed->agent, completed->interaction);
            media_.erase(completed->interaction);
            ++ended;
        }
    }

    std::size_t offered = 0;
    std::size_t ended = 0;

  private:
    void give_back(AgentId agent, InteractionId interaction) {
        if (agent.exists()) {
            EXPECT_GE(--held_[std::pair(agent, media_.at(interaction))], 0);
        }
    }

    const Directory& directory_;
    std::map<InteractionId, MediaId> media_;
    std::map<std::pair<AgentId, MediaId>, int> held_;
};

double value(std::vector<sim::Measure>& measures, sim::Metric metric) {
    for (const sim::Measure& measure : measures) {
        if (measure.scope == sim::Scope::whole && measure.metric == metric) {
            return measure.numerator / measure.denominator;
        }
    }
    return std::nan("");
}

TEST(SampleDay, is_played_to_its_end) {
    const ModelFile file = sample_day();
    Auditor auditor(file.model.genesis.state().directory);
    sim::Simulation day(file.model, 1, 0, [&](std::span<const Event> events, const Arena&) {
        for (const Event& event : events) {
            auditor.see(event);
        }
    });
    EXPECT_EQ(day.run(10'000'000), sim::Simulation::Status::finished);
    EXPECT_GT(auditor.offered, 5'000U);
    EXPECT_LT(auditor.offered, 20'000U);
    EXPECT_EQ(auditor.offered, auditor.ended);
    for (const Agent& agent : day.engine().state().directory.agents) {
        EXPECT_FALSE(agent.in_session);
        EXPECT_EQ(agent.held, 0U);
    }
    auto measures = day.measures();
    EXPECT_EQ(value(measures, sim::Metric::unfinished), 0.0);
}

// A day that is neither empty nor lost, on average over levels of the day.
TEST(SampleDay, is_busy_and_served) {
    const ModelFile file = sample_day();
    double service_level = 0.0;
    double busy = 0.0;
    constexpr int days = 20;
    for (std::uint64_t seed = 1; seed <= days; ++seed) {
        sim::Simulation day(file.model, seed, 0);
        ASSERT_EQ(day.run(10'000'000), sim::Simulation::Status::finished);
        auto measures = day.measures();
        service_level += value(measures, sim::Metric::service_level) / days;
        busy +=
            (value(measures, sim::Metric::utilisation) + value(measures, sim::Metric::after_call)) /
            days;
    }
    EXPECT_GT(service_level, 0.7);
    EXPECT_LT(service_level, 0.92);
    EXPECT_GT(busy, 0.72);
    EXPECT_LT(busy, 0.9);
}

}  // namespace
}  // namespace cordboard::codec
