# SPDX-License-Identifier: Apache-2.0
# The verbs of this project; each does all its own set-up and a second call is quick.
.DEFAULT_GOAL := help
.NOTPARALLEL:
.ONESHELL:
.DELETE_ON_ERROR:
.PHONY: help setup build demo serve test lint fix check bench wheel gen clean stages \
        test-cpp test-asan test-tsan test-fuzz test-python \
        system-build system-test system-bench system-fuzz system-lint
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-builtin-rules --no-print-directory

JOBS ?= 2
FUZZ_SECONDS ?= 30
VENV := .venv
BIN := $(VENV)/bin
# The world without our own .venv, also inside a nested make: .venv is not made from itself.
OUTER_PATH := $(subst $(CURDIR)/$(BIN):,,$(PATH))
PYTHON ?= $(or $(shell export PATH='$(OUTER_PATH)'; \
    for p in python3 python3.11 python3.12 python3.13 python3.14; do \
        $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null && \
            echo $$p && break; \
    done),python3)
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

export PYTHON
export CMAKE_BUILD_PARALLEL_LEVEL := $(JOBS)
export PATH := $(CURDIR)/$(BIN):$(OUTER_PATH)
ifneq ($(shell command -v ccache),)
export CMAKE_CXX_COMPILER_LAUNCHER ?= ccache
endif

# Everything an installed package is made of. Folders are in it so that a removed file counts.
SOURCES := $(shell find cpp cmake python -not -path '*__pycache__*') \
           CMakeLists.txt pyproject.toml README.md LICENSE

# Says how long a stage took; `make check` prints them together at its end.
took = mkdir -p build && echo "$@ $${SECONDS}" >> build/stages.txt

help:  ## list the verbs
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | grep -v '^test-' |
	    awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

setup: $(VENV)/.installed $(VENV)/.has-dev  ## install packages, .venv, cordboard, tools

build: $(VENV)/.installed | system-test  ## compile libraries, C++ tests and the Python package
	cmake --preset dev
	cmake --build --preset dev

demo: $(VENV)/.installed  ## play a working day of the sample center and print its statistics
	@cordboard demo

serve: $(VENV)/.installed  ## will run the sample center live; until the API comes it only says so
	@cordboard serve

test: test-cpp test-asan test-tsan test-fuzz test-python  ## run every test there is

lint: $(VENV)/.has-package $(VENV)/.has-lint | system-lint  ## check form, types and rules
	@ruff check .
	ruff format --check .
	mypy
	git ls-files '*.hpp' '*.cpp' | xargs --no-run-if-empty clang-format --dry-run -Werror
	python tools/floors.py
	python tools/tidy.py
	$(took)

check:  ## lint, then test: what CI runs
	@mkdir -p build
	rm -f build/stages.txt
	$(MAKE) lint
	$(MAKE) test
	$(MAKE) stages

bench: $(VENV)/.installed $(VENV)/.has-bench | system-bench  ## run the benchmarks
	cmake --preset release
	cmake --build --preset release
	python benchmarks/run.py
	python benchmarks/replay.py
	python benchmarks/growth.py
	python benchmarks/peers.py
	python -m pytest -c benchmarks/python/pytest.ini benchmarks/python \
	  --benchmark-json=benchmarks/results/python.json

wheel: $(VENV)/.has-build $(VENV)/.has-wheel  ## build dist/*.whl and try it in an empty venv
	@rm -rf build/wheel dist/*.whl build/wheel-venv
	$(PIP) wheel . --no-build-isolation --no-deps --wheel-dir build/wheel \
	    --config-settings=build-dir=build/python
	auditwheel repair --wheel-dir dist build/wheel/*.whl
	python tools/check_wheel.py dist build/wheel-venv

gen: $(VENV)/.installed $(VENV)/.has-lint  ## regenerate every generated file
	@python tools/gen.py
	python tools/stubs.py

fix: $(VENV)/.has-lint  ## let the formatters write
	@ruff check --fix .
	ruff format .
	git ls-files '*.hpp' '*.cpp' |
	    xargs --no-run-if-empty sed -i -E 's|^#include "(cordboard/.*)"$$|#include <\1>|'
	git ls-files '*.hpp' '*.cpp' | xargs --no-run-if-empty clang-format -i

clean:  ## remove everything that make made
	rm -rf build dist $(VENV) *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ---------------------------------------------------------------------------- stages of `make test`

test-cpp: | system-build system-test  ## C++ tests, optimised
	@cmake --preset dev
	cmake --build --preset dev
	ctest --preset dev
	$(took)

test-asan: | system-build system-test  ## C++ tests under AddressSanitizer and UBSan
	@cmake --preset asan
	cmake --build --preset asan
	ctest --preset asan
	$(took)

# ThreadSanitizer of g++ 12 wants a memory layout that a kernel with much randomisation denies.
test-tsan: | system-build system-test  ## the simulation's threads under ThreadSanitizer
	@calm=""
	if setarch --addr-no-randomize true 2> /dev/null; then calm="setarch --addr-no-randomize"; fi
	cmake --preset tsan
	$$calm cmake --build --preset tsan
	$$calm ctest --preset tsan
	$(took)

# A desk without clang 19 goes on without the fuzzers; CI installs it.
test-fuzz: $(if $(CI),system-fuzz) | system-build  ## the libFuzzer targets, FUZZ_SECONDS in all
	@if ! command -v clang++-19 > /dev/null; then
	    echo "fuzzers skipped: clang-19 and libclang-rt-19-dev are not installed"
	    exit 0
	fi
	cmake --preset fuzz
	cmake --build --preset fuzz
	tools/run_fuzzers.sh build/fuzz/tests/fuzz $(FUZZ_SECONDS)
	$(took)

test-python: $(VENV)/.installed $(VENV)/.has-test $(VENV)/.has-lint | system-lint  ## pytest
	@python -m pytest --numprocesses $(JOBS)
	$(took)

stages:
	@awk '{printf "  %-12s %4d s\n", $$1, $$2; all += $$2}
	     END {printf "  %-12s %4d s\n", "in all", all}' build/stages.txt

# ------------------------------------------------------------------------------------------ set-up

system-build system-test system-bench system-fuzz system-lint: system-%:
	@mkdir -p build
	PATH='$(OUTER_PATH)' tools/system_packages.sh $*

$(VENV)/.created: | system-build
	@PATH='$(OUTER_PATH)' $(PYTHON) -m venv --clear $(VENV)
	touch $@

$(VENV)/.has-%: pyproject.toml tools/requirements.py $(VENV)/.created
	@echo "installing Python requirements: $*"
	python tools/requirements.py $* > $@.txt
	$(PIP) install --requirement $@.txt
	touch $@

$(VENV)/.installed: $(SOURCES) $(VENV)/.has-build $(VENV)/.has-package
	@echo "compiling cordboard and installing it into $(VENV); the first time takes about" \
	    "five minutes on two cores"
	python tools/compiling.py build/python.log \
	    python -m pip --verbose --disable-pip-version-check install . --no-build-isolation \
	    --no-deps --config-settings=build-dir=build/python
	touch $@
