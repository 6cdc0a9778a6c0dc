// SPDX-License-Identifier: Apache-2.0
// Who is told which value when (statistics reference, section 9, decisions and D-17). A
// notifier stands in front of a statistics engine: rows and time go through it, and it notes the
// messages that clients of the open statistics get.
//
// Within one instant come the messages of resets, with what the interval that ends there held, then
// the rows, then, when the instant is over, one message at most for each statistic that changed or
// is due. A reset, also that of a login, is told whatever the value was and is: a client knows by
// it that the interval is a new one.
//
// Messages are taken in pieces, so that a long silence with a short period fits into memory: time
// stands still while there are too many.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <queue>
#include <span>
#include <utility>
#include <vector>

#include <cordboard/statistics.hpp>

namespace cordboard::stats {

// Which statistic is meant stays true when it is closed and its number given to another.
struct Notification {
    Instant time;
    ObjectId object;
    DefinitionIndex definition = 0;
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
    void tell_only_of(ObjectId object, DefinitionIndex definition);

    // A statistic opened on the engine by the caller. Once more than that changes nothing.
    void opened(StatisticId statistic);
    // Closes one on the engine. What its client would be told when the instant is over comes first.
    void close(StatisticId statistic);

    // So many are taken together, and a few more.
    static constexpr std::size_t messages_in_piece = 65'536;

    // How many rows are observed: fewer than there are if messages have to be taken first.
    std::size_t observe(std::span<const ActionRow> rows);
    // Whether time is at `now`: not if messages have to be taken first.
    bool advance_to(Instant now);
    // The messages since the last time; those of the present instant come when it is over.
    std::vector<Notification> take() { return std::exchange(sent_, {}); }
    // The same, and the present instant is over.
    std::vector<Notification> finish();
    // Those that the present instant would bring if it were over now.
    std::vector<Notification> pending();

  private:
    struct Client {
        bool open = false;
        bool told = false;
        ObjectId object;
        DefinitionIndex definition = 0;
        double last = 0.0;
        std::uint64_t digest = 0;  // of a structure
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
    bool move_to(Instant at);
    void end_instant();
    void end_instant_of(StatisticId statistic);
    void reset(Instant at);
    void tell(StatisticId statistic);
    void tell_if_moved(StatisticId statistic);
    bool is_changed(StatisticId statistic) const;
    const StatisticDefinition& definition_of(const Client& client) const;

    StatisticsEngine engine_;
    std::optional<std::pair<ObjectId, DefinitionIndex>> only_;
    bool begun_ = false;
    std::vector<Client> clients_;     // by statistic
    std::vector<StatisticId> moved_;  // in the present instant
    std::priority_queue<Due, std::vector<Due>, std::greater<>> due_;
    std::vector<Notification> sent_;
};

}  // namespace cordboard::stats
