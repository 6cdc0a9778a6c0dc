// SPDX-License-Identifier: Apache-2.0
#include "directory/evolve.hpp"

#include "state/availability.hpp"

namespace cordboard {

namespace {

TextId keep(State& state, const Arena& texts, Text text) {
    return state.texts.intern(texts.view(text));
}

}  // namespace

void evolve(State& state, const TenantNamed& event, Instant, const Arena& texts) {
    state.directory.tenant = keep(state, texts, event.body.tenant);
}

void evolve(State& state, const MediaCreated& event, Instant, const Arena& texts) {
    const TextId name = keep(state, texts, event.body.media_name);
    state.directory.media.push_back(
        {name, event.body.kind, event.body.alone, event.body.beside_any, event.body.beside, {}});
    state.directory.media_by_name.add(name, event.id);
    state.directory.channels.add_column();
    availability::settle(state);
}

void evolve(State& state, const SkillCreated& event, Instant, const Arena& texts) {
    const TextId name = keep(state, texts, event.body.skill_name);
    state.directory.skills.push_back({name, keep(state, texts, event.body.description)});
    state.directory.skill_by_name.add(name, event.id);
    state.directory.skill_levels.add_column();
}

void evolve(State& state, const AgentCreated& event, Instant at, const Arena& texts) {
    Agent agent;
    agent.user_name = keep(state, texts, event.body.user_name);
    agent.first_name = keep(state, texts, event.body.first_name);
    agent.last_name = keep(state, texts, event.body.last_name);
    agent.employee_id = keep(state, texts, event.body.employee_id);
    agent.roles = event.body.roles;
    agent.free_since = at;
    state.directory.agents.push_back(agent);
    state.directory.agent_by_name.add(agent.user_name, event.id);
    state.directory.channels.add_row();
    state.directory.skill_levels.add_row();
    state.directory.group_members.add_row();
    state.routing.stale = true;
}

void evolve(State& state, const AgentSkillSet& event, Instant, const Arena&) {
    state.directory.skill_levels.at(event.body.agent.value, event.body.skill.value) =
        static_cast<std::uint16_t>(event.body.level);
    state.routing.stale = true;
}

void evolve(State& state, const AgentCapacitySet& event, Instant, const Arena&) {
    state.directory.channels.at(event.body.agent.value, event.body.media.value).capacity =
        static_cast<std::uint16_t>(event.body.capacity);
    state.routing.stale = true;
}

void evolve(State& state, const AgentGroupCreated& event, Instant, const Arena& texts) {
    const TextId name = keep(state, texts, event.body.group_name);
    state.directory.agent_groups.push_back({name});
    state.directory.agent_group_by_name.add(name, event.id);
    state.directory.group_members.add_column();
}

void evolve(State& state, const AgentAddedToGroup& event, Instant, const Arena&) {
    state.directory.group_members.at(event.body.agent.value, event.body.group.value) = 1;
    state.routing.stale = true;
}

void evolve(State& state, const AgentRemovedFromGroup& event, Instant, const Arena&) {
    state.directory.group_members.at(event.body.agent.value, event.body.group.value) = 0;
    state.routing.stale = true;
}

void evolve(State& state, const PlaceCreated& event, Instant, const Arena& texts) {
    const TextId name = keep(state, texts, event.body.place_name);
    state.directory.places.push_back({name, {}, {}});
    state.directory.place_by_name.add(name, event.id);
}

void evolve(State& state, const DeviceCreated& event, Instant, const Arena& texts) {
    const TextId number = keep(state, texts, event.body.phone_number);
    state.directory.devices.push_back({number, event.body.place, event.body.public_network,
                                       keep(state, texts, event.body.switch_name), TextId{}});
    if (event.body.place.exists()) {
        Place& place = state.directory.places[event.body.place.value];
        place.first_device = place.first_device.exists() ? place.first_device : event.id;
    }
    state.directory.device_by_number.add(number, event.id);
}

void evolve(State& state, const PlaceAssigned& event, Instant, const Arena&) {
    state.directory.agents[event.body.agent.value].default_place = event.body.place;
}

void evolve(State& state, const QueueCreated& event, Instant, const Arena& texts) {
    Queue queue;
    queue.name = keep(state, texts, event.body.queue_name);
    queue.kind = event.body.kind;
    queue.media = event.body.media;
    queue.phone_number = keep(state, texts, event.body.phone_number);
    queue.description = keep(state, texts, event.body.description);
    state.directory.queues.push_back(queue);
    state.directory.queue_by_name.add(queue.name, event.id);
    state.routing.stale = true;
}

void evolve(State& state, const WorkbinCreated& event, Instant, const Arena& texts) {
    const TextId name = keep(state, texts, event.body.workbin_name);
    state.directory.workbins.push_back({name, event.body.owner});
    state.directory.workbin_by_name.add(name, event.id);
    for (std::uint32_t i = 0; i < state.directory.media.size(); ++i) {
        if (event.body.default_for.contains({i})) {
            state.directory.media[i].default_workbin = event.id;
        }
    }
}

void evolve(State& state, const ContactCreated& event, Instant, const Arena& texts) {
    const TextId name = keep(state, texts, event.body.contact_name);
    state.directory.contacts.push_back(
        {name, keep(state, texts, event.body.phone_number), event.body.kind});
    state.directory.contact_by_name.add(name, event.id);
}

}  // namespace cordboard
