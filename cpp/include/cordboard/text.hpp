// SPDX-License-Identifier: Apache-2.0
// Texts of commands and events lie in the byte arena of their batch; a body holds offset and
// length, so bodies stay small, trivially copyable and free of the heap.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace cordboard {

struct Text {
    std::uint32_t offset = 0;
    std::uint32_t length = 0;
};

// A text that holds a value in the canonical binary form of cordboard/value.hpp: user data.
struct ValueText {
    std::uint32_t offset = 0;
    std::uint32_t length = 0;
};

class Arena {
  public:
    Text add(std::string_view text) {
        const Text result{static_cast<std::uint32_t>(bytes_.size()),
                          static_cast<std::uint32_t>(text.size())};
        bytes_.insert(bytes_.end(), text.begin(), text.end());
        return result;
    }
    ValueText add_value(std::string_view bytes) {
        const Text text = add(bytes);
        return {text.offset, text.length};
    }
    std::string_view view(Text text) const { return {bytes_.data() + text.offset, text.length}; }
    std::string_view view(ValueText text) const {
        return {bytes_.data() + text.offset, text.length};
    }
    std::size_t size() const { return bytes_.size(); }
    void clear() { bytes_.clear(); }
    // Forgets what was added since the arena had that size.
    void truncate(std::size_t size) { bytes_.resize(size); }

  private:
    std::vector<char> bytes_;
};

}  // namespace cordboard
