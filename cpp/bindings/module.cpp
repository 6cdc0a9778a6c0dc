// SPDX-License-Identifier: Apache-2.0
#include "registers.hpp"

PYBIND11_MODULE(_core, module) {
    module.doc() = "The engine of Cordboard. Use the package cordboard, which wraps it.";
    module.attr("__version__") = CORDBOARD_VERSION;
    cordboard::bindings::register_errors(module);
    cordboard::bindings::register_columns(module);
    cordboard::bindings::register_center(module);
    cordboard::bindings::register_simulation(module);
    cordboard::bindings::register_strategy(module);
    cordboard::bindings::register_text(module);
    cordboard::bindings::register_statistics(module);
    cordboard::bindings::register_statistics_engine(module);
    cordboard::bindings::register_reference(module);
}
