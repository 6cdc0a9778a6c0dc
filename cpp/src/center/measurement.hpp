// SPDX-License-Identifier: Apache-2.0
// Statistics of a centre or a simulated run: projector and engine together, every definition opened
// on every object it is for, and the actions kept if they are wanted.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <cordboard/columns.hpp>
#include <cordboard/events.hpp>
#include <cordboard/statistics.hpp>

#include "stats/projector.hpp"

namespace cordboard::center {

class Measurement {
  public:
    // With `keeps_actions`, the whole action stream is kept for action_table().
    Measurement(std::vector<StatisticDefinition> definitions, StatisticsOptions options,
                bool keeps_actions);
    Measurement(const Measurement& other);
    Measurement(Measurement&&) noexcept = default;
    Measurement& operator=(Measurement&&) noexcept = default;

    void observe(std::span<const Event> events, const Arena& texts);
    void advance_to(Instant at) { engine_->advance_to(at); }

    // Opens every definition on every object that came into being since the last time.
    void open_all();

    const StatisticsEngine& engine() const { return *engine_; }

    // time, object_type, object, statistic, value, structure
    std::shared_ptr<const columns::Table> statistic_table(Instant now) const;
    // The columns of contract 5.
    std::shared_ptr<const columns::Table> action_table() const;

    // A CurrentState or CurrentTargetState as JSON.
    std::string structure_json(StatisticId statistic) const;

  private:
    std::unique_ptr<StatisticsEngine> engine_;
    stats::Projector projector_;
    bool keeps_actions_;
    std::size_t objects_opened_ = 0;
    std::vector<ActionRow> rows_;
    std::vector<ActionRow> kept_;
};

}  // namespace cordboard::center
