// SPDX-License-Identifier: Apache-2.0
// Texts that live as long as the state: names, reasons, expressions. Equal texts share one id, ids
// are given in order of first use, and the memory is flat.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
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
        return find(text, tag_of(text), known);
    }

    TextId intern(std::string_view text) {
        bool known = false;
        const std::uint32_t tag = tag_of(text);
        const TextId found = find(text, tag, known);
        if (known) {
            return found;
        }
        if ((ends_.size() + 1) * 2 > slots_.size()) {
            place_again(slots_.empty() ? 64 : slots_.size() * 2);
        }
        const TextId id{static_cast<std::uint32_t>(ends_.size())};
        place({id.value, tag, static_cast<std::uint32_t>(bytes_.size()),
               static_cast<std::uint32_t>(text.size())});
        bytes_.insert(bytes_.end(), text.begin(), text.end());
        ends_.push_back(static_cast<std::uint32_t>(bytes_.size()));
        return id;
    }

    // Brings near what intern() will look at for a few texts: one wait for all of them.
    static constexpr std::size_t expected_at_once = 16;
    void expect(std::span<const std::string_view> texts) const {
        if (slots_.empty()) {
            return;
        }
        const std::size_t count = std::min(texts.size(), expected_at_once);
        std::array<std::uint32_t, expected_at_once> tags{};
        for (std::size_t at = 0; at < count; ++at) {
            tags[at] = tag_of(texts[at]);
            __builtin_prefetch(&slots_[slot_of(tags[at])]);
        }
        for (std::size_t at = 0; at < count; ++at) {
            const std::size_t slot = next_like(slot_of(tags[at]), tags[at]);
            __builtin_prefetch(bytes_.data() + slots_[slot].begin);
        }
    }

    // Forgets all but the first `count`, of which the empty text is one.
    void forget_from(std::size_t count) {
        if (count < ends_.size()) {
            ends_.resize(count);
            bytes_.resize(ends_.back());
            place_again(slots_.size());
        }
    }

  private:
    // Where a text may stand. The tag tells others apart without a look at them, and holds the bits
    // from which the slot comes, so that placing again needs no text. A look-up needs only the slot
    // and the bytes.
    struct Slot {
        std::uint32_t text = empty;
        std::uint32_t tag = 0;
        std::uint32_t begin = 0;
        std::uint32_t size = 0;
    };
    static constexpr std::uint32_t empty = 0xFFFF'FFFF;

    static std::uint32_t tag_of(std::string_view text) {
        Digest digest;
        digest.add(text);
        return static_cast<std::uint32_t>(digest.value());
    }

    std::size_t slot_of(std::uint32_t tag) const { return tag & (slots_.size() - 1); }

    TextId find(std::string_view text, std::uint32_t tag, bool& known) const {
        known = false;
        if (slots_.empty()) {
            return {};
        }
        for (std::size_t at = slot_of(tag);; at = after(at)) {
            at = next_like(at, tag);
            const Slot& slot = slots_[at];
            if (slot.text == empty) {
                return {};
            }
            if (std::string_view(bytes_.data() + slot.begin, slot.size) == text) {
                known = true;
                return {slot.text};
            }
        }
    }

    std::size_t after(std::size_t slot) const { return (slot + 1) & (slots_.size() - 1); }

    // From this slot on: where a text with such a tag stands, or may be placed.
    std::size_t next_like(std::size_t slot, std::uint32_t tag) const {
        while (slots_[slot].text != empty && slots_[slot].tag != tag) {
            slot = after(slot);
        }
        return slot;
    }

    void place(const Slot& slot) {
        std::size_t at = slot_of(slot.tag);
        while (slots_[at].text != empty) {
            at = after(at);
        }
        slots_[at] = slot;
    }

    // Into so many slots, without what has been forgotten.
    void place_again(std::size_t count) {
        std::vector<Slot> old(count);
        old.swap(slots_);
        for (const Slot& slot : old) {
            if (slot.text < ends_.size()) {
                place(slot);
            }
        }
    }

    std::vector<char> bytes_;
    std::vector<std::uint32_t> ends_;
    std::vector<Slot> slots_;
};

}  // namespace base
}  // namespace cordboard
