// SPDX-License-Identifier: Apache-2.0
#include "stats/projector.hpp"

#include <algorithm>
#include <utility>

#include "stats/projected_actions.hpp"

namespace cordboard::stats {

namespace {

// The tenant of a centre that names none.
constexpr std::string_view unnamed_tenant = "Environment";

}  // namespace

const Projector::Actions& Projector::actions() {
    static const Actions made;
    return made;
}

std::string skill_object_name(std::string_view skill) { return "skill:" + std::string(skill); }

Projector::Projector(StatisticsEngine& statistics, bool complete)
    : statistics_(&statistics), complete_(complete) {}

Projector::Projector(const Projector& other, StatisticsEngine& statistics) : Projector(other) {
    statistics_ = &statistics;
}

std::size_t Projector::observe(std::span<const Event> events, const Arena& texts,
                               std::vector<ActionRow>& rows) {
    rows_ = &rows;
    const std::size_t objects = statistics_->object_count();
    std::size_t taken = 0;
    for (const Event& event : events) {
        const bool uses_objects = std::holds_alternative<InteractionCreated>(event.body) ||
                                  std::holds_alternative<ContactCenterSessionStarted>(event.body);
        if (uses_objects && !tenant_.exists()) {
            tenant_ = statistics_->object(ObjectType::tenant, unnamed_tenant);
        }
        if (uses_objects && statistics_->object_count() != objects) {
            break;
        }
        now_ = event.at;
        project(event, texts);
        if (const auto agent = std::exchange(touched_, std::nullopt)) {
            show_presence(*agent);
            show_capacity(*agent);
        }
        ++taken;
    }
    rows_ = nullptr;
    return taken;
}

void Projector::project(const Event& event, const Arena& texts) {
    const auto& body = event.body;
    if (const auto* one = std::get_if<InteractionInvited>(&body)) {
        invited(*one);
    } else if (const auto* is_accepted = std::get_if<InteractionAccepted>(&body)) {
        accepted(*is_accepted);
    } else if (const auto* is_completed = std::get_if<InteractionCompleted>(&body)) {
        completed(*is_completed);
    } else if (const auto* is_created = std::get_if<InteractionCreated>(&body)) {
        created(*is_created);
    } else if (const auto* is_queued = std::get_if<InteractionQueued>(&body)) {
        queued(*is_queued);
    } else if (const auto* state = std::get_if<AgentStateChanged>(&body)) {
        state_changed(*state);
    } else if (const auto* rejected = std::get_if<InteractionRejected>(&body)) {
        let_go(rejected->interaction, rejected->agent, true);
    } else if (const auto* is_revoked = std::get_if<InteractionRevoked>(&body)) {
        revoked(*is_revoked);
    } else if (const auto* is_transferred = std::get_if<InteractionTransferred>(&body)) {
        transferred(*is_transferred);
    } else if (const auto* is_placed = std::get_if<InteractionPlacedInQueue>(&body)) {
        placed(*is_placed);
    } else if (const auto* is_widened = std::get_if<RoutingWidened>(&body)) {
        widened(*is_widened);
    } else {
        project_directory(event, texts);
    }
}

bool Projector::is_wanted(ObjectId object, ActionIndex action) const {
    return complete_ || statistics_->wanted(object, action);
}

void Projector::row(ObjectId object, const Visit& visit, ActionIndex action, Phase phase,
                    Duration duration) {
    if (phase == Phase::occur && !is_wanted(object, action)) {
        return;
    }
    ActionRow one;
    one.time = now_;
    one.object = object;
    one.action = action;
    one.phase = phase;
    one.call_type = visit.type;
    one.duration = duration;
    one.interaction = visit.id.value;
    one.media = media_[visit.media.value].text;
    rows_->push_back(one);
}

void Projector::row_of_channel(AgentId agent, MediaId media, ActionIndex action, Phase phase,
                               Duration duration) {
    if (phase == Phase::occur && !is_wanted(agent_object(agent), action)) {
        return;
    }
    const bool follows_a_call = action == actions().after_call_work;
    ActionRow one;
    one.time = now_;
    one.object = agent_object(agent);
    one.action = action;
    one.phase = phase;
    one.call_type = follows_a_call ? agents_[agent.value].last.type : CallType::unknown;
    one.duration = duration;
    one.media = media_[media.value].text;
    rows_->push_back(one);
}

Projector::ChannelView& Projector::channel(AgentId agent, MediaId media) {
    touched_ = agent;
    auto& channels = channels_[agent.value];
    if (media.value >= channels.size()) {
        channels.resize(media.value + 1);
    }
    return channels[media.value];
}

void Projector::created(const InteractionCreated& event) {
    const std::uint32_t slot = event.interaction.slot();
    if (slot >= visits_.size()) {
        visits_.resize(slot + 1);
    }
    Visit& one = visits_[slot];
    one.id = event.interaction;
    one.media = event.media;
    one.queue = {};
    constexpr CallType types[] = {CallType::inbound, CallType::outbound, CallType::internal};
    one.type = types[static_cast<std::size_t>(event.type)];
    one.is_voice = media_[event.media.value].is_voice;
    one.waiting = false;
    one.handed_over = false;
    one.created = now_;
    one.invited = {};
    one.owner = {};
    one.skills.clear();
    tenant_created(one);
}

void Projector::queued(const InteractionQueued& event) {
    Visit& one = visit(event.interaction);
    const bool is_first = !one.queue.exists();
    one.queue = event.queue;
    const ObjectId staging = queues_[event.queue.value].interactions;
    if (is_first && staging.exists()) {
        row(staging, one, actions().staging_created, Phase::occur);
    }
    one.skills.clear();
    begin_wait(one);
    enter_skills(one, event.targets);
}

void Projector::begin_wait(Visit& one) {
    one.waiting = true;
    one.entered = now_;
    const QueueView& queue = queues_[one.queue.value];
    row(queue.calls, one, actions().call_entered, Phase::occur);
    row(queue.calls, one, actions().call_wait, Phase::start);
    if (queue.interactions.exists()) {
        row(queue.interactions, one, actions().staging_entered, Phase::occur);
        row(queue.interactions, one, actions().staging_wait, Phase::start);
    }
    for (const SkillId skill : one.skills) {
        row(skill_queues_[skill.value], one, actions().call_entered, Phase::occur);
        row(skill_queues_[skill.value], one, actions().call_wait, Phase::start);
    }
}

void Projector::enter_skills(Visit& one, TargetListId targets) {
    if (!targets.exists()) {
        return;
    }
    for (const TargetId target : lists_[targets.value]) {
        for (const SkillId skill : target_skills_[target.value]) {
            if (std::find(one.skills.begin(), one.skills.end(), skill) != one.skills.end()) {
                continue;
            }
            one.skills.push_back(skill);
            row(skill_queues_[skill.value], one, actions().call_entered, Phase::occur);
            row(skill_queues_[skill.value], one, actions().call_wait, Phase::start);
        }
    }
}

void Projector::widened(const RoutingWidened& event) {
    Visit& one = visit(event.interaction);
    if (one.waiting) {
        enter_skills(one, event.targets);
    }
}

// Whatever it waited in, it leaves with one outcome.
void Projector::end_wait(Visit& one, ActionIndex call_outcome,
                         std::optional<ActionIndex> interaction_outcome) {
    one.waiting = false;
    const Duration wait = now_ - one.entered;
    one.waited = wait;
    const QueueView& queue = queues_[one.queue.value];
    row(queue.calls, one, actions().call_wait, Phase::end);
    row(queue.calls, one, call_outcome, Phase::occur, wait);
    if (queue.interactions.exists()) {
        row(queue.interactions, one, actions().staging_wait, Phase::end);
        if (interaction_outcome) {
            row(queue.interactions, one, *interaction_outcome, Phase::occur, wait);
        }
    }
    for (const SkillId skill : one.skills) {
        row(skill_queues_[skill.value], one, actions().call_wait, Phase::end);
        row(skill_queues_[skill.value], one, call_outcome, Phase::occur, wait);
    }
}

// The virtual queues of the target's skills distribute it, from the others it is cleared.
void Projector::distribute(Visit& one, TargetId target) {
    const auto& named = target_skills_[target.value];
    const auto is_other = [&](SkillId skill) {
        return std::find(named.begin(), named.end(), skill) == named.end();
    };
    for (const SkillId skill : one.skills) {
        if (is_other(skill)) {
            row(skill_queues_[skill.value], one, actions().call_wait, Phase::end);
            row(skill_queues_[skill.value], one, actions().call_cleared, Phase::occur,
                now_ - one.entered);
        }
    }
    std::erase_if(one.skills, is_other);
    end_wait(one, actions().call_distributed, actions().staging_distributed);
}

void Projector::invited(const InteractionInvited& event) {
    Visit& one = visit(event.interaction);
    if (one.waiting) {
        distribute(one, event.target);
    }
    one.invited = event.agent;
    one.invited_at = now_;
    const ObjectId agent = agent_object(event.agent);
    const bool voice = one.is_voice;
    ++channel(event.agent, one.media).offers;
    row(agent, one, voice ? actions().ringing : actions().delivering, Phase::start);
    row(agent, one, voice ? actions().ringing_started : actions().delivering_started, Phase::occur);
}

// On the mediation objects it was distributed from.
void Projector::on_queues(const Visit& one, ActionIndex call_action, Duration duration) {
    row(queues_[one.queue.value].calls, one, call_action, Phase::occur, duration);
    for (const SkillId skill : one.skills) {
        row(skill_queues_[skill.value], one, call_action, Phase::occur, duration);
    }
}

void Projector::end_offer(Visit& one, ActionIndex call_outcome, ActionIndex media_outcome) {
    const bool voice = one.is_voice;
    const ObjectId agent = agent_object(one.invited);
    --channel(one.invited, one.media).offers;
    const Duration offered = now_ - one.invited_at;
    row(agent, one, voice ? actions().ringing : actions().delivering, Phase::end);
    row(agent, one, voice ? call_outcome : media_outcome, Phase::occur, offered);
    one.invited = {};
}

void Projector::accepted(const InteractionAccepted& event) {
    Visit& one = visit(event.interaction);
    const Duration offered = now_ - one.invited_at;
    const bool taken_over = one.handed_over;
    end_offer(one, actions().answered, actions().media_accepted);
    const ObjectId agent = agent_object(event.agent);
    const Actions::Work& work = actions().work(one.type, one.is_voice);
    row(agent, one, work.lasts, Phase::start);
    row(agent, one, work.started, Phase::occur);
    if (work.received) {
        row(agent, one, *work.received, Phase::start);
    }
    if (!one.is_voice) {
        row(agent, one, actions().handling_started, Phase::occur);
    }
    tenant_accepted(one, offered);
    if (taken_over) {
        one.handed_over = false;
        row(agent, one, actions().transfer_taken, Phase::occur);
    } else {
        on_queues(one, actions().queue_answered, now_ - one.entered);
        if (queues_[one.queue.value].interactions.exists()) {
            const ObjectId staging = queues_[one.queue.value].interactions;
            row(staging, one, actions().staging_accepted, Phase::occur, offered);
            row(staging, one, actions().staging_answered, Phase::occur, now_ - one.entered);
        }
    }
    one.owner = event.agent;
    one.accepted_at = now_;
    ++channel(event.agent, one.media).calls;
}

// The offer came to nothing and the interaction waits again.
void Projector::let_go(InteractionId id, AgentId, bool rejected) {
    Visit& one = visit(id);
    end_offer(one, actions().forwarded,
              rejected ? actions().media_rejected : actions().media_revoked);
    if (!one.owner.exists()) {
        on_queues(one, actions().queue_forwarded, now_ - one.entered);
        begin_wait(one);
    }
}

void Projector::revoked(const InteractionRevoked& event) {
    Visit& one = visit(event.interaction);
    if (one.invited != event.agent) {
        end_handling(one, false);
        tenant_unattended(one);
        begin_wait(one);
    } else if (event.cause != Cause::customer) {
        let_go(event.interaction, event.agent, false);
    } else {
        end_offer(one, actions().abandoned_from_ringing, actions().abandoned_during_offering);
        if (!one.owner.exists()) {
            abandoned_offer(one);
        }
    }
}

// The customer goes while nobody has accepted yet.
void Projector::abandoned_offer(Visit& one) {
    const Duration spent = now_ - one.entered;
    on_queues(one, actions().queue_abandoned_from_ringing, spent);
    if (one.is_voice) {
        return;
    }
    for (const SkillId skill : one.skills) {
        row(skill_queues_[skill.value], one, actions().queue_abandoned_during_offering,
            Phase::occur, spent);
    }
    row(queues_[one.queue.value].interactions, one, actions().staging_abandoned, Phase::occur,
        spent);
    tenant_row(one, actions().tenant_abandoned_during_offering, Phase::occur, now_ - one.created);
}

// The agent lets go of what he held.
void Projector::end_handling(Visit& one, bool finished) {
    const ObjectId agent = agent_object(one.owner);
    const Duration handled = now_ - one.accepted_at;
    const Actions::Work& work = actions().work(one.type, one.is_voice);
    row(agent, one, work.lasts, Phase::end);
    if (work.received) {
        row(agent, one, *work.received, Phase::end);
    }
    if (one.is_voice || finished) {
        row(agent, one, work.ended, Phase::occur, handled);
    }
    on_queues(one, actions().call_released, handled);
    if (queues_[one.queue.value].interactions.exists()) {
        row(queues_[one.queue.value].interactions, one, actions().staging_released, Phase::occur,
            handled);
    }
    tenant_released(one);
    const AgentId owner = std::exchange(one.owner, {});
    AgentView& view = agents_[owner.value];
    missed(view, one.skills, actions().call_missed, one, handled);
    if (one.is_voice) {
        view.last = {one.id, one.queue, one.type, one.skills};
    }
    --channel(owner, one.media).calls;
    show_state(owner, one.media);
}

void Projector::transferred(const InteractionTransferred& event) {
    Visit& one = visit(event.interaction);
    row(agent_object(event.agent), one, actions().transfer_made, Phase::occur);
    end_handling(one, false);
    one.handed_over = event.to.exists();
    if (!one.handed_over) {
        tenant_unattended(one);
    }
}

void Projector::placed(const InteractionPlacedInQueue& event) {
    Visit& one = visit(event.interaction);
    end_handling(one, false);
    tenant_unattended(one);
    row(queues_[one.queue.value].calls, one, actions().call_distributed_to_queue, Phase::occur,
        one.waited);
    if (queues_[one.queue.value].interactions.exists()) {
        row(queues_[one.queue.value].interactions, one, actions().staging_distributed_to_queue,
            Phase::occur, one.waited);
    }
}

void Projector::completed(const InteractionCompleted& event) {
    Visit& one = visit(event.interaction);
    if (one.waiting) {
        end_wait(one, actions().call_abandoned, std::nullopt);
    }
    if (one.owner.exists()) {
        end_handling(one, true);
    }
    if (queues_[one.queue.value].interactions.exists()) {
        row(queues_[one.queue.value].interactions, one, actions().staging_deleted, Phase::occur,
            now_ - one.created);
    }
    tenant_completed(one, event.cause == Cause::customer);
    one.id = {};
}

void Projector::state_changed(const AgentStateChanged& event) {
    ChannelView& view = channel(event.agent, event.media);
    view.state = event.state;
    view.work_mode = event.work_mode;
    show_state(event.agent, event.media);
}

// Runs the durable action that stands for the state of a channel. After-call work that is asked for
// during a call begins when that call ends.
void Projector::show_state(AgentId agent, MediaId media) {
    ChannelView& view = channel(agent, media);
    const Actions& all = actions();
    const bool voice = media_[media.value].is_voice;
    const bool ready = view.state == ChannelState::ready;
    const bool wraps_up = view.work_mode == WorkMode::after_call_work;
    ActionIndex wanted = voice ? (ready ? all.wait_for_next_call : all.not_ready)
                               : (ready && !view.do_not_disturb ? all.available : all.blocked);
    bool runs = view.open && view.state != ChannelState::logout;
    if (wraps_up && view.state == ChannelState::not_ready && view.calls > 0 && view.runs) {
        return;
    }
    if (wraps_up && view.state == ChannelState::not_ready && voice) {
        wanted = all.after_call_work;
    }
    if (runs == view.runs && (!runs || wanted == view.running)) {
        return;
    }
    if (view.runs) {
        row_of_channel(agent, media, view.running, Phase::end);
        if (view.running == all.after_call_work) {
            work_after_call_ended(agent, now_ - view.since);
        }
    }
    if (runs) {
        row_of_channel(agent, media, wanted, Phase::start);
    }
    view.runs = runs;
    view.running = wanted;
    view.since = now_;
}

}  // namespace cordboard::stats
