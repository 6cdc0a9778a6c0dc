// SPDX-License-Identifier: Apache-2.0
// Arrow's structures are C: what they point to belongs to an owner behind `private_data`. Every
// owner here keeps the table alive by a shared pointer, and its destructor releases the children
// that no reader has moved away, so a half-built structure is cleaned up like a whole one. Nothing
// needs Python's lock, and an exception becomes an error code before it meets a C frame.
#include <array>
#include <cerrno>
#include <memory>
#include <utility>

#include <cordboard/columns.hpp>

#include "columns/c_stream.hpp"

namespace cordboard::columns {

namespace {

using SharedTable = std::shared_ptr<const Table>;

const char* format_of(Type type) {
    constexpr const char* formats[] = {"l", "g", "b", "u", "i", "tsu:UTC"};
    return formats[static_cast<std::size_t>(type)];
}

// `Structure` is ArrowSchema or ArrowArray.
template <class Structure>
struct Owner {
    explicit Owner(SharedTable shared, std::size_t count = 0)
        : table(std::move(shared)), children(count), pointers(count) {
        for (std::size_t i = 0; i < count; ++i) {
            pointers[i] = &children[i];
        }
    }
    Owner(const Owner&) = delete;
    Owner& operator=(const Owner&) = delete;
    ~Owner() {
        for (Structure& child : children) {
            release(child);
        }
        release(dictionary);
    }

    static void release(Structure& one) {
        if (one.release != nullptr) {
            one.release(&one);
        }
    }

    SharedTable table;
    std::vector<Structure> children;
    std::vector<Structure*> pointers;
    Structure dictionary{};
    std::array<const void*, 3> buffers{};
};

template <class Structure>
void release_owned(Structure* one) {
    delete static_cast<Owner<Structure>*>(one->private_data);
    one->release = nullptr;
}

// Hands the owner over to the structure it is for.
template <class Structure>
void hand_over(std::unique_ptr<Owner<Structure>> owner, Structure& to) {
    to.n_children = static_cast<std::int64_t>(owner->children.size());
    to.children = owner->pointers.data();
    to.dictionary = owner->dictionary.release == nullptr ? nullptr : &owner->dictionary;
    to.release = release_owned<Structure>;
    to.private_data = owner.release();
}

using SchemaOwner = Owner<ArrowSchema>;
using ArrayOwner = Owner<ArrowArray>;

void fill_schema(std::unique_ptr<SchemaOwner> owner, const char* format, const char* name,
                 std::int64_t flags, ArrowSchema& to) {
    to = {};
    to.format = format;
    to.name = name;
    to.flags = flags;
    hand_over(std::move(owner), to);
}

void export_schema(const SharedTable& table, ArrowSchema& to) {
    const auto& schema = table->schema();
    auto whole = std::make_unique<SchemaOwner>(table, schema.size());
    for (std::size_t column = 0; column < schema.size(); ++column) {
        auto owner = std::make_unique<SchemaOwner>(table);
        if (schema[column].type == Type::word) {
            fill_schema(std::make_unique<SchemaOwner>(table), "u", "", ARROW_FLAG_NULLABLE,
                        owner->dictionary);
        }
        fill_schema(std::move(owner), format_of(schema[column].type), schema[column].name.c_str(),
                    ARROW_FLAG_NULLABLE, whole->children[column]);
    }
    fill_schema(std::move(whole), "+s", "", 0, to);
}

void fill_array(std::unique_ptr<ArrayOwner> owner, std::int64_t buffers, std::int64_t length,
                std::int64_t nulls, ArrowArray& to) {
    to = {};
    to.length = length;
    to.null_count = nulls;
    to.n_buffers = buffers;
    to.buffers = owner->buffers.data();
    hand_over(std::move(owner), to);
}

void export_words(const SharedTable& table, std::size_t column, ArrowArray& to) {
    const Words& words = table->words(column);
    auto owner = std::make_unique<ArrayOwner>(table);
    owner->buffers = {nullptr, words.offsets.data(), words.bytes.data()};
    fill_array(std::move(owner), 3, static_cast<std::int64_t>(words.size()), 0, to);
}

const void* values_of(const ColumnValues& chunk, Type type) {
    switch (type) {
        case Type::integer:
        case Type::instant:
            return chunk.integers.data();
        case Type::real:
            return chunk.reals.data();
        case Type::boolean:
            return chunk.bits.data();
        case Type::word:
        case Type::text:
            return chunk.offsets.data();
    }
    return nullptr;
}

void export_column(const SharedTable& table, const RecordBatch& batch, std::size_t column,
                   ArrowArray& to) {
    const ColumnValues& chunk = batch.columns[column];
    const Type type = table->schema()[column].type;
    auto owner = std::make_unique<ArrayOwner>(table);
    if (chunk.nulls == batch.rows) {
        owner->buffers = {batch.blank.data(), batch.blank.data(), nullptr};
    } else {
        const void* valid = chunk.valid.empty() ? nullptr : chunk.valid.data();
        owner->buffers = {valid, values_of(chunk, type), chunk.bytes.data()};
    }
    if (type == Type::word) {
        export_words(table, column, owner->dictionary);
    }
    fill_array(std::move(owner), type == Type::text ? 3 : 2, batch.rows, chunk.nulls, to);
}

void export_batch(const SharedTable& table, const RecordBatch& batch, ArrowArray& to) {
    auto whole = std::make_unique<ArrayOwner>(table, batch.columns.size());
    for (std::size_t column = 0; column < batch.columns.size(); ++column) {
        export_column(table, batch, column, whole->children[column]);
    }
    fill_array(std::move(whole), 1, batch.rows, 0, to);
}

struct Reading {
    SharedTable table;
    std::size_t next = 0;
    const char* error = nullptr;
};

Reading& reading_of(ArrowArrayStream* stream) {
    return *static_cast<Reading*>(stream->private_data);
}

template <class Export>
int guarded(Reading& reading, Export do_export) noexcept {
    try {
        do_export();
        reading.error = nullptr;
        return 0;
    } catch (const std::bad_alloc&) {
        reading.error = "not enough memory to export the table";
        return ENOMEM;
    }
}

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
    Reading& reading = reading_of(stream);
    return guarded(reading, [&] { export_schema(reading.table, *out); });
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) {
    Reading& reading = reading_of(stream);
    const auto& batches = reading.table->batches();
    if (reading.next >= batches.size()) {
        *out = {};
        return 0;
    }
    return guarded(reading, [&] {
        export_batch(reading.table, *batches[reading.next], *out);
        ++reading.next;
    });
}

const char* get_last_error(ArrowArrayStream* stream) { return reading_of(stream).error; }

void release_stream(ArrowArrayStream* stream) {
    delete static_cast<Reading*>(stream->private_data);
    stream->release = nullptr;
}

}  // namespace

ArrowArrayStream* new_stream(std::shared_ptr<const Table> table) {
    auto reading = std::make_unique<Reading>(Reading{std::move(table), 0, nullptr});
    auto* stream =
        new ArrowArrayStream{get_schema, get_next, get_last_error, release_stream, reading.get()};
    (void)reading.release();
    return stream;
}

void drop_stream(ArrowArrayStream* stream) {
    if (stream->release != nullptr) {
        stream->release(stream);
    }
    delete stream;
}

}  // namespace cordboard::columns
