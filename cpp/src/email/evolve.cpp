// SPDX-License-Identifier: Apache-2.0
#include "email/evolve.hpp"

#include <cordboard/value.hpp>

#include "state/holding.hpp"

namespace cordboard {

namespace {

// A mail that nobody has said anything of begins a thread of its own.
Email& known(State& state, InteractionId id) {
    const auto [found, is_new] = state.emails.try_emplace(id);
    if (is_new) {
        found->second.content = value::empty_object;
        found->second.thread = id;
    }
    return found->second;
}

// Drafts are held beside whatever capacity there is (G-28).
void hold(State& state, Interaction& draft, AgentId agent, Instant at) {
    draft.state = InteractionState::reply_created;
    draft.owner = agent;
    draft.is_uncounted = true;
    holding::begin_handling(state, agent, at);
}

}  // namespace

void evolve(State& state, const EmailReceived& event, Instant, const Arena& texts) {
    Email& email = known(state, event.interaction);
    email.content = texts.view(event.email);
    email.thread = event.thread;
    email.sub_type = event.sub_type;
}

void evolve(State& state, const DraftCreated& event, Instant at, const Arena& texts) {
    Interaction& draft = state.interactions.slots[event.interaction.slot()];
    const Queue& rule = state.directory.queues[event.queue.value];
    draft.is_draft = true;
    draft.queue = event.queue;
    draft.targets = rule.stages > 0 ? rule.stage[0].targets : TargetListId{};
    draft.priority = rule.priority;
    draft.entered = at;
    hold(state, draft, event.agent, at);
    Email& email = known(state, event.interaction);
    email.content = texts.view(event.email);
    email.parent = event.parent;
    email.thread = event.thread;
    email.sub_type = event.sub_type;
    email.drafted_in = event.queue;
}

void evolve(State& state, const EmailChanged& event, Instant, const Arena& texts) {
    std::string& content = known(state, event.interaction).content;
    content = value::merged(content, texts.view(event.email));
}

void evolve(State& state, const AttachmentLinked& event, Instant, const Arena& texts) {
    const LinkAttachment& body = event.body;
    known(state, body.interaction)
        .attachments.push_back({std::string(texts.view(body.document)),
                                std::string(texts.view(body.file_name)),
                                std::string(texts.view(body.mime_type)), body.size});
}

void evolve(State& state, const AttachmentRemoved& event, Instant, const Arena& texts) {
    std::erase_if(known(state, event.body.interaction).attachments, [&](const Attachment& one) {
        return one.document == texts.view(event.body.document);
    });
}

void evolve(State& state, const EmailSent& event, Instant at, const Arena&) {
    Interaction& draft = state.interactions.slots[event.interaction.slot()];
    holding::end_ownership(state, draft, at);
    draft.state = InteractionState::sent;
    draft.queue = event.queue;
    known(state, event.interaction).sender = event.agent;
}

void evolve(State& state, const EmailReturned& event, Instant at, const Arena&) {
    Interaction& draft = state.interactions.slots[event.interaction.slot()];
    draft.queue = event.queue;
    known(state, event.interaction).sender = {};
    if (event.agent.exists()) {
        hold(state, draft, event.agent, at);
    }
}

}  // namespace cordboard
