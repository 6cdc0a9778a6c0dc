// SPDX-License-Identifier: Apache-2.0
// Values as bytes and back: numbers least significant byte first, texts and lists behind their
// count, records field by field. One function per record names its fields for both directions, so
// that none can be forgotten in one of them; it takes the record apart with a structured binding,
// so that the compiler objects when the record gets a field that is not named there.
//
// The bytes begin with a line that says what they are and in which version, then a digest of all
// that follows. It finds every accident; it does not make bytes of strangers trustworthy.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <cordboard/attribute.hpp>
#include <cordboard/statistics.hpp>

#include "base/check.hpp"
#include "base/digest.hpp"
#include "base/text_store.hpp"

namespace cordboard::stats {

// What the bytes are: "cordboard-statistics", and the version of their layout.
struct ArchiveKind {
    std::string_view name;
    std::string_view version;

    std::string head() const { return std::string(name) + ' ' + std::string(version) + '\n'; }
};

inline constexpr std::size_t digest_bytes = 8;

inline std::uint64_t digest_of(std::string_view bytes) {
    base::Digest digest;
    digest.add(bytes);
    return digest.value();
}

class ArchiveWriter {
  public:
    static constexpr bool reads = false;

    explicit ArchiveWriter(const ArchiveKind& kind) : bytes_(kind.head()), head_(bytes_.size()) {
        bytes_.append(digest_bytes, '\0');
    }

    template <class Number>
    void number(Number value) {
        std::array<char, sizeof(Number)> raw;
        store(static_cast<std::uint64_t>(value), raw.data(), raw.size());
        bytes_.append(raw.data(), raw.size());
    }
    void count(std::size_t count) {
        CHECK(count <= std::numeric_limits<std::uint32_t>::max());
        number(static_cast<std::uint32_t>(count));
    }
    void text(std::string_view text) {
        count(text.size());
        bytes_ += text;
    }

    // All of it; the writer is empty afterwards.
    std::string finish() {
        const std::string_view content = std::string_view(bytes_).substr(head_ + digest_bytes);
        store(digest_of(content), bytes_.data() + head_, digest_bytes);
        return std::move(bytes_);
    }

  private:
    static void store(std::uint64_t value, char* to, std::size_t size) {
        for (std::size_t at = 0; at < size; ++at) {
            to[at] = static_cast<char>(static_cast<unsigned char>(value >> (8 * at)));
        }
    }

    std::string bytes_;
    std::size_t head_;
};

// Throws BadArchive. Texts it gives point into the bytes.
class ArchiveReader {
  public:
    static constexpr bool reads = true;

    ArchiveReader(const ArchiveKind& kind, std::string_view bytes) : rest_(bytes) {
        const std::string head = kind.head();
        const std::size_t family = kind.name.size() + 1;
        if (bytes.substr(0, family) != std::string_view(head).substr(0, family)) {
            throw BadArchive("these bytes are no saved statistics engine");
        }
        if (bytes.substr(0, head.size()) != head) {
            throw BadArchive("these bytes were saved by another version; this one reads version " +
                             std::string(kind.version));
        }
        rest_.remove_prefix(head.size());
        if (rest_.size() < digest_bytes || number<std::uint64_t>() != digest_of(rest_)) {
            throw BadArchive(
                "the saved statistics engine is damaged: its content is not what was saved");
        }
    }

    template <class Number>
    Number number() {
        const std::string_view raw = take(sizeof(Number));
        std::uint64_t value = 0;
        for (std::size_t at = 0; at < raw.size(); ++at) {
            value |= std::uint64_t{static_cast<unsigned char>(raw[at])} << (8 * at);
        }
        return static_cast<Number>(value);
    }
    // Of things that take at least one byte each.
    std::size_t count() {
        const auto count = number<std::uint32_t>();
        if (count > rest_.size()) {
            impossible();
        }
        return count;
    }
    std::string_view text() { return take(count()); }
    std::size_t left() const { return rest_.size(); }

    void finish() const {
        if (!rest_.empty()) {
            impossible();
        }
    }
    // The digest is right, but this cannot have been saved.
    [[noreturn]] static void impossible() {
        throw BadArchive("the saved statistics engine holds what this version cannot have saved");
    }

  private:
    std::string_view take(std::size_t size) {
        if (size > rest_.size()) {
            impossible();
        }
        const std::string_view taken = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return taken;
    }

