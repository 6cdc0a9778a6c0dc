// SPDX-License-Identifier: Apache-2.0
#include "sim/workload.hpp"

#include <algorithm>

#include "state/state.hpp"

namespace cordboard::sim {

namespace {

MediaSet media_of(const State& state, AgentId agent) {
    MediaSet media;
    for (std::uint32_t i = 0; i < state.directory.media.size(); ++i) {
        if (state.directory.channels.at(agent.value, i).capacity > 0) {
            media.insert({i});
        }
    }
    return media;
}

SetAgentState agent_state(AgentId agent, MediaId media, ChannelState state,
                          WorkMode mode = WorkMode::none) {
    SetAgentState command;
    command.agent = agent;
    command.media = media;
    command.state = state;
    command.work_mode = mode;
    return command;
}

}  // namespace

Workload::Workload(const Model& model, std::uint64_t seed, std::uint64_t replication)
    : model_(&model),
      key_(base::StreamKey::of(seed).with(replication)),
      narrowing_(model),
      now_(model.start) {
    const State& state = model.genesis.state();
    workers_.resize(state.directory.agents.size());
    std::vector<bool> has_shift(workers_.size());
    for (std::uint32_t i = 0; i < model.shifts.size(); ++i) {
        has_shift[model.shifts[i].agent.value] = true;
        schedule(model.shifts[i].at, {Step::shift, {}, i, {}});
    }
    for (std::uint32_t agent = 0; agent < workers_.size(); ++agent) {
        if (!has_shift[agent]) {
            shift({model.start, {agent}, ShiftChange::begin});
        }
    }
    for (std::uint32_t i = 0; i < model.arrivals.size(); ++i) {
        const ArrivalRow& row = model.arrivals[i];
        double factor = 1.0;
        if (row.day_level_k > 0.0) {
            base::Stream stream(key_.with(Purpose::level).with(row.day_level_share));
            factor = base::draw_gamma(stream, row.day_level_k) / row.day_level_k;
        }
        arrivals_.emplace_back(row, model.start, key_.with(Purpose::arrival).with(i), factor);
        schedule(arrivals_.back().next(), {Step::arrive, {}, i, {}});
    }
}

Instant Workload::next_deadline() const {
    // Who has just arrived has to decide whether to wait before anything else happens.
    if (!said_.empty() || arrived_.exists()) {
        return now_;
    }
    return timers_.first_deadline();
}

void Workload::schedule(Instant at, Task task) {
    if (at != never) {
        timers_.add(at, scheduled_++, task);
    }
}

bool Workload::next_command(Instant now, Command& command) {
    for (;;) {
        if (!said_.empty()) {
            take_said(std::max(now_, now), command);
            return true;
        }
        begin_patience();
        if (!said_.empty()) {
            continue;
        }
        if (timers_.first_deadline() > now) {
            return false;
        }
        const Task task = timers_.first().subject;
        now_ = timers_.first_deadline();
        timers_.pop();
        if (task.step == Step::arrive && arrivals_open_) {
            command.at = now_;
            arrive(command, task.index);
            return true;
        }
        if (task.step == Step::answer) {
            answer(task);
        } else if (task.step == Step::finish) {
            finish(task);
        } else if (task.step == Step::leave) {
            customers_[task.interaction.slot()].leave_timer = base::no_timer;
            say(LeaveInteraction{task.interaction});
        } else if (task.step == Step::wrapped_up) {
            workers_[task.index].wrapping_up.bits &= ~(1U << task.media.value);
            settle({task.index}, task.media);
            go_home({task.index});
        } else if (task.step == Step::shift) {
            shift(model_->shifts[task.index]);
        }
    }
}

void Workload::take_said(Instant at, Command& command) {
    command = {at, said_[next_said_++]};
    if (next_said_ == said_.size()) {
        said_.clear();
        next_said_ = 0;
    }
}

void Workload::arrive(Command& command, std::uint32_t row) {
    offering_row_ = row;
    offering_number_ = arrivals_[row].number() - 1;
    OfferInteraction offer;
    offer.queue = model_->arrivals[row].queue;
    command.body = offer;
    schedule(arrivals_[row].next(), {Step::arrive, {}, row, {}});
}

base::Stream Workload::stream(const Customer& customer, Purpose purpose) const {
    return base::Stream(key_.with(purpose).with(customer.row), customer.number);
}

Duration Workload::draw(const std::vector<NarrowedDistribution>& rules, const Narrowing& narrowing,
                        const Customer& customer, AgentId agent, Purpose purpose,
                        Duration fallback) const {
    const base::Distribution* distribution =
        narrowing.find(rules, customer.media, customer.queue, agent);
    if (distribution == nullptr) {
        return fallback;
    }
    base::Stream draws = stream(customer, purpose);
    return distribution->draw(draws);
}

void Workload::observe(const Event& event) {
    now_ = event.at;
    const auto& body = event.body;
    if (const auto* invite = std::get_if<InteractionInvited>(&body)) {
        invited(*invite);
    } else if (const auto* accept = std::get_if<InteractionAccepted>(&body)) {
        accepted(*accept);
    } else if (const auto* completed = std::get_if<InteractionCompleted>(&body)) {
        Customer& customer = customers_[completed->interaction.slot()];
        if (customer.leave_timer != base::no_timer) {
            timers_.cancel(customer.leave_timer);
        }
        customer = {};
        gave_back(completed->agent);
    } else if (const auto* created = std::get_if<InteractionCreated>(&body)) {
        const std::uint32_t slot = created->interaction.slot();
        if (slot >= customers_.size()) {
            customers_.resize(slot + 1);
        }
        customers_[slot] = {created->interaction,
                            offering_number_,
                            model_->arrivals[offering_row_].queue,
                            created->media,
                            offering_row_,
                            0,
                            {},
                            base::no_timer};
        arrived_ = created->interaction;
    } else if (const auto* revoked = std::get_if<InteractionRevoked>(&body)) {
        customers_[revoked->interaction.slot()].invited = {};
        gave_back(revoked->agent);
    }
}

// An offer that has ended since is not answered any more.
void Workload::answer(const Task& task) {
    const Customer& customer = customers_[task.interaction.slot()];
    if (customer.id == task.interaction && customer.invited.value == task.index) {
        say(AcceptInteraction{{task.index}, task.interaction});
    }
}

void Workload::invited(const InteractionInvited& event) {
    ++workers_[event.agent.value].held;
    Customer& customer = customers_[event.interaction.slot()];
    const base::Distribution* answer =
        narrowing_.find(model_->answer, customer.media, customer.queue, event.agent);
    Duration delay;
    if (answer != nullptr) {
        base::Stream draws(key_.with(Purpose::answering).with(customer.row).with(customer.offers),
                           customer.number);
        delay = answer->draw(draws);
    }
    ++customer.offers;
    customer.invited = event.agent;
    if (delay == Duration{}) {
        say(AcceptInteraction{event.agent, event.interaction});
        return;
    }
    schedule(now_ + delay, {Step::answer, {}, event.agent.value, event.interaction});
}

void Workload::accepted(const InteractionAccepted& event) {
    Customer& customer = customers_[event.interaction.slot()];
    if (customer.leave_timer != base::no_timer) {
        timers_.cancel(customer.leave_timer);
        customer.leave_timer = base::no_timer;
    }
    const auto& recorded = model_->arrivals[customer.row].recorded;
    Duration time = recorded.empty() ? Duration{-1} : recorded[customer.number].handling;
    if (time < Duration{}) {
        time = draw(model_->handling, narrowing_, customer, event.agent, Purpose::handling, {});
    }
    schedule(now_ + time, {Step::finish, customer.media, event.agent.value, event.interaction});
}

void Workload::finish(const Task& task) {
    const AgentId agent{task.index};
    const Customer& customer = customers_[task.interaction.slot()];
    if (customer.id != task.interaction) {
        return;
    }
    const Duration rest =
        draw(model_->after_call, narrowing_, customer, agent, Purpose::wrap_up, {});
    if (rest > Duration{}) {
        say(agent_state(agent, task.media, ChannelState::not_ready, WorkMode::after_call_work));
        workers_[agent.value].wrapping_up.insert(task.media);
        schedule(now_ + rest, {Step::wrapped_up, task.media, agent.value, {}});
    }
    say(CompleteInteraction{agent, task.interaction});
}

// Patience runs from the arrival until the answer. Who has none is served at once or lost.
void Workload::begin_patience() {
    if (!arrived_.exists()) {
        return;
    }
    Customer& customer = customers_[arrived_.slot()];
    const bool gone = customer.id != arrived_;
    const InteractionId arrived = arrived_;
    arrived_ = {};
    if (gone || customer.offers > 0) {
        // Answered at once, unless the answer still takes time.
        if (gone || model_->answer.empty()) {
            return;
        }
    }
    const auto& recorded = model_->arrivals[customer.row].recorded;
    Duration time = recorded.empty() ? Duration{-1} : recorded[customer.number].patience;
    if (time < Duration{}) {
        time = draw(model_->patience, narrowing_, customer, {}, Purpose::patience, Duration{-1});
    }
    if (time < Duration{}) {
        return;
    }
    if (time > Duration{}) {
        customer.leave_timer =
            timers_.add(now_ + time, scheduled_++, {Step::leave, {}, 0, arrived});
    } else if (customer.offers == 0) {
        say(LeaveInteraction{arrived});
    }
}

void Workload::gave_back(AgentId agent) {
    if (agent.exists()) {
        --workers_[agent.value].held;
        go_home(agent);
    }
}

// Who is to go home goes when everything is finished.
void Workload::go_home(AgentId agent) {
    Worker& worker = workers_[agent.value];
    if (worker.going_home && worker.held == 0 && worker.wrapping_up.is_empty()) {
        worker.going_home = false;
        say(EndContactCenterSession{agent});
    }
}

void Workload::shift(const ShiftEvent& event) {
    Worker& worker = workers_[event.agent.value];
    worker.on_break = event.change == ShiftChange::break_begin;
    worker.going_home = event.change == ShiftChange::end;
    const MediaSet channels = media_of(model_->genesis.state(), event.agent);
    if (event.change == ShiftChange::begin) {
        StartContactCenterSession start;
        start.agent = event.agent;
        start.channels = channels;
        say(start);
    }
    for (std::uint32_t i = 0; i < limits::media; ++i) {
        if (channels.contains({i}) && !worker.wrapping_up.contains({i})) {
            settle(event.agent, {i});
        }
    }
    go_home(event.agent);
}

// What the agent does on a channel that nothing holds back any more.
void Workload::settle(AgentId agent, MediaId media) {
    const Worker& worker = workers_[agent.value];
    const bool away = worker.going_home || worker.on_break;
    say(agent_state(agent, media, away ? ChannelState::not_ready : ChannelState::ready));
}

}  // namespace cordboard::sim
