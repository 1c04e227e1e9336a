# What there is to do here. Needs git, make and Python 3.11 or newer; the rest goes into .venv.

PYTHON ?= python3
BIN := .venv/bin
PARALLEL := -n auto --dist loadfile
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
CLIENTS := clients older-clients
OTHERS := $(CLIENTS) oldest bench
PROOFS := tests/model tests/robustness
CORE := tests/contract tests/operations tests/transport tests/test_plugin.py tests/test_report.py
PAGES := docs/how-to/async.md docs/how-to/beside-moto.md docs/explanation/comparison.md

# The first of these that is new enough and can make a virtual environment.
USABLE = $(shell for python in $(PYTHON) python3.14 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& command -v "$$python" && break; done)

.DELETE_ON_ERROR:
.PHONY: help demo test clients oldest docs bench mutants lint format clean

help:  ## List what there is to do
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: .venv/demo.stamp  ## Show two accounts peer their VPCs, with no AWS in sight
	@$(BIN)/python examples/demo.py

test: lint docs $(CLIENTS:%=.venv/%.stamp) .venv/oldest.stamp  ## Check everything: style, types, layers, documentation, tests, full branch coverage
	@$(BIN)/coverage erase
	@$(BIN)/coverage run -p -m pytest $(PARALLEL) $(PROOFS:%=--ignore %)
	@$(BIN)/python -m pytest $(PARALLEL) --no-loadscope-reorder $(PROOFS)
	@$(MAKE) --no-print-directory clients oldest
	@$(BIN)/coverage combine -q
	@$(BIN)/coverage report

# The AWS CLI has a process of its own: once imported, its own botocore is everybody's.
clients: $(CLIENTS:%=.venv/%.stamp)  ## Test with real clients only, in environments of their own
	@.venv/clients/bin/coverage run -p -m pytest $(PARALLEL) tests/clients --ignore tests/clients/aws_cli
	@.venv/clients/bin/coverage run -p -m pytest tests/clients/aws_cli
	@.venv/clients/bin/coverage run -p -m pytest $(PAGES)
	@.venv/older-clients/bin/coverage run -p -m pytest $(PARALLEL) tests/clients

oldest: .venv/oldest.stamp  ## Test the core with the oldest versions that peermock admits
	@.venv/oldest/bin/python -m pytest $(PARALLEL) $(CORE)

mutants: .venv/test.stamp  ## Change the code in thousands of ways and list what nothing notices
	@$(PIP) install mutmut==3.8.1
	@$(BIN)/mutmut run && $(BIN)/mutmut results

docs: .venv/test.stamp  ## Make the documentation, as pages for a browser; a warning is an error
	@$(BIN)/sphinx-build -E -W --keep-going -q docs build/docs
	@echo "The documentation is in build/docs/index.html"

bench: .venv/bench.stamp  ## Measure the speed beside moto and botocore alone, and write it down
	@.venv/bench/bin/python benchmarks/bench.py --page docs/explanation/speed.md

lint: .venv/test.stamp  ## Check style, types and layers only
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

format: .venv/test.stamp  ## Put the code in shape
	@$(BIN)/ruff format
	@$(BIN)/ruff check --fix

clean:  ## Remove all that the other targets made
	@rm -rf .venv build dist mutants .coverage .coverage.* .hypothesis .import_linter_cache \
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

$(OTHERS:%=.venv/%.stamp): .venv/%.stamp: .venv/made.stamp
	@echo "Installing peermock and what to try it with: $* (once; half a minute)"
	@$(BIN)/python -m venv --clear --without-pip .venv/$*
	@$(PIP) --python .venv/$*/bin/python install -e '.[$*]'
	@touch $@

# Ansible's modules for AWS are on PyPI only inside the wheel of all of Ansible, 200 MB when it is
# unpacked; the tests take out of it what they need.
.venv/clients.stamp: .venv/ansible.stamp
.venv/ansible.stamp: .venv/made.stamp
	@$(PIP) download --no-deps --dest .venv/ansible ansible==12.3.0
	@touch $@
