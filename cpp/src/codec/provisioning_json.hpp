// SPDX-License-Identifier: Apache-2.0
// What administrators look at, as JSON: settings, contacts, skills, services and features.
#pragma once

#include <string>

#include "state/state.hpp"

namespace cordboard::codec {

std::string settings_json(const State& state);
std::string contacts_json(const State& state);
std::string skills_json(const State& state);
std::string services_json(const State& state);
std::string features_json(const State& state);

}  // namespace cordboard::codec
