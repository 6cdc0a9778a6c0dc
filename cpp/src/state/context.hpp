// SPDX-License-Identifier: Apache-2.0
// What a decision has besides the state: the instant, the texts of its command, and where its
// events go.
#pragma once

#include <type_traits>

#include <cordboard/events.hpp>
#include <cordboard/fields.hpp>

namespace cordboard {

struct Context {
    Instant now;
    const Arena& input;
    EventBatch& out;

    // The event is built where it will stay: it is written field by field, and to copy it at once
    // as a whole would wait for those writes.
    template <class Body>
    void emit(const Body& body) {
        out.events.emplace_back(now, body);
    }

    std::string_view view(Text text) const { return input.view(text); }
    std::string_view view(ValueText text) const { return input.view(text); }

    Text copy(Text text) { return text.length == 0 ? Text{} : out.texts.add(input.view(text)); }
    ValueText copy(ValueText text) {
        return text.length == 0 ? ValueText{} : out.texts.add_value(input.view(text));
    }

    // The same body with its texts in the arena of the events.
    template <class Body>
    Body copy(Body body) {
        for_each_field(body, [&](const auto&, auto& value) {
            using Type = std::remove_reference_t<decltype(value)>;
            if constexpr (std::is_same_v<Type, Text> || std::is_same_v<Type, ValueText>) {
                value = copy(value);
            }
        });
        return body;
    }
};

}  // namespace cordboard
