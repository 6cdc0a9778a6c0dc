// SPDX-License-Identifier: Apache-2.0
// The mark of a class whose objects come from functions alone: X() and X.__new__(X) would give an
// object that holds nothing, and its first use would end the process.
#pragma once

#include <pybind11/pybind11.h>

namespace cordboard::bindings {

inline pybind11::custom_type_setup made_by_functions() {
    return pybind11::custom_type_setup([](PyHeapTypeObject* type) {
        type->ht_type.tp_flags |= Py_TPFLAGS_DISALLOW_INSTANTIATION;
    });
}

}  // namespace cordboard::bindings
