# Development tasks. They need git, make and Python 3.11 or newer; the rest goes into .venv.

PYTHON ?= python3
BIN := .venv/bin
PARALLEL := -n auto --dist loadfile
# Tests that wait for browsers and servers leave the processors idle.
ONE_MORE = PYTEST_XDIST_AUTO_NUM_WORKERS=$$(($$(getconf _NPROCESSORS_ONLN) + 1))
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
CLIENTS := clients older-clients
MOTOS := moto older-moto
OTHERS := $(CLIENTS) $(MOTOS) oldest dist bench peers
JAVASCRIPT := @aws-sdk/client-ec2@3.1169.0 @aws-sdk/client-sts@3.1174.0 axe-core@4.14.1
# Measuring coverage doubles the time of a test. These reach no line that others do not reach.
UNMEASURED := tests/browser tests/contract tests/docs tests/endpoint tests/model tests/project \
	tests/robustness tests/console/test_names.py tests/domain/reachability/test_packets.py \
	tests/domain/reachability/test_path.py tests/mock/test_activation_of_older_clients.py \
	tests/mock/test_threads.py tests/operations/calls/test_dry_run.py \
	tests/operations/calls/test_filter_values.py tests/operations/calls/test_ids.py \
	tests/operations/calls/test_time.py tests/operations/calls/test_trying_and_denying.py \
	tests/operations/peering/test_views.py tests/plugin/test_companions.py \
	tests/plugin/test_plugin.py tests/protocol/test_every_operation.py \
	tests/report/test_to_dict.py tests/transport/inprocess/test_partitions.py \
	tests/transport/inprocess/test_passthrough.py tests/verify/test_interruptions.py \
	examples/test_peer_vpcs_context_manager.py examples/test_peer_vpcs_decorator.py \
	examples/test_peer_vpcs_fixture.py
UNMEASURED_MOTO := tests/transport/moto/test_leftovers.py tests/transport/moto/test_verify.py
ASYNC := $(wildcard tests/clients/test_aiobotocore*.py)
PROPERTIES := tests/model tests/robustness tests/domain tests/protocol tests/operations/calls
CORE := tests/console tests/contract tests/operations tests/transport \
	tests/plugin/test_plugin.py tests/plugin/test_report.py tests/plugin/test_requested_fixtures.py
PARTS := test $(CLIENTS) $(MOTOS) oldest dist programs
PAGES := docs/how-to/async.md docs/how-to/beside-moto.md docs/explanation/comparison.md

# The progress that `make test` shows, and the skipped tests that it counts at its end.
ifndef START
export START := $(shell date +%s)
endif
# The environments are installed uncompiled, so that each module is compiled once, on first use.
unexport PYTHONDONTWRITEBYTECODE
export PEERMOCK_NEEDS ?= $(CURDIR)/.venv/needs.txt
SAY = printf '\n== %s (after %d s)\n' "$(1)" $$(($$(date +%s) - $(START)))

# The first Python that is new enough and can create a virtual environment.
USABLE = $(shell for python in $(PYTHON) python3.14 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& command -v "$$python" && break; done)

.DELETE_ON_ERROR:
.PHONY: help demo test newest clients aws-cli other-clients pages moto oldest docs dist bench growth peers search mutants recording pictures lint format clean

help:  ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: .venv/demo.stamp  ## Show two accounts peering their VPCs, without AWS
	@$(BIN)/python examples/demo.py

