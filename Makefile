# Buurtstoplicht: `make` shows what can be done.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501

.DEFAULT_GOAL := help
.PHONY: help run test lint format bench harness data setup setup-dev lock clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

$(BIN)/python:
	@echo "1/4 Making a virtual environment in $(VENV) ..."
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". Try: make run PYTHON=python3.11")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/installed: requirements-lock.txt | $(BIN)/python
	@echo "2/4 Installing the dependencies (once; a few minutes on a slow line) ..."
	@$(BIN)/python -m pip install --disable-pip-version-check --progress-bar on -q --require-hashes -r requirements-lock.txt
	@touch $@

$(VENV)/installed-dev: requirements-dev-lock.txt $(VENV)/installed
	@echo "Installing what the tests need (once) ..."
	@$(BIN)/python -m pip install --disable-pip-version-check -q --require-hashes -r requirements-dev-lock.txt
	@touch $@

setup: $(VENV)/installed
setup-dev: $(VENV)/installed-dev

run: setup ## set up, make the invented town if there is no data yet, and open the dashboard on http://localhost:8501
	@echo "3/4 Looking for data in var/; without any, the invented town is made (once, half a minute) ..."
	@$(BIN)/python -m data demo --unless-present
	@$(BIN)/python -m scoring --unless-live
	@$(BIN)/python -m data demo-records --only-on-demo
	@$(BIN)/python -m data demo-meeting
	@echo "4/4 Starting the dashboard on http://localhost:$(PORT) (stop it with Ctrl+C) ..."
	@$(BIN)/streamlit run dashboard.py --server.port $(PORT)

test: setup-dev ## set up and run every test that this machine can run; names what was skipped and how to get it
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile $(ARGS)

lint: setup-dev ## style, types and layers
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

format: setup-dev ## lay the code out
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: setup-dev ## measure against the plain way; prints a table and writes var/bench.json
	@$(BIN)/python -m tests.benchmark

harness: setup-dev ## prove the promises of the README and write var/evidence.json; NAMES="kills ..." for some of them
	@$(BIN)/python -m tests.harness $(NAMES)

data: setup ## import what stands in var/levering (see docs/sources) and publish its lights
	@$(BIN)/python -m data load var/levering
	@$(BIN)/python -m scoring

lock: setup-dev ## pin every dependency of requirements*.txt, with hashes, for Linux, macOS and Windows
	@$(BIN)/python -m pip install -q uv
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header requirements.txt -o requirements-lock.txt
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header requirements-dev.txt -c requirements-lock.txt -o requirements-dev-lock.txt

clean: ## remove the environment and the databases in var
	@rm -rf $(VENV) var