    std::string_view rest_;
};

// `Record` is const when it is written.
template <class Record, class Value>
concept Is = std::is_same_v<std::remove_const_t<Record>, Value>;

template <class Value>
inline constexpr bool is_list = false;
template <class Value>
inline constexpr bool is_list<std::vector<Value>> = true;
template <class Value>
inline constexpr bool is_optional = false;
template <class Value>
inline constexpr bool is_optional<std::optional<Value>> = true;
template <class Value>
inline constexpr bool is_map = false;
template <class Key, class Value>
inline constexpr bool is_map<std::map<Key, Value>> = true;

// The greatest value of every enumeration that stands in an archive.
constexpr ObjectType last_of(ObjectType) { return ObjectType::group_queues; }
constexpr CallType last_of(CallType) { return CallType::consult; }
constexpr StatisticTarget last_of(StatisticTarget) { return StatisticTarget::group_queues; }
constexpr Subject last_of(Subject) { return Subject::group_status; }
constexpr Category last_of(Category) { return Category::formula; }
constexpr IntervalType last_of(IntervalType) { return IntervalType::since_login; }
constexpr NotificationMode last_of(NotificationMode) { return NotificationMode::none; }
constexpr Truncation last_of(Truncation) { return Truncation::none; }
constexpr AttributeList last_of(AttributeList) { return AttributeList::global_user_data; }

template <class Archive, class Value>
void transfer(Archive& archive, Value& value);

template <class Archive, class... Values>
void transfer_all(Archive& archive, Values&... values) {
    (transfer(archive, values), ...);
}

// Grows as it reads, so that what it takes is bounded by the bytes that are there.
template <class Archive, class List, class Visitor>
void transfer_each(Archive& archive, List& list, Visitor&& visit) {
    if constexpr (Archive::reads) {
        const std::size_t count = archive.count();
        list.clear();
        list.reserve(std::min(count, archive.left() / sizeof(list.front()) + 1));
        for (std::size_t at = 0; at < count; ++at) {
            visit(list.emplace_back());
        }
    } else {
        archive.count(list.size());
        for (auto& one : list) {
            visit(one);
        }
    }
}

template <class Archive, class Value>
void transfer_optional(Archive& archive, Value& value) {
    bool given = value.has_value();
    transfer(archive, given);
    if constexpr (Archive::reads) {
        value = given ? std::optional(typename Value::value_type{}) : std::nullopt;
    }
    if (given) {
        transfer(archive, *value);
    }
}

template <class Archive, class Map>
void transfer_map(Archive& archive, Map& map) {
    std::vector<std::pair<typename Map::key_type, typename Map::mapped_type>> pairs(map.begin(),
                                                                                    map.end());
    transfer(archive, pairs);
    if constexpr (Archive::reads) {
        map = Map(pairs.begin(), pairs.end());
    }
}

template <class Archive, class Number>
void transfer_number(Archive& archive, Number& number) {
    if constexpr (Archive::reads) {
        number = archive.template number<Number>();
    } else {
        archive.number(number);
    }
}

template <class Archive, class Choice>
void transfer_choice(Archive& archive, Choice& choice) {
    transfer_number(archive, choice);
    if constexpr (Archive::reads) {
        if (choice > last_of(choice)) {
            archive.impossible();
        }
    }
}

// A truth is 0 or 1.
template <class Archive, class Truth>
void transfer_truth(Archive& archive, Truth& truth) {
    auto raw = static_cast<std::uint8_t>(truth);
    transfer_number(archive, raw);
    if constexpr (Archive::reads) {
        if (raw > 1) {
            archive.impossible();
        }
        truth = raw == 1;
    }
}

template <class Archive, class Real>
void transfer_real(Archive& archive, Real& real) {
    auto raw = std::bit_cast<std::uint64_t>(real);
    transfer_number(archive, raw);
    if constexpr (Archive::reads) {
        real = std::bit_cast<double>(raw);
    }
}

// Ids of texts are their order; the empty one is always there.
template <class Archive, class Store>
void transfer_texts(Archive& archive, Store& store) {
    if constexpr (Archive::reads) {
        const std::size_t count = archive.count();
        store = {};
        for (std::size_t at = 1; at <= count; ++at) {
            if (store.intern(archive.text()).value != at) {
                archive.impossible();
            }
        }
    } else {
        archive.count(store.size() - 1);
        for (std::uint32_t at = 1; at < store.size(); ++at) {
            archive.text(store.view({at}));
        }
    }
}

template <class Archive, class Value>
void transfer(Archive& archive, Value& value) {
    using Plain = std::remove_const_t<Value>;
    if constexpr (std::is_same_v<Plain, bool>) {
        transfer_truth(archive, value);
    } else if constexpr (std::is_integral_v<Plain>) {
        transfer_number(archive, value);
    } else if constexpr (std::is_enum_v<Plain>) {
        transfer_choice(archive, value);
    } else if constexpr (std::is_same_v<Plain, double>) {
        transfer_real(archive, value);
    } else if constexpr (std::is_same_v<Plain, std::string>) {
        if constexpr (Archive::reads) {
            value = archive.text();
        } else {
            archive.text(value);
        }
    } else if constexpr (std::is_same_v<Plain, base::TextStore>) {
        transfer_texts(archive, value);
    } else if constexpr (requires { value.microseconds; }) {
        transfer(archive, value.microseconds);
    } else if constexpr (is_list<Plain>) {
        transfer_each(archive, value, [&](auto& one) { transfer(archive, one); });
    } else if constexpr (is_optional<Plain>) {
        transfer_optional(archive, value);
    } else if constexpr (is_map<Plain>) {
        transfer_map(archive, value);
    } else if constexpr (requires { std::tuple_size<Plain>::value; }) {
        std::apply([&](auto&... parts) { transfer_all(archive, parts...); }, value);
    } else if constexpr (requires { Plain::fields(archive, value); }) {
        Plain::fields(archive, value);
    } else {
        fields(archive, value);
    }
}

}  // namespace cordboard::stats
