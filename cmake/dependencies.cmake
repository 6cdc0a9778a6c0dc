# SPDX-License-Identifier: Apache-2.0
# JSON and YAML come from the system; nothing is vendored and nothing is fetched.
find_package(nlohmann_json 3.11 CONFIG QUIET)
find_package(yaml-cpp 0.7 CONFIG QUIET)
if(NOT nlohmann_json_FOUND OR NOT yaml-cpp_FOUND)
  message(
    FATAL_ERROR
      "Cordboard needs nlohmann/json (>= 3.11) and yaml-cpp (>= 0.7) from the system:\n"
      "  apt:  apt-get install nlohmann-json3-dev libyaml-cpp-dev\n"
      "  dnf:  dnf install json-devel yaml-cpp-devel\n"
      "  brew: brew install nlohmann-json yaml-cpp\n")
endif()
find_package(Threads REQUIRED)
