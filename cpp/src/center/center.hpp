// SPDX-License-Identifier: Apache-2.0
// An engine with its log: what a Center in Python holds. Commands come in as JSON, every event is kept,
// and time moves on by ticks.
#pragma once

#include <optional>
#include <string>
#include <string_view>

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
    explicit Center(Engine engine) : engine_(std::move(engine)) {}

    // Carries out one command given as a JSON object, at `at`.
    std::optional<RefusalText> execute(std::string_view command, Instant at);

    // A command that was built here, such as one of a configuration.
    std::optional<RefusalText> execute(const Command& command, const Arena& texts);

    // Fires the timers that are due first, all of one instant; nothing when none is due by `until`.
    bool tick(Instant until);

    // The events from number `first` on, as a JSON array.
    std::string events_json(std::size_t first) const;

    const EventBatch& log() const { return log_; }
    const Engine& engine() const { return engine_; }

private:
    std::optional<RefusalText> apply(const Command& command, const Arena& texts);

    Engine engine_;
    EventBatch log_;
};

}  // namespace cordboard::center
