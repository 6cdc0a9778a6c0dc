// SPDX-License-Identifier: Apache-2.0
#include "sim/simulation.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "base/check.hpp"
#include "state/state.hpp"

namespace cordboard::sim {

namespace {

const Arena no_texts;

// Far beyond any centre, and about what a machine has memory for.
constexpr std::size_t alive_most = 4'000'000;

// So many offers in a row end unanswered only where all do.
constexpr std::uint64_t offers_in_vain_most = 1'000'000;

// The engine and its observer take turns by so many events: each keeps the processor's cache of
// instructions for a while.
constexpr std::size_t shown_together = 256;

}  // namespace

Simulation::Simulation(const Model& model, std::uint64_t seed, std::uint64_t replication,
                       Observer observer)
    : model_(&model),
      engine_(model.genesis),
      workload_(model, seed, replication),
      tally_(model),
      observer_(std::move(observer)),
      now_(model.start),
      end_(model.start + model.duration) {}

Simulation::Status Simulation::run(std::uint64_t commands) {
    const std::uint64_t until = commands_ + commands;
    while (!finished_ && !engine_.awaited_decision().interaction.exists()) {
        if (commands_ >= until) {
            show();
            return Status::paused;
        }
        finished_ = !step();
    }
    if (finished_) {
        show();
    }
    return finished_ ? Status::finished : Status::decision;
}

bool Simulation::is_over(Instant next) const {
    // Drained: the last customer is served, and what is left are shifts to come.
    return next == never || next >= end_;
}

// One command: a due timer of the engine comes before a command of the same instant.
bool Simulation::step() {
    const Instant deadline = engine_.next_deadline();
    const Instant said = workload_.next_deadline();
    const Instant next = std::min(deadline, said);
    if (model_->drain && next >= end_) {
        workload_.stop_arrivals();
        end_ = never;
    }
    if (is_over(next)) {
        now_ = model_->drain ? now_ : end_;
        return false;
    }
    Command command;
    if (deadline <= said) {
        command = {deadline, Tick{}};
    } else if (!workload_.next_command(next, command)) {
        return true;
    }
    const Verdict verdict = apply(command);
    CHECK(verdict.accepted());
    return true;
}

Verdict Simulation::apply(const Command& command) {
    now_ = command.at;
    ++commands_;
    const std::size_t first = batch_.events.size();
    const Verdict verdict = engine_.apply(command, no_texts, batch_);
    const auto caused = std::span<const Event>(batch_.events).subspan(first);
    for (const Event& event : caused) {
        workload_.observe(event);
        tally_.observe(event);
    }
    if (std::holds_alternative<OfferInteraction>(command.body)) {
        ++interactions_;
        check_room();
    }
    if (end_ == never) {
        check_drain(caused);
    }
    if (!observer_ || batch_.events.size() >= shown_together) {
        show();
    }
    return verdict;
}

void Simulation::show() {
    if (observer_) {
        observer_(batch_.events, batch_.texts);
    }
    batch_.clear();
}

void Simulation::check_room() const {
    const Interactions& all = engine_.state().interactions;
    if (all.slots.size() - all.free.size() > alive_most) {
        throw UsageError("more than " + std::to_string(alive_most) +
                         " interactions of the model are alive at once: far more arrive than are "
                         "served or leave; lower the rates of arrival, or give customers patience");
    }
}

// An offer that nobody ever answers in time would be made again for ever.
void Simulation::check_drain(std::span<const Event> caused) {
    for (const Event& event : caused) {
        if (std::holds_alternative<InteractionInvited>(event.body)) {
            ++offers_in_vain_;
        } else if (std::holds_alternative<InteractionAccepted>(event.body) ||
                   std::holds_alternative<InteractionCompleted>(event.body)) {
            offers_in_vain_ = 0;
        }
    }
    if (offers_in_vain_ > offers_in_vain_most) {
        throw UsageError("the run does not drain: after its end " +
                         std::to_string(offers_in_vain_most) +
                         " offers in a row were not answered in time; let agents answer within the "
                         "timeout of the queue, give customers patience, or write end: stop");
    }
}

Verdict Simulation::decide(AgentId agent) {
    return route(engine_.awaited_decision().interaction, agent);
}

Verdict Simulation::route(InteractionId interaction, AgentId agent) {
    return apply({now_, RouteInteraction{interaction, agent}});
}

}  // namespace cordboard::sim
