// SPDX-License-Identifier: Apache-2.0
// What an engine knows, as tables: values, the messages it sent, and what makes up a value.
#include <algorithm>

#include "codec/quoted.hpp"
#include "feed/log_engine.hpp"

namespace cordboard::feed {

using columns::Builder;
using columns::Type;

namespace {

// About 1 GiB with the table that is made of them.
constexpr std::size_t messages_max = 20'000'000;

double in_seconds(Duration duration) { return static_cast<double>(duration.microseconds) / 1e6; }

}  // namespace

// The type under which its user declared the object of a statistic.
std::string_view LogEngine::declared_type(ObjectId object, DefinitionIndex definition) const {
    const StatisticTarget target = fed_.engine.definition(definition).target;
    const auto& types = types_of_[object.value];
    const auto fitting = std::find_if(types.begin(), types.end(), [&](StatisticTarget declared) {
        return applies(target, declared);
    });
    return name_of(fitting == types.end() ? target : *fitting);
}

figures::WordsOf LogEngine::words() const {
    return [this](ObjectId object, DefinitionIndex definition) {
        return figures::ObjectWords{declared_type(object, definition), fed_.engine.name_of(object)};
    };
}

std::shared_ptr<const columns::Table> LogEngine::values() const {
    // Before the start nothing counts; then the values are those of the start.
    StatisticsEngine engine = fed_.engine;
    engine.advance_to(engine.now());
    return figures::value_table(engine, engine.now(), words(),
                                [this](StatisticId one) { return structure_json(one); });
}

std::shared_ptr<const columns::Table> LogEngine::table_of(
    const std::vector<stats::Notification>& sent) const {
    return figures::message_table(fed_.engine, {sent}, words());
}

std::shared_ptr<const columns::Table> LogEngine::notifications() const {
    std::vector<stats::Notification> all;
    recollection_.tell(fed_.engine, {}, [&](const std::vector<stats::Notification>& sent) {
        if (all.size() + sent.size() > messages_max) {
            throw StatisticsMisuse(
                "there are more than 20,000,000 messages; ask for the history of one statistic, "
                "give PERIODICAL ones a greater notificationFrequency, or make the engine with "
                "on_forgotten= and a smaller remember=");
        }
        all.insert(all.end(), sent.begin(), sent.end());
    });
    return table_of(all);
}

std::shared_ptr<const columns::Table> LogEngine::history(
    const Found& statistic, const figures::HistoryQuery::Range& range) const {
    figures::HistoryQuery query(statistic.object, statistic.definition, range);
    recollection_.tell(fed_.engine, std::pair(statistic.object, statistic.definition),
                       [&](const std::vector<stats::Notification>& sent) { query.add(sent); });
    return query.table();
}

std::shared_ptr<const columns::Table> LogEngine::explain(const Found& statistic) const {
    if (fed_.engine.is_structure(statistic.id)) {
        throw StatisticsMisuse(
            codec::quoted(fed_.engine.definition(statistic.definition).name) +
            " is a structure and says itself what it is made of: value() gives its nodes");
    }
    const Explanation explanation =
        recollection_.explain(fed_.engine, statistic.object, statistic.definition);
    Builder builder({{"mask", Type::word},
                     {"object_type", Type::word},
                     {"object", Type::word},
                     {"action", Type::word},
                     {"start", Type::instant},
                     {"end", Type::instant},
                     {"seconds", Type::real},
                     {"interaction", Type::text},
                     {"adjusted_seconds", Type::real},
                     {"value", Type::real},
                     {"aggregate", Type::integer},
                     {"interval_start", Type::instant},
                     {"interval_end", Type::instant}});
    for (const CountedElement& one : explanation.elements) {
        const bool both = one.in_main_mask && one.in_relative_mask;
        builder.set_word(0, both ? "both" : one.in_main_mask ? "main" : "relative");
        builder.set_word(1, name_of(fed_.engine.type_of(one.object)));
        builder.set_word(2, fed_.engine.name_of(one.object));
        builder.set_word(3, one.name);
        builder.set_instant(4, one.start);
        if (one.end) {
            builder.set_instant(5, *one.end);
        }
        builder.set_real(6, in_seconds(one.counted));
        if (one.interaction != 0) {
            builder.set_text(7, interactions_.view(static_cast<std::uint32_t>(one.interaction)));
        }
        builder.set_real(8, in_seconds(one.adjusted));
        if (one.custom) {
            builder.set_real(9, *one.custom);
        }
        if (one.aggregate) {
            builder.set_integer(10, static_cast<std::int64_t>(*one.aggregate) + 1);
        }
        if (explanation.left) {
            builder.set_instant(11, *explanation.left);
            builder.set_instant(12, *explanation.right);
        }
        builder.end_row();
    }
    return builder.finish();
}

}  // namespace cordboard::feed
