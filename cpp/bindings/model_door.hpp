// SPDX-License-Identifier: Apache-2.0
// A model as Python holds it.
#pragma once

#include <pybind11/pybind11.h>

#include <memory>

#include "sim/model.hpp"

namespace cordboard::bindings {

class ModelDoor {
public:
    explicit ModelDoor(sim::Model model) : model_(std::make_shared<const sim::Model>(std::move(model))) {}

    const sim::Model& get() const { return *model_; }

private:
    std::shared_ptr<const sim::Model> model_;
};

void register_model(pybind11::module_& module);

}  // namespace cordboard::bindings
