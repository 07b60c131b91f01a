# Needs Python 3.11 or newer, git and make; everything else is set up in .venv once and again when a pin changes.
.DEFAULT_GOAL := help
.PHONY: help setup demo test lint types layers package bench ci clean

PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$each && break; done)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
CONSTRAINTS := $(if $(wildcard requirements-dev.lock),-c requirements-dev.lock,)
# Tests run in parallel; TESTS=tests/cli runs a part, PYTEST="-x -n 0" passes options on.
TESTS ?=
PYTEST ?= -n auto --dist loadgroup

help:  ## Show this list.
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(READY)  ## Create .venv and install the package with its tools.

$(READY): pyproject.toml $(wildcard requirements-dev.lock)
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; name it with: make PYTHON=/path/to/python3" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(CONSTRAINTS) -e '.[dev]'
	@touch $@

demo: $(READY)  ## Run the main job on the shipped sample data.
	$(BIN)/seo-engine demo --output demo-output

test: $(READY)  ## Run all tests and doctests.
	$(BIN)/python -m pytest $(PYTEST) $(TESTS)

lint: $(READY)  ## Style rules.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)  ## Type rules.
	$(BIN)/mypy

layers: $(READY)  ## Which module may import which.
	$(BIN)/lint-imports

package: $(READY)  ## Build sdist and wheel, install into an empty environment, run the demo there.
	SEO_ENGINE_PACKAGING=1 $(BIN)/python -m pytest -m packaging tests/packaging

bench: $(READY)  ## Time and quality figures.
	$(BIN)/python -m pytest -n 0 -s tests/benchmarks

ci:  ## Everything a change must pass.
	.ci/run

clean:  ## Remove what the commands above made.
	rm -rf $(VENV) demo-output dist build
