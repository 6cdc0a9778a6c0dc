// SPDX-License-Identifier: Apache-2.0
#include <pybind11/stl.h>

#include <cordboard/columns.hpp>

#include "columns/c_stream.hpp"
#include "registers.hpp"

namespace py = pybind11;

namespace cordboard::bindings {

namespace {

using columns::Table;
using columns::Type;

constexpr const char* stream_name = "arrow_array_stream";

void destroy(PyObject* capsule) {
    auto* stream = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule, stream_name));
    if (stream == nullptr) {
        return;
    }
    if (stream->release != nullptr) {
        stream->release(stream);
    }
    delete stream;
}

py::object stream_of(const std::shared_ptr<const Table>& table) {
    auto stream = std::make_unique<ArrowArrayStream>();
    columns::export_stream(table, stream.get());
    PyObject* capsule = PyCapsule_New(stream.get(), stream_name, destroy);
    if (capsule == nullptr) {
        stream->release(stream.get());
        throw py::error_already_set();
    }
    (void)stream.release();
    return py::reinterpret_steal<py::object>(capsule);
}

py::object value(const Table& table, std::size_t column, const columns::RecordBatch& batch,
                 std::int64_t row) {
    if (table.is_null(column, batch, row)) {
        return py::none();
    }
    const columns::ColumnValues& data = batch.columns[column];
    const auto at = static_cast<std::size_t>(row);
    switch (table.schema()[column].type) {
        case Type::integer:
        case Type::instant:
            return py::int_(data.integers[at]);
        case Type::real:
            return py::float_(data.reals[at]);
        case Type::boolean:
            return py::bool_((data.bits[at / 8] >> (at % 8) & 1) != 0);
        case Type::word:
        case Type::text:
            return py::str(std::string(table.text(column, batch, row)));
    }
    return py::none();
}

// Rows `start` … `stop` - 1 as tuples; instants as microseconds.
py::list rows(const Table& table, std::int64_t start, std::int64_t stop) {
    py::list out;
    std::int64_t first = 0;
    for (const columns::RecordBatch& batch : table.batches()) {
        for (std::int64_t row = std::max<std::int64_t>(start - first, 0);
             row < std::min(stop - first, batch.rows); ++row) {
            py::tuple one(table.schema().size());
            for (std::size_t column = 0; column < table.schema().size(); ++column) {
                one[column] = value(table, column, batch, row);
            }
            out.append(one);
        }
        first += batch.rows;
    }
    return out;
}

Type type_of(const std::string& name) {
    constexpr const char* names[] = {"integer", "real", "boolean", "text", "word", "instant"};
    for (std::size_t i = 0; i < std::size(names); ++i) {
        if (name == names[i]) {
            return static_cast<Type>(i);
        }
    }
    throw py::value_error("no such column type: " + name);
}

void set(columns::Builder& builder, std::size_t column, Type type, const py::handle& cell) {
    switch (type) {
        case Type::integer:
        case Type::instant:
            builder.set_integer(column, cell.cast<std::int64_t>());
            return;
        case Type::real:
            builder.set_real(column, cell.cast<double>());
            return;
        case Type::boolean:
            builder.set_boolean(column, cell.cast<bool>());
            return;
        case Type::word:
            builder.set_word(column, cell.cast<std::string>());
            return;
        case Type::text:
            builder.set_text(column, cell.cast<std::string>());
            return;
    }
}

// Columns as (name, type, list of values) of one length.
std::shared_ptr<const Table> table_of(
    const std::vector<std::tuple<std::string, std::string, py::list>>& given) {
    std::vector<columns::ColumnSchema> schema;
    for (const auto& [name, type, values] : given) {
        schema.push_back({name, type_of(type)});
        if (values.size() != std::get<2>(given.front()).size()) {
            throw py::value_error("the columns differ in length");
        }
    }
    columns::Builder builder(schema);
    const std::size_t count = given.empty() ? 0 : std::get<2>(given.front()).size();
    for (std::size_t row = 0; row < count; ++row) {
        for (std::size_t column = 0; column < given.size(); ++column) {
            const py::object cell = std::get<2>(given[column])[row];
            if (!cell.is_none()) {
                set(builder, column, schema[column].type, cell);
            }
        }
        builder.end_row();
    }
    return builder.finish();
}

}  // namespace

void register_columns(py::module_& module) {
    // Held as a shared pointer to const: nothing here changes a table.
    py::class_<Table, std::shared_ptr<Table>>(module, "Table")
        .def(
            "__arrow_c_stream__",
            [](const std::shared_ptr<Table>& self, const py::object&) { return stream_of(self); },
            py::arg("requested_schema") = py::none())
        .def("__len__", [](const Table& self) { return self.rows(); })
        .def("rows", &rows)
        .def_property_readonly("schema", [](const Table& self) {
            constexpr const char* names[] = {"integer", "real", "boolean",
                                             "text",    "word", "instant"};
            py::list out;
            for (const columns::ColumnSchema& column : self.schema()) {
                out.append(
                    py::make_tuple(column.name, names[static_cast<std::size_t>(column.type)]));
            }
            return out;
        });
    module.def("table_of", &table_of);  // after the class it names in its signature
}

}  // namespace cordboard::bindings
