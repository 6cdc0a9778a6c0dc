// SPDX-License-Identifier: Apache-2.0
// Tables that leave C++ without being copied: immutable columns in record batches, laid out as
// Arrow lays them out and handed over through its C stream interface
// (https://arrow.apache.org/docs/format/CStreamInterface.html). Tables of others come in the same
// way; those are copied, because what came from outside has to be checked anyway.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <new>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <cordboard/time.hpp>

struct ArrowArrayStream;

namespace cordboard::columns {

enum class Type : std::uint8_t { integer, real, boolean, text, word, instant };

std::string_view name_of(Type type);

// `word` is a text of which there are few different ones: a dictionary, the same for the whole
// table.
struct ColumnSchema {
    std::string name;
    Type type = Type::integer;
    friend bool operator==(const ColumnSchema&, const ColumnSchema&) = default;
};

// Arrow asks for buffers that begin with a cache line.
template <class T>
struct CacheLineAllocator {
    using value_type = T;
    static constexpr std::align_val_t alignment{64};
    CacheLineAllocator() = default;
    template <class U>
    CacheLineAllocator(const CacheLineAllocator<U>&) {}  // NOLINT: allocators convert

    T* allocate(std::size_t count) {
        return static_cast<T*>(::operator new(count * sizeof(T), alignment));
    }
    void deallocate(T* memory, std::size_t) { ::operator delete(memory, alignment); }
    template <class U>
    friend bool operator==(const CacheLineAllocator&, const CacheLineAllocator<U>&) {
        return true;
    }
};

template <class T>
using Buffer = std::vector<T, CacheLineAllocator<T>>;

// One column of one record batch. Which buffer holds the values follows from the type; a column
// without any value in the batch has no buffers at all.
struct ColumnValues {
    Buffer<std::uint8_t> valid;  // bits; empty: every row has a value, or none has
    Buffer<std::int64_t> integers;
    Buffer<double> reals;
    Buffer<std::uint8_t> bits;
    Buffer<std::int32_t> offsets;  // of texts; for words the indices
    Buffer<char> bytes;
    std::int64_t nulls = 0;
};

struct RecordBatch {
    std::int64_t rows = 0;
    std::vector<ColumnValues> columns;
    Buffer<std::uint8_t> blank;  // zeros that all columns without any value share
};

// The different words of a column, in order of first use.
struct Words {
    Buffer<std::int32_t> offsets{0};
    Buffer<char> bytes;

    std::size_t size() const { return offsets.size() - 1; }
    std::string_view view(std::int32_t index) const;
    void add(std::string_view word);
};

class Table {
  public:
    const std::vector<ColumnSchema>& schema() const { return schema_; }
    std::int64_t rows() const { return rows_; }
    const std::vector<std::shared_ptr<const RecordBatch>>& batches() const { return batches_; }
    const Words& words(std::size_t column) const { return *words_[column]; }

  private:
    friend class Builder;
    friend std::shared_ptr<const Table> table_of_bytes(std::string_view bytes);
    std::vector<ColumnSchema> schema_;
    std::vector<std::shared_ptr<const RecordBatch>> batches_;
    std::vector<std::shared_ptr<const Words>> words_;
    std::int64_t rows_ = 0;
};

// Equal columns and equal values, however the rows are cut into batches. NaN equals itself.
bool operator==(const Table& one, const Table& other);

// Goes through the rows of a table, which must outlive it: `while (rows.next())`.
class Rows {
  public:
    explicit Rows(const Table& table, std::int64_t start = 0);
    bool next();
    bool is_null(std::size_t column) const;
    std::int64_t integer(std::size_t column) const { return chunk(column).integers[at_]; }
    Instant instant(std::size_t column) const { return {integer(column)}; }
    // A column of integers may be read as reals too.
    double real(std::size_t column) const;
    bool boolean(std::size_t column) const;
    // The text of a text or of a word.
    std::string_view text(std::size_t column) const;

  private:
    const ColumnValues& chunk(std::size_t column) const { return batch_->columns[column]; }
    const Table* table_;
    const RecordBatch* batch_ = nullptr;
    std::size_t next_batch_ = 0;
    std::size_t at_ = 0;
    std::int64_t left_ = 0;  // rows of the batch from the next one on
};

// Builds a table row by row. A column that is not set in a row is null there, at no cost.
// A wrong type, or a column set twice in one row, is misuse: std::logic_error.
class Builder {
  public:
    explicit Builder(std::vector<ColumnSchema> schema, std::int64_t rows_a_batch = 1 << 20);
    // How many rows will come in all; saves the growing of buffers.
    void reserve(std::int64_t rows) { expected_ = rows; }

