// SPDX-License-Identifier: Apache-2.0
// How rows become batches. A column is written only where it has a value: what it missed is filled
// with nulls at its next value or at the end of the batch, and a column without any value in the
// batch stays without buffers. So a log of many kinds of rows costs what its values cost.
#include <algorithm>
#include <limits>
#include <utility>

#include <cordboard/columns.hpp>

namespace cordboard::columns {

namespace {

// A batch of at least this many rows is worth sharing as it is; a smaller one is copied, so that
// frequent snapshots do not cut a log into crumbs.
constexpr std::int64_t rows_worth_sharing = 1 << 14;

// A batch ends soon after its texts pass this, long before 32-bit offsets end.
constexpr std::size_t texts_a_batch = std::size_t{1} << 30;

// Appends bits `from` … `to` - 1, all of one value; byte by byte where whole bytes are due.
void push_bits(Buffer<std::uint8_t>& bits, std::int64_t from, std::int64_t to, bool value) {
    while (from < to) {
        if (from % 8 == 0 && to - from >= 8) {
            const std::int64_t bytes = (to - from) / 8;
            bits.insert(bits.end(), static_cast<std::size_t>(bytes), value ? 0xFF : 0);
            from += 8 * bytes;
            continue;
        }
        if (from % 8 == 0) {
            bits.push_back(0);
        }
        bits.back() = static_cast<std::uint8_t>(bits.back() | (value ? 1U : 0U) << (from % 8));
        ++from;
    }
}

}  // namespace

Builder::Builder(std::vector<ColumnSchema> schema, std::int64_t rows_a_batch)
    : sealed_(std::make_shared<Table>()), rows_a_batch_(rows_a_batch) {
    for (const ColumnSchema& column : schema) {
        columns_.push_back({column.type, unused, {}, {}, {}, -1});
        sealed_->words_.push_back(std::make_shared<Words>());
    }
    chunks_.resize(schema.size());
    sealed_->schema_ = std::move(schema);
}

// The way of a cell that is not simply the next of its column.
void Builder::prepare(std::size_t column, unsigned types) {
    Column& of = columns_[column];
    const ColumnSchema& schema = sealed_->schema_[column];
    if ((bit_of(of.type) & types) == 0) {
        throw std::logic_error("the column '" + schema.name + "' holds " +
                               std::string(name_of(of.type)) + "s, not what was given");
    }
    if (of.filled > rows_) {
        throw std::logic_error("the column '" + schema.name + "' was set twice in one row");
    }
    if (of.filled == unused) {
        reserve(chunks_[column], of.type);
        of.filled = 0;
    }
    if (of.filled < rows_) {
        fill(column);
    }
}

void Builder::reserve(ColumnValues& chunk, Type type) const {
    const std::int64_t due = std::min(expected_ - sealed_->rows_, rows_a_batch_);
    if (due > rows_) {
        const auto rows = static_cast<std::size_t>(due);
        switch (type) {
            case Type::integer:
            case Type::instant:
                chunk.integers.reserve(rows);
                break;
            case Type::real:
                chunk.reals.reserve(rows);
                break;
            case Type::boolean:
                chunk.bits.reserve(rows / 8 + 1);
                break;
            case Type::word:
                chunk.offsets.reserve(rows);
                break;
            case Type::text:
                chunk.offsets.reserve(rows + 1);
                break;
        }
    }
    if (type == Type::text) {
        chunk.offsets.push_back(0);
    }
}

// Rows that the column has not been told about are null.
void Builder::fill(std::size_t column) {
    Column& of = columns_[column];
    ColumnValues& chunk = chunks_[column];
    if (chunk.valid.empty()) {
        push_bits(chunk.valid, 0, of.filled, true);
    }
    push_bits(chunk.valid, of.filled, rows_, false);
    chunk.nulls += rows_ - of.filled;
    const auto size = static_cast<std::size_t>(rows_);
    switch (of.type) {
        case Type::integer:
        case Type::instant:
            chunk.integers.resize(size);
            break;
        case Type::real:
            chunk.reals.resize(size);
            break;
        case Type::boolean:
            push_bits(chunk.bits, of.filled, rows_, false);
            break;
        case Type::word:
            chunk.offsets.resize(size);
            break;
        case Type::text:
            chunk.offsets.resize(size + 1, static_cast<std::int32_t>(chunk.bytes.size()));
            break;
    }
    of.filled = rows_;
}

void Builder::set_text(std::size_t column, std::string_view value) {
    constexpr std::size_t most = std::numeric_limits<std::int32_t>::max();
    if (value.size() > most - chunks_[column].bytes.size()) {
        throw std::length_error("the text for the column '" + sealed_->schema_[column].name +
                                "' is too long");
    }
    ColumnValues& chunk = cell(column, bit_of(Type::text));
    chunk.bytes.insert(chunk.bytes.end(), value.begin(), value.end());
    chunk.offsets.push_back(static_cast<std::int32_t>(chunk.bytes.size()));
    is_large_ = is_large_ || chunk.bytes.size() > texts_a_batch;
}

std::int32_t Builder::intern(std::size_t column, std::string_view word) {
    Column& of = columns_[column];
    // Rows often repeat the word of the row before.
    if (of.last_word >= 0 && of.words.view(of.last_word) == word) {
        return of.last_word;
    }
    const auto found = of.index_of_word.find(word);
    if (found != of.index_of_word.end()) {
        return of.last_word = found->second;
    }
    const auto index = static_cast<std::int32_t>(of.words.size());
    of.words.add(word);
    of.index_of_word.emplace(word, index);
    return of.last_word = index;
}

std::shared_ptr<RecordBatch> Builder::batch_of(std::vector<ColumnValues> chunks) const {
    auto batch = std::make_shared<RecordBatch>();
    batch->rows = rows_;
    batch->columns = std::move(chunks);
    for (std::size_t column = 0; column < columns_.size(); ++column) {
        if (columns_[column].filled == unused) {
            batch->columns[column].nulls = rows_;
            // The widest values have eight bytes; texts have one more offset than rows.
            batch->blank.resize(8 * (static_cast<std::size_t>(rows_) + 1));
        }
    }
    return batch;
}

void Builder::end_batch() {
    for (std::size_t column = 0; column < columns_.size(); ++column) {
        if (columns_[column].filled != unused && columns_[column].filled < rows_) {
            fill(column);
        }
    }
    sealed_->batches_.push_back(batch_of(std::move(chunks_)));
    sealed_->rows_ += rows_;
    chunks_ = std::vector<ColumnValues>(columns_.size());
    for (Column& column : columns_) {
        column.filled = unused;
    }
    rows_ = 0;
    is_large_ = false;
}

void Builder::share_words() {
    for (std::size_t column = 0; column < columns_.size(); ++column) {
        if (columns_[column].words.size() > sealed_->words_[column]->size()) {
            sealed_->words_[column] = std::make_shared<Words>(columns_[column].words);
        }
    }
}

void Builder::check_row_ended() const {
    if (std::any_of(columns_.begin(), columns_.end(),
                    [this](const Column& column) { return column.filled > rows_; })) {
        throw std::logic_error("a row has begun and not ended");
    }
}

std::shared_ptr<const Table> Builder::snapshot() {
    check_row_ended();
    if (rows_ >= rows_worth_sharing) {
        end_batch();
    }
    share_words();
    auto table = std::make_shared<Table>(*sealed_);
    if (rows_ > 0) {
        for (std::size_t column = 0; column < columns_.size(); ++column) {
            if (columns_[column].filled != unused && columns_[column].filled < rows_) {
                fill(column);
            }
        }
        table->batches_.push_back(batch_of(chunks_));
        table->rows_ += rows_;
    }
    return table;
}

std::shared_ptr<const Table> Builder::finish() {
    check_row_ended();
    if (rows_ > 0) {
        end_batch();
    }
    share_words();
    return std::exchange(sealed_, nullptr);
}

}  // namespace cordboard::columns
