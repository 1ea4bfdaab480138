# Two commands do all the set-up: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SOURCES := pyproject.toml constraints.txt

.PHONY: run test test-all docs constraints hooks matrix lint benchmark fuzz mutation audit clean

run: $(VENV)/.installed  ## analyse seeds/ into zhengce.db and show what was found
	$(BIN)/zhengce run seeds/

test: lint  ## lint, types, import contracts and the tests but the slow ones, on all cores
	$(BIN)/python -m pytest -m "not slow" --numprocesses logical --maxprocesses 8 --dist loadfile

test-all: test  ## the slow tests as well: growth timings, trainings, kills, notebooks, the documentation site
	$(PIP) install --constraint constraints.txt --group docs
	$(BIN)/python -m pytest -m slow

docs: $(VENV)/.tested  ## the documentation site, into site/
	$(PIP) install --constraint constraints.txt --group docs
	$(BIN)/mkdocs build --strict

constraints: $(VENV)/.installed  ## constraints.txt anew: the newest versions that fit together
	$(BIN)/python benchmarks/constraints.py

hooks: $(VENV)/.tested  ## lint before each commit
	$(PIP) install --constraint constraints.txt --group hooks
	$(BIN)/pre-commit install

matrix: $(VENV)/.tested  ## the tests on each Python of `tool.tox` in pyproject.toml that is on this machine
	$(PIP) install --group matrix
	$(BIN)/tox run

lint: $(VENV)/.tested
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

benchmark: $(VENV)/.tested  ## how fast that is, beside jieba and the peers
	$(PIP) install --constraint constraints.txt --group peers
	$(BIN)/python benchmarks/speed.py

MINUTES ?= 10
SAMPLE ?= 400

fuzz: $(VENV)/.tested  ## the fuzz tests with fresh seeds for MINUTES
	$(BIN)/python benchmarks/fuzzing.py --minutes $(MINUTES)

mutation: $(VENV)/.tested  ## how many of SAMPLE small changes to the reading of numbers the tests notice
	$(PIP) install --constraint constraints.txt --group mutation
	$(BIN)/python benchmarks/mutation.py --sample $(SAMPLE)

audit: $(VENV)/.tested  ## licences and known vulnerabilities of what constraints.txt pins
	$(PIP) install --constraint constraints.txt --group mutation --group fuzz --group audit
	$(BIN)/python benchmarks/audit.py

$(VENV)/.installed: $(SOURCES)
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --upgrade --constraint constraints.txt pip
	$(PIP) install --constraint constraints.txt --editable .
	$(BIN)/python -m compileall -q pipeline/zhengce  # as pip does with what is not editable
	touch $@

$(VENV)/.tested: $(VENV)/.installed
	$(PIP) install --constraint constraints.txt --group test --group notebooks --group lint
	touch $@

clean:
	rm -rf $(VENV) .tox build dist site zhengce.db
