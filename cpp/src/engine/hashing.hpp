// SPDX-License-Identifier: Apache-2.0
// The hash of a body, field by field from its table; texts by content, never by place.
#pragma once

#include <type_traits>

#include <cordboard/events.hpp>
#include <cordboard/fields.hpp>

#include "base/digest.hpp"

namespace cordboard::hashing {

template <class Tag>
void add(base::Digest& digest, Id<Tag> id, const Arena&) {
    digest.add(id.value);
}
inline void add(base::Digest& digest, InteractionId id, const Arena&) { digest.add(id.value); }
inline void add(base::Digest& digest, MediaSet set, const Arena&) { digest.add(set.bits); }
inline void add(base::Digest& digest, Text text, const Arena& texts) {
    digest.add(texts.view(text));
}
inline void add(base::Digest& digest, ValueText text, const Arena& texts) {
    digest.add(texts.view(text));
}
inline void add(base::Digest& digest, Instant at, const Arena&) {
    digest.add(static_cast<std::uint64_t>(at.microseconds));
}
inline void add(base::Digest& digest, Duration duration, const Arena&) {
    digest.add(static_cast<std::uint64_t>(duration.microseconds));
}
template <class Number>
    requires std::is_enum_v<Number> || std::is_integral_v<Number>
void add(base::Digest& digest, Number number, const Arena&) {
    digest.add(static_cast<std::uint64_t>(number));
}

template <class Body>
void add_fields(base::Digest& digest, const Body& body, const Arena& texts) {
    for_each_field(body, [&](const auto&, const auto& value) { add(digest, value, texts); });
}

}  // namespace cordboard::hashing
