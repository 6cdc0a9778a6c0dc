// SPDX-License-Identifier: Apache-2.0
// The messages that clients of a center's statistics got: its events are measured once more, by an
// engine with a notifier in front, as far as somebody asks. What has been worked out is kept, and
// the next question goes on from there.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include <cordboard/columns.hpp>
#include <cordboard/events.hpp>
#include <cordboard/statistics.hpp>

#include "center/declared.hpp"
#include "figures/statistic_tables.hpp"
#include "stats/notifier.hpp"
#include "stats/projector.hpp"

namespace cordboard::center {

class StatisticHistory {
  public:
    // The options are those the center measures with. The first messages, so many as `forgotten`
    // says, are not kept: they were forgotten before the center was saved.
    StatisticHistory(std::vector<StatisticDefinition> definitions, StatisticsOptions options,
                     std::size_t forgotten);
    StatisticHistory(const StatisticHistory& other);
    StatisticHistory(StatisticHistory&&) noexcept = default;
    StatisticHistory& operator=(StatisticHistory&&) noexcept = default;

    // Works out the messages up to `now`, from the events of the log that were not there before.
    // Not all of them if there are many: false; then it has to be called again.
    bool catch_up(std::span<const Event> events, const Arena& texts, Instant now);

    // How many are kept, and how many are not any more.
    std::size_t size() const { return kept_.size(); }
    std::size_t forgotten() const { return forgotten_; }
    // The oldest, so many: time, object_type, object, statistic, value.
    std::shared_ptr<const columns::Table> oldest(std::size_t count) const;
    void forget(std::size_t count);

    // All that are kept, with those of the present instant.
    std::shared_ptr<const columns::Table> table() const;
    // Those of one statistic: time, value.
    std::shared_ptr<const columns::Table> history(const OpenStatistic& statistic,
                                                  const figures::HistoryQuery::Range& range) const;
    // Since when everything is kept.
    Instant since() const { return since_; }

    const StatisticsEngine& engine() const { return notifier_->engine(); }

  private:
    void keep();

    std::unique_ptr<stats::Notifier> notifier_;
    stats::Projector projector_;
    std::size_t objects_opened_ = 0;
    std::size_t measured_ = 0;  // events
    std::vector<ActionRow> rows_;
    std::size_t forgotten_;
    std::size_t told_ = 0;  // messages in all
    Instant since_;
    std::vector<stats::Notification> kept_;
};

}  // namespace cordboard::center
