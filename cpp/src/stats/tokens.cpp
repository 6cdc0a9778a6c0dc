// SPDX-License-Identifier: Apache-2.0
#include "stats/tokens.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "stats/text_values.hpp"

namespace cordboard::stats {
namespace {

constexpr std::size_t source_bytes_max = 65'536;
constexpr std::string_view blanks = " \t\r\n\f\v";
constexpr std::string_view filter_signs = "=<>!&|~(),";
constexpr std::string_view arithmetic_signs = "=<>!&|~(),;@+-*/";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Bytes of other scripts belong to words, so that keys of any language need no quotes.
bool is_word_letter(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           c == '.' || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

Tokens::Tokens(std::string_view source, Words words) : source_(source), words_(words) {
    if (source.size() > source_bytes_max) {
        source_ = {};
        fail(0, "the text is longer than 65536 bytes");
    }
}

const Token& Tokens::peek() {
    if (!is_peeked_) {
        peeked_ = read();
        is_peeked_ = true;
    }
    if (!fault_.empty()) {
        peeked_ = {Token::Kind::end, {}, source_.size()};
    }
    return peeked_;
}

Token Tokens::take() {
    const Token token = peek();
    is_peeked_ = false;
    return token;
}

bool Tokens::accept_sign(std::string_view sign) {
    const bool is_it = peek().is_sign(sign);
    is_peeked_ = is_peeked_ && !is_it;
    return is_it;
}

bool Tokens::accept_word(std::string_view word) {
    const bool is_it = peek().is_word(word);
    is_peeked_ = is_peeked_ && !is_it;
    return is_it;
}

Token Tokens::take_until(std::string_view ends) {
    CHECK(!is_peeked_);
    skip_blanks();
    const std::size_t begin = at_;
    at_ = std::min(source_.find_first_of(ends, at_), source_.size());
    return {Token::Kind::text, trimmed(source_.substr(begin, at_ - begin)), begin};
}

void Tokens::fail(std::size_t at, std::string_view what) {
    if (!fault_.empty()) {
        return;
    }
    std::size_t column = 1;
    for (std::size_t byte = 0; byte < at; byte += character_size(source_.substr(byte))) {
        ++column;
    }
    fault_ = "column " + std::to_string(column) + ": ";
    fault_ += what;
}

void Tokens::fail_expecting(std::string_view what) {
    const Token next = peek();
    std::string message = "expected ";
    message += what;
    message += next.kind == Token::Kind::end ? ", but the text ends" : ", not " + shown(next.text);
    fail(next.at, message);
}

void Tokens::skip_blanks() {
    at_ = std::min(source_.find_first_not_of(blanks, at_), source_.size());
}

std::size_t Tokens::word_size() const {
    std::size_t end = at_;
    if (words_ == Words::of_filters) {
        while (end < source_.size() && source_[end] != '"' &&
               blanks.find(source_[end]) == std::string_view::npos &&
               filter_signs.find(source_[end]) == std::string_view::npos) {
            ++end;
        }
        return end - at_;
    }
    const bool is_number = at_ < source_.size() && (is_digit(source_[at_]) || source_[at_] == '.');
    const auto follows = [&](std::string_view letters) {
        return end < source_.size() && letters.find(source_[end]) != std::string_view::npos;
    };
    while (end < source_.size() && is_word_letter(source_[end])) {
        // The sign of an exponent belongs to the number, and is no sign of the language.
        const bool is_exponent = is_number && follows("eE");
        ++end;
        if (is_exponent && follows("+-") && end + 1 < source_.size() &&
            is_digit(source_[end + 1])) {
            ++end;
        }
    }
    return end - at_;
}

Token Tokens::read() {
    skip_blanks();
    const std::size_t begin = at_;
    if (at_ == source_.size()) {
        return {Token::Kind::end, {}, begin};
    }
    if (source_[at_] == '"') {
        const std::size_t quote = source_.find('"', at_ + 1);
        if (quote == std::string_view::npos) {
            fail(begin, "the text that begins here has no closing quote");
            return {};
        }
        at_ = quote + 1;
        return {Token::Kind::text, source_.substr(begin + 1, quote - begin - 1), begin};
    }
    if (const std::size_t size = word_size(); size > 0) {
        at_ += size;
        return {Token::Kind::word, source_.substr(begin, size), begin};
    }
    for (const std::string_view sign : {"<>", "!=", "<=", ">="}) {
        if (source_.substr(begin).starts_with(sign)) {
            at_ += sign.size();
            return {Token::Kind::sign, source_.substr(begin, sign.size()), begin};
        }
    }
    const std::string_view signs = words_ == Words::of_filters ? filter_signs : arithmetic_signs;
    if (source_[at_] == '!' || signs.find(source_[at_]) == std::string_view::npos) {
        fail(begin, source_[at_] == '!'
                        ? "'!' stands alone; write '!=' for 'not equal' or '~' for 'not'"
                        : "the character " + shown(source_.substr(begin, 1)) +
                              " has no meaning here; texts stand in double quotes");
        return {};
    }
    ++at_;
    return {Token::Kind::sign, source_.substr(begin, 1), begin};
}

std::string_view trimmed(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    return text.substr(0, text.find_last_not_of(blanks) + 1);
}

std::string shown(std::string_view text) {
    constexpr std::size_t shown_max = 40;
    std::size_t size = 0;
    while (size < text.size() && size < shown_max) {
        size += character_size(text.substr(size));
    }
    std::string message(1, '\'');
    message += text.substr(0, size);
    message += size < text.size() ? "...'" : "'";
    return message;
}

}  // namespace cordboard::stats
