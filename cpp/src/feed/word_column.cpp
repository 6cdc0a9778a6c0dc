// SPDX-License-Identifier: Apache-2.0
#include "feed/word_column.hpp"

#include <algorithm>

namespace cordboard::feed {

namespace {

// An index of a dictionary that no row had yet.
constexpr std::uint32_t not_met = 0xFFFF'FFFE;

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
    for (std::size_t row = 0; row < indices_.size(); ++row) {
        if (indices_[row] < 0) {
            words[row] = no_word;
            continue;
        }
        std::uint32_t& word = word_of_index_[static_cast<std::size_t>(indices_[row])];
        if (word == not_met) [[unlikely]] {
            const auto text = column.word(indices_[row]);
            word = text ? store_->intern(*text) : no_word;
        }
        words[row] = word;
    }
}

void WordColumn::read_texts(const columns::ForeignColumn& column, std::int64_t first,
                            std::int64_t rows, std::uint32_t* words) {
    valid_.resize(static_cast<std::size_t>(rows));
    column.read_valid(first, rows, valid_.data());
    std::string_view last;
    std::uint32_t last_word = no_word;
    for (std::int64_t row = 0; row < rows; ++row) {
        if (valid_[static_cast<std::size_t>(row)] == 0) {
            words[row] = no_word;
            continue;
        }
        const std::string_view text = column.bytes(first + row);
        if (last_word == no_word || text != last) {
            const auto known = store_->find(text);
            if (!known) {
                column.check_text(text);
            }
            last_word = known ? *known : store_->add(text);
            last = text;
        }
        words[row] = last_word;
    }
}

}  // namespace cordboard::feed
