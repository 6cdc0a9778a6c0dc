// SPDX-License-Identifier: Apache-2.0
// A mapping whose keys have more than one spelling: definitions of statistics come with the names
// of the web API (mainMask) and with those of Stat Server's options (MainMask, RelMask), in any
// case.
#pragma once

#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

#include "codec/reader.hpp"

namespace cordboard::codec {

class OptionFields {
  public:
    explicit OptionFields(Reader reader);

    Reader reader() const { return reader_; }
    // The first name is the one that messages use. Absent and null are the same; a value that
    // stands there twice under two names is refused.
    std::optional<Reader> optional(std::initializer_list<std::string_view> names);
    Reader required(std::initializer_list<std::string_view> names);
    // Refuses the keys nobody asked for.
    void finish() const;

  private:
    Reader reader_;
    std::vector<bool> taken_;
    std::vector<std::string_view> asked_;  // the first name of each
};

// ASCII letters in any case are the same.
bool same_word(std::string_view a, std::string_view b);

}  // namespace cordboard::codec
