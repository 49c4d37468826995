# What needs to be run, each in one word. `make` alone lists it.

PYTHON ?= python3
BIN := .venv/bin
SOURCES := $(shell find kb_tools -name '*.py')

export Q

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.PHONY: ask
ask: .venv/.ready ## Answer a question: make ask Q="caller is screaming at me"
	@test -n "$$Q" || { echo 'Say what is happening: make ask Q="caller is screaming at me"' >&2; exit 2; }
	@$(BIN)/kb search "$$Q" || test $$? -eq 1

.PHONY: setup
setup: .venv/.ready ## Set up the environment; then use .venv/bin/kb

.PHONY: site
site: .venv/.dev ## Build the site into site/
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

.PHONY: serve
serve: .venv/.dev ## Show the site while you write; KB_LANGS="en, ka" for fewer languages
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs serve

.PHONY: browser
browser: ## Install the browser that the tests of the site need
	@for name in chromium chromium-browser google-chrome google-chrome-stable chrome $$KB_CHROMIUM; do \
	    command -v $$name >/dev/null && exit 0; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && apt-get install -y -qq chromium >/dev/null; \
	else echo 'No Chromium: install it (Debian: apt-get install chromium), or set KB_CHROMIUM to one.' >&2; exit 2; fi

.PHONY: test
test: .venv/.dev browser ## Everything that CI checks: lint, types, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest --cov --cov-report=term:skip-covered

.PHONY: evaluate
evaluate: .venv/.dev ## Measure the search on the judged queries
	$(BIN)/kb evaluate

.PHONY: bench
bench: .venv/.dev ## Measure how fast an answer comes
	$(BIN)/python benchmarks/cold_start.py

.PHONY: format
format: .venv/.dev ## Format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

.PHONY: lock
lock: ## Renew the locked dependencies from pyproject.toml
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/pip install --quiet uv
	for group in install dev; do .venv-lock/bin/uv pip compile --quiet pyproject.toml \
	    --extra $$group --universal --python-version 3.11 --generate-hashes --no-header \
	    --upgrade --output-file requirements/$$group.txt; done

.PHONY: clean
clean: ## Remove what was set up and built
	rm -rf .venv .venv-lock .kb-index site

# The locked dependencies first, then `kb` itself from this folder. Compiled ahead, since some
# machines do not let Python keep what it compiles, and a search should not compile anything.
.venv/.installed: requirements/install.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	    || { echo 'Python 3.11 or newer is needed: make PYTHON=python3.12 ...' >&2; exit 2; }
	@echo 'Setting up .venv (once) ...' >&2
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/install.txt
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.ready
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

.venv/.ready: .venv/.installed $(SOURCES)
	@$(BIN)/python -m compileall -q kb_tools
	@touch $@
