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

const Projector::Actions& Projector::all_actions() {
    static const Actions made;
    return made;
}

std::string skill_object_name(std::string_view skill) { return "skill:" + std::string(skill); }

Projector::Projector(StatisticsEngine& statistics, bool complete, const AttributeWording& wording)
    : statistics_(&statistics), complete_(complete), wording_(wording) {
    AttributeUse use = AttributeUse::none;
    for (std::size_t at = 0; at < statistics.definition_count(); ++at) {
        use = std::max(use, statistics.attribute_use(static_cast<DefinitionIndex>(at)));
    }
    names_connections_ = use == AttributeUse::tested;
    brings_ = complete || names_connections_ ? Brings::everything : Brings::nothing;
    brings_lists_ = use == AttributeUse::shown ? std::max(brings_, Brings::lists) : brings_;
    listen();
}

Projector::Projector(const Projector& other, StatisticsEngine& statistics) : Projector(other) {
    statistics_ = &statistics;
}

std::size_t Projector::observe(std::span<const Event> events, const Arena& texts,
                               std::vector<ActionRow>& rows) {
    rows_ = &rows;
    const std::size_t objects = statistics_->object_count();
    if (objects != std::exchange(objects_known_, objects)) {
        listen();
    }
    std::size_t taken = 0;
    for (const Event& event : events) {
        const bool is_at_work = std::holds_alternative<InteractionCreated>(event.body) ||
                                std::holds_alternative<ContactCenterSessionStarted>(event.body);
        const auto* in_workbin = std::get_if<InteractionPlacedInWorkbin>(&event.body);
        const bool uses_objects = is_at_work || in_workbin != nullptr ||
                                  std::holds_alternative<RoutingTargetsSet>(event.body);
        if (is_at_work && !tenant_.exists()) {
            tenant_ = statistics_->object(ObjectType::tenant, unnamed_tenant);
        }
        if (in_workbin != nullptr) {
            workbin_object(*in_workbin);
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

// Statistics are opened when there are new objects.
void Projector::listen() {
    for (std::size_t action = 0; action < heard_.size(); ++action) {
        heard_[action] = complete_ || statistics_->wanted(static_cast<ActionIndex>(action));
    }
    const auto& present = actions().present;
    follows_presence_ = std::any_of(present.begin(), present.end(),
                                    [this](ActionIndex action) { return heard_[action]; });
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
        created(*is_created, texts);
    } else if (const auto* is_queued = std::get_if<InteractionQueued>(&body)) {
        queued(*is_queued);
    } else if (const auto* state = std::get_if<AgentStateChanged>(&body)) {
        state_changed(*state, texts);
    } else if (const auto* rejected = std::get_if<InteractionRejected>(&body)) {
        let_go(rejected->interaction, rejected->agent, true);
    } else if (const auto* is_revoked = std::get_if<InteractionRevoked>(&body)) {
        revoked(*is_revoked);
    } else if (const auto* is_transferred = std::get_if<InteractionTransferred>(&body)) {
        transferred(*is_transferred);
    } else if (const auto* is_placed = std::get_if<InteractionPlacedInQueue>(&body)) {
        placed(*is_placed);
    } else if (const auto* is_kept = std::get_if<InteractionPlacedInWorkbin>(&body)) {
        placed_in_workbin(*is_kept);
    } else if (const auto* is_pulled = std::get_if<InteractionPulled>(&body)) {
        pulled(*is_pulled);
    } else if (const auto* is_drafted = std::get_if<DraftCreated>(&body)) {
        drafted(*is_drafted);
    } else if (const auto* is_sent = std::get_if<EmailSent>(&body)) {
        sent(*is_sent);
    } else if (const auto* is_returned = std::get_if<EmailReturned>(&body)) {
        returned(*is_returned);
    } else if (const auto* is_widened = std::get_if<RoutingWidened>(&body)) {
        widened(*is_widened);
    } else if (const auto* is_changed = std::get_if<UserDataChanged>(&body)) {
        user_data_changed(*is_changed, texts);
    } else if (!project_call(event, texts)) {
        project_directory(event, texts);
    }
}

void Projector::add_row(ObjectId object, const Visit& visit, ActionIndex action, Phase phase,
                        Duration duration, AgentId on) {
    ActionRow one;
    one.time = now_;
    one.object = object;
    one.action = action;
    one.phase = phase;
    one.call_type = visit.type;
    one.duration = duration;
    one.interaction = visit.id.value;
    one.media = media_[visit.media.value].text;
    if (carries(visit.brings, phase)) [[unlikely]] {
        one.attributes = attributes_of(visit, on);
    }
    rows_->push_back(one);
}

void Projector::row_of_agent(AgentId agent, const Visit& visit, ActionIndex action, Phase phase,
                             Duration duration) {
    row(agent_object(agent), visit, action, phase, duration, agent);
}

void Projector::created(const InteractionCreated& event, const Arena& texts) {
    const std::uint32_t slot = event.interaction.slot();
    if (slot >= visits_.size()) {
        visits_.resize(slot + 1);
    }
    Visit& one = visits_[slot];
    one.id = event.interaction;
    one.media = event.media;
    one.queue = {};
    one.dialed = {};
    constexpr CallType types[] = {CallType::inbound, CallType::outbound, CallType::internal,
                                  CallType::consult};
    one.type = types[static_cast<std::size_t>(event.type)];
    one.is_voice = media_[event.media.value].is_voice;
    one.waiting = false;
    one.handed_over = false;
    one.is_draft = false;
    one.has_legs = false;
    one.created = now_;
    one.invited = {};
    one.owner = {};
    one.party = {};
    one.workbin = {};
    one.workbin_agent = {};
    one.workbin_object = {};
    one.skills.clear();
    one.brings = brings_;
    if (brings_ != Brings::nothing || event.user_data.length != 0) [[unlikely]] {
        attach(one, texts.view(event.user_data));
    }
}

void Projector::queued(const InteractionQueued& event) {
    Visit& one = visit(event.interaction);
    const bool is_first = !one.queue.exists();
    one.queue = event.queue;
    forget_sets(one);
    if (is_first) {
        one.dialed = event.queue;
        tenant_created(one);
    }
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
    one.was_queued = true;
    one.party = {};
    if (std::exchange(one.workbin, {}).exists()) {
        forget_sets(one);
    }
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
        for (const SkillId skill : targets_[target.value].skills.skills()) {
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
    const auto& named = targets_[target.value].skills.skills();
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
    if (!one.owner.exists()) {
        one.party = event.agent;
    }
    const bool voice = one.is_voice;
    const Actions& all = actions();
    ++channel(event.agent, one.media).offers;
    row_of_agent(event.agent, one, voice ? all.ringing : all.delivering, Phase::start);
    row_of_agent(event.agent, one, voice ? all.ringing_started : all.delivering_started,
                 Phase::occur);
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
    const AgentId agent = std::exchange(one.invited, {});
    --channel(agent, one.media).offers;
    const Duration offered = now_ - one.invited_at;
    row_of_agent(agent, one, voice ? actions().ringing : actions().delivering, Phase::end);
    row_of_agent(agent, one, voice ? call_outcome : media_outcome, Phase::occur, offered);
}

void Projector::accepted(const InteractionAccepted& event) {
    Visit& one = visit(event.interaction);
    const Duration offered = now_ - one.invited_at;
    const bool taken_over = one.handed_over;
    end_offer(one, actions().answered, actions().media_accepted);
    if (one.is_draft) {
        hold_uncounted(one, event.agent);
    }
    begin_handling(one, event.agent);
    tenant_accepted(one, offered);
    if (taken_over) {
        one.handed_over = false;
        row_of_agent(event.agent, one, actions().transfer_taken, Phase::occur);
    } else {
        on_queues(one, actions().queue_answered, now_ - one.entered);
        if (queues_[one.queue.value].interactions.exists()) {
            const ObjectId staging = queues_[one.queue.value].interactions;
            row(staging, one, actions().staging_accepted, Phase::occur, offered);
            row(staging, one, actions().staging_answered, Phase::occur, now_ - one.entered);
        }
    }
    if (one.has_legs) [[unlikely]] {
        accepted_in_call(one);
    }
}

void Projector::begin_handling(Visit& one, AgentId agent) {
    one.party = agent;
    const Actions::Work& work = actions().work(one.type, one.is_voice);
    row_of_agent(agent, one, work.lasts, Phase::start);
    row_of_agent(agent, one, work.started, Phase::occur);
    if (work.received) {
        row_of_agent(agent, one, *work.received, Phase::start);
    }
    if (!one.is_voice) {
        row_of_agent(agent, one, actions().handling_started, Phase::occur);
    }
    one.owner = agent;
    one.accepted_at = now_;
    ++channel(agent, one.media).calls;
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
    const AgentId agent = one.owner;
    const Duration handled = now_ - one.accepted_at;
    const Actions::Work& work = actions().work(one.type, one.is_voice);
    row_of_agent(agent, one, work.lasts, Phase::end);
    if (work.received) {
        row_of_agent(agent, one, *work.received, Phase::end);
    }
    if (one.is_voice || finished) {
        row_of_agent(agent, one, work.ended, Phase::occur, handled);
    }
    if (one.workbin.exists()) {
        row_of_workbin(one, actions().workbin_released, Phase::occur, handled);
    } else if (one.was_queued) {
        on_queues(one, actions().call_released, handled);
        if (queues_[one.queue.value].interactions.exists()) {
            row(queues_[one.queue.value].interactions, one, actions().staging_released,
                Phase::occur, handled);
        }
    }
    tenant_released(one);
    const AgentId owner = std::exchange(one.owner, {});
    AgentView& view = agents_[owner.value];
    missed(view, actions().call_missed, one, handled);
    if (one.is_voice) {
        statistics_->release(view.last.attributes);
        const std::uint32_t left = brings_ == Brings::everything ? attributes_of(one, {}) : 0;
        view.last = {one.id, one.queue, one.type, one.skills, left};
    }
    ChannelView& there = channel(owner, one.media);
    --there.calls;
    there.uncounted -= std::exchange(one.is_uncounted, false) ? 1 : 0;
    show_state(owner, one.media);
}

void Projector::transferred(const InteractionTransferred& event) {
    Visit& one = visit(event.interaction);
    row_of_agent(event.agent, one, actions().transfer_made, Phase::occur);
    end_handling(one, false);
    one.handed_over = event.to.exists();
    one.party = event.to;
    if (!one.handed_over) {
        tenant_unattended(one);
    }
}

void Projector::placed(const InteractionPlacedInQueue& event) {
    Visit& one = visit(event.interaction);
    end_handling(one, false);
    if (!one.workbin.exists()) {
        const QueueView& left = queues_[one.queue.value];
        row(left.calls, one, actions().call_distributed_to_queue, Phase::occur, one.waited);
        if (left.interactions.exists()) {
            row(left.interactions, one, actions().staging_distributed_to_queue, Phase::occur,
                one.waited);
        }
    }
    one.queue = event.queue;
    one.party = {};
    forget_sets(one);
    tenant_unattended(one);
}

void Projector::completed(const InteractionCompleted& event) {
    Visit& one = visit(event.interaction);
    if (one.waiting && event.cause == Cause::sent) {
        end_wait(one, actions().call_cleared, actions().staging_cleared);
    } else if (one.waiting) {
        end_wait(one, actions().call_abandoned, std::nullopt);
    }
    if (one.owner.exists()) {
        end_handling(one, true);
    }
    if (one.queue.exists() && queues_[one.queue.value].interactions.exists()) {
        row(queues_[one.queue.value].interactions, one, actions().staging_deleted, Phase::occur,
            now_ - one.created);
    }
    if (one.has_legs) [[unlikely]] {
        calls_.erase(one.id.value);
    }
    tenant_completed(one, event.cause == Cause::customer);
    forget_sets(one);
    one.id = {};
}

}  // namespace cordboard::stats
