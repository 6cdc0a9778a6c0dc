// SPDX-License-Identifier: Apache-2.0
// Texts that live as long as the state: names, reasons, expressions. Equal texts share one id, ids
// are given in order of first use, and the memory is flat.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/digest.hpp"

namespace cordboard {

// 0 is the empty text.
struct TextId {
    std::uint32_t value = 0;
    friend constexpr bool operator==(TextId, TextId) = default;
};

namespace base {

class TextStore {
  public:
    TextStore() { intern(""); }

    std::size_t size() const { return ends_.size(); }
    std::size_t bytes() const { return bytes_.size(); }

    std::string_view view(TextId id) const {
        const std::size_t begin = id.value == 0 ? 0 : ends_[id.value - 1];
        return {bytes_.data() + begin, ends_[id.value] - begin};
    }

    // The id of a known text; `known` says whether there is one.
    TextId find(std::string_view text, bool& known) const {
        known = false;
        if (slots_.empty()) {
            return {};
        }
        for (std::size_t at = slot_of(text);; at = (at + 1) & (slots_.size() - 1)) {
            if (slots_[at] == 0) {
                return {};
            }
            if (view({slots_[at] - 1}) == text) {
                known = true;
                return {slots_[at] - 1};
            }
        }
    }

    TextId intern(std::string_view text) {
        bool known = false;
        const TextId found = find(text, known);
        if (known) {
            return found;
        }
        if ((ends_.size() + 1) * 2 > slots_.size()) {
            fill_slots(slots_.empty() ? 64 : slots_.size() * 2);
        }
        const TextId id{static_cast<std::uint32_t>(ends_.size())};
        bytes_.insert(bytes_.end(), text.begin(), text.end());
        ends_.push_back(static_cast<std::uint32_t>(bytes_.size()));
        insert(id);
        return id;
    }

    // Forgets all but the first `count`, of which the empty text is one.
    void forget_from(std::size_t count) {
        if (count < ends_.size()) {
            ends_.resize(count);
            bytes_.resize(ends_.back());
            fill_slots(slots_.size());
        }
    }

  private:
    std::size_t slot_of(std::string_view text) const {
        Digest digest;
        digest.add(text);
        return static_cast<std::size_t>(digest.value()) & (slots_.size() - 1);
    }

    void insert(TextId id) {
        std::size_t at = slot_of(view(id));
        while (slots_[at] != 0) {
            at = (at + 1) & (slots_.size() - 1);
        }
        slots_[at] = id.value + 1;
    }

    void fill_slots(std::size_t count) {
        slots_.assign(count, 0);
        for (std::uint32_t id = 0; id < ends_.size(); ++id) {
            insert({id});
        }
    }

    std::vector<char> bytes_;
    std::vector<std::uint32_t> ends_;
    std::vector<std::uint32_t> slots_;
};

}  // namespace base
}  // namespace cordboard
