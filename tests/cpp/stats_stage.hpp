// SPDX-License-Identifier: Apache-2.0
// A stage for worked examples: one day, clock times as texts, objects and actions by name.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include <cordboard/statistics.hpp>

namespace cordboard {

// "10:00:20", "10:00:20.5" or "1 10:00:00" for the day after the first.
inline Instant clock_time(std::string_view text) {
    std::int64_t day = 0;
    if (const std::size_t blank = text.find(' '); blank != std::string_view::npos) {
        day = std::stoll(std::string(text.substr(0, blank)));
        text = text.substr(blank + 1);
    }
    const auto part = [&](std::size_t at) { return std::stoll(std::string(text.substr(at, 2))); };
    Instant at = Instant{} + hours(24 * day + part(0)) + minutes(part(3)) + seconds(part(6));
    if (text.size() > 9) {
        std::string fraction(text.substr(9));
        fraction.resize(6, '0');
        at = at + Duration{std::stoll(fraction)};
    }
    return at;
}

class Stage {
  public:
    explicit Stage(std::string_view start = "00:00:00", Truncation truncation = Truncation::seconds,
                   std::vector<StatisticDefinition> definitions = {})
        : engine(std::move(definitions), {clock_time(start), truncation, {}}) {}

    ObjectId agent(std::string_view name) { return engine.object(ObjectType::agent, name); }
    ObjectId queue(std::string_view name) { return engine.object(ObjectType::queue, name); }
    ObjectId group(std::string_view name) { return engine.object(ObjectType::group_agents, name); }
    ObjectId place(std::string_view name) { return engine.object(ObjectType::place, name); }
    ObjectId phone(std::string_view name) { return engine.object(ObjectType::reg_dn, name); }
    ObjectId channel(std::string_view name) {
        return engine.object(ObjectType::media_channel, name);
    }

    // Opens a statistic with the subject, the category and the masks, or reports why it cannot be.
    StatisticId open(ObjectId object, Subject subject, Category category, std::string main_mask,
                     std::string relative_mask = {}, std::string profile = "0:00") {
        StatisticDefinition definition;
        definition.main_mask = std::move(main_mask);
        definition.relative_mask = std::move(relative_mask);
        definition.time_profile = std::move(profile);
        definition.subject = subject;
        definition.category = category;
        return open(object, std::move(definition));
    }
    StatisticId open(ObjectId object, StatisticDefinition definition) {
        if (definition.name.empty()) {
            definition.name = name_of(definition.category);
        }
        definition.target = *target_named(name_of(engine.type_of(object)));
        const Opened opened = engine.open(object, engine.add_definition(std::move(definition)));
        EXPECT_EQ(opened.refusal, "");
        return opened.id;
    }

    void start(std::string_view at, ObjectId object, std::string_view action,
               std::uint64_t interaction = 0, std::string_view media = "") {
        tell(at, object, action, Phase::start, interaction, {}, media);
    }
    void end(std::string_view at, ObjectId object, std::string_view action,
             std::uint64_t interaction = 0, std::string_view media = "") {
        tell(at, object, action, Phase::end, interaction, {}, media);
    }
    void occur(std::string_view at, ObjectId object, std::string_view action,
               std::uint64_t interaction = 0, Duration duration = {}) {
        tell(at, object, action, Phase::occur, interaction, duration, "");
    }

    void tell(std::string_view at, ObjectId object, std::string_view action, Phase phase,
              std::uint64_t interaction, Duration duration, std::string_view media) {
        ActionRow row = row_of(at, object, action, phase, interaction);
        row.duration = duration;
        row.media = engine.text(media);
        engine.observe({&row, 1});
    }

    // An action whose user data have k.
    void tell_worth(std::string_view at, Phase phase, ObjectId object, std::string_view action,
                    std::uint64_t interaction, std::string_view k) {
        const stats::Attribute attribute{stats::AttributeList::user_data, "k", k};
        ActionRow row = row_of(at, object, action, phase, interaction);
        row.attributes = engine.keep({&attribute, 1});
        engine.observe({&row, 1});
    }

    ActionRow row_of(std::string_view at, ObjectId object, std::string_view action, Phase phase,
                     std::uint64_t interaction) const {
        const auto named = action_named(action, engine.type_of(object));
        EXPECT_TRUE(named) << action;
        ActionRow row;
        row.time = clock_time(at);
        row.interaction = interaction;
        row.object = object;
        row.action = named->action;
        row.phase = phase;
        row.call_type = named->call_type.value_or(CallType::unknown);
        return row;
    }

    double at(std::string_view time, StatisticId statistic) {
        engine.advance_to(clock_time(time));
        return engine.value(statistic);
    }

    StatisticsEngine engine;
};

}  // namespace cordboard
