// SPDX-License-Identifier: Apache-2.0
// From the text of a name to the object that carries it: one slot per text, filled as names are
// given.
#pragma once

#include <cstdint>
#include <vector>

#include "base/text_store.hpp"

namespace cordboard::base {

template <class ObjectId>
class NameIndex {
  public:
    ObjectId find(const TextStore& texts, std::string_view name) const {
        bool known = false;
        const TextId text = texts.find(name, known);
        return known && text.value < objects_.size() ? objects_[text.value] : ObjectId{};
    }

    void add(TextId name, ObjectId object) {
        if (name.value >= objects_.size()) {
            objects_.resize(name.value + 1);
        }
        objects_[name.value] = object;
    }

    void remove(TextId name) { objects_[name.value] = {}; }

  private:
    std::vector<ObjectId> objects_;
};

}  // namespace cordboard::base
