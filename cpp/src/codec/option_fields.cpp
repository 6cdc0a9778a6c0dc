// SPDX-License-Identifier: Apache-2.0
#include "codec/option_fields.hpp"

#include <algorithm>
#include <string>

#include "codec/quoted.hpp"

namespace cordboard::codec {
namespace {

constexpr char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

}  // namespace

bool same_word(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char one, char other) { return lower(one) == lower(other); });
}

OptionFields::OptionFields(Reader reader) : reader_(reader) {
    (void)reader.as_mapping();
    taken_.resize(reader.node().size());
}

std::optional<Reader> OptionFields::optional(std::initializer_list<std::string_view> names) {
    asked_.push_back(*names.begin());
    std::optional<Reader> found;
    std::size_t at = 0;
    for (const Node child : reader_.node()) {
        const bool meant = std::any_of(names.begin(), names.end(), [&](std::string_view name) {
            return same_word(name, child.key());
        });
        if (meant && found) {
            Reader(child).refuse_key(quoted(child.key()) + " says again what " +
                                         quoted(found->key()) + " says in line " +
                                         std::to_string(found->node().key_position().line),
                                     "remove one of them");
        }
        if (meant) {
            taken_[at] = true;
            found = Reader(child);
        }
        ++at;
    }
    return found && found->is_null() ? std::nullopt : found;
}

Reader OptionFields::required(std::initializer_list<std::string_view> names) {
    if (const auto found = optional(names)) {
        return *found;
    }
    // Fields knows how to say what is missing, and what may have been meant by a misspelt key.
    Fields fields(reader_.node());
    for (const std::string_view name : asked_) {
        if (name != *names.begin()) {
            (void)fields.optional(name);
        }
    }
    return fields.required(*names.begin());
}

void OptionFields::finish() const {
    std::size_t at = 0;
    for (const Node child : reader_.node()) {
        if (taken_[at++]) {
            continue;
        }
        const auto near = nearest_word(child.key(), asked_);
        std::string known;
        for (const std::string_view name : asked_) {
            known += known.empty() ? "" : ", ";
            known += name;
        }
        throw reader_.node().fault_at(
            child.key_position(), "unknown key " + quoted(child.key()),
            near ? "did you mean \"" + std::string(*near) + "\"?" : "known keys: " + known);
    }
}

}  // namespace cordboard::codec
