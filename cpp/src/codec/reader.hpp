// SPDX-License-Identifier: Apache-2.0
// A typed cursor over a document, the way every file reader takes values: it asks for what it
// expects, and whatever else stands there becomes a BadInput with file, line, column, path and
// remedy. Texts it gives live as long as the document.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <cordboard/time.hpp>

#include "base/nearest_word.hpp"
#include "codec/document.hpp"
#include "codec/duration_text.hpp"

namespace cordboard::codec {

class Fields;
class Items;

class Reader {
  public:
    explicit Reader(Node node) : node_(node) {}
    explicit Reader(const Document& document) : node_(document.root()) {}

    Node node() const { return node_; }
    Kind kind() const { return node_.kind(); }
    bool is_null() const { return kind() == Kind::null; }
    std::string_view key() const { return node_.key(); }

    std::string_view as_text() const;
    // A text that is not empty: names and identities.
    std::string_view as_name() const;
    // A text, or the characters of a whole number: for fields whose texts look like numbers.
    std::string_view as_text_or_digits() const;
    std::int64_t as_integer(std::int64_t least = std::numeric_limits<std::int64_t>::min(),
                            std::int64_t most = std::numeric_limits<std::int64_t>::max()) const;
    double as_number(double least = std::numeric_limits<double>::lowest(),
                     double most = std::numeric_limits<double>::max()) const;
    bool as_boolean() const;
    Duration as_duration(Duration least = {}, Duration most = longest_duration) const;
    Rate as_rate() const;
    Duration as_time_of_day() const;
    Instant as_instant() const;

    // The position of the text among the words.
    std::size_t one_of(std::span<const std::string_view> words) const;
    std::size_t one_of(std::initializer_list<std::string_view> words) const {
        return one_of(std::span(words.begin(), words.size()));
    }

    Items as_list() const;
    // A mapping with known keys.
    Fields as_mapping() const;
    // A mapping whose keys are the author's: its values, each with its key().
    Items as_entries() const;

    [[noreturn]] void refuse(std::string message, std::string remedy = {}) const;
    // At the key instead of the value.
    [[noreturn]] void refuse_key(std::string message, std::string remedy = {}) const;

  private:
    [[noreturn]] void refuse_kind(std::string_view expected, std::string remedy = {}) const;
    void require(Kind kind, std::string_view expected) const;
    template <class Value>
    Value accepted(const Parsed<Value>& parsed) const;

    Node node_;
};

// The members of a list or a mapping as a range of readers.
class Items {
  public:
    class Iterator {
      public:
        explicit Iterator(NodeIterator at) : at_(at) {}
        Reader operator*() const { return Reader(*at_); }
        Iterator& operator++() {
            ++at_;
            return *this;
        }
        friend bool operator==(Iterator, Iterator) = default;

      private:
        NodeIterator at_;
    };

    explicit Items(Node node) : node_(node) {}
    Iterator begin() const { return Iterator(node_.begin()); }
    Iterator end() const { return Iterator(node_.end()); }
    std::size_t size() const { return node_.size(); }

  private:
    Node node_;
};

// A mapping of which every key is asked for by name; finish() refuses the keys nobody asked for.
class Fields {
  public:
    explicit Fields(Node node) : node_(node) {}

    Node node() const { return node_; }
    Reader required(std::string_view key);
    // Absent and null are the same.
    std::optional<Reader> optional(std::string_view key);
    void finish() const;

  private:
    Node node_;
    std::vector<std::string_view> asked_;
};

using base::nearest_word;

// Writes a node as JSON; numbers that are not finite are refused.
void write_json(Node node, std::string& target);
// The same, with every value in the line in which it stands in its file, so that whoever reads the
// text again finds his faults in the lines of the author.
std::string json_in_place(Node node);

}  // namespace cordboard::codec
