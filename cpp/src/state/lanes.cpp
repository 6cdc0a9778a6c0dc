// SPDX-License-Identifier: Apache-2.0
#include "state/lanes.hpp"

#include <algorithm>

namespace cordboard::lanes {

namespace {

bool entered_before(const Interaction& a, const Interaction& b) {
    return a.entered != b.entered ? a.entered < b.entered : a.id.number() < b.id.number();
}

std::uint32_t lane_of(State& state, const Interaction& interaction) {
    Routing& routing = state.routing;
    std::uint32_t& first = routing.first_lane[interaction.queue.value];
    for (std::uint32_t i = first; i != nothing; i = routing.lanes[i].next_of_queue) {
        const Lane& lane = routing.lanes[i];
        if (lane.priority == interaction.priority && lane.targets == interaction.targets) {
            return i;
        }
    }
    Lane lane;
    lane.queue = interaction.queue;
    lane.priority = interaction.priority;
    lane.targets = interaction.targets;
    lane.next_of_queue = first;
    if (routing.free_lanes.empty()) {
        first = static_cast<std::uint32_t>(routing.lanes.size());
        routing.lanes.push_back(lane);
    } else {
        first = routing.free_lanes.back();
        routing.free_lanes.pop_back();
        routing.lanes[first] = lane;
    }
    return first;
}

void announce(State& state, std::uint32_t lane) {
    for (const TargetId target :
         state.directory.target_lists[state.routing.lanes[lane].targets.value].targets) {
        state.routing.lanes_of_target[target.value].push_back(lane);
    }
}

void withdraw(State& state, std::uint32_t lane) {
    for (const TargetId target :
         state.directory.target_lists[state.routing.lanes[lane].targets.value].targets) {
        auto& lanes = state.routing.lanes_of_target[target.value];
        const auto found = std::find(lanes.begin(), lanes.end(), lane);
        if (found != lanes.end()) {
            *found = lanes.back();
            lanes.pop_back();
        }
    }
}

// A lane that nobody waits in is kept for the queue's own priority and targets, which come again
// and again; a passing one is given back, however many priorities a caller invents.
bool is_regular(const State& state, const Lane& lane) {
    const Queue& queue = state.directory.queues[lane.queue.value];
    return lane.priority == queue.priority && queue.stages > 0 &&
           lane.targets == queue.stage[0].targets;
}

void give_back(State& state, std::uint32_t index) {
    Routing& routing = state.routing;
    std::uint32_t* link = &routing.first_lane[routing.lanes[index].queue.value];
    while (*link != index) {
        link = &routing.lanes[*link].next_of_queue;
    }
    *link = routing.lanes[index].next_of_queue;
    routing.free_lanes.push_back(index);
}

}  // namespace

void enter(State& state, std::uint32_t slot) {
    Interaction& interaction = state.interactions.slots[slot];
    if (state.routing.stale || !interaction.targets.exists()) {
        return;
    }
    interaction.lane = lane_of(state, interaction);
    Lane& lane = state.routing.lanes[interaction.lane];
    if (lane.first == nothing) {
        announce(state, interaction.lane);
    }
    auto& slots = state.interactions.slots;
    std::uint32_t after = lane.last;
    while (after != nothing && entered_before(interaction, slots[after])) {
        after = slots[after].previous;
    }
    interaction.previous = after;
    interaction.next = after == nothing ? lane.first : slots[after].next;
    (interaction.previous == nothing ? lane.first : slots[interaction.previous].next) = slot;
    (interaction.next == nothing ? lane.last : slots[interaction.next].previous) = slot;
}

void leave(State& state, std::uint32_t slot) {
    auto& slots = state.interactions.slots;
    Interaction& interaction = slots[slot];
    if (interaction.lane == nothing || state.routing.stale) {
        return;
    }
    Lane& lane = state.routing.lanes[interaction.lane];
    (interaction.previous == nothing ? lane.first : slots[interaction.previous].next) =
        interaction.next;
    (interaction.next == nothing ? lane.last : slots[interaction.next].previous) =
        interaction.previous;
    if (lane.first == nothing) {
        withdraw(state, interaction.lane);
        if (!is_regular(state, lane)) {
            give_back(state, interaction.lane);
        }
    }
    interaction.lane = nothing;
    interaction.previous = nothing;
    interaction.next = nothing;
}

void rebuild(State& state) {
    Routing& routing = state.routing;
    routing.lanes.clear();
    routing.free_lanes.clear();
    routing.first_lane.assign(state.directory.queues.size(), nothing);
    routing.lanes_of_target.assign(state.directory.targets.size(), {});
    std::vector<std::uint32_t> waiting;
    for (std::uint32_t slot = 0; slot < state.interactions.slots.size(); ++slot) {
        Interaction& interaction = state.interactions.slots[slot];
        interaction.lane = nothing;
        if (interaction.state == InteractionState::queued) {
            waiting.push_back(slot);
        }
    }
    std::sort(waiting.begin(), waiting.end(), [&](std::uint32_t a, std::uint32_t b) {
        return entered_before(state.interactions.slots[a], state.interactions.slots[b]);
    });
    for (const std::uint32_t slot : waiting) {
        enter(state, slot);
    }
}

}  // namespace cordboard::lanes
