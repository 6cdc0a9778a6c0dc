// SPDX-License-Identifier: Apache-2.0
// An engine with its log and its statistics: what a Center in Python holds. Commands come in as
// JSON, every event and every action is kept, and time moves on by ticks.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <cordboard/engine.hpp>

#include "center/measurement.hpp"
#include "center/statistic_history.hpp"

namespace cordboard::center {

// A refused command, in words.
struct RefusalText {
    int status_code = 0;
    std::string_view reason;
    std::string message;
    std::string field;
};

class Center {
  public:
    Center(Engine engine, Measurement measurement, StatisticHistory history);

    // Carries out one command given as a JSON object, at `at`.
    std::optional<RefusalText> execute(std::string_view command, Instant at);

    // A command that was built here, such as one of a configuration.
    std::optional<RefusalText> execute(const Command& command, const Arena& texts);

    // Fires the timers that are due at `at`.
    void tick(Instant at);

    // Nothing happens until `at`, but statistics begin their intervals anew.
    void pass_time(Instant at) { measurement_.advance_to(at); }

    // Brings the history of the statistics up to `now`, as StatisticHistory::catch_up() does.
    bool tell(Instant now) { return history_.catch_up(settled_events(), log_.texts, now); }
    StatisticHistory& history() { return history_; }

    // Remembers this moment; roll_back() returns to it. What happened since must still await a
    // decision or have been nothing: what is settled has been measured.
    void mark();
    void roll_back();

    // The events from number `first` on, as a JSON array.
    std::string events_json(std::size_t first) const;

    // Bytes with the engine and the whole log, from which `restore` makes a centre that goes on
    // alike.
    std::string save() const;
    static Center restore(std::string_view bytes, Measurement measurement,
                          StatisticHistory history);

    const EventBatch& log() const { return log_; }
    const Engine& engine() const { return engine_; }
    const Measurement& measurement() const { return measurement_; }

  private:
    Verdict apply(const Command& command, const Arena& texts);
    void measure();
    void measure_anew();
    // Those that no failing strategy takes back.
    std::span<const Event> settled_events() const {
        return std::span(log_.events).first(measured_);
    }

    struct Mark {
        Engine engine;
        std::size_t events = 0;
        std::size_t texts = 0;
    };

    Engine engine_;
    Measurement measurement_;
    StatisticHistory history_;
    EventBatch log_;
    std::size_t measured_ = 0;
    std::optional<Mark> mark_;
};

}  // namespace cordboard::center
