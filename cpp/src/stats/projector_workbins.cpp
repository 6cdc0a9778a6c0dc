// SPDX-License-Identifier: Apache-2.0
// The part of the projector that follows interactions into workbins and out of them (statistics
// reference, 2.2.6). Only a workbin that agents own is an object of statistics, one for each agent.
#include "stats/projected_actions.hpp"

namespace cordboard::stats {

ObjectId Projector::workbin_object(const InteractionPlacedInWorkbin& event) {
    if (!event.content.agent.exists()) {
        return {};
    }
    const std::string name = std::string(statistics_->name_of(agent_object(event.content.agent))) +
                             "@" + workbins_[event.content.workbin.value];
    return statistics_->object(ObjectType::workbin, name);
}

void Projector::row_of_workbin(const Visit& visit, ActionIndex action, Phase phase,
                               Duration duration) {
    if (visit.workbin_object.exists()) {
        row(visit.workbin_object, visit, action, phase, duration);
    }
}

void Projector::placed_in_workbin(const InteractionPlacedInWorkbin& event) {
    Visit& one = visit(event.interaction);
    end_handling(one, false);
    tenant_unattended(one);
    one.party = {};
    one.workbin = event.content.workbin;
    one.workbin_agent = event.content.agent;
    one.workbin_object = workbin_object(event);
    one.entered = now_;
    forget_sets(one);
    row_of_workbin(one, actions().workbin_entered, Phase::occur);
    row_of_workbin(one, actions().workbin_wait, Phase::start);
}

void Projector::pulled(const InteractionPulled& event) {
    Visit& one = visit(event.interaction);
    row_of_workbin(one, actions().workbin_wait, Phase::end);
    row_of_workbin(one, actions().workbin_distributed, Phase::occur, now_ - one.entered);
    hold_uncounted(one, event.agent);
    begin_handling(one, event.agent);
    row_of_agent(event.agent, one, actions().pulled, Phase::occur);
    tenant_attended(one);
}

}  // namespace cordboard::stats
