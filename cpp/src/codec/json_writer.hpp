// SPDX-License-Identifier: Apache-2.0
// Writes JSON into a string as it goes, without building a tree. The commas follow from the last
// character written: behind `{`, `[` or `:` none is due, behind a finished value one is.
#pragma once

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

namespace cordboard::codec {

// The caller keeps the order right (keys inside objects only, every begin ended) and gives texts
// in valid UTF-8. Values may follow one another on lines of their own: end each with `\n`.
class JsonWriter {
  public:
    explicit JsonWriter(std::string& target) : target_(target), start_(target.size()) {}

    void begin_object() { open('{'); }
    void end_object() { target_ += '}'; }
    void begin_array() { open('['); }
    void end_array() { target_ += ']'; }

    void key(std::string_view name) {
        text(name);
        target_ += ':';
    }

    void text(std::string_view value) {
        separate();
        target_ += '"';
        std::size_t written = 0;
        for (std::size_t i = 0; i < value.size(); ++i) {
            const char c = value[i];
            if (static_cast<unsigned char>(c) >= 0x20U && c != '"' && c != '\\') {
                continue;
            }
            target_ += value.substr(written, i - written);
            escape(c);
            written = i + 1;
        }
        target_ += value.substr(written);
        target_ += '"';
    }

    void integer(std::int64_t value) { digits(value); }
    void unsigned_integer(std::uint64_t value) { digits(value); }

    // The shortest digits that read back to the same value; always recognisable as a number with a
    // fraction. JSON has no word for values that are not finite: they become null.
    void number(double value) {
        if (!std::isfinite(value)) {
            null();
            return;
        }
        const std::size_t from = target_.size();
        digits(value);
        if (target_.find_first_of(".e", from) == std::string::npos) {
            target_ += ".0";
        }
    }

    void boolean(bool value) { verbatim(value ? "true" : "false"); }
    void null() { verbatim("null"); }

    // A value that is JSON already.
    void verbatim(std::string_view json) {
        separate();
        target_ += json;
    }

  private:
    void separate() {
        if (target_.size() == start_) {
            return;
        }
        const char last = target_.back();
        if (last != '{' && last != '[' && last != ':' && last != '\n') {
            target_ += ',';
        }
    }

    void open(char bracket) {
        separate();
        target_ += bracket;
    }

    template <class Number>
    void digits(Number value) {
        separate();
        std::array<char, 40> buffer{};
        const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
        target_.append(buffer.data(), result.ptr);
    }

    void escape(char c) {
        constexpr std::string_view hexadecimal = "0123456789abcdef";
        target_ += '\\';
        switch (c) {
            case '"':
                target_ += '"';
                return;
            case '\\':
                target_ += '\\';
                return;
            case '\b':
                target_ += 'b';
                return;
            case '\f':
                target_ += 'f';
                return;
            case '\n':
                target_ += 'n';
                return;
            case '\r':
                target_ += 'r';
                return;
            case '\t':
                target_ += 't';
                return;
            default:
                break;
        }
        const auto byte = static_cast<unsigned char>(c);
        target_ += "u00";
        target_ += hexadecimal[byte >> 4U];
        target_ += hexadecimal[byte & 15U];
    }

    std::string& target_;
    std::size_t start_;
};

}  // namespace cordboard::codec
