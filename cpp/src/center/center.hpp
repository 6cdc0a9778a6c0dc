// SPDX-License-Identifier: Apache-2.0
// An engine with its log and its statistics: what a Center in Python holds. Commands come in as JSON,
// every event and every action is kept, and time moves on by ticks.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "center/measurement.hpp"
#include "cordboard/engine.hpp"

namespace cordboard::center {

// A refused command, in words.
struct RefusalText {
    int status_code = 0;
    std::string_view reason;
    std::string_view message;
    std::string field;
};

class Center {
public:
    // `measurement` may be null: nothing is measured then.
    Center(Engine engine, std::unique_ptr<Measurement> measurement);
    // A copy is a fork; its log begins empty.
    Center fork() const;

    // Carries out one command given as a JSON object, at `at`.
    std::optional<RefusalText> execute(std::string_view command, Instant at);

    // A command that was built here, such as one of a configuration.
    std::optional<RefusalText> execute(const Command& command, const Arena& texts);

    // Fires the timers that are due at `at`.
    void tick(Instant at);

    // Nothing happens until `at`, but statistics begin their intervals anew.
    void pass_time(Instant at);

    // Remembers this moment; roll_back() returns to it.
    void mark();
    void roll_back();

    // The events from number `first` on, as a JSON array.
    std::string events_json(std::size_t first) const;

    const EventBatch& log() const { return log_; }
    const Engine& engine() const { return engine_; }
    // Null when nothing is measured.
    const Measurement* measurement() const { return measurement_.get(); }

private:
    std::optional<RefusalText> apply(const Command& command, const Arena& texts);

    struct Mark {
        Engine engine;
        std::unique_ptr<Measurement> measurement;
        std::size_t events = 0;
        std::size_t texts = 0;
    };

    Engine engine_;
    std::unique_ptr<Measurement> measurement_;
    EventBatch log_;
    std::optional<Mark> mark_;
};

}  // namespace cordboard::center
