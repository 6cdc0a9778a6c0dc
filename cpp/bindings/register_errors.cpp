// SPDX-License-Identifier: Apache-2.0
// The only place where C++ exceptions become Python's; the classes live in cordboard/errors.py.
#include <cordboard/columns.hpp>
#include <cordboard/engine.hpp>
#include <cordboard/statistics.hpp>

#include "base/check.hpp"
#include "codec/bad_input.hpp"
#include "feed/log_engine.hpp"
#include "registers.hpp"

namespace py = pybind11;

namespace cordboard::bindings {

namespace {

py::object error_class(const char* name) {
    return py::module_::import("cordboard.errors").attr(name);
}

void raise(const char* name, const py::args& arguments) {
    const py::object type = error_class(name);
    PyErr_SetObject(type.ptr(), type(*arguments).ptr());
}

void translate(std::exception_ptr caught) {
    try {
        std::rethrow_exception(caught);
    } catch (const codec::BadInput& error) {
        raise("BadInput", py::make_tuple(error.message(), error.file(), error.position().line,
                                         error.position().column, error.path(), error.remedy()));
    } catch (const columns::BadTable& error) {
        raise("BadInput", py::make_tuple(error.what()));
    } catch (const UsageError& error) {
        raise("UsageError", py::make_tuple(error.what()));
    } catch (const StatisticsMisuse& error) {
        raise("UsageError", py::make_tuple(error.what()));
    } catch (const feed::Unknown& error) {
        raise("NotFound", py::make_tuple(error.what()));
    } catch (const BadSnapshot& error) {
        raise("BadSnapshot", py::make_tuple(error.what()));
    } catch (const InvariantBroken& error) {
        raise("EngineBroken", py::make_tuple(error.what()));
    }
}

}  // namespace

void register_errors(py::module_&) {
    py::register_exception_translator(
        [](std::exception_ptr caught) { translate(std::move(caught)); });
}

}  // namespace cordboard::bindings
