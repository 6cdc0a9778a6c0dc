// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

#include <cordboard/columns.hpp>

namespace cordboard::columns {

namespace {

bool bit(const Buffer<std::uint8_t>& bits, std::size_t at) {
    return (bits[at / 8] >> (at % 8) & 1) != 0;
}

bool same_cell(const Rows& one, const Rows& other, std::size_t column, Type type) {
    if (one.is_null(column) || other.is_null(column)) {
        return one.is_null(column) == other.is_null(column);
    }
    switch (type) {
        case Type::integer:
        case Type::instant:
            return one.integer(column) == other.integer(column);
        case Type::real: {
            const double a = one.real(column);
            const double b = other.real(column);
            return a == b || (a != a && b != b);
        }
        case Type::boolean:
            return one.boolean(column) == other.boolean(column);
        case Type::text:
        case Type::word:
            return one.text(column) == other.text(column);
    }
    return false;
}

bool has_values(const Table& table, std::size_t column) {
    return std::any_of(table.batches().begin(), table.batches().end(), [&](const auto& batch) {
        return batch->columns[column].nulls < batch->rows;
    });
}

}  // namespace

std::string_view name_of(Type type) {
    constexpr std::string_view names[] = {"integer", "real", "boolean", "text", "word", "instant"};
    return names[static_cast<std::size_t>(type)];
}

std::string_view Words::view(std::int32_t index) const {
    const auto at = static_cast<std::size_t>(index);
    const auto begin = static_cast<std::size_t>(offsets[at]);
    return {bytes.data() + begin, static_cast<std::size_t>(offsets[at + 1]) - begin};
}

void Words::add(std::string_view word) {
    constexpr std::size_t most = std::numeric_limits<std::int32_t>::max();
    if (word.size() > most - bytes.size()) {
        throw std::length_error("the different words of a column exceed 2 GiB; make it a text");
    }
    bytes.insert(bytes.end(), word.begin(), word.end());
    offsets.push_back(static_cast<std::int32_t>(bytes.size()));
}

bool operator==(const Table& one, const Table& other) {
    if (one.rows() != other.rows() || one.schema() != other.schema()) {
        return false;
    }
    Rows of_one(one);
    Rows of_other(other);
    while (of_one.next() && of_other.next()) {
        for (std::size_t column = 0; column < one.schema().size(); ++column) {
            if (!same_cell(of_one, of_other, column, one.schema()[column].type)) {
                return false;
            }
        }
    }
    return true;
}

Rows::Rows(const Table& table, std::int64_t start) : table_(&table) {
    std::int64_t skipped = std::max<std::int64_t>(start, 0);
    const auto& batches = table.batches();
    while (next_batch_ < batches.size() && skipped >= batches[next_batch_]->rows) {
        skipped -= batches[next_batch_++]->rows;
    }
    if (next_batch_ < batches.size()) {
        batch_ = batches[next_batch_++].get();
        left_ = batch_->rows - skipped;
    }
}

bool Rows::next() {
    while (left_ == 0) {
        if (next_batch_ >= table_->batches().size()) {
            return false;
        }
        batch_ = table_->batches()[next_batch_++].get();
        left_ = batch_->rows;
    }
    at_ = static_cast<std::size_t>(batch_->rows - left_--);
    return true;
}

bool Rows::is_null(std::size_t column) const {
    const ColumnValues& of = chunk(column);
    return of.nulls == batch_->rows || (!of.valid.empty() && !bit(of.valid, at_));
}

double Rows::real(std::size_t column) const {
    const ColumnValues& of = chunk(column);
    return of.reals.empty() ? static_cast<double>(of.integers[at_]) : of.reals[at_];
}

bool Rows::boolean(std::size_t column) const { return bit(chunk(column).bits, at_); }

std::string_view Rows::text(std::size_t column) const {
    const ColumnValues& of = chunk(column);
    if (table_->schema()[column].type == Type::word) {
        return table_->words(column).view(of.offsets[at_]);
    }
    const auto begin = static_cast<std::size_t>(of.offsets[at_]);
    const auto end = static_cast<std::size_t>(of.offsets[at_ + 1]);
    return {of.bytes.data() + begin, end - begin};
}

std::optional<std::size_t> find_column(const Table& table, std::string_view name,
                                       std::initializer_list<Type> types) {
    const auto& schema = table.schema();
    for (std::size_t column = 0; column < schema.size(); ++column) {
        if (schema[column].name != name) {
            continue;
        }
        const Type found = schema[column].type;
        if (std::find(types.begin(), types.end(), found) == types.end() &&
            has_values(table, column)) {
            std::string expected;
            for (const Type type : types) {
                expected += (expected.empty() ? "" : " or ") + std::string(name_of(type));
            }
            throw BadTable("the column '" + std::string(name) + "' must be " + expected + ", not " +
                           std::string(name_of(found)));
        }
        return column;
    }
    return std::nullopt;
}

}  // namespace cordboard::columns
