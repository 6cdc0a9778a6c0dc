// SPDX-License-Identifier: Apache-2.0
// Events as short texts for people: the name, the interaction, then the other identities and causes
// in the order of the field table. "InteractionInvited i1 anna" says who was offered what.
#pragma once

#include <string>
#include <type_traits>
#include <variant>

#include <cordboard/events.hpp>

#include "state/state.hpp"

namespace cordboard::test {

inline std::string text_of(const State& state, AgentId id) {
    return std::string(state.texts.view(state.directory.agents[id.value].user_name));
}
inline std::string text_of(const State& state, QueueId id) {
    return std::string(state.texts.view(state.directory.queues[id.value].name));
}
inline std::string text_of(const State& state, MediaId id) {
    return std::string(state.texts.view(state.directory.media[id.value].name));
}
inline std::string text_of(const State&, InteractionId id) {
    return "i" + std::to_string(id.number());
}
template <class Enumeration>
    requires std::is_enum_v<Enumeration>
std::string text_of(const State&, Enumeration value) {
    return std::string(name_of(value));
}

template <class Value>
concept Shown = std::is_same_v<Value, AgentId> || std::is_same_v<Value, QueueId> ||
                std::is_same_v<Value, MediaId> || std::is_same_v<Value, Cause> ||
                std::is_same_v<Value, ChannelState>;

inline std::string text_of(const State& state, const Event& event) {
    std::string subject;
    std::string rest;
    std::string name;
    std::visit(
        [&](const auto& body) {
            name = body.name;
            for_each_field(body, [&](const auto&, const auto& value) {
                using Value = std::remove_cvref_t<decltype(value)>;
                if constexpr (std::is_same_v<Value, InteractionId>) {
                    subject += value.exists() ? " " + text_of(state, value) : "";
                } else if constexpr (requires { value.exists(); } && Shown<Value>) {
                    if (value.exists()) {
                        rest += " " + text_of(state, value);
                    }
                } else if constexpr (Shown<Value>) {
                    rest += " " + text_of(state, value);
                }
            });
        },
        event.body);
    return name + subject + rest;
}

}  // namespace cordboard::test
