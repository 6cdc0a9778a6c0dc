// SPDX-License-Identifier: Apache-2.0
#include "sim/tally.hpp"

#include <algorithm>

#include "state/state.hpp"

namespace cordboard::sim {

Tally::Tally(const Model& model)
    : model_(&model),
      from_(model.start + model.warm_up),
      until_(model.drain ? never : model.start + model.duration) {
    const Directory& directory = model.genesis.state().directory;
    queues_.resize(directory.queues.size());
    agents_.resize(directory.agents.size());
    wrapping_up_.resize(directory.agents.size());
    for (const ServiceLevel& level : model.service_levels) {
        queues_[level.queue.value].threshold = level.within;
    }
}

void Tally::QueueCount::add(const QueueCount& other) {
    offered += other.offered;
    answered += other.answered;
    abandoned += other.abandoned;
    unfinished += other.unfinished;
    waited += other.waited;
    within += other.within;
    wait += other.wait;
    waiting += other.waiting;
}

void Tally::observe(const Event& event) {
    const auto& body = event.body;
    if (const auto* accepted = std::get_if<InteractionAccepted>(&body)) {
        Visit& visit = visits_[accepted->interaction.slot()];
        if (visit.waiting) {
            visit.answered = true;
            end_wait(visit, event.at);
        }
        ++agent_at(accepted->agent, event.at).handling;
    } else if (const auto* completed = std::get_if<InteractionCompleted>(&body)) {
        Visit& visit = visits_[completed->interaction.slot()];
        if (visit.waiting) {
            end_wait(visit, event.at);
        }
        visit = {};
        if (completed->agent.exists()) {
            --agent_at(completed->agent, event.at).handling;
        }
    } else if (const auto* queued = std::get_if<InteractionQueued>(&body)) {
        const std::uint32_t slot = queued->interaction.slot();
        if (slot >= visits_.size()) {
            visits_.resize(slot + 1);
        }
        if (visits_[slot].id != queued->interaction) {
            visits_[slot] = {queued->interaction, event.at, queued->queue, true, false};
            queues_[queued->queue.value].offered += event.at >= from_ && event.at < until_ ? 1 : 0;
        }
    } else if (const auto* changed = std::get_if<AgentStateChanged>(&body)) {
        change_state(*changed, event.at);
    } else if (const auto* started = std::get_if<ContactCenterSessionStarted>(&body)) {
        agent_at(started->agent, event.at).logged_in = true;
    } else if (const auto* ended = std::get_if<ContactCenterSessionEnded>(&body)) {
        agent_at(ended->agent, event.at).logged_in = false;
    }
}

void Tally::change_state(const AgentStateChanged& event, Instant at) {
    std::uint32_t& media = wrapping_up_[event.agent.value];
    const std::uint32_t bit = 1U << event.media.value;
    const bool wraps_up = event.work_mode == WorkMode::after_call_work;
    if (((media & bit) != 0) != wraps_up) {
        media ^= bit;
        agent_at(event.agent, at).after_call = media != 0;
    }
}

// The interaction has been answered or the customer has gone.
void Tally::end_wait(Visit& visit, Instant at) {
    visit.waiting = false;
    QueueCount& count = queues_[visit.queue.value];
    const Instant begin = std::max(visit.entered, from_);
    const Instant end = std::min(at, until_);
    if (end > begin) {
        count.waiting += (end - begin).microseconds;
    }
    if (visit.entered < from_ || visit.entered >= until_) {
        return;
    }
    const Duration wait = at - visit.entered;
    count.wait += wait.microseconds;
    count.answered += visit.answered ? 1 : 0;
    count.abandoned += visit.answered ? 0 : 1;
    count.waited += !visit.answered || wait > Duration{} ? 1 : 0;
    count.within += visit.answered && wait <= count.threshold ? 1 : 0;
}

void Tally::account(Presence& agent, Instant at) {
    const Instant begin = std::max(agent.since, from_);
    const Instant end = std::min(at, until_);
    agent.since = at;
    if (end <= begin || !agent.logged_in) {
        return;
    }
    const std::int64_t span = (end - begin).microseconds;
    agent.logged_in_for += span;
    agent.handling_for += agent.handling > 0 ? span : 0;
    agent.after_call_for += agent.after_call ? span : 0;
    agent.held_for += span * agent.handling;
}

Tally::Presence& Tally::agent_at(AgentId agent, Instant at) {
    Presence& presence = agents_[agent.value];
    account(presence, at);
    return presence;
}

std::vector<Measure> Tally::measures(Instant end) {
    for (Visit& visit : visits_) {
        if (!visit.waiting) {
            continue;
        }
        QueueCount& count = queues_[visit.queue.value];
        const Instant begin = std::max(visit.entered, from_);
        count.waiting += end > begin ? (end - begin).microseconds : 0;
        count.unfinished += visit.entered >= from_ ? 1 : 0;
    }
    std::vector<Measure> out;
    QueueCount whole;
    QueueCount levelled;
    for (std::uint32_t i = 0; i < queues_.size(); ++i) {
        add_queue_measures(out, Scope::queue, i, queues_[i]);
        whole.add(queues_[i]);
        if (queues_[i].threshold >= Duration{}) {
            levelled.add(queues_[i]);
        }
    }
    // The whole centre's service level is that of the queues that have one.
    add_queue_measures(out, Scope::whole, 0, whole);
    if (!model_->service_levels.empty()) {
        out.push_back({Metric::service_level, Scope::whole, 0, static_cast<double>(levelled.within),
                       static_cast<double>(levelled.answered + levelled.abandoned)});
    }
    add_all_agents(out, end);
    return out;
}

void Tally::add_queue_measures(std::vector<Measure>& out, Scope scope, std::uint32_t object,
                               const QueueCount& count) const {
    const auto finished = static_cast<double>(count.answered + count.abandoned);
    const auto window = static_cast<double>((model_->duration - model_->warm_up).microseconds);
    const auto add = [&](Metric metric, std::int64_t numerator, double denominator) {
        out.push_back({metric, scope, object, static_cast<double>(numerator), denominator});
    };
    add(Metric::offered, count.offered, 1.0);
    add(Metric::answered, count.answered, 1.0);
    add(Metric::abandoned, count.abandoned, 1.0);
    add(Metric::unfinished, count.unfinished, 1.0);
    add(Metric::abandonment, count.abandoned, finished);
    add(Metric::probability_of_wait, count.waited, finished);
    add(Metric::mean_wait, count.wait, finished * 1e6);
    add(Metric::mean_queue_length, count.waiting, window);
    if (count.threshold >= Duration{}) {
        add(Metric::service_level, count.within, finished);
    }
}

void Tally::add_agent_measures(std::vector<Measure>& out, Scope scope, std::uint32_t object,
                               const Presence& sum) const {
    const auto logged_in = static_cast<double>(sum.logged_in_for);
    const auto add = [&](Metric metric, std::int64_t numerator) {
        out.push_back({metric, scope, object, static_cast<double>(numerator), logged_in});
    };
    add(Metric::utilisation, sum.handling_for);
    add(Metric::after_call, sum.after_call_for);
    add(Metric::concurrency, sum.held_for);
}

void Tally::add_all_agents(std::vector<Measure>& out, Instant end) {
    const auto plus = [](Presence& sum, const Presence& one) {
        sum.logged_in_for += one.logged_in_for;
        sum.handling_for += one.handling_for;
        sum.after_call_for += one.after_call_for;
        sum.held_for += one.held_for;
    };
    Presence whole;
    for (Presence& agent : agents_) {
        account(agent, end);
        plus(whole, agent);
    }
    const Directory& directory = model_->genesis.state().directory;
    for (std::uint32_t group = 0; group < directory.agent_groups.size(); ++group) {
        Presence sum;
        for (std::uint32_t agent = 0; agent < agents_.size(); ++agent) {
            if (directory.group_members.at(agent, group) != 0) {
                plus(sum, agents_[agent]);
            }
        }
        add_agent_measures(out, Scope::agent_group, group, sum);
    }
    add_agent_measures(out, Scope::whole, 0, whole);
}

}  // namespace cordboard::sim
