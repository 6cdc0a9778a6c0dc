// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include <cordboard/columns.hpp>

namespace cordboard::columns {

namespace {

bool bit(const std::vector<std::uint8_t>& bits, std::int64_t at) {
    return (bits[static_cast<std::size_t>(at / 8)] >> (at % 8) & 1) != 0;
}

void push_bit(std::vector<std::uint8_t>& bits, std::int64_t at, bool value) {
    if (at % 8 == 0) {
        bits.push_back(0);
    }
    if (value) {
        bits.back() = static_cast<std::uint8_t>(bits.back() | (1U << (at % 8)));
    }
}

// The bits of rows `from` … `to` - 1, all of one value; byte by byte where whole bytes are due.
void push_bits(std::vector<std::uint8_t>& bits, std::int64_t from, std::int64_t to, bool value) {
    while (from < to) {
        if (from % 8 == 0 && to - from >= 8) {
            const std::int64_t bytes = (to - from) / 8;
            bits.insert(bits.end(), static_cast<std::size_t>(bytes), value ? 0xFF : 0);
            from += 8 * bytes;
        } else {
            push_bit(bits, from, value);
            ++from;
        }
    }
}

}  // namespace

bool Table::is_null(std::size_t column, const RecordBatch& batch, std::int64_t row) const {
    const ColumnValues& data = batch.columns[column];
    return !data.valid.empty() && !bit(data.valid, row);
}

std::string_view Table::text(std::size_t column, const RecordBatch& batch, std::int64_t row) const {
    const ColumnValues& data = batch.columns[column];
    const auto at = static_cast<std::size_t>(row);
    if (schema_[column].type == Type::word) {
        return words_[column][static_cast<std::size_t>(data.offsets[at])];
    }
    const auto begin = static_cast<std::size_t>(data.offsets[at]);
    return std::string_view(data.bytes)
        .substr(begin, static_cast<std::size_t>(data.offsets[at + 1]) - begin);
}

Builder::Builder(std::vector<ColumnSchema> schema, std::int64_t rows_a_batch)
    : table_(std::make_shared<Table>()), rows_a_batch_(rows_a_batch) {
    table_->schema_ = std::move(schema);
    table_->words_.resize(table_->schema_.size());
    known_words_.resize(table_->schema_.size());
    filled_.assign(table_->schema_.size(), 0);
    batch_.columns.resize(table_->schema_.size());
}

// Rows that the column has not been told about are null.
void Builder::pad(std::size_t column, std::int64_t rows) {
    ColumnValues& data = batch_.columns[column];
    const std::int64_t from = filled_[column];
    if (from == rows) {
        return;
    }
    if (data.valid.empty()) {
        push_bits(data.valid, 0, from, true);
    }
    push_bits(data.valid, from, rows, false);
    data.nulls += rows - from;
    const auto size = static_cast<std::size_t>(rows);
    switch (table_->schema_[column].type) {
        case Type::integer:
        case Type::instant:
            data.integers.resize(size);
            break;
        case Type::real:
            data.reals.resize(size);
            break;
        case Type::boolean:
            push_bits(data.bits, from, rows, false);
            break;
        case Type::word:
            data.offsets.resize(size);
            break;
        case Type::text:
            data.offsets.resize(size + 1, static_cast<std::int32_t>(data.bytes.size()));
            break;
    }
    filled_[column] = rows;
}

ColumnValues& Builder::cell(std::size_t column, bool has_value) {
    pad(column, batch_.rows);
    ColumnValues& data = batch_.columns[column];
    if (!data.valid.empty()) {
        push_bit(data.valid, batch_.rows, has_value);
    }
    filled_[column] = batch_.rows + 1;
    return data;
}

void Builder::set_integer(std::size_t column, std::int64_t value) {
    cell(column, true).integers.push_back(value);
}

void Builder::set_real(std::size_t column, double value) {
    cell(column, true).reals.push_back(value);
}

void Builder::set_boolean(std::size_t column, bool value) {
    push_bit(cell(column, true).bits, batch_.rows, value);
}

void Builder::set_text(std::size_t column, std::string_view value) {
    ColumnValues& data = cell(column, true);
    if (data.offsets.empty()) {
        data.offsets.push_back(0);
    }
    data.bytes += value;
    data.offsets.push_back(static_cast<std::int32_t>(data.bytes.size()));
}

void Builder::set_word(std::size_t column, std::string_view value) {
    const std::int32_t index = word_index(column, value);
    cell(column, true).offsets.push_back(index);
}

std::int32_t Builder::word_index(std::size_t column, std::string_view value) {
    auto& words = table_->words_[column];
    const auto found = std::find(words.begin(), words.end(), value);
    if (found != words.end()) {
        return static_cast<std::int32_t>(found - words.begin());
    }
    words.emplace_back(value);
    return static_cast<std::int32_t>(words.size() - 1);
}

void Builder::end_row() {
    ++batch_.rows;
    // A batch ends before its texts outgrow 32-bit offsets.
    constexpr std::size_t texts_a_batch = std::size_t{1} << 30;
    const auto is_large = [](const ColumnValues& data) {
        return data.bytes.size() > texts_a_batch;
    };
    if (batch_.rows >= rows_a_batch_ ||
        (batch_.rows % 1024 == 0 &&
         std::any_of(batch_.columns.begin(), batch_.columns.end(), is_large))) {
        end_batch();
    }
}

void Builder::end_batch() {
    for (std::size_t column = 0; column < batch_.columns.size(); ++column) {
        pad(column, batch_.rows);
        if (table_->schema_[column].type == Type::text && batch_.columns[column].offsets.empty()) {
            batch_.columns[column].offsets.push_back(0);
        }
        filled_[column] = 0;
    }
    table_->rows_ += batch_.rows;
    table_->batches_.push_back(std::move(batch_));
    batch_ = {};
    batch_.columns.resize(table_->schema_.size());
}

std::shared_ptr<const Table> Builder::finish() {
    if (batch_.rows > 0) {
        end_batch();
    }
    return std::exchange(table_, nullptr);
}

}  // namespace cordboard::columns