    void set_integer(std::size_t column, std::int64_t value) {
        cell(column, bit_of(Type::integer) | bit_of(Type::instant)).integers.push_back(value);
    }
    void set_instant(std::size_t column, Instant value) { set_integer(column, value.microseconds); }
    void set_real(std::size_t column, double value) {
        cell(column, bit_of(Type::real)).reals.push_back(value);
    }
    void set_boolean(std::size_t column, bool value) {
        push_bit(cell(column, bit_of(Type::boolean)).bits, value);
    }
    void set_text(std::size_t column, std::string_view value);
    void set_word(std::size_t column, std::string_view value) {
        set_word(column, intern(column, value));
    }
    // A word by its number in the dictionary of the column.
    std::int32_t intern(std::size_t column, std::string_view word);
    void set_word(std::size_t column, std::int32_t index) {
        cell(column, bit_of(Type::word)).offsets.push_back(index);
    }
    // A word by a number of the caller's own choosing, small and dense; `text` is asked for once.
    template <class TextOf>
    void set_known_word(std::size_t column, std::uint32_t known, TextOf text);

    void end_row() {
        if (++rows_ >= rows_a_batch_ || is_large_) {
            end_batch();
        }
    }
    std::int64_t rows() const { return sealed_->rows_ + rows_; }

    // The rows so far. Full batches are shared with later tables, so a log that grows can be
    // looked at again and again; only rows of a batch that is still small are copied.
    std::shared_ptr<const Table> snapshot();
    // All rows; the builder is done with.
    std::shared_ptr<const Table> finish();

  private:
    struct Column {
        Type type;
        std::int64_t filled = unused;  // rows of the batch that it has
        Words words;
        std::map<std::string, std::int32_t, std::less<>> index_of_word;
        std::vector<std::int32_t> known_words;
        std::int32_t last_word = -1;
    };
    static constexpr std::int64_t unused = -1;
    static constexpr unsigned bit_of(Type type) { return 1U << static_cast<unsigned>(type); }
    void push_bit(Buffer<std::uint8_t>& bits, bool value) const {
        if (rows_ % 8 == 0) {
            bits.push_back(0);
        }
        bits.back() = static_cast<std::uint8_t>(bits.back() | (value ? 1U : 0U) << (rows_ % 8));
    }
    ColumnValues& cell(std::size_t column, unsigned types) {
        Column& of = columns_[column];
        if (of.filled != rows_ || (bit_of(of.type) & types) == 0) {
            prepare(column, types);
        }
        ColumnValues& chunk = chunks_[column];
        if (!chunk.valid.empty()) {
            push_bit(chunk.valid, true);
        }
        of.filled = rows_ + 1;
        return chunk;
    }
    void prepare(std::size_t column, unsigned types);
    void reserve(ColumnValues& chunk, Type type) const;
    void fill(std::size_t column);
    std::shared_ptr<RecordBatch> batch_of(std::vector<ColumnValues> chunks) const;
    void end_batch();
    void share_words();
    void check_row_ended() const;

    std::shared_ptr<Table> sealed_;
    std::vector<Column> columns_;
    std::vector<ColumnValues> chunks_;  // of the batch that is being filled
    std::int64_t rows_ = 0;             // in that batch
    std::int64_t rows_a_batch_;
    std::int64_t expected_ = 0;
    bool is_large_ = false;  // its texts come near what 32-bit offsets reach
};

template <class TextOf>
void Builder::set_known_word(std::size_t column, std::uint32_t known, TextOf text) {
    auto& indices = columns_[column].known_words;
    if (known >= indices.size()) {
        indices.resize(std::size_t{known} + 1, -1);
    }
    if (indices[known] < 0) {
        indices[known] = intern(column, text());
    }
    set_word(column, indices[known]);
}

// A table from elsewhere is not what its reader needs; the message names the column.
struct BadTable : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Where a column stands. Absent: nullopt. Of another type: BadTable, unless it has no values.
std::optional<std::size_t> find_column(const Table& table, std::string_view name,
                                       std::initializer_list<Type> types);

// A fresh stream over the table from its beginning, which keeps the table alive. Its callbacks may
// be called on any thread. drop_stream() releases it unless its reader did.
ArrowArrayStream* new_stream(std::shared_ptr<const Table> table);
void drop_stream(ArrowArrayStream* stream);

// Reads a stream to its end, checks it and releases it; of its columns those wanted, or all.
std::shared_ptr<const Table> import_stream(ArrowArrayStream* stream,
                                           const std::vector<std::string>& wanted = {});

}  // namespace cordboard::columns
