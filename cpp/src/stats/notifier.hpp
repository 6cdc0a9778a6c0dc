// SPDX-License-Identifier: Apache-2.0
// Who is told which value when (statistics reference, section 9, decisions and D-17). A
// notifier stands in front of a statistics engine: rows and time go through it, and it notes the
// messages that clients of the open statistics get.
//
// Within one instant come the messages of resets, with what the interval that ends there held, then
// the rows, then, when the instant is over, one message at most for each statistic that changed or
// is due.
#pragma once

#include <optional>
#include <queue>
#include <span>
#include <utility>
#include <vector>

#include <cordboard/statistics.hpp>

namespace cordboard::stats {

struct Notification {
    Instant time;
    StatisticId statistic;
    // Of a structure only is told that it changed.
    std::optional<double> value;
};

class Notifier {
  public:
    // Takes over an engine with what is open on it; told is of all statistics, or of one alone.
    explicit Notifier(StatisticsEngine engine, std::optional<StatisticId> only = {});

    StatisticsEngine& engine() { return engine_; }

    // Statistics opened or closed on the engine by the caller.
    void opened(StatisticId statistic);
    void closed(StatisticId statistic);

    void observe(std::span<const ActionRow> rows);
    void advance_to(Instant now);
    // The messages so far, those of the present instant as if it ended now.
    std::vector<Notification> finish();

  private:
    struct Client {
        bool open = false;
        bool told = false;
        double last = 0.0;
        Instant due = never;
    };
    struct Due {
        Instant at;
        std::uint32_t statistic;
        friend auto operator<=>(const Due&, const Due&) = default;
    };

    void begin_at(Instant at);
    void move_to(Instant at);
    void end_instant();
    void reset(Instant at);
    void tell(StatisticId statistic, std::optional<double> value);
    void tell_if_changed(StatisticId statistic);
    std::optional<double> value_of(StatisticId statistic) const;
    const StatisticDefinition& definition_of(StatisticId statistic) const;

    StatisticsEngine engine_;
    std::optional<StatisticId> only_;
    bool begun_ = false;
    std::vector<Client> clients_;  // by statistic
    std::vector<DefinitionIndex> definitions_;
    std::vector<StatisticId> moved_;  // in the present instant
    std::priority_queue<Due, std::vector<Due>, std::greater<>> due_;
    std::vector<Notification> sent_;
};

}  // namespace cordboard::stats
