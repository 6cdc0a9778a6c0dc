// SPDX-License-Identifier: Apache-2.0
// Values of user data in a canonical binary form, JSON-shaped but without JSON: equal values have
// equal bytes, and the core can merge them without a parser. One byte says the kind:
//
//   'n' null, 't' true, 'f' false
//   'i' integer: 8 bytes, little-endian two's complement
//   'd' other number: its decimal text, as a string; no floating point is kept in the state
//   's' string: length (4 bytes, little-endian), bytes in UTF-8
//   '[' list: count (4 bytes), then the values
//   '{' object: count (4 bytes), then key (length, bytes) and value, in the order of insertion
//
// What comes in is well-formed: codec builds it, within the limits of depth and size.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cordboard::value {

inline constexpr std::string_view empty_object{"{\0\0\0\0", 5};

// The size of the value that begins at `bytes`.
std::size_t size_of(std::string_view bytes);

bool is_object(std::string_view bytes);

// An object of one entry, and a string.
std::string entry(std::string_view key, std::string_view value);
std::string text(std::string_view content);

// Whether it is an object that has the key.
bool contains(std::string_view bytes, std::string_view key);

// `base` with the keys of `change` added or replaced; objects are merged key by key.
std::string merged(std::string_view base, std::string_view change);

// `base` with the keys of `change` added or replaced as a whole.
std::string replaced(std::string_view base, std::string_view change);

// `base` without the keys of `change`; where both have an object, keys are removed inside it.
std::string without(std::string_view base, std::string_view change);

std::uint32_t read_count(std::string_view bytes);
void append_count(std::string& out, std::uint32_t count);

// Calls `visit(key, value)` for every entry of an object.
template <class Visitor>
void for_each_entry(std::string_view object, Visitor&& visit) {
    std::size_t at = 5;
    for (std::uint32_t left = read_count(object.substr(1)); left > 0; --left) {
        const std::uint32_t length = read_count(object.substr(at));
        const std::string_view key = object.substr(at + 4, length);
        at += 4 + length;
        const std::size_t size = size_of(object.substr(at));
        visit(key, object.substr(at, size));
        at += size;
    }
}

}  // namespace cordboard::value
