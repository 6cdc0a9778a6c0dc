// SPDX-License-Identifier: Apache-2.0
#include "interaction/evolve.hpp"

#include "base/check.hpp"
#include "state/exclusions.hpp"
#include "state/holding.hpp"
#include "state/lanes.hpp"
#include "state/legs.hpp"
#include "state/timers.hpp"

namespace cordboard {

namespace {

Interaction& slot(State& state, InteractionId id) { return state.interactions.slots[id.slot()]; }

// Back to waiting, at the place it had.
void wait_again(State& state, Interaction& interaction) {
    interaction.state = InteractionState::queued;
    lanes::enter(state, interaction.id.slot());
}

// How its owner holds it.
InteractionState held(const Interaction& interaction) {
    return interaction.is_draft ? InteractionState::reply_created : InteractionState::accepted;
}

// The offer is over without having been accepted. Those who let it go are passed over until
// somebody else has been found, or a pause is over.
void end_offer(State& state, Interaction& interaction, Instant at) {
    cancel_timer(state, interaction.timer);
    holding::give_back(state, interaction.invited, interaction.media, at);
    interaction.invited = {};
    if (interaction.owner.exists()) {
        interaction.state = held(interaction);
        return;
    }
    if (interaction.first_exclusion != nothing) {
        interaction.timer = start_timer(state, at + exclusions::pause,
                                        {TimerKind::retry, {}, interaction.id.slot()});
    }
    wait_again(state, interaction);
}

// The agent let the offer go; a transfer that he does not want is no matter of the queue.
void pass_over(State& state, Interaction& interaction, AgentId agent) {
    if (!interaction.owner.exists()) {
        exclusions::add(state, interaction, agent);
    }
}

}  // namespace

void evolve(State& state, const InteractionCreated& event, Instant, const Arena& texts) {
    Interactions& all = state.interactions;
    const std::uint32_t index = event.interaction.slot();
    if (index == all.slots.size()) {
        all.slots.emplace_back();
        all.user_data.emplace_back();
        all.in_workbin.emplace_back();
    } else {
        CHECK(!all.free.empty() && all.free.back() == index);
        all.free.pop_back();
    }
    all.created = event.interaction.number();
    Interaction& interaction = all.slots[index];
    interaction.id = event.interaction;
    interaction.media = event.media;
    interaction.type = event.type;
    if (event.user_data.length > 0) {
        all.user_data[index] = texts.view(event.user_data);
    }
}

void evolve(State& state, const InteractionQueued& event, Instant at, const Arena&) {
    Interaction& interaction = slot(state, event.interaction);
    interaction.queue = event.queue;
    interaction.targets = event.targets;
    interaction.priority = event.priority;
    interaction.stage = 0;
    interaction.owner = {};
    interaction.entered = at;
    const Queue& rule = state.directory.queues[event.queue.value];
    if (rule.stages > 1 && event.targets == rule.stage[0].targets) {
        interaction.overflow_timer = start_timer(
            state, at + rule.stage[1].after, {TimerKind::overflow, {}, event.interaction.slot()});
    }
    wait_again(state, interaction);
}

void evolve(State& state, const InteractionInvited& event, Instant, const Arena&) {
    Interaction& interaction = slot(state, event.interaction);
    lanes::leave(state, event.interaction.slot());
    cancel_timer(state, interaction.timer);
    interaction.state =
        interaction.owner.exists() ? InteractionState::transferring : InteractionState::invited;
    interaction.invited = event.agent;
    if (event.until != never) {
        interaction.timer =
            start_timer(state, event.until, {TimerKind::offer, {}, event.interaction.slot()});
    }
    holding::take(state, event.agent, interaction.media);
    state.routing.request = {};
}

void evolve(State& state, const InteractionAccepted& event, Instant at, const Arena&) {
    Interaction& interaction = slot(state, event.interaction);
    cancel_timer(state, interaction.timer);
    cancel_timer(state, interaction.overflow_timer);
    exclusions::clear(state, interaction);
    interaction.state = held(interaction);
    interaction.owner = event.agent;
    interaction.invited = {};
    if (interaction.first_leg != nothing) [[unlikely]] {
        legs::join(state, interaction, event.agent);
    }
    holding::begin_handling(state, event.agent, at);
    if (interaction.is_draft) {
        interaction.is_uncounted = true;
        holding::give_back(state, event.agent, interaction.media, at);
    }
}

void evolve(State& state, const InteractionRejected& event, Instant at, const Arena&) {
    Interaction& interaction = slot(state, event.interaction);
    pass_over(state, interaction, event.agent);
    end_offer(state, interaction, at);
}

void evolve(State& state, const InteractionRevoked& event, Instant at, const Arena&) {
    Interaction& interaction = slot(state, event.interaction);
    if (interaction.invited == event.agent) {
        if (event.cause == Cause::timeout) {
            pass_over(state, interaction, event.agent);
        }
        end_offer(state, interaction, at);
    } else {
        holding::end_ownership(state, interaction, at);
        wait_again(state, interaction);
    }
}

void evolve(State& state, const InteractionTransferred& event, Instant at, const Arena&) {
    holding::end_ownership(state, slot(state, event.interaction), at);
}

void evolve(State& state, const InteractionPlacedInQueue& event, Instant at, const Arena&) {
    holding::end_ownership(state, slot(state, event.interaction), at);
}

void evolve(State& state, const InteractionCompleted& event, Instant at, const Arena&) {
    Interaction& interaction = slot(state, event.interaction);
    const std::uint32_t index = event.interaction.slot();
    lanes::leave(state, index);
    cancel_timer(state, interaction.timer);
    cancel_timer(state, interaction.overflow_timer);
    exclusions::clear(state, interaction);
    if (interaction.owner.exists()) {
        holding::end_ownership(state, interaction, at);
    }
    CHECK(interaction.first_leg == nothing);
    interaction = {};
    state.interactions.user_data[index].clear();
    state.interactions.free.push_back(index);
    if (!state.emails.empty()) {
        state.emails.erase(event.interaction);
    }
    if (!state.chats.empty()) {
        state.chats.erase(event.interaction);
    }
}

void evolve(State& state, const CustomerLeft& event, Instant, const Arena&) {
    slot(state, event.interaction).customer_left = true;
}

void evolve(State& state, const UserDataChanged& event, Instant, const Arena& texts) {
    state.interactions.user_data[event.interaction.slot()] = texts.view(event.user_data);
}

}  // namespace cordboard
