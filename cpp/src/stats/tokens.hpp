// SPDX-License-Identifier: Apache-2.0
// The words of the languages of statistics: bare words, texts in double quotes, and signs.
//
// They differ in one thing. In filters a bare word is all that is no sign of a filter, so that
// `+4989*` or `e-mail` need no quotes; where there is arithmetic, `-` and `*` are signs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace cordboard::stats {

struct Token {
    enum class Kind : std::uint8_t { end, sign, word, text };

    Kind kind = Kind::end;
    std::string_view text;  // without the quotes
    std::size_t at = 0;     // byte of the source

    bool is_sign(std::string_view sign) const { return kind == Kind::sign && text == sign; }
    bool is_word(std::string_view word) const { return kind == Kind::word && text == word; }
};

class Tokens {
  public:
    enum class Words : std::uint8_t { of_filters, of_arithmetic };

    Tokens(std::string_view source, Words words);

    // The next one, and after a fault the end.
    const Token& peek();
    Token take();

    // Takes the next one if it is this sign, this word.
    bool accept_sign(std::string_view sign);
    bool accept_word(std::string_view word);

    // All characters up to the first of `ends`, without blanks around. The next token must not have
    // been looked at.
    Token take_until(std::string_view ends);

    // The first fault counts. `at` is a byte of the source; the message names the column.
    void fail(std::size_t at, std::string_view what);
    // Says that something else was expected where the next token stands.
    void fail_expecting(std::string_view what);
    const std::string& fault() const { return fault_; }

  private:
    Token read();
    std::size_t word_size() const;
    void skip_blanks();

    std::string_view source_;
    std::size_t at_ = 0;
    Words words_;
    bool is_peeked_ = false;
    Token peeked_;
    std::string fault_;
};

// Without the blanks at both ends.
std::string_view trimmed(std::string_view text);

// A text as messages show it, cut where it is long.
std::string shown(std::string_view text);

}  // namespace cordboard::stats
