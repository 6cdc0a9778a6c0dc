// SPDX-License-Identifier: Apache-2.0
// Who makes the commands of a simulated day, and of the sample traffic of a live one: customers who
// arrive, wait and lose patience, and agents who log in, answer, handle, wrap up and take breaks.
//
// It asks for a wake-up with next_deadline(), yields one command at a time with next_command(), and
// learns from the events what came of it. It never looks into the engine.
#pragma once

#include <cstdint>
#include <vector>

#include <cordboard/events.hpp>

#include "base/random.hpp"
#include "base/timer_queue.hpp"
#include "sim/arrivals.hpp"
#include "sim/model.hpp"
#include "sim/narrowing.hpp"

namespace cordboard::sim {

class Workload {
  public:
    // `model` outlives the workload.
    Workload(const Model& model, std::uint64_t seed, std::uint64_t replication);

    // When the next command is due, or `never`.
    Instant next_deadline() const;

    // The next command due at or before `now`; false when there is none.
    bool next_command(Instant now, Command& command);

    void observe(const Event& event);

    // No more arrivals from now on.
    void stop_arrivals() { arrivals_open_ = false; }

  private:
    enum class Step : std::uint8_t { arrive, answer, finish, leave, wrapped_up, shift };

    // What is to happen: for arrive `index` is the row, for shift the shift event, else the agent.
    struct Task {
        Step step = Step::arrive;
        MediaId media;
        std::uint32_t index = 0;
        InteractionId interaction;
    };

    struct Customer {
        InteractionId id;
        std::uint64_t number = 0;
        QueueId queue;
        MediaId media;
        std::uint32_t row = 0;
        std::uint32_t offers = 0;
        AgentId invited;
        std::uint32_t leave_timer = base::no_timer;
    };

    struct Worker {
        bool on_break = false;
        bool going_home = false;
        std::uint32_t held = 0;
        MediaSet wrapping_up;
    };

    enum Purpose : std::uint64_t { arrival, level, answering, handling, patience, wrap_up };

    void schedule(Instant at, Task task);
    void take_said(Instant at, Command& command);
    void arrive(Command& command, std::uint32_t row);
    void shift(const ShiftEvent& event);
    void finish(const Task& task);
    void settle(AgentId agent, MediaId media);
    void go_home(AgentId agent);
    void answer(const Task& task);
    void begin_patience();
    void invited(const InteractionInvited& event);
    void accepted(const InteractionAccepted& event);
    void gave_back(AgentId agent);
    template <class Body>
    void say(const Body& body) {
        said_.emplace_back(body);
    }
    base::Stream stream(const Customer& customer, Purpose purpose) const;
    Duration draw(const std::vector<NarrowedDistribution>& rules, const Narrowing& narrowing,
                  const Customer& customer, AgentId agent, Purpose purpose,
                  Duration fallback) const;

    const Model* model_;
    base::StreamKey key_;
    Narrowing narrowing_;
    std::vector<Arrivals> arrivals_;
    std::vector<Customer> customers_;  // by slot
    std::vector<Worker> workers_;
    base::TimerQueue<Task> timers_;
    std::uint64_t scheduled_ = 0;
    // Said and not yet taken, in order.
    std::vector<CommandBody> said_;
    std::size_t next_said_ = 0;
    Instant now_{0};
    // The row and number of the interaction that is being offered, and who has just arrived and may
    // have to wait.
    std::uint32_t offering_row_ = 0;
    std::uint64_t offering_number_ = 0;
    InteractionId arrived_;
    bool arrivals_open_ = true;
};

}  // namespace cordboard::sim