test:  ## Run all checks: style, types, layers, documentation, wheel, tests, branch coverage
	@rm -f $(PEERMOCK_NEEDS)
	@$(call SAY,1 of 7: environments)
	@$(MAKE) --no-print-directory -j4 $(PARTS:%=.venv/%.stamp)
	@$(call SAY,2 of 7: style and types; documentation; wheel)
	@$(MAKE) --no-print-directory -j2 dist docs lint
	@$(call SAY,3 of 7: tests with the newest dependencies)
	@$(BIN)/coverage erase
	@$(MAKE) --no-print-directory newest
	@$(call SAY,4 of 7: tests with real clients)
	@$(MAKE) --no-print-directory clients
	@$(call SAY,5 of 7: tests beside moto)
	@$(MAKE) --no-print-directory moto
	@$(call SAY,6 of 7: tests with the oldest dependencies)
	@$(MAKE) --no-print-directory oldest
	@$(call SAY,7 of 7: coverage)
	@$(BIN)/coverage combine -q
	@$(BIN)/coverage report
	@$(call SAY,all checks passed)
	@if [ -s $(PEERMOCK_NEEDS) ]; then \
		echo "Skipped on this machine (.ci/run installs what is missing):"; \
		sort $(PEERMOCK_NEEDS) | uniq -c; fi

newest: .venv/test.stamp .venv/programs.stamp  ## Run the tests with the newest dependencies
	@$(BIN)/coverage run -p -m pytest $(PARALLEL) --no-loadscope-reorder $(UNMEASURED:%=--ignore %)
	@$(ONE_MORE) $(BIN)/python -m pytest $(PARALLEL) --no-loadscope-reorder $(UNMEASURED)

# The AWS CLI runs in its own process: once imported, it replaces botocore for all clients.
clients: $(CLIENTS:%=.venv/%.stamp)  ## Run the tests with real clients, in their own environments
	@.venv/clients/bin/coverage run -p -m pytest $(PARALLEL) $(ASYNC)
	@$(MAKE) --no-print-directory -j2 aws-cli other-clients pages
	@.venv/older-clients/bin/python -m pytest $(PARALLEL) tests/clients

aws-cli:
	@.venv/clients/bin/python -m pytest tests/clients/aws_cli

other-clients:
	@.venv/clients/bin/python -m pytest tests/clients --ignore tests/clients/aws_cli $(ASYNC:%=--ignore %)

pages:
	@.venv/clients/bin/python -m pytest $(PAGES)

moto: $(MOTOS:%=.venv/%.stamp)  ## Run the tests with moto, the newest and the oldest supported version
	@.venv/moto/bin/coverage run -p -m pytest $(PARALLEL) tests/transport/moto \
		$(UNMEASURED_MOTO:%=--ignore %)
	@.venv/moto/bin/python -m pytest $(PARALLEL) $(UNMEASURED_MOTO) examples/beside_moto \
		docs/how-to/local-endpoint.md
	@.venv/older-moto/bin/python -m pytest $(PARALLEL) tests/transport/moto

oldest: .venv/oldest.stamp  ## Run the core tests with the oldest dependencies
	@.venv/oldest/bin/python -m pytest $(PARALLEL) $(CORE)

search: .venv/test.stamp  ## Try the properties with new random examples; `make test` repeats the same ones
	@$(BIN)/python -m pytest $(PARALLEL) --hypothesis-profile search $(PROPERTIES)

mutants: .venv/test.stamp  ## Run mutation tests: list the changes to the code that no test notices
	@$(PIP) install mutmut==3.8.1
	@$(BIN)/mutmut run && $(BIN)/mutmut results

docs: .venv/test.stamp  ## Build the documentation as HTML; warnings are errors
	@$(BIN)/sphinx-build -E -W --keep-going -q docs build/docs
	@echo "The documentation is in build/docs/index.html"

