// SPDX-License-Identifier: Apache-2.0
#include <pybind11/numpy.h>
#include <pybind11/stl.h>
#include <pybind11/typing.h>

#include <cordboard/columns.hpp>

#include "base/text_store.hpp"
#include "columns/table_bytes.hpp"
#include "made_by_functions.hpp"
#include "registers.hpp"

namespace py = pybind11;

namespace cordboard::bindings {

namespace {

using columns::Builder;
using columns::Rows;
using columns::Table;
using columns::Type;

constexpr Type types[] = {Type::integer, Type::real, Type::boolean,
                          Type::text,    Type::word, Type::instant};

// For the stubs: what stands in the lists.
using Cells = py::typing::List<py::object>;
using RowTuples = py::typing::List<py::typing::Tuple<py::object, py::ellipsis>>;

// The name that the Arrow PyCapsule interface prescribes.
constexpr const char* stream_name = "arrow_array_stream";

void destroy(PyObject* capsule) {
    auto* stream = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule, stream_name));
    if (stream != nullptr) {
        columns::drop_stream(stream);
    }
}

// A requested schema is a wish that a producer may pass over.
py::object stream_of(const std::shared_ptr<Table>& table, const py::object&) {
    ArrowArrayStream* stream = columns::new_stream(table);
    PyObject* capsule = PyCapsule_New(stream, stream_name, destroy);
    if (capsule == nullptr) {
        columns::drop_stream(stream);
        throw py::error_already_set();
    }
    return py::reinterpret_steal<py::object>(capsule);
}

std::shared_ptr<Table> table_from_stream(const py::object& capsule,
                                         const std::vector<std::string>& wanted) {
    void* stream = PyCapsule_GetPointer(capsule.ptr(), stream_name);
    if (stream == nullptr) {
        throw py::error_already_set();
    }
    // Without the lock: the stream may be fed by threads that need it.
    const py::gil_scoped_release release;
    return std::const_pointer_cast<Table>(
        columns::import_stream(static_cast<ArrowArrayStream*>(stream), wanted));
}

py::object value(const Rows& row, std::size_t column, Type type) {
    if (row.is_null(column)) {
        return py::none();
    }
    switch (type) {
        case Type::integer:
        case Type::instant:
            return py::int_(row.integer(column));
        case Type::real:
            return py::float_(row.real(column));
        case Type::boolean:
            return py::bool_(row.boolean(column));
        case Type::word:
        case Type::text:
            return py::str(row.text(column));
    }
    return py::none();
}

// Rows `start` … `stop` - 1 as tuples; instants as microseconds.
RowTuples rows(const Table& table, std::int64_t start, std::int64_t stop) {
    RowTuples out;
    Rows row(table, start);
    for (std::int64_t at = start; at < stop && row.next(); ++at) {
        py::tuple one(table.schema().size());
        for (std::size_t column = 0; column < table.schema().size(); ++column) {
            one[column] = value(row, column, table.schema()[column].type);
        }
        out.append(one);
    }
    return out;
}

Cells column(const Table& table, std::size_t column) {
    const Type type = table.schema().at(column).type;
    Cells out;
    for (Rows row(table); row.next();) {
        out.append(value(row, column, type));
    }
    return out;
}

Type type_of(const std::string& column, const std::string& name) {
    std::string known;
    for (const Type type : types) {
        if (columns::name_of(type) == name) {
            return type;
        }
        known += (known.empty() ? "" : ", ") + std::string(columns::name_of(type));
    }
    throw py::value_error("the column '" + column + "' cannot be of type '" + name +
                          "'; there are " + known);
}

std::string_view text_of(const py::handle& cell) {
    Py_ssize_t size = 0;
    const char* text = PyUnicode_AsUTF8AndSize(cell.ptr(), &size);
    if (text == nullptr) {
        throw py::error_already_set();
    }
    return {text, static_cast<std::size_t>(size)};
}

// False: the cell is not of that type.
bool set(Builder& builder, std::size_t column, Type type, const py::handle& cell) {
    switch (type) {
        case Type::integer:
        case Type::instant: {
            py::detail::make_caster<std::int64_t> integer;
            if (!integer.load(cell, true)) {
                return false;
            }
            builder.set_integer(column, integer);
            return true;
        }
        case Type::real: {
            py::detail::make_caster<double> real;
            if (!real.load(cell, true)) {
                return false;
            }
            builder.set_real(column, real);
            return true;
        }
        case Type::boolean: {
            py::detail::make_caster<bool> boolean;  // without conversion: bool and numpy.bool
            if (!boolean.load(cell, false)) {
                return false;
            }
            builder.set_boolean(column, boolean);
            return true;
        }
        case Type::word:
        case Type::text:
            if (!py::isinstance<py::str>(cell)) {
                return false;
            }
            if (type == Type::word) {
                builder.set_word(column, text_of(cell));
            } else {
                builder.set_text(column, text_of(cell));
            }
            return true;
    }
    return false;
}

// Columns as (name, type, list of values) of one length.
std::shared_ptr<Table> table_of(
    const std::vector<std::tuple<std::string, std::string, Cells>>& given) {
    std::vector<columns::ColumnSchema> schema;
    const std::size_t count = given.empty() ? 0 : std::get<2>(given.front()).size();
    for (const auto& [name, type, values] : given) {
        schema.push_back({name, type_of(name, type)});
        if (values.size() != count) {
            throw py::value_error("the column '" + name + "' has " + std::to_string(values.size()) +
                                  " values, '" + std::get<0>(given.front()) + "' has " +
                                  std::to_string(count));
        }
    }
    Builder builder(schema);
    builder.reserve(static_cast<std::int64_t>(count));
    for (std::size_t row = 0; row < count; ++row) {
        for (std::size_t at = 0; at < given.size(); ++at) {
            const py::object cell = std::get<2>(given[at])[row];
            if (!cell.is_none() && !set(builder, at, schema[at].type, cell)) {
                throw py::type_error("the column '" + schema[at].name + "' takes values of type " +
                                     std::string(columns::name_of(schema[at].type)) + "; row " +
                                     std::to_string(row) + " is " +
                                     py::repr(cell).cast<std::string>());
            }
        }
        builder.end_row();
    }
    return std::const_pointer_cast<Table>(builder.finish());
}

