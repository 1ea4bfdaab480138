# Two commands do all the set-up: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SOURCES := pyproject.toml constraints.txt

.PHONY: run test lint gate clean

run: $(VENV)/.installed  ## analyse seeds/ into zhengce.db and show what was found
	$(BIN)/zhengce run seeds/

test: lint  ## everything that must hold: lint, types, import contracts, tests
	$(BIN)/python -m pytest

lint: $(VENV)/.tested
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

$(VENV)/.installed: $(SOURCES)
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --upgrade --constraint constraints.txt pip
	$(PIP) install --constraint constraints.txt --editable .
	touch $@

$(VENV)/.tested: $(VENV)/.installed
	$(PIP) install --constraint constraints.txt --group test --group notebooks --group lint
	touch $@

clean:
	rm -rf $(VENV) zhengce.db
