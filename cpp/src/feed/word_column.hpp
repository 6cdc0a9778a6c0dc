// SPDX-License-Identifier: Apache-2.0
// A column of texts, dictionary-encoded or plain, as numbers of a store. The words of a dictionary
// are looked up once; a plain text is looked up in every row, unless it is that of the row before.
#pragma once

#include <cstdint>
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
    void read_texts(const columns::ForeignColumn& column, std::int64_t first, std::int64_t rows,
                    std::uint32_t* words);

    WordStore* store_;
    columns::DictionaryAddress dictionary_;
    std::vector<std::uint32_t> word_of_index_;
    std::vector<std::int32_t> indices_;
    std::vector<std::uint8_t> valid_;
};

}  // namespace cordboard::feed
