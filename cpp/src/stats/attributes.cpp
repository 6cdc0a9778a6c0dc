// SPDX-License-Identifier: Apache-2.0
#include "stats/attributes.hpp"

#include <bit>
#include <cstring>

#include "base/check.hpp"

namespace cordboard::stats {

std::size_t AttributeStore::block_of(std::uint8_t size_class) {
    std::vector<std::size_t>& blocks = free_blocks_[size_class];
    if (!blocks.empty()) {
        const std::size_t begin = blocks.back();
        blocks.pop_back();
        return begin;
    }
    const std::size_t begin = words_.size();
    words_.resize(begin + (std::size_t{1} << size_class));
    return begin;
}

std::uint32_t AttributeStore::free_slot() {
    if (first_free_ == none) {
        CHECK(slots_.size() < none - 1);
        slots_.emplace_back();
        return static_cast<std::uint32_t>(slots_.size() - 1);
    }
    const std::uint32_t slot = first_free_;
    first_free_ = slots_[slot].next_free;
    return slot;
}

std::uint32_t AttributeStore::keep(std::span<const Attribute> attributes) {
    if (attributes.empty()) {
        return 0;
    }
    const Slot kept = write(attributes);
    const std::uint32_t slot = free_slot();
    slots_[slot] = kept;
    return slot + 1;
}

AttributeStore::Slot AttributeStore::write(std::span<const Attribute> attributes) {
    std::size_t text_bytes = 0;
    for (const Attribute& attribute : attributes) {
        text_bytes += attribute.key.size() + attribute.value.size();
    }
    constexpr std::size_t word_bytes = sizeof(std::uint32_t);
    const std::size_t size =
        attributes.size() * entry_words + (text_bytes + word_bytes - 1) / word_bytes;
    CHECK(text_bytes < none && size <= std::size_t{1} << (free_blocks_.size() - 1));

    const auto size_class = static_cast<std::uint8_t>(std::bit_width(size - 1));
    const std::size_t begin = block_of(size_class);
    std::uint32_t* entry = words_.data() + begin;
    char* text = reinterpret_cast<char*>(entry + attributes.size() * entry_words);
    const auto append = [&text](std::string_view part) {
        if (!part.empty()) {
            std::memcpy(text, part.data(), part.size());
            text += part.size();
        }
    };
    for (const Attribute& attribute : attributes) {
        *entry++ = static_cast<std::uint32_t>(attribute.list);
        *entry++ = static_cast<std::uint32_t>(attribute.key.size());
        *entry++ = static_cast<std::uint32_t>(attribute.value.size());
        append(attribute.key);
        append(attribute.value);
    }
    return {begin, static_cast<std::uint32_t>(attributes.size()), 1, none, size_class};
}

void AttributeStore::retain(std::uint32_t handle) {
    if (handle == 0) {
        return;
    }
    CHECK(handle <= slots_.size() && slots_[handle - 1].references > 0);
    ++slots_[handle - 1].references;
}

void AttributeStore::release(std::uint32_t handle) {
    if (handle == 0) {
        return;
    }
    CHECK(handle <= slots_.size() && slots_[handle - 1].references > 0);
    Slot& slot = slots_[handle - 1];
    if (--slot.references > 0) {
        return;
    }
    free_blocks_[slot.size_class].push_back(slot.begin);
    slot.count = 0;
    slot.next_free = first_free_;
    first_free_ = handle - 1;
}

std::size_t AttributeStore::bytes() const {
    std::size_t sum = words_.capacity() * sizeof(std::uint32_t) + slots_.capacity() * sizeof(Slot);
    for (const std::vector<std::size_t>& blocks : free_blocks_) {
        sum += blocks.capacity() * sizeof(std::size_t);
    }
    return sum;
}

}  // namespace cordboard::stats
