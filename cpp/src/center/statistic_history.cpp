// SPDX-License-Identifier: Apache-2.0
#include "center/statistic_history.hpp"

#include <span>
#include <utility>

#include "center/attribute_texts.hpp"
#include "center/declared.hpp"
#include "figures/statistic_tables.hpp"
#include "stats/notifier.hpp"
#include "stats/projector.hpp"

namespace cordboard::center {

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
    return figures::message_table(notifier.engine(), sent, words_of(notifier.engine()));
}

}  // namespace cordboard::center
