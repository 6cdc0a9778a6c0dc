// SPDX-License-Identifier: Apache-2.0
// The engine of one contact centre: commands in, events out, explicit time. It has no clock, no
// thread, no file and no chance inside: the same commands give the same events and the same hashes,
// everywhere.
//
// Life of a command: `decide` reads the state and emits events or refuses; `evolve` applies each
// event; events that free an agent or queue an interaction leave routing tasks, which emit further
// events the same way, until nothing is left to do or an outside strategy has to be asked.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <cordboard/commands.hpp>
#include <cordboard/events.hpp>
#include <cordboard/result.hpp>
#include <cordboard/routing_tasks.hpp>

namespace cordboard {

struct State;

// The engine was used against its rules; nothing has changed.
class UsageError : public std::logic_error {
  public:
    using std::logic_error::logic_error;
};

// Bytes that are no snapshot of this engine.
class BadSnapshot : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

class Engine {
  public:
    Engine();
    ~Engine();
    // A copy is a fork: both go on from the same state, independently.
    Engine(const Engine& other);
    Engine& operator=(const Engine& other);
    Engine(Engine&&) noexcept;
    Engine& operator=(Engine&&) noexcept;

    // Carries out one command whose texts lie in `texts`, and appends its events to `out`. A
    // refusal has no events and changes nothing. Throws UsageError when `at` lies before the last
    // command or beyond next_deadline() (a Tick comes first), or while a routing decision is
    // awaited.
    Verdict apply(const Command& command, const Arena& texts, EventBatch& out);

    // The same for several, one verdict each.
    std::vector<Verdict> apply_batch(std::span<const Command> commands, const Arena& texts,
                                     EventBatch& out);

    // Applies events that another engine has emitted from the same state, in the same order.
    void evolve(std::span<const Event> events, const Arena& texts);

    // When the next timer is due, or `never`.
    Instant next_deadline() const;

    // The instant of the last accepted or refused command.
    Instant now() const { return now_; }

    // The interaction for which an outside strategy is asked; it does not exist when none is.
    RoutingRequested awaited_decision() const;

    const State& state() const { return *state_; }

    // The same with the lists that routing derives from it made anew where the directory has
    // changed: for whoever asks who could take what.
    const State& routed_state() const;

    // Of the canonical snapshot, computed on demand; equal for equal histories. Neither the time
    // nor refused commands are part of it.
    std::uint64_t state_hash() const;

    // Chained over every event.
    std::uint64_t event_hash() const { return event_hash_; }
    std::uint64_t event_count() const { return event_count_; }

    // Bytes from which `load` makes an engine that goes on alike. Throws UsageError while a
    // decision is awaited.
    std::string save() const;
    static Engine load(std::string_view bytes);

  private:
    void check_time(const Command& command) const;
    Verdict carry_out(const Command& command, const Arena& texts, EventBatch& out);
    void fire_timers(Instant at, EventBatch& out);
    void settle(EventBatch& out, std::size_t first);
    void evolve_from(EventBatch& out, std::size_t& first);
    void perform(const RoutingTask& task, Instant at, EventBatch& out);
    template <class After>
    void happen(const Event& event, const Arena& texts, After&& after);

    std::unique_ptr<State> state_;
    RoutingTasks tasks_;
    Instant now_{INT64_MIN};
    std::uint64_t event_hash_ = 0;
    std::uint64_t event_count_ = 0;
    bool broken_ = false;
};

}  // namespace cordboard
