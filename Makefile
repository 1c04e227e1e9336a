# What there is to do here. Needs git, make and Python 3.11 or newer; the rest goes into .venv.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq

# The first of these that is new enough and can make a virtual environment.
USABLE = $(shell for python in $(PYTHON) python3.14 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& command -v "$$python" && break; done)

.DELETE_ON_ERROR:
.PHONY: help demo test lint format clean

help:  ## List what there is to do
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: .venv/demo.stamp  ## Show two accounts peer their VPCs, with no AWS in sight
	@$(BIN)/python examples/demo.py

test: lint  ## Check everything: style, types, layers, tests, full branch coverage
	@$(BIN)/coverage run -m pytest
	@$(BIN)/coverage report

lint: .venv/test.stamp  ## Check style, types and layers only
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

format: .venv/test.stamp  ## Put the code in shape
	@$(BIN)/ruff format
	@$(BIN)/ruff check --fix

clean:  ## Remove all that the other targets made
	@rm -rf .venv build dist .coverage .coverage.* .hypothesis .import_linter_cache \
		.mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A change of pyproject.toml makes .venv anew, and with it both stamps.
.venv/made.stamp: pyproject.toml
	@python="$(USABLE)"; \
	if [ -z "$$python" ]; then \
		echo "peermock needs Python 3.11 or newer, with its venv module (on Debian and Ubuntu: the package python3-venv)." >&2; \
		echo "If you have one elsewhere, name it: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; \
		exit 1; \
	fi; \
	echo "Making .venv with $$python"; \
	"$$python" -m venv --clear .venv
	@touch $@

.venv/demo.stamp: .venv/made.stamp
	@echo "Installing peermock and boto3"
	@$(PIP) install -e . boto3
	@touch $@

.venv/test.stamp: .venv/made.stamp
	@echo "Installing peermock and its test tools (once; about a minute)"
	@$(PIP) install -e '.[test]'
	@touch $@
