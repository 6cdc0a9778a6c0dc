// SPDX-License-Identifier: Apache-2.0
#include "center/statistic_history.hpp"

#include <map>
#include <span>
#include <utility>

#include "center/attribute_texts.hpp"
#include "center/declared.hpp"
#include "stats/notifier.hpp"
#include "stats/projector.hpp"

namespace cordboard::center {

namespace {

std::shared_ptr<const columns::Table> table_of(const StatisticsEngine& engine,
                                               const std::vector<stats::Notification>& sent) {
    using columns::Type;
    columns::Builder builder({{"time", Type::instant},
                              {"object_type", Type::word},
                              {"object", Type::word},
                              {"statistic", Type::word},
                              {"value", Type::real}});
    std::map<StatisticId, OpenStatistic> open;
    for (const OpenStatistic& one : engine.statistics()) {
        open[one.id] = one;
    }
    for (const stats::Notification& one : sent) {
        const OpenStatistic& statistic = open.at(one.statistic);
        const StatisticDefinition& definition = engine.definition(statistic.definition);
        const std::string_view name = engine.name_of(statistic.object);
        const auto names = declared(engine.type_of(statistic.object), name);
        builder.set_instant(0, one.time);
        builder.set_word(1, name_of(definition.target));
        builder.set_word(2, names.empty() ? name : names.front().name);
        builder.set_word(3, definition.name);
        if (one.value) {
            builder.set_real(4, *one.value);
        }
        builder.end_row();
    }
    return builder.finish();
}

}  // namespace

std::shared_ptr<const columns::Table> statistic_history(
    const EventBatch& log, std::vector<StatisticDefinition> definitions, StatisticsOptions options,
    Instant now) {
    stats::Notifier notifier(StatisticsEngine(std::move(definitions), std::move(options)));
    stats::Projector projector(notifier.engine(), false, attribute_wording());
    std::size_t objects_opened = 0;
    std::vector<ActionRow> rows;
    const std::span<const Event> events(log.events);
    // Instant by instant, as it was measured when it happened: memberships change with the rows.
    for (std::size_t first = 0, end = 0; first < events.size(); first = end) {
        while (end < events.size() && events[end].at == events[first].at) {
            ++end;
        }
        notifier.advance_to(events[first].at);
        while (first < end) {
            rows.clear();
            first += projector.observe(events.subspan(first, end - first), log.texts, rows);
            for (const StatisticId id : open_declared(notifier.engine(), objects_opened)) {
                notifier.opened(id);
            }
            notifier.observe(rows);
        }
    }
    notifier.advance_to(now);
    const std::vector<stats::Notification> sent = notifier.finish();
    return table_of(notifier.engine(), sent);
}

}  // namespace cordboard::center
