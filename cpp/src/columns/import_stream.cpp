// SPDX-License-Identifier: Apache-2.0
// Tables of other libraries. The interface carries no sizes of buffers, so what can be checked is:
// types, counts, offsets that rise, indices inside their dictionary, UTF-8. The values are copied
// into a table of our own, in which only six types are left to deal with.
#include <algorithm>
#include <limits>
#include <memory>
#include <utility>

#include <cordboard/columns.hpp>

#include "columns/c_stream.hpp"
#include "columns/foreign_column.hpp"

namespace cordboard::columns {

namespace {

// What a stream gives is ours to release, also when reading ends with an error.
template <class Structure>
struct Received : Structure {
    Received() : Structure{} {}
    Received(const Received&) = delete;
    Received& operator=(const Received&) = delete;
    ~Received() {
        if (this->release != nullptr) {
            this->release(this);
        }
    }
};

void check(ArrowArrayStream* stream, int code) {
    if (code != 0) {
        const char* error = stream->get_last_error(stream);
        throw BadTable(std::string("the table cannot be read: ") +
                       (error == nullptr ? "error " + std::to_string(code) : error));
    }
}

// The columns to take, and where they stand in the batches.
struct Plan {
    std::vector<ColumnSchema> schema;
    std::vector<ForeignType> types;
    std::vector<std::size_t> places;
};

Plan plan_of(const ArrowSchema& whole, const std::vector<std::string>& wanted) {
    if (std::string_view(whole.format) != "+s") {
        throw BadTable("a table is expected, not a single column");
    }
    Plan plan;
    for (std::int64_t i = 0; i < whole.n_children; ++i) {
        const ArrowSchema& child = *whole.children[i];
        const std::string name = child.name == nullptr ? "" : child.name;
        if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), name) == wanted.end()) {
            continue;
        }
        for (const ColumnSchema& before : plan.schema) {
            if (before.name == name) {
                throw BadTable("the column '" + name + "' is there twice");
            }
        }
        const ForeignType type = foreign_type(child, name);
        plan.schema.push_back({name, type.lands_as});
        plan.types.push_back(type);
        plan.places.push_back(static_cast<std::size_t>(i));
    }
    return plan;
}

void append(Builder& builder, const Plan& plan, const ArrowArray& batch, std::size_t children) {
    if (batch.length < 0 || batch.offset < 0 || batch.n_buffers != 1 ||
        batch.n_children != static_cast<std::int64_t>(children)) {
        throw BadTable("the table breaks the rules of the Arrow C interface");
    }
    const auto* valid = static_cast<const std::uint8_t*>(batch.buffers[0]);
    std::vector<ForeignColumn> columns;
    for (std::size_t i = 0; i < plan.places.size(); ++i) {
        columns.emplace_back(*batch.children[plan.places[i]], plan.types[i], plan.schema[i].name,
                             batch.offset, batch.length);
    }
    for (std::int64_t row = 0; row < batch.length; ++row) {
        const std::int64_t at = batch.offset + row;
        if (valid == nullptr || (valid[at / 8] >> (at % 8) & 1) != 0) {
            for (std::size_t i = 0; i < columns.size(); ++i) {
                columns[i].copy(row, builder, i);
            }
        }
        builder.end_row();
    }
}

}  // namespace

std::shared_ptr<const Table> import_stream(ArrowArrayStream* stream,
                                           const std::vector<std::string>& wanted) {
    if (stream == nullptr || stream->release == nullptr) {
        throw BadTable("the table has been read already");
    }
    // A stream can be read once: whoever comes next shall be told, not be given an empty table.
    const std::unique_ptr<ArrowArrayStream, void (*)(ArrowArrayStream*)> end(
        stream, [](ArrowArrayStream* read) { read->release(read); });
    Received<ArrowSchema> schema;
    check(stream, stream->get_schema(stream, &schema));
    const Plan plan = plan_of(schema, wanted);
    Builder builder(plan.schema);
    while (true) {
        Received<ArrowArray> batch;
        check(stream, stream->get_next(stream, &batch));
        if (batch.release == nullptr) {
            return builder.finish();
        }
        append(builder, plan, batch, static_cast<std::size_t>(schema.n_children));
    }
}

}  // namespace cordboard::columns
