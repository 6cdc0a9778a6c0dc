// SPDX-License-Identifier: Apache-2.0
#include "codec/duration_text.hpp"
#include "registers.hpp"

namespace py = pybind11;

namespace cordboard::bindings {

namespace {

template <class Value>
std::int64_t microseconds(const codec::Parsed<Value>& parsed) {
    if (!parsed.ok()) {
        throw py::value_error(parsed.fault().message + "; " + parsed.fault().remedy);
    }
    return parsed.value().microseconds;
}

}  // namespace

void register_text(py::module_& module) {
    module.def("parse_duration",
               [](std::string_view text) { return microseconds(codec::parse_duration(text)); });
    module.def("parse_instant",
               [](std::string_view text) { return microseconds(codec::parse_instant(text)); });
    module.def("duration_text", [](std::int64_t value) { return codec::duration_text({value}); });
}

}  // namespace cordboard::bindings
