// SPDX-License-Identifier: Apache-2.0
// What module.cpp calls, one function per file.
#pragma once

#include <pybind11/pybind11.h>

namespace cordboard::bindings {

void register_errors(pybind11::module_& module);
void register_columns(pybind11::module_& module);
void register_center(pybind11::module_& module);
void register_simulation(pybind11::module_& module);
void register_strategy(pybind11::module_& module);
void register_text(pybind11::module_& module);
void register_statistics(pybind11::module_& module);
void register_statistics_engine(pybind11::module_& module);
void register_reference(pybind11::module_& module);

}  // namespace cordboard::bindings
