// SPDX-License-Identifier: Apache-2.0
// The part of the projector that follows the drafts of agents (statistics reference, 2.2.3 and
// 2.2.4). A draft is created in the queue it lives in, but nobody distributes it from there: its
// agent handles it from the beginning. When it is sent, it waits in the queue of outbound
// processing until the mail server clears it.
#include "stats/projected_actions.hpp"

namespace cordboard::stats {

void Projector::hold_uncounted(Visit& one, AgentId agent) {
    one.is_uncounted = true;
    ++channel(agent, one.media).uncounted;
}

void Projector::hold_draft(Visit& one, AgentId agent) {
    one.was_queued = false;
    hold_uncounted(one, agent);
    begin_handling(one, agent);
    tenant_attended(one);
}

void Projector::drafted(const DraftCreated& event) {
    Visit& one = visit(event.interaction);
    one.queue = event.queue;
    one.dialed = event.queue;
    one.is_draft = true;
    one.is_reply = event.sub_type == InteractionSubType::outbound_reply;
    tenant_created(one);
    row(queues_[event.queue.value].interactions, one, actions().staging_created, Phase::occur);
    hold_draft(one, event.agent);
    row_of_agent(event.agent, one, actions().started_outbound, Phase::occur);
}

void Projector::sent(const EmailSent& event) {
    Visit& one = visit(event.interaction);
    if (one.is_reply) {
        row_of_agent(event.agent, one, actions().responded, Phase::occur);
    }
    end_handling(one, true);
    tenant_unattended(one);
    one.queue = event.queue;
    one.skills.clear();
    forget_sets(one);
    begin_wait(one);
}

void Projector::returned(const EmailReturned& event) {
    Visit& one = visit(event.interaction);
    end_wait(one, actions().call_cleared, actions().staging_cleared);
    one.queue = event.queue;
    forget_sets(one);
    if (event.agent.exists()) {
        hold_draft(one, event.agent);
    }
}

}  // namespace cordboard::stats
