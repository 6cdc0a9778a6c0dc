#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs the system packages that a set of verbs needs and that are missing, and nothing else.
# usage: PYTHON=python3 tools/system_packages.sh build|lint|test|bench|fuzz ...
#
# On a system without apt this says nothing: CMake then names what it does not find.
set -euo pipefail

python=${PYTHON:-python3}
missing=()

need_command() { command -v "$1" > /dev/null || missing+=("$2"); }

need_package() {
    [[ $(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2> /dev/null) == installed ]] ||
        missing+=("$1")
}

need_python_part() { "$python" -c "$1" 2> /dev/null || missing+=("$2"); }

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null; then
    echo "Cordboard needs Python 3.11 or later; '$python' is not." \
        "Name another one: make PYTHON=/path/to/python3.11 VERB" >&2
    exit 1
fi
command -v apt-get > /dev/null || exit 0

for set in "$@"; do
    case $set in
        build)
            need_command c++ g++
            need_command cmake cmake
            need_command ninja ninja-build
            need_package nlohmann-json3-dev
            need_package libyaml-cpp-dev
            need_python_part 'import ensurepip, venv' python3-venv
            need_python_part 'import os, sysconfig as s
assert os.path.exists(os.path.join(s.get_path("include"), "Python.h"))' python3-dev
            ;;
        lint) need_command git git ;;
        test) need_package libgtest-dev ;;
        bench)
            need_package libbenchmark-dev
            need_command valgrind valgrind
            ;;
        fuzz)
            need_command clang++-19 clang-19
            need_package libclang-rt-19-dev
            ;;
        *)
            echo "unknown set of packages: $set" >&2
            exit 2
            ;;
    esac
done
[[ ${#missing[@]} -gt 0 ]] || exit 0

as_root=()
if [[ $(id -u) -ne 0 ]]; then
    if command -v sudo > /dev/null &&
        { [[ -t 0 ]] || sudo --non-interactive true 2> /dev/null; }; then
        as_root=(sudo)
    else
        echo "These system packages are missing and this user may not install them." \
            "Ask an administrator for:" >&2
        echo "    apt-get install ${missing[*]}" >&2
        exit 1
    fi
fi
echo "installing system packages: ${missing[*]}"
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null < /dev/null
