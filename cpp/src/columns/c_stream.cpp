// SPDX-License-Identifier: Apache-2.0
#include "columns/c_stream.hpp"

#include <utility>

#include <cordboard/columns.hpp>

namespace cordboard::columns {

namespace {

using SharedTable = std::shared_ptr<const Table>;

const char* format_of(Type type) {
    constexpr const char* formats[] = {"l", "g", "b", "u", "i", "tsu:UTC"};
    return formats[static_cast<std::size_t>(type)];
}

// What an exported schema owns; freed by its release callback.
struct SchemaOwner {
    SharedTable table;
    std::vector<ArrowSchema> children;
    std::vector<ArrowSchema*> pointers;
    ArrowSchema dictionary{};
};

void release_schema(ArrowSchema* schema) {
    for (std::int64_t i = 0; i < schema->n_children; ++i) {
        if (schema->children[i]->release != nullptr) {
            schema->children[i]->release(schema->children[i]);
        }
    }
    if (schema->dictionary != nullptr && schema->dictionary->release != nullptr) {
        schema->dictionary->release(schema->dictionary);
    }
    delete static_cast<SchemaOwner*>(schema->private_data);
    schema->release = nullptr;
}

ArrowSchema make_schema(const char* format, const char* name, SchemaOwner* owner) {
    ArrowSchema schema{};
    schema.format = format;
    schema.name = name;
    schema.flags = ARROW_FLAG_NULLABLE;
    schema.release = release_schema;
    schema.private_data = owner;
    return schema;
}

int get_schema(ArrowArrayStream* stream, ArrowSchema* out);

// What an exported array owns: the table, and the pointers into it.
struct ArrayOwner {
    SharedTable table;
    std::vector<const void*> buffers;
    std::vector<ArrowArray> children;
    std::vector<ArrowArray*> pointers;
    ArrowArray dictionary{};
    std::vector<std::int32_t> offsets;  // of a dictionary's words
    std::string bytes;
};

void release_array(ArrowArray* array) {
    for (std::int64_t i = 0; i < array->n_children; ++i) {
        if (array->children[i]->release != nullptr) {
            array->children[i]->release(array->children[i]);
        }
    }
    if (array->dictionary != nullptr && array->dictionary->release != nullptr) {
        array->dictionary->release(array->dictionary);
    }
    delete static_cast<ArrayOwner*>(array->private_data);
    array->release = nullptr;
}

ArrowArray make_array(std::int64_t length, std::int64_t nulls, ArrayOwner* owner) {
    ArrowArray array{};
    array.length = length;
    array.null_count = nulls;
    array.n_buffers = static_cast<std::int64_t>(owner->buffers.size());
    array.buffers = owner->buffers.data();
    array.release = release_array;
    array.private_data = owner;
    return array;
}

ArrowArray export_words(const SharedTable& table, std::size_t column) {
    auto* owner = new ArrayOwner{};
    owner->table = table;
    owner->offsets.push_back(0);
    for (const std::string& word : table->words(column)) {
        owner->bytes += word;
        owner->offsets.push_back(static_cast<std::int32_t>(owner->bytes.size()));
    }
    owner->buffers = {nullptr, owner->offsets.data(), owner->bytes.data()};
    return make_array(static_cast<std::int64_t>(table->words(column).size()), 0, owner);
}

ArrowArray export_column(const SharedTable& table, const RecordBatch& batch, std::size_t column) {
    const ColumnValues& data = batch.columns[column];
    auto* owner = new ArrayOwner{};
    owner->table = table;
    const void* valid = data.valid.empty() ? nullptr : data.valid.data();
    switch (table->schema()[column].type) {
        case Type::integer:
        case Type::instant:
            owner->buffers = {valid, data.integers.data()};
            break;
        case Type::real:
            owner->buffers = {valid, data.reals.data()};
            break;
        case Type::boolean:
            owner->buffers = {valid, data.bits.data()};
            break;
        case Type::word:
            owner->buffers = {valid, data.offsets.data()};
            owner->dictionary = export_words(table, column);
            break;
        case Type::text:
            owner->buffers = {valid, data.offsets.data(), data.bytes.data()};
            break;
    }
    ArrowArray array = make_array(batch.rows, data.nulls, owner);
    if (table->schema()[column].type == Type::word) {
        array.dictionary = &owner->dictionary;
    }
    return array;
}

struct StreamOwner {
    SharedTable table;
    std::size_t next = 0;
};

StreamOwner& owner_of(ArrowArrayStream* stream) {
    return *static_cast<StreamOwner*>(stream->private_data);
}

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
    const SharedTable& table = owner_of(stream).table;
    auto* owner = new SchemaOwner{};
    owner->table = table;
    for (const ColumnSchema& column : table->schema()) {
        auto* of_child = new SchemaOwner{};
        of_child->table = table;
        ArrowSchema child = make_schema(format_of(column.type), column.name.c_str(), of_child);
        if (column.type == Type::word) {
            of_child->dictionary = make_schema("u", "", nullptr);
            child.dictionary = &of_child->dictionary;
        }
        owner->children.push_back(child);
    }
    for (ArrowSchema& child : owner->children) {
        owner->pointers.push_back(&child);
    }
    *out = make_schema("+s", "", owner);
    out->n_children = static_cast<std::int64_t>(owner->pointers.size());
    out->children = owner->pointers.data();
    return 0;
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) {
    StreamOwner& from = owner_of(stream);
    if (from.next >= from.table->batches().size()) {
        *out = {};
        return 0;
    }
    const RecordBatch& batch = from.table->batches()[from.next++];
    auto* owner = new ArrayOwner{};
    owner->table = from.table;
    owner->buffers = {nullptr};
    for (std::size_t column = 0; column < batch.columns.size(); ++column) {
        owner->children.push_back(export_column(from.table, batch, column));
    }
    for (ArrowArray& child : owner->children) {
        owner->pointers.push_back(&child);
    }
    *out = make_array(batch.rows, 0, owner);
    out->n_children = static_cast<std::int64_t>(owner->pointers.size());
    out->children = owner->pointers.data();
    return 0;
}

const char* get_last_error(ArrowArrayStream*) { return nullptr; }

void release_stream(ArrowArrayStream* stream) {
    delete static_cast<StreamOwner*>(stream->private_data);
    stream->release = nullptr;
}

}  // namespace

void export_stream(std::shared_ptr<const Table> table, ArrowArrayStream* stream) {
    stream->get_schema = get_schema;
    stream->get_next = get_next;
    stream->get_last_error = get_last_error;
    stream->release = release_stream;
    stream->private_data = new StreamOwner{std::move(table), 0};
}

}  // namespace cordboard::columns
