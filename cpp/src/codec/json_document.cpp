// SPDX-License-Identifier: Apache-2.0
// JSON through the event interface of nlohmann/json, whose parser keeps its nesting on the heap.
// Its events carry no positions, so a cursor follows them through the text: between two events lie
// only white space, commas and colons, and the token it then meets is known to be well formed.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "codec/document.hpp"
#include "codec/guard.hpp"
#include "codec/tree_builder.hpp"

namespace cordboard::codec {

namespace {

class DocumentEvents {
  public:
    DocumentEvents(std::string_view text, std::string_view file, const Limits& limits)
        : text_(text), builder_(file, limits, limits.json_depth) {}

    bool null() { return literal(Kind::null); }
    bool boolean(bool) { return literal(Kind::boolean); }
    bool number_integer(std::int64_t) { return number(); }
    bool number_unsigned(std::uint64_t) { return number(); }
    bool number_float(double, const std::string&) { return number(); }

    bool string(const std::string& value) {
        const Position position = next_token();
        skip_string();
        builder_.scalar(Kind::string, position, value);
        return true;
    }

    // Only binary formats have it; the JSON parser never calls it.
    bool binary(const std::vector<std::uint8_t>&) { return false; }

    bool key(const std::string& value) {
        const Position position = next_token();
        skip_string();
        builder_.key(position, value);
        return true;
    }

    bool start_object(std::size_t) { return open(Kind::mapping); }
    bool start_array(std::size_t) { return open(Kind::sequence); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }

    template <class Error>
    bool parse_error(std::size_t read, const std::string&, const Error& error) {
        constexpr int number_out_of_range = 406;
        const std::size_t offset = read > 0 ? read - 1 : 0;
        if (error.id == number_out_of_range) {
            builder_.refuse(next_token(), "the number is too large", "write a smaller one");
        }
        const std::string_view whole = error.what();
        const std::size_t reason = whole.find(" - ");
        builder_.refuse(
            position_of(text_, offset),
            "this is not valid JSON: " +
                std::string(whole.substr(reason == std::string_view::npos ? 0 : reason + 3)),
            "check commas, quotes and brackets before this place");
    }

    std::shared_ptr<const Tree> finish() { return builder_.finish(); }

  private:
    Position next_token() {
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '\n') {
                ++line_;
                line_start_ = at_ + 1;
            } else if (c != ' ' && c != '\t' && c != '\r' && c != ',' && c != ':') {
                break;
            }
            ++at_;
        }
        return {line_, static_cast<std::uint32_t>(at_ - line_start_ + 1)};
    }

    void skip_string() {
        ++at_;
        while (text_[at_] != '"') {
            at_ += text_[at_] == '\\' ? 2 : 1;
        }
        ++at_;
    }

    std::string_view skip_word(std::string_view alphabet) {
        const std::size_t end = std::min(text_.find_first_not_of(alphabet, at_), text_.size());
        const std::string_view word = text_.substr(at_, end - at_);
        at_ = end;
        return word;
    }

    bool literal(Kind kind) {
        const Position position = next_token();
        const std::string_view word = skip_word("aeflnrstu");
        builder_.scalar(kind, position, kind == Kind::null ? std::string_view() : word);
        return true;
    }

    bool number() {
        const Position position = next_token();
        const std::string_view word = skip_word("0123456789+-.eE");
        const bool whole = word.find_first_of(".eE") == std::string_view::npos;
        builder_.scalar(whole ? Kind::integer : Kind::number, position, word);
        return true;
    }

    bool open(Kind kind) {
        builder_.open(kind, next_token());
        ++at_;
        return true;
    }

    bool close() {
        next_token();
        ++at_;
        builder_.close();
        return true;
    }

    std::string_view text_;
    TreeBuilder builder_;
    std::size_t at_ = 0;
    std::size_t line_start_ = 0;
    std::uint32_t line_ = 1;
};

}  // namespace

Document read_json(std::string_view text, std::string_view file, const Limits& limits) {
    const std::string_view guarded = guard_text(text, file, limits);
    DocumentEvents events(guarded, file, limits);
    nlohmann::json::sax_parse(guarded.data(), guarded.data() + guarded.size(), &events);
    return Document(events.finish());
}

}  // namespace cordboard::codec
