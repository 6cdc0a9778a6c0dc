// SPDX-License-Identifier: Apache-2.0
#include "provisioning/evolve.hpp"

namespace cordboard {

namespace {

TextId keep(State& state, const Arena& texts, Text text) {
    return state.texts.intern(texts.view(text));
}

// Gives its name free.
template <class Object, class Index>
void remove(Object& object, Index& index, TextId name) {
    object.deleted = true;
    index.remove(name);
}

}  // namespace

void evolve(State& state, const AgentUpdated& event, Instant, const Arena& texts) {
    Agent& agent = state.directory.agents[event.agent.value];
    agent.first_name = keep(state, texts, event.first_name);
    agent.last_name = keep(state, texts, event.last_name);
    agent.email_address = keep(state, texts, event.email_address);
    agent.roles = event.roles;
    agent.enabled = event.enabled;
}

void evolve(State& state, const AgentDeleted& event, Instant, const Arena&) {
    Agent& agent = state.directory.agents[event.body.agent.value];
    remove(agent, state.directory.agent_by_name, agent.user_name);
}

void evolve(State& state, const SkillUpdated& event, Instant, const Arena& texts) {
    state.directory.skills[event.body.skill.value].description =
        keep(state, texts, event.body.description);
}

void evolve(State& state, const SkillDeleted& event, Instant, const Arena&) {
    Skill& skill = state.directory.skills[event.body.skill.value];
    remove(skill, state.directory.skill_by_name, skill.name);
}

void evolve(State& state, const ContactUpdated& event, Instant, const Arena& texts) {
    Contact& contact = state.directory.contacts[event.contact.value];
    state.directory.contact_by_name.remove(contact.name);
    contact.name = keep(state, texts, event.contact_name);
    contact.phone_number = keep(state, texts, event.phone_number);
    state.directory.contact_by_name.add(contact.name, event.contact);
}

void evolve(State& state, const ContactDeleted& event, Instant, const Arena&) {
    Contact& contact = state.directory.contacts[event.body.contact.value];
    remove(contact, state.directory.contact_by_name, contact.name);
}

void evolve(State& state, const QueueUpdated& event, Instant, const Arena& texts) {
    Queue& queue = state.directory.queues[event.queue.value];
    queue.description = keep(state, texts, event.description);
    queue.phone_number = keep(state, texts, event.phone_number);
    queue.recording_percentage = event.recording_percentage;
}

void evolve(State& state, const QueueDeleted& event, Instant, const Arena&) {
    Queue& queue = state.directory.queues[event.body.queue.value];
    remove(queue, state.directory.queue_by_name, queue.name);
}

}  // namespace cordboard
