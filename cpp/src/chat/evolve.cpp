// SPDX-License-Identifier: Apache-2.0
#include "chat/evolve.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace cordboard {

namespace {

// The party of that agent, or of the customer, that is there now.
std::uint32_t present_party(const Chat& chat, AgentId agent) {
    const auto found =
        std::find_if(chat.parties.begin(), chat.parties.end(),
                     [&](const ChatParty& one) { return one.is_present && one.agent == agent; });
    CHECK(found != chat.parties.end());
    return static_cast<std::uint32_t>(found - chat.parties.begin());
}

ChatEvent& append(Chat& chat, ChatEventKind kind, std::uint32_t party, Instant at) {
    ChatEvent& event = chat.events.emplace_back();
    event.kind = kind;
    event.party = party;
    event.at = at;
    return event;
}

}  // namespace

void evolve(State& state, const ChatPartyJoined& event, Instant at, const Arena& texts) {
    Chat& chat = state.chats[event.interaction];
    chat.parties.push_back({event.agent, std::string(texts.view(event.nickname)), true});
    append(chat, ChatEventKind::party_joined, static_cast<std::uint32_t>(chat.parties.size() - 1),
           at);
}

void evolve(State& state, const ChatPartyLeft& event, Instant at, const Arena&) {
    Chat& chat = state.chats.at(event.interaction);
    const std::uint32_t party = present_party(chat, event.agent);
    append(chat, ChatEventKind::party_left, party, at);
    chat.parties[party].is_present = false;
}

void evolve(State& state, const ChatMessageSent& event, Instant at, const Arena& texts) {
    Chat& chat = state.chats.at(event.interaction);
    ChatEvent& one = append(chat, ChatEventKind::message, present_party(chat, event.agent), at);
    one.visibility = event.visibility;
    one.text = texts.view(event.text);
}

void evolve(State& state, const ChatNoticeSent& event, Instant at, const Arena&) {
    Chat& chat = state.chats.at(event.interaction);
    append(chat, ChatEventKind::notice, present_party(chat, event.agent), at).notice = event.notice;
}

void evolve(State& state, const ChatSessionEnded& event, Instant, const Arena&) {
    state.chats.at(event.interaction).is_ended = true;
}

}  // namespace cordboard
