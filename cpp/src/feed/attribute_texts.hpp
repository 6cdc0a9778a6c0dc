// SPDX-License-Identifier: Apache-2.0
// What rows say in their column `attributes` (statistics reference, decisions D-4, D-11, D-19 and
// D-20): JSON objects. Logs repeat themselves, so what was read is remembered by its text, up to a
// number of texts that keeps the memory bounded.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <cordboard/action_row.hpp>
#include <cordboard/attribute.hpp>

#include "feed/word_store.hpp"

namespace cordboard::feed {

struct RowAttributes {
    std::optional<CallType> call_type;
    // Empty: not there.
    std::string agent;
    std::string place;
    std::string group;
    // All of them, one behind the other, as filters read them.
    struct Pair {
        stats::AttributeList list = stats::AttributeList::top;
        std::string key;
        std::string value;
    };
    std::vector<Pair> pairs;
};

class AttributeTexts {
  public:
    // Valid until the next call. What cannot be read is thrown as codec::BadInput.
    const RowAttributes& read(std::string_view text);

  private:
    static constexpr std::size_t texts_max = 4096;

    WordStore texts_{"attributes"};
    std::vector<RowAttributes> known_{1};
};

}  // namespace cordboard::feed
