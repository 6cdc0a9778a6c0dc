// SPDX-License-Identifier: Apache-2.0
// Texts as numbers, in order of first use, exactly: two texts never share a number. The ids of
// interactions are kept so for as long as the engine lives.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <cordboard/columns.hpp>

#include "base/text_store.hpp"

namespace cordboard::feed {

class WordStore {
  public:
    explicit WordStore(std::string column) : column_(std::move(column)) {}

    // 0 is the empty text.
    std::optional<std::uint32_t> find(std::string_view text) const {
        bool known = false;
        const TextId found = texts_.find(text, known);
        return known ? std::optional(found.value) : std::nullopt;
    }
    // The number of a text that is not known yet.
    std::uint32_t add(std::string_view text) {
        constexpr std::size_t bytes_max = 0xFFFF'FFFF;
        if (text.size() > bytes_max - bytes_) {
            throw columns::BadTable("the column '" + column_ +
                                    "' holds more than 4 GiB of different texts");
        }
        bytes_ += text.size();
        return texts_.intern(text).value;
    }
    std::uint32_t intern(std::string_view text) {
        const auto found = find(text);
        return found ? *found : add(text);
    }
    // Texts that will be interned next, which is quicker then.
    void expect(std::span<const std::string_view> texts) const { texts_.expect(texts); }
    std::string_view view(std::uint32_t word) const { return texts_.view({word}); }
    std::size_t size() const { return texts_.size(); }
    // Forgets all but the first `count`.
    void forget_from(std::size_t count) {
        texts_.forget_from(count);
        bytes_ = texts_.bytes();
    }

  private:
    std::string column_;
    base::TextStore texts_;
    std::size_t bytes_ = 0;
};

}  // namespace cordboard::feed
