// SPDX-License-Identifier: Apache-2.0
#include "columns/table_bytes.hpp"

#include <cstring>
#include <utility>

namespace cordboard::columns {

namespace {

class Writer {
  public:
    void number(std::int64_t value) { append(&value, sizeof(value)); }

    template <class T>
    void buffer(const Buffer<T>& values) {
        number(static_cast<std::int64_t>(values.size()));
        append(values.data(), values.size() * sizeof(T));
    }

    std::string take() { return std::move(bytes_); }

  private:
    void append(const void* memory, std::size_t size) {
        bytes_.append(static_cast<const char*>(memory), size);
    }

    std::string bytes_;
};

class Reader {
  public:
    explicit Reader(std::string_view bytes) : rest_(bytes) {}

    std::int64_t number() {
        std::int64_t value = 0;
        copy(&value, sizeof(value));
        return value;
    }

    // How many of something that takes at least a byte each.
    std::size_t count() {
        const std::int64_t value = number();
        if (value < 0 || static_cast<std::size_t>(value) > rest_.size()) {
            throw BadTable("these bytes are no table: they end too early");
        }
        return static_cast<std::size_t>(value);
    }

    template <class T>
    void buffer(Buffer<T>& values) {
        values.resize(count());
        copy(values.data(), values.size() * sizeof(T));
    }

    void finish() const {
        if (!rest_.empty()) {
            throw BadTable("these bytes are no table: they go on after its end");
        }
    }

  private:
    void copy(void* memory, std::size_t size) {
        if (size > rest_.size()) {
            throw BadTable("these bytes are no table: they end too early");
        }
        if (size > 0) {
            std::memcpy(memory, rest_.data(), size);
        }
        rest_.remove_prefix(size);
    }

    std::string_view rest_;
};

// Calls `visit` with every buffer of a column, in the order of the bytes.
template <class Column, class Visit>
void for_each_buffer(Column& column, Visit&& visit) {
    visit(column.valid);
    visit(column.integers);
    visit(column.reals);
    visit(column.bits);
    visit(column.offsets);
    visit(column.bytes);
}

}  // namespace

std::string bytes_of(const Table& table) {
    Writer writer;
    const std::size_t columns = table.schema().size();
    writer.number(static_cast<std::int64_t>(columns));
    for (std::size_t at = 0; at < columns; ++at) {
        const ColumnSchema& column = table.schema()[at];
        writer.buffer(Buffer<char>(column.name.begin(), column.name.end()));
        writer.number(static_cast<std::int64_t>(column.type));
        writer.buffer(table.words(at).offsets);
        writer.buffer(table.words(at).bytes);
    }
    writer.number(static_cast<std::int64_t>(table.batches().size()));
    for (const auto& batch : table.batches()) {
        writer.number(batch->rows);
        writer.buffer(batch->blank);
        for (const ColumnValues& column : batch->columns) {
            writer.number(column.nulls);
            for_each_buffer(column, [&](const auto& values) { writer.buffer(values); });
        }
    }
    return writer.take();
}

std::shared_ptr<const Table> table_of_bytes(std::string_view bytes) {
    Reader reader(bytes);
    auto table = std::make_shared<Table>();
    const std::size_t columns = reader.count();
    for (std::size_t at = 0; at < columns; ++at) {
        Buffer<char> name;
        reader.buffer(name);
        const auto type = static_cast<Type>(reader.number());
        table->schema_.push_back({std::string(name.begin(), name.end()), type});
        auto words = std::make_shared<Words>();
        reader.buffer(words->offsets);
        reader.buffer(words->bytes);
        table->words_.push_back(std::move(words));
    }
    for (std::size_t left = reader.count(); left > 0; --left) {
        auto batch = std::make_shared<RecordBatch>();
        batch->rows = reader.number();
        reader.buffer(batch->blank);
        batch->columns.resize(columns);
        for (ColumnValues& column : batch->columns) {
            column.nulls = reader.number();
            for_each_buffer(column, [&](auto& values) { reader.buffer(values); });
        }
        table->rows_ += batch->rows;
        table->batches_.push_back(std::move(batch));
    }
    reader.finish();
    return table;
}

}  // namespace cordboard::columns
