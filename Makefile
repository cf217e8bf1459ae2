# Every target does its own set-up: on a machine with python3, git and make, `make site` or `make test`
# may be the first command. See scripts/setup.sh for what is installed, and when.

PYTHON = python3
BIN = .venv/bin
# A process per core. For example: make test PYTEST_ARGS="-k budget"
PYTEST_ARGS = -n auto

# What `make fuzz` runs: a target or "all", a number of executions (0 for the target's own) and a seed.
FUZZ = all 0 1

# Numbers of plans that `make bench` measures and builds, and how many times.
SIZES = 100,300,1000
GROWTH = 100,300,1000,3000
ROUNDS = 5

export PYTHON

# Material for MkDocs announces its end of life on every start. Versions are pinned in constraints.txt,
# and the notice would hide the build's own messages.
export NO_MKDOCS_2_WARNING = 1

.DEFAULT_GOAL = help
.PHONY: help setup site serve check lint test fuzz recall screenshots bench constraints audit licences clean distclean

help: ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

setup: ## Make .venv with the pinned packages; every target below does it by itself
	@scripts/setup.sh venv

site: setup ## Build the site into site/
	$(BIN)/handlingsplan build

serve: setup ## Show the site on this machine, rebuilt at every change
	$(BIN)/mkdocs serve

check: setup ## Check the plans
	$(BIN)/handlingsplan check

lint: setup ## Check the code: style, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint ## Everything lint does, then the tests (in Chromium, installed if missing)
	@chromium=$$(scripts/setup.sh chromium) && set -x && CHROMIUM="$$chromium" $(BIN)/pytest $(PYTEST_ARGS)

fuzz: setup ## Changed inputs to every reader, a million or 50 000 each. For example: make fuzz FUZZ="csv 100000 2"
	@PYTHONPATH=tests/fuzz nice $(BIN)/python -m fuzzing $(FUZZ)

recall: setup ## Precision and recall of every rule, as a table: slips at random in the five documents
	@PYTHONPATH=tests $(BIN)/python -m five_documents.recall

screenshots: setup ## Take the guide's pictures anew, after a change of what they show
	@chromium=$$(scripts/setup.sh chromium) && CHROMIUM="$$chromium" PYTHONPATH=tests/browser $(BIN)/python -m screenshots

bench: setup ## Measure and write benchmarks/RESULTS.md. For example: make bench SIZES=100 GROWTH=100,300 ROUNDS=5
	@$(BIN)/python -m benchmarks --sizes "$(SIZES)" --growth "$(GROWTH)" --rounds "$(ROUNDS)"

constraints: ## Resolve constraints.txt anew; UPGRADE=1 for the newest versions
	@scripts/setup.sh constraints

audit: ## Known weaknesses of the pinned packages; exit 0 none, 1 found, 2 no answer
	@scripts/setup.sh audit && .cache/audit/bin/python scripts/audit.py

licences: setup ## Write docs/utveckling/licenser.md anew, after a change of the pinned packages
	@$(BIN)/python scripts/licences.py

clean: ## Remove the built site and all caches
	rm -rf site .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache .coverage htmlcov test-results build dist
	find . -maxdepth 1 -type d -name 'site.*' -exec rm -rf {} +
	find . -path ./.venv -prune -o -type d -name __pycache__ -exec rm -rf {} +

distclean: clean ## Remove .venv too
	rm -rf .venv