using Numbers = py::array_t<std::int64_t>;
using Reals = py::array_t<double>;
using Codes = py::array_t<std::int32_t>;

// A column as an array for NumPy, with another of what has a value: whole numbers and instants as
// int64, reals as float64.
py::tuple numbers(const Table& table, std::size_t column) {
    const Type type = table.schema().at(column).type;
    if (type != Type::integer && type != Type::instant && type != Type::real) {
        throw py::type_error("the column '" + table.schema()[column].name + "' holds no numbers");
    }
    py::array_t<bool> valid(table.rows());
    Numbers integers(type == Type::real ? 0 : table.rows());
    Reals reals(type == Type::real ? table.rows() : 0);
    py::ssize_t at = 0;
    for (Rows row(table); row.next(); ++at) {
        const bool is_null = row.is_null(column);
        valid.mutable_at(at) = !is_null;
        if (type == Type::real) {
            reals.mutable_at(at) = is_null ? 0.0 : row.real(column);
        } else {
            integers.mutable_at(at) = is_null ? 0 : row.integer(column);
        }
    }
    if (type == Type::real) {
        return py::make_tuple(reals, valid);
    }
    return py::make_tuple(integers, valid);
}

// A column of texts as numbers of the different ones, -1 where there is none, and these.
py::tuple codes(const Table& table, std::size_t column) {
    const Type type = table.schema().at(column).type;
    if (type != Type::text && type != Type::word) {
        throw py::type_error("the column '" + table.schema()[column].name + "' holds no texts");
    }
    Codes found(table.rows());
    base::TextStore known;  // its number 0 is the empty text
    py::ssize_t at = 0;
    for (Rows row(table); row.next(); ++at) {
        found.mutable_at(at) =
            row.is_null(column) ? -1
                                : static_cast<std::int32_t>(known.intern(row.text(column)).value);
    }
    py::list texts;
    for (std::uint32_t text = 0; text < known.size(); ++text) {
        texts.append(py::str(known.view({text})));
    }
    return py::make_tuple(found, texts);
}

// Columns as (name, type, values, words): of words their numbers, -1 for none; of other types
// int64, with the least of them for none.
std::shared_ptr<Table> table_of_arrays(
    const std::vector<std::tuple<std::string, std::string, Numbers, Cells>>& given) {
    std::vector<columns::ColumnSchema> schema;
    std::vector<py::detail::unchecked_reference<std::int64_t, 1>> values;
    for (const auto& [name, type, numbers, words] : given) {
        schema.push_back({name, type_of(name, type)});
        values.push_back(numbers.unchecked<1>());
        if (numbers.size() != std::get<2>(given.front()).size()) {
            throw py::value_error("the column '" + name + "' has another length than the first");
        }
    }
    Builder builder(schema);
    const py::ssize_t rows = values.empty() ? 0 : values.front().size();
    builder.reserve(rows);
    for (py::ssize_t row = 0; row < rows; ++row) {
        for (std::size_t column = 0; column < given.size(); ++column) {
            const std::int64_t value = values[column](row);
            if (schema[column].type != Type::word) {
                if (value != INT64_MIN) {
                    builder.set_integer(column, value);
                }
            } else if (value >= 0) {
                builder.set_known_word(column, static_cast<std::uint32_t>(value), [&] {
                    return text_of(std::get<3>(given[column])[static_cast<std::size_t>(value)]);
                });
            }
        }
        builder.end_row();
    }
    return std::const_pointer_cast<Table>(builder.finish());
}

std::vector<std::pair<std::string, std::string>> schema(const Table& table) {
    std::vector<std::pair<std::string, std::string>> out;
    for (const columns::ColumnSchema& column : table.schema()) {
        out.emplace_back(column.name, columns::name_of(column.type));
    }
    return out;
}

}  // namespace

void register_columns(py::module_& module) {
    // Nothing here changes a table, so it does not matter that pybind11 holds no pointers to const.
    py::class_<Table, std::shared_ptr<Table>>(module, "Table", made_by_functions())
        .def("__arrow_c_stream__", &stream_of, py::arg("requested_schema") = py::none())
        .def("__len__", [](const Table& self) { return self.rows(); })
        .def("rows", &rows, py::arg("start"), py::arg("stop"))
        .def("column", &column, py::arg("index"))
        .def("numbers", &numbers, py::arg("index"))
        .def("codes", &codes, py::arg("index"))
        .def(
            "equals", [](const Table& self, const Table& other) { return self == other; },
            py::arg("other"))
        .def("to_bytes", [](const Table& self) { return py::bytes(columns::bytes_of(self)); })
        .def_property_readonly("schema", &schema);
    module.def("table_of", &table_of, py::arg("columns"));
    module.def(
        "table_of_bytes",
        [](const py::bytes& bytes) {
            return std::const_pointer_cast<Table>(columns::table_of_bytes(std::string_view(bytes)));
        },
        py::arg("bytes"));
    module.def("table_of_arrays", &table_of_arrays, py::arg("columns"));
    module.def("table_from_stream", &table_from_stream, py::arg("capsule"),
               py::arg("wanted") = std::vector<std::string>{});
}

}  // namespace cordboard::bindings
