// SPDX-License-Identifier: Apache-2.0
// What filters and custom values read of one action: the attributes that came with its row
// (statistics reference, 2.5, decision D-20). Values are texts, as they would stand in JSON.
//
// A set of attributes is written once, read often and given back when its action ends. All sets
// lie in one flat array, in blocks whose sizes are powers of two; a block given back is the next
// one taken of its size, so the memory is bounded by what was alive at one time. A copy of the
// store is independent of it, and handles mean the same in both.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <cordboard/attribute.hpp>

namespace cordboard::stats {

class AttributeStore {
  public:
    // Keeps a copy under a new handle, with one reference; 0 if there is nothing to keep. The
    // texts must not be this store's own, which may move. A key given twice counts as first given.
    std::uint32_t keep(std::span<const Attribute> attributes);

    // One reference more, one less; with the last one the handle is free for another set.
    void retain(std::uint32_t handle);
    void release(std::uint32_t handle);

    // Texts returned are valid until the next keep() or the last release().
    std::optional<std::string_view> find(std::uint32_t handle, AttributeList list,
                                         std::string_view key) const {
        if (handle == 0) {
            return std::nullopt;
        }
        const Slot& slot = slots_[handle - 1];
        const std::uint32_t* entry = words_.data() + slot.begin;
        const char* text = text_of(slot);
        for (std::uint32_t at = 0; at < slot.count; ++at, entry += entry_words) {
            if (entry[0] == static_cast<std::uint32_t>(list) &&
                key == std::string_view(text, entry[1])) {
                return std::string_view(text + entry[1], entry[2]);
            }
            text += std::size_t{entry[1]} + entry[2];
        }
        return std::nullopt;
    }

    // Calls visit(const Attribute&) for each, in the order in which they were given.
    template <class Visitor>
    void for_each(std::uint32_t handle, Visitor&& visit) const {
        if (handle == 0) {
            return;
        }
        const Slot& slot = slots_[handle - 1];
        const std::uint32_t* entry = words_.data() + slot.begin;
        const char* text = text_of(slot);
        for (std::uint32_t at = 0; at < slot.count; ++at, entry += entry_words) {
            visit(Attribute{static_cast<AttributeList>(entry[0]),
                            {text, entry[1]},
                            {text + entry[1], entry[2]}});
            text += std::size_t{entry[1]} + entry[2];
        }
    }

    std::size_t bytes() const;

    // The fields for save and restore, in engine_archive.cpp.
    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self);

  private:
    // List, bytes of the key, bytes of the value; all the texts follow the last entry.
    static constexpr std::size_t entry_words = 3;
    static constexpr std::uint32_t none = 0xFFFF'FFFF;

    struct Slot {
        std::size_t begin = 0;
        std::uint32_t count = 0;
        std::uint32_t references = 0;
        std::uint32_t next_free = none;
        std::uint8_t size_class = 0;
    };

    // Any object may be looked at as chars, so the texts can lie behind the numbers.
    const char* text_of(const Slot& slot) const {
        return reinterpret_cast<const char*>(words_.data() + slot.begin +
                                             std::size_t{slot.count} * entry_words);
    }

    // A copy of the attributes in a block of its own, with one reference.
    Slot write(std::span<const Attribute> attributes);
    std::size_t block_of(std::uint8_t size_class);
    std::uint32_t free_slot();

    std::vector<std::uint32_t> words_;
    std::vector<Slot> slots_;
    std::uint32_t first_free_ = none;
    std::array<std::vector<std::size_t>, 32> free_blocks_;  // by size class: 2^n words
};

}  // namespace cordboard::stats
