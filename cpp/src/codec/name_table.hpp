// SPDX-License-Identifier: Apache-2.0
// The objects of one kind that a file has named so far. Their identities are known before any
// engine has seen them: an engine counts them in the order of creation, and so does the table.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/name_index.hpp"
#include "base/text_store.hpp"
#include "codec/quoted.hpp"
#include "codec/reader.hpp"

namespace cordboard::codec {

template <class ObjectId>
class NameTable {
  public:
    // `kind` as messages call it: "media", "agent group".
    explicit NameTable(std::string_view kind) : kind_(kind) {}

    std::uint32_t size() const { return static_cast<std::uint32_t>(positions_.size()); }
    std::string_view name(std::uint32_t object) const { return texts_.view(names_[object]); }

    // The identity of a new object; a name that is taken is refused at `at`.
    ObjectId add(Reader at, std::string_view name) {
        if (const ObjectId known = find(name); known.exists()) {
            at.refuse("the " + kind_ + ' ' + quoted(name) + " is there already, in line " +
                          std::to_string(positions_[known.value].line),
                      "give each a name of its own");
        }
        const ObjectId id{size()};
        names_.push_back(texts_.intern(name));
        index_.add(names_.back(), id);
        positions_.push_back(at.node().position());
        return id;
    }

    ObjectId find(std::string_view name) const { return index_.find(texts_, name); }

    // The object that the text names; a reference to nothing is refused.
    ObjectId resolve(Reader reference) const {
        const std::string_view name = reference.as_text_or_digits();
        const ObjectId id = find(name);
        if (!id.exists()) {
            refuse_unknown(reference, name);
        }
        return id;
    }

    // The same for a reference that is the key of its value.
    ObjectId resolve_key(Reader entry) const {
        const ObjectId id = find(entry.key());
        if (!id.exists()) {
            entry.refuse_key(unknown(entry.key()), remedy(entry.key()));
        }
        return id;
    }

    [[noreturn]] void refuse_unknown(Reader reference, std::string_view name) const {
        reference.refuse(unknown(name), remedy(name));
    }

  private:
    std::string unknown(std::string_view name) const {
        return "there is no " + kind_ + ' ' + quoted(name);
    }

    std::string remedy(std::string_view name) const {
        std::vector<std::string_view> known;
        for (const TextId text : names_) {
            known.push_back(texts_.view(text));
        }
        if (const auto near = nearest_word(name, known)) {
            return "did you mean " + quoted(*near) + '?';
        }
        return known.empty() ? "the file defines none" : "define it, or name one that is defined";
    }

    std::string kind_;
    base::TextStore texts_;
    base::NameIndex<ObjectId> index_;
    std::vector<TextId> names_;
    std::vector<Position> positions_;
};

}  // namespace cordboard::codec
