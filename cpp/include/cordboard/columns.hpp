// SPDX-License-Identifier: Apache-2.0
// Tables that leave C++ without being copied: immutable columns in record batches, exported through
// the Arrow C stream interface (https://arrow.apache.org/docs/format/CStreamInterface.html).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <cordboard/time.hpp>

struct ArrowArrayStream;

namespace cordboard::columns {

enum class Type : std::uint8_t { integer, real, boolean, text, word, instant };

// `word` is a text of which there are few different ones: a dictionary, the same for the whole
// table.
struct ColumnSchema {
    std::string name;
    Type type = Type::integer;
};

// One column of one record batch. Which vector holds the values follows from the type.
struct ColumnValues {
    std::vector<std::uint8_t> valid;  // bits; empty: every row has a value
    std::vector<std::int64_t> integers;
    std::vector<double> reals;
    std::vector<std::uint8_t> bits;
    std::vector<std::int32_t> offsets;  // of texts; for words the indices
    std::string bytes;
    std::int64_t nulls = 0;
};

struct RecordBatch {
    std::int64_t rows = 0;
    std::vector<ColumnValues> columns;
};

class Table {
  public:
    const std::vector<ColumnSchema>& schema() const { return schema_; }
    std::int64_t rows() const { return rows_; }
    const std::vector<RecordBatch>& batches() const { return batches_; }
    const std::vector<std::string>& words(std::size_t column) const { return words_[column]; }

    bool is_null(std::size_t column, const RecordBatch& batch, std::int64_t row) const;
    std::string_view text(std::size_t column, const RecordBatch& batch, std::int64_t row) const;

  private:
    friend class Builder;

    std::vector<ColumnSchema> schema_;
    std::vector<RecordBatch> batches_;
    std::vector<std::vector<std::string>> words_;
    std::int64_t rows_ = 0;
};

// Builds a table row by row. A column that is not set in a row is null there, at no cost.
class Builder {
  public:
    explicit Builder(std::vector<ColumnSchema> schema, std::int64_t rows_a_batch = 1 << 20);

    void set_integer(std::size_t column, std::int64_t value);
    void set_instant(std::size_t column, Instant value) { set_integer(column, value.microseconds); }
    void set_real(std::size_t column, double value);
    void set_boolean(std::size_t column, bool value);
    void set_text(std::size_t column, std::string_view value);
    void set_word(std::size_t column, std::string_view value);
    // A word by a number of the caller's own choosing, small and dense; `text` is asked for once.
    template <class TextOf>
    void set_known_word(std::size_t column, std::uint32_t known, TextOf text);

    void end_row();

    std::shared_ptr<const Table> finish();

  private:
    ColumnValues& cell(std::size_t column, bool has_value);
    void pad(std::size_t column, std::int64_t rows);
    void end_batch();
    std::int32_t word_index(std::size_t column, std::string_view value);

    std::shared_ptr<Table> table_;
    RecordBatch batch_;
    std::vector<std::int64_t> filled_;  // rows of the batch that each column has
    std::vector<std::vector<std::int32_t>> known_words_;
    std::int64_t rows_a_batch_;
};

template <class TextOf>
void Builder::set_known_word(std::size_t column, std::uint32_t known, TextOf text) {
    auto& indices = known_words_[column];
    if (known >= indices.size()) {
        indices.resize(known + 1, -1);
    }
    if (indices[known] < 0) {
        indices[known] = word_index(column, text());
    }
    cell(column, true).offsets.push_back(indices[known]);
}

// Makes `stream` read the table from its beginning. The stream keeps the table alive; its callbacks
// may be called on any thread.
void export_stream(std::shared_ptr<const Table> table, ArrowArrayStream* stream);

}  // namespace cordboard::columns
