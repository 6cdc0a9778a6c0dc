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
    // Takes over an engine with what is open on it.
    explicit Notifier(StatisticsEngine engine);

    StatisticsEngine& engine() { return engine_; }
    const StatisticsEngine& engine() const { return engine_; }

    // From now on only of this one is told.
    void tell_only_of(StatisticId statistic);

    // Statistics opened or closed on the engine by the caller.
    void opened(StatisticId statistic);
    void closed(StatisticId statistic);

    void observe(std::span<const ActionRow> rows);
    void advance_to(Instant now);
    // The messages since the last time; those of the present instant come when it is over.
    std::vector<Notification> take() { return std::exchange(sent_, {}); }
    // The same, as if the present instant ended now.
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

    void add(StatisticId statistic);
    void begin();
    void begin(StatisticId statistic);
    void move_to(Instant at);
    void end_instant();
    void reset(Instant at);
    void tell(StatisticId statistic, std::optional<double> value);
    void send(const Notification& message);
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
