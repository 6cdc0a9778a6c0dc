// SPDX-License-Identifier: Apache-2.0
#include "center/statistic_history.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "base/check.hpp"
#include "center/attribute_texts.hpp"

namespace cordboard::center {

StatisticHistory::StatisticHistory(std::vector<StatisticDefinition> definitions,
                                   StatisticsOptions options, std::size_t forgotten)
    : notifier_(std::make_unique<stats::Notifier>(
          StatisticsEngine(std::move(definitions), std::move(options)))),
      projector_(notifier_->engine(), false, attribute_wording()),
      forgotten_(forgotten),
      since_(notifier_->engine().now()) {}

StatisticHistory::StatisticHistory(const StatisticHistory& other)
    : notifier_(std::make_unique<stats::Notifier>(*other.notifier_)),
      projector_(other.projector_, notifier_->engine()),
      objects_opened_(other.objects_opened_),
      measured_(other.measured_),
      forgotten_(other.forgotten_),
      told_(other.told_),
      since_(other.since_),
      kept_(other.kept_) {}

// Instant by instant, as it was measured when it happened: memberships change with the rows.
bool StatisticHistory::catch_up(std::span<const Event> events, const Arena& texts, Instant now) {
    while (measured_ < events.size()) {
        const Instant at = events[measured_].at;
        if (!notifier_->advance_to(at)) {
            keep();
            return false;
        }
        const auto is_later = [&](const Event& event) { return event.at != at; };
        const auto first = events.begin() + static_cast<std::ptrdiff_t>(measured_);
        auto instant = events.subspan(
            measured_,
            static_cast<std::size_t>(std::find_if(first, events.end(), is_later) - first));
        while (!instant.empty()) {
            rows_.clear();
            const std::size_t read = projector_.observe(instant, texts, rows_);
            for (const StatisticId id : open_declared(notifier_->engine(), objects_opened_)) {
                notifier_->opened(id);
            }
            // Time stands where they are, so that none of them waits for messages to be taken.
            CHECK(notifier_->observe(rows_) == rows_.size());
            instant = instant.subspan(read);
            measured_ += read;
        }
    }
    const bool done = notifier_->advance_to(now);
    keep();
    return done;
}

void StatisticHistory::keep() {
    for (const stats::Notification& one : notifier_->take()) {
        if (told_++ < forgotten_) {
            since_ = one.time;
        } else {
            kept_.push_back(one);
        }
    }
}

std::shared_ptr<const columns::Table> StatisticHistory::oldest(std::size_t count) const {
    return figures::message_table(engine(), {std::span(kept_).first(count)}, words_of(engine()));
}

void StatisticHistory::forget(std::size_t count) {
    if (count > 0) {
        since_ = kept_[count - 1].time;
        kept_.erase(kept_.begin(), kept_.begin() + static_cast<std::ptrdiff_t>(count));
        forgotten_ += count;
    }
}

std::shared_ptr<const columns::Table> StatisticHistory::table() const {
    const std::vector<stats::Notification> pending = notifier_->pending();
    return figures::message_table(engine(), {kept_, pending}, words_of(engine()));
}

std::shared_ptr<const columns::Table> StatisticHistory::history(
    const OpenStatistic& statistic, const figures::HistoryQuery::Range& range) const {
    figures::HistoryQuery query(statistic.object, statistic.definition, range);
    query.add(kept_);
    query.add(notifier_->pending());
    return query.table();
}

}  // namespace cordboard::center
