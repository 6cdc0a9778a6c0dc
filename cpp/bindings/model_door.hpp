// SPDX-License-Identifier: Apache-2.0
// A model as Python holds it, with the events of its configuration: what statistics and logs start
// from.
#pragma once

#include <memory>

#include <pybind11/pybind11.h>

#include "codec/model_reader.hpp"
#include "sim/model.hpp"

namespace cordboard::bindings {

class ModelDoor {
  public:
    explicit ModelDoor(codec::ModelFile file);

    const sim::Model& get() const { return *model_; }
    const EventBatch& configuration() const { return *configuration_; }
    const std::string& timezone() const { return timezone_; }

    // The same model with another built-in agent choice, or one that asks outside.
    ModelDoor choosing(AgentChoice choice) const;

  private:
    std::shared_ptr<const sim::Model> model_;
    std::shared_ptr<const EventBatch> configuration_;
    std::string timezone_;
};

void register_model(pybind11::module_& module);

}  // namespace cordboard::bindings