dist: .venv/dist.stamp  ## Build and check the sdist and the wheel, and run a test with the wheel
	@rm -rf dist && mkdir -p build
	@.venv/dist/bin/python -m build --outdir dist . >build/dist.log 2>&1 || { cat build/dist.log; exit 1; }
	@.venv/dist/bin/python -m twine check --strict dist/*
	@$(BIN)/python .ci/try_wheel.py dist/*.whl

bench: .venv/bench.stamp  ## Measure the speed, compared with moto and botocore, and update docs/explanation/speed.md
	@.venv/bench/bin/python benchmarks/bench.py \
		--page docs/explanation/speed.md --picture docs/_static/speed.svg

growth: .venv/bench.stamp  ## Measure how cost grows with size, and update docs/explanation/growth.md
	@.venv/bench/bin/python benchmarks/growth.py --page docs/explanation/growth.md

peers: .venv/peers.stamp  ## Run other projects' test suites against peermock
	@.venv/peers/bin/python -m peers $(PEERS)

recording: .venv/test.stamp  ## Add a recording of `peermock verify` to the tests: make recording FILE=...
	@$(BIN)/python -m tests.contract.recordings $(FILE)

pictures: .venv/test.stamp  ## Take the pictures of the console's guide again, with a browser
	@PEERMOCK_TAKE_PICTURES=1 $(BIN)/python -m pytest -q -p no:randomly tests/browser/test_pictures.py

lint: .venv/test.stamp  ## Check style, types and layers
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

format: .venv/test.stamp  ## Format the code
	@$(BIN)/ruff format
	@$(BIN)/ruff check --fix

clean:  ## Remove everything that the other targets created
	@rm -rf .venv build dist mutants .coverage .coverage.* .hypothesis .import_linter_cache \
		.mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Python compiles a module when it is first imported, which takes less time than compiling all of
# them. Only what is measured is compiled before.
.venv/bench.stamp: COMPILE :=
COMPILE := --no-compile

# A change to pyproject.toml recreates .venv, and with it all stamps.
.venv/made.stamp: pyproject.toml
	@python="$(USABLE)"; \
	if [ -z "$$python" ]; then \
		echo "peermock needs Python 3.11 or newer, with its venv module (on Debian and Ubuntu: the package python3-venv)." >&2; \
		echo "If it is installed elsewhere, pass its path: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; \
		exit 1; \
	fi; \
	echo "Making .venv with $$python"; \
	"$$python" -m venv --clear .venv
	@$(PIP) install 'pip>=25.1'
	@touch $@

.venv/demo.stamp: .venv/made.stamp
	@echo "Installing peermock and boto3"
	@$(PIP) install -e . boto3
	@touch $@

.venv/test.stamp: .venv/made.stamp
	@echo "Installing peermock and its test tools (once; about a minute)"
	@$(PIP) install --no-compile -e . --group test
	@touch $@

$(OTHERS:%=.venv/%.stamp): .venv/%.stamp: .venv/made.stamp
	@echo "Installing peermock and the tools of: $* (once; half a minute)"
	@$(BIN)/python -m venv --clear --without-pip .venv/$*
	@$(PIP) --python .venv/$*/bin/python install $(COMPILE) -e . --group $*
	@touch $@

# On PyPI, Ansible's AWS modules are only in the wheel of all of Ansible, which takes 200 MB unpacked.
# The tests extract the modules that they need.
.venv/clients.stamp: .venv/ansible.stamp
.venv/ansible.stamp: .venv/made.stamp
	@$(PIP) download --no-deps --dest .venv/ansible ansible==12.3.0
	@touch $@

# Clients of a local endpoint in other languages. On PyPI, the AWS CLI 2 is only in a layer for AWS
# Lambda. Go and Ruby are used if the system has them.
.venv/programs.stamp: .venv/ansible.stamp tests/endpoint/programs/unpack.py
	@echo "Fetching clients in other languages (once; a minute)"
	@rm -rf .venv/programs && mkdir -p .venv/programs
	@$(PIP) download --no-deps --dest .venv/programs aws-cdk-asset-awscli-v2==2.0.198
	@$(PIP) install --no-deps --target .venv/programs/boto2 boto==2.49.0
	@$(BIN)/python tests/endpoint/programs/unpack.py .venv/programs .venv/ansible
	@if command -v npm > /dev/null; then npm install --silent --no-audit --no-fund \
		--prefix .venv/programs/javascript $(JAVASCRIPT); fi
	@touch $@
