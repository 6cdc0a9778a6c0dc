// SPDX-License-Identifier: Apache-2.0
#include "routing/evolve.hpp"

#include <algorithm>

#include "state/exclusions.hpp"
#include "state/lanes.hpp"
#include "state/timers.hpp"

namespace cordboard {

void evolve(State& state, const TargetCreated& event, Instant, const Arena& texts) {
    const CreateTarget& body = event.body;
    state.directory.targets.push_back({body.media, body.kind,
                                       state.texts.intern(texts.view(body.skill)), body.agent,
                                       body.agent_group});
    state.routing.stale = true;
}

void evolve(State& state, const TargetListCreated& event, Instant, const Arena&) {
    state.directory.target_lists.push_back({{event.body.first}});
}

void evolve(State& state, const TargetAddedToList& event, Instant, const Arena&) {
    state.directory.target_lists[event.body.list.value].targets.push_back(event.body.target);
    state.routing.stale = true;
}

void evolve(State& state, const RoutingTargetsSet& event, Instant, const Arena&) {
    Queue& queue = state.directory.queues[event.body.queue.value];
    const auto stage = static_cast<std::size_t>(event.body.stage);
    queue.stage[stage] = {event.body.list, event.body.after};
    queue.stages = std::max(queue.stages, event.body.stage + 1);
}

void evolve(State& state, const RoutingPrioritySet& event, Instant, const Arena&) {
    Queue& queue = state.directory.queues[event.body.queue.value];
    queue.priority = event.body.priority;
    queue.aging_add = event.body.aging_add;
    queue.aging_every = event.body.aging_every;
}

void evolve(State& state, const RoutingTimeoutSet& event, Instant, const Arena&) {
    Queue& queue = state.directory.queues[event.body.queue.value];
    queue.has_timeout = true;
    queue.timeout = event.body.timeout;
}

void evolve(State& state, const RoutingStrategySet& event, Instant, const Arena&) {
    state.routing.choice = event.body.choice;
}

void evolve(State& state, const PullSet& event, Instant, const Arena&) {
    state.routing.pull = event.body.pull;
}

void evolve(State& state, const RoutingRequested& event, Instant, const Arena&) {
    state.routing.request = {event.interaction, event.agent};
}

void evolve(State& state, const RoutingDeclined&, Instant, const Arena&) {
    state.routing.request = {};
}

void evolve(State& state, const RoutingWidened& event, Instant at, const Arena&) {
    const std::uint32_t index = event.interaction.slot();
    Interaction& interaction = state.interactions.slots[index];
    lanes::leave(state, index);
    cancel_timer(state, interaction.overflow_timer);
    interaction.targets = event.targets;
    interaction.stage = event.stage;
    const Queue& rule = state.directory.queues[interaction.queue.value];
    if (event.stage + 1 < rule.stages) {
        const Duration after = rule.stage[static_cast<std::size_t>(event.stage) + 1].after;
        // The rule may have become shorter since; no deadline lies in the past.
        interaction.overflow_timer = start_timer(state, std::max(at, interaction.entered + after),
                                                 {TimerKind::overflow, {}, index});
    }
    if (interaction.state == InteractionState::queued) {
        lanes::enter(state, index);
    }
}

void evolve(State& state, const RoutingRetried& event, Instant, const Arena&) {
    Interaction& interaction = state.interactions.slots[event.interaction.slot()];
    cancel_timer(state, interaction.timer);
    exclusions::clear(state, interaction);
}

}  // namespace cordboard
