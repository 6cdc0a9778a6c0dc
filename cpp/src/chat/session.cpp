// SPDX-License-Identifier: Apache-2.0
#include "chat/session.hpp"

#include <algorithm>

#include "state/lookup.hpp"

namespace cordboard::chat {

namespace {

const Chat* find_live(const State& state, InteractionId id) {
    const Chat* found = find_chat(state, id);
    return found != nullptr && !found->is_ended ? found : nullptr;
}

// Agents are called by their first name unless they say otherwise.
std::string_view usual_nickname(const State& state, AgentId id) {
    const Agent& agent = state.directory.agents[id.value];
    const std::string_view first_name = state.texts.view(agent.first_name);
    return first_name.empty() ? state.texts.view(agent.user_name) : first_name;
}

}  // namespace

const Machine* machine_of(const State& state, InteractionId id) {
    const Chat* found = find_chat(state, id);
    if (found == nullptr) {
        return nullptr;
    }
    return found->is_ended ? &ended : &live;
}

bool is_on(const State& state, InteractionId id) { return find_live(state, id) != nullptr; }

bool is_present(const Chat& chat, AgentId agent) {
    return std::any_of(chat.parties.begin(), chat.parties.end(),
                       [&](const ChatParty& one) { return one.is_present && one.agent == agent; });
}

void join(const State& state, InteractionId id, AgentId agent, Text nickname, Context& context) {
    if (find_live(state, id) == nullptr) {
        return;
    }
    const Text called = nickname.length > 0 ? context.copy(nickname)
                                            : context.out.texts.add(usual_nickname(state, agent));
    context.emit(ChatPartyJoined{id, agent, called});
}

void depart(const State& state, InteractionId id, AgentId agent, Context& context) {
    const Chat* chat = find_live(state, id);
    if (chat != nullptr && is_present(*chat, agent)) {
        context.emit(ChatPartyLeft{id, agent});
    }
}

void end(const State& state, InteractionId id, AgentId by, Context& context) {
    const Chat* chat = find_live(state, id);
    if (chat == nullptr) {
        return;
    }
    for (const ChatParty& one : chat->parties) {
        if (one.is_present) {
            context.emit(ChatPartyLeft{id, one.agent});
        }
    }
    context.emit(ChatSessionEnded{id, by});
}

}  // namespace cordboard::chat
