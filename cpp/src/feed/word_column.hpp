// SPDX-License-Identifier: Apache-2.0
// A column of texts, dictionary-encoded or plain, as numbers of a store. The words of a dictionary
// are looked up once. Plain texts repeat themselves, too: those met lately are found by their first
// and last eight characters, only others are looked up whole.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "columns/foreign_column.hpp"
#include "feed/word_store.hpp"

namespace cordboard::feed {

// Where a row has no text.
inline constexpr std::uint32_t no_word = 0xFFFF'FFFF;

class WordColumn {
  public:
    // The store must outlive the column.
    explicit WordColumn(WordStore& store) : store_(&store) {}

    // A stream begins: dictionaries of an earlier one may be gone.
    void begin_stream() { dictionary_ = {}; }
    void begin_batch(const columns::ForeignColumn& column);
    // The column must be that of the batch.
    void read(const columns::ForeignColumn& column, std::int64_t first, std::int64_t rows,
              std::uint32_t* words);

  private:
    void read_dictionary(const columns::ForeignColumn& column, std::int64_t first,
                         std::int64_t rows, std::uint32_t* words);
    void look_up_new(const columns::ForeignColumn& column);
    void read_texts(const columns::ForeignColumn& column, std::int64_t first, std::int64_t rows,
                    std::uint32_t* words);

    // A text met lately, by its ends; up to 16 characters these are the whole of it.
    struct Recent {
        std::uint64_t head = 0;
        std::uint64_t tail = 0;
        std::size_t size = 0;
        std::uint32_t word = no_word;
    };
    static constexpr std::size_t recent_bits = 9;

    std::uint32_t word_of(const columns::ForeignColumn& column, std::string_view text);
    std::uint32_t stored(const columns::ForeignColumn& column, std::string_view text);

    WordStore* store_;
    std::array<Recent, std::size_t{1} << recent_bits> recent_{};
    columns::DictionaryAddress dictionary_;
    std::vector<std::uint32_t> word_of_index_;
    std::vector<std::int32_t> indices_;
    std::vector<std::int32_t> new_indices_;  // of words that no row had yet, in the order of rows
    std::vector<std::string_view> new_texts_;
    std::vector<std::uint8_t> valid_;
};

}  // namespace cordboard::feed
