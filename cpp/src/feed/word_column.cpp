// SPDX-License-Identifier: Apache-2.0
#include "feed/word_column.hpp"

#include <algorithm>
#include <cstring>
#include <span>
#include <utility>

namespace cordboard::feed {

namespace {

// An index of a dictionary that no row had yet.
constexpr std::uint32_t not_met = 0xFFFF'FFFE;

std::uint64_t bytes_of(const char* from, std::size_t count) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, from, count);
    return bytes;
}

// Texts of one size up to 16 that have the same ends are the same.
std::pair<std::uint64_t, std::uint64_t> ends_of(std::string_view text) {
    const char* begin = text.data();
    const char* end = begin + text.size();
    if (text.size() >= 8) {
        return {bytes_of(begin, 8), bytes_of(end - 8, 8)};
    }
    if (text.size() >= 4) {
        return {bytes_of(begin, 4), bytes_of(end - 4, 4)};
    }
    if (text.size() >= 2) {
        return {bytes_of(begin, 2), bytes_of(end - 2, 2)};
    }
    return {text.empty() ? 0 : bytes_of(begin, 1), 0};
}

}  // namespace

void WordColumn::begin_batch(const columns::ForeignColumn& column) {
    if (column.type() != columns::Type::word) {
        return;
    }
    columns::DictionaryAddress address = column.dictionary_address();
    if (dictionary_ != address) {
        word_of_index_.assign(column.dictionary_size(), not_met);
        dictionary_ = std::move(address);
    }
}

void WordColumn::read(const columns::ForeignColumn& column, std::int64_t first, std::int64_t rows,
                      std::uint32_t* words) {
    if (!column.has_values()) {
        std::fill_n(words, rows, no_word);
    } else if (column.type() == columns::Type::word) {
        read_dictionary(column, first, rows, words);
    } else {
        read_texts(column, first, rows, words);
    }
}

void WordColumn::read_dictionary(const columns::ForeignColumn& column, std::int64_t first,
                                 std::int64_t rows, std::uint32_t* words) {
    indices_.resize(static_cast<std::size_t>(rows));
    column.read_indices(first, rows, indices_.data());
    new_indices_.clear();
    for (const std::int32_t index : indices_) {
        if (index < 0) {
            continue;
        }
        std::uint32_t& word = word_of_index_[static_cast<std::size_t>(index)];
        if (word == not_met) [[unlikely]] {
            word = no_word;
            new_indices_.push_back(index);
        }
    }
    look_up_new(column);
    for (std::size_t row = 0; row < indices_.size(); ++row) {
        const std::int32_t index = indices_[row];
        words[row] = index < 0 ? no_word : word_of_index_[static_cast<std::size_t>(index)];
    }
}

void WordColumn::look_up_new(const columns::ForeignColumn& column) {
    new_texts_.clear();
    std::erase_if(new_indices_, [&](std::int32_t index) {
        const auto text = column.word_bytes(index);
        if (text) {
            new_texts_.push_back(*text);
        }
        return !text;
    });
    const std::span<const std::string_view> texts(new_texts_);
    for (std::size_t at = 0; at < texts.size(); ++at) {
        if (at % base::TextStore::expected_at_once == 0) {
            store_->expect(texts.subspan(at).first(
                std::min(base::TextStore::expected_at_once, texts.size() - at)));
        }
        word_of_index_[static_cast<std::size_t>(new_indices_[at])] = stored(column, texts[at]);
    }
}

void WordColumn::read_texts(const columns::ForeignColumn& column, std::int64_t first,
                            std::int64_t rows, std::uint32_t* words) {
    valid_.resize(static_cast<std::size_t>(rows));
    column.read_valid(first, rows, valid_.data());
    for (std::int64_t row = 0; row < rows; ++row) {
        words[row] = valid_[static_cast<std::size_t>(row)] == 0
                         ? no_word
                         : word_of(column, column.bytes(first + row));
    }
}

std::uint32_t WordColumn::word_of(const columns::ForeignColumn& column, std::string_view text) {
    constexpr std::uint64_t mixer = 0x9E37'79B9'7F4A'7C15ULL;
    const auto [head, tail] = ends_of(text);
    const std::uint64_t mixed = (head ^ (tail * mixer) ^ text.size()) * mixer;
    Recent& recent = recent_[mixed >> (64 - recent_bits)];
    if (recent.word != no_word && recent.head == head && recent.tail == tail &&
        recent.size == text.size() && (text.size() <= 16 || store_->view(recent.word) == text)) {
        return recent.word;
    }
    recent = {head, tail, text.size(), stored(column, text)};
    return recent.word;
}

// What is known has been checked.
std::uint32_t WordColumn::stored(const columns::ForeignColumn& column, std::string_view text) {
    const auto known = store_->find(text);
    if (!known) {
        column.check_text(text);
    }
    return known ? *known : store_->add(text);
}

}  // namespace cordboard::feed
