# Every target makes what it needs from a machine with Python 3.11 (pip, venv) and make; uv is used where it is there.
SHELL := /bin/sh
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
GOLD ?= ../shared/gold/dev
UV := $(shell command -v uv 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help demo serve test browser check eval bench docs clean

help: ## say what the targets do
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

$(VENV)/.installed: pyproject.toml requirements.lock
	@echo "Setting up $(VENV) (once) …"
ifneq ($(UV),)
	@$(UV) venv --quiet --allow-existing --python $(PYTHON) $(VENV)
	@$(UV) pip install --quiet --python $(BIN)/python --constraint requirements.lock --editable .
else
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements.lock --editable .
endif
	@touch $@

$(VENV)/.developer: $(VENV)/.installed
ifneq ($(UV),)
	@$(UV) pip install --quiet --python $(BIN)/python --constraint requirements.lock --group dev
else
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements.lock $$($(BIN)/python scripts/development_packages.py)
endif
	@touch $@

demo: $(VENV)/.installed ## read the example pages and write one reading as a page
	@mkdir -p out
	@$(BIN)/musnad demo examples --html out/demo.html

serve: $(VENV)/.installed ## read the example pages into out/demo.db and open them in the browser
	@mkdir -p out
	@test -e out/demo.db || $(BIN)/musnad ingest examples --store out/demo.db
	@$(BIN)/musnad serve --store out/demo.db --open

test: $(VENV)/.developer ## run the tests
	@$(BIN)/python -m pytest

browser: $(VENV)/.developer ## walk the web face in Debian's chromium; screenshots in out/screenshots
	@MUSNAD_BROWSER=needed $(BIN)/python -m pytest tests/browser

check: $(VENV)/.developer ## lint, types, import direction, generated files not stale
	@$(BIN)/ruff check src tests scripts
	@$(BIN)/ruff format --check src tests scripts
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python scripts/build_docs.py --check

docs: $(VENV)/.developer ## write the schema and the data dictionary anew
	@$(BIN)/python scripts/build_docs.py

eval: $(VENV)/.installed ## score against gold annotations, fail below the floors
	@$(BIN)/musnad eval $(GOLD) --gate

bench: $(VENV)/.installed ## speed and memory
	@$(BIN)/python -m musnad.eval.bench

clean: ## remove everything that the other targets made
	@rm -rf $(VENV) out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
