// SPDX-License-Identifier: Apache-2.0
// The part of the projector that tells a tenant of its interactions (statistics reference, 2.2.5).
// Calls are no interactions in this sense. An interaction waits for the tenant as long as no agent
// is a party of it, whatever happens to it in queues.
#include "stats/projected_actions.hpp"

namespace cordboard::stats {

void Projector::tenant_row(const Visit& visit, ActionIndex action, Phase phase, Duration duration) {
    if (is_wanted(tenant_, action)) {
        row(tenant_, visit, action, phase, duration);
    }
}

void Projector::tenant_created(Visit& one) {
    one.attended = false;
    one.answered = false;
    one.unattended = now_;
    if (!one.is_voice) {
        tenant_row(one, actions().tenant_created, Phase::occur);
        tenant_row(one, actions().tenant_wait, Phase::start);
    }
}

void Projector::tenant_accepted(Visit& one, Duration offered) {
    if (one.is_voice) {
        return;
    }
    one.answered = true;
    tenant_row(one, actions().tenant_accepted, Phase::occur, offered);
    if (!one.attended) {
        tenant_row(one, actions().tenant_answered, Phase::occur, now_ - one.unattended);
    }
    tenant_attended(one);
}

void Projector::tenant_attended(Visit& one) {
    if (one.attended) {
        return;
    }
    one.attended = true;
    tenant_row(one, actions().tenant_wait, Phase::end);
    tenant_row(one, actions().tenant_party, Phase::start);
}

// One agent lets go; who takes it over or that it ends follows.
void Projector::tenant_released(const Visit& one) {
    if (!one.is_voice) {
        tenant_row(one, actions().tenant_released, Phase::occur, now_ - one.accepted_at);
    }
}

void Projector::tenant_unattended(Visit& one) {
    if (one.is_voice || !one.attended) {
        return;
    }
    one.attended = false;
    one.unattended = now_;
    tenant_row(one, actions().tenant_party, Phase::end);
    tenant_row(one, actions().tenant_wait, Phase::start);
}

void Projector::tenant_completed(Visit& one, bool by_customer) {
    if (one.is_voice) {
        return;
    }
    tenant_row(one, one.attended ? actions().tenant_party : actions().tenant_wait, Phase::end);
    if (by_customer && !one.answered) {
        tenant_row(one, actions().tenant_abandoned, Phase::occur, now_ - one.unattended);
    }
    tenant_row(one, actions().tenant_deleted, Phase::occur, now_ - one.created);
}

}  // namespace cordboard::stats
