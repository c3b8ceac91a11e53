# Each target works as the only command after a clone: it makes .venv where
# there is none, and installs what it needs where that is missing or out of date.

PYTHON ?= python3
VENV ?= .venv
PYTEST_OPTIONS ?=
BENCH_OPTIONS ?=
COVERED ?= workflow
FUZZ_OPTIONS ?=
EXTRAS = calendar docx pdf postgresql sign web xml

BIN := $(VENV)/bin
MADE := $(VENV)/.made
STAMP := $(VENV)/.installed
WORDS := $(VENV)/.compiled

.NOTPARALLEL:
.PHONY: demo dist git docs near test test-all test-programs coverage attacks generated due lint types lock bench serve clean

demo: $(STAMP) $(WORDS)
	$(BIN)/escalade demo --out demo/ --force

# A process that dies ends the run, and its test is named: the one in its place may wait for ever (pytest-xdist, 1378).
PYTEST = $(BIN)/python -m pytest -q -n auto --dist loadgroup --max-worker-restart=0 $(PYTEST_OPTIONS)

# Everything but what takes a program that must be installed: Chromium, an office program, Java, a database server.
test: $(STAMP)-test $(WORDS)
	$(PYTEST) --programs=without

# What takes one. What this machine lacks is skipped, and said.
test-programs: $(STAMP)-test $(WORDS)
	$(PYTEST) --programs=only

test-all: test test-programs

# What is nearest to a change, in less than a minute.
near: $(STAMP)-test $(WORDS)
	$(BIN)/python -m tests.near $(SINCE)

# The tests once, branches counted: all of workflow/. COVERED=. counts everything, of which 95 % are asked (pyproject.toml).
coverage:
	$(MAKE) test PYTEST_OPTIONS="--cov=$(COVERED) $(PYTEST_OPTIONS)"
	$(BIN)/python -m coverage report --include='workflow/*' --fail-under=100

# Each defence of the ledger taken away in turn: the test of its attack must fail then. Then 10,000 case files, papers
# and command lines that nobody would write (FUZZ_OPTIONS=--seed=7 for others). It takes half an hour.
attacks: $(STAMP)-test $(WORDS)
	$(BIN)/python -m tests.attacks
	ESCALADE_HISTORIES=10000 $(PYTEST) tests/workflow/judge/test_properties.py
	$(BIN)/python -m tests.attacks.fuzz.run $(FUZZ_OPTIONS)

# What is made from the sources, and held to them by tests: the text of the schema, catalogues, and six pages: README, procedure, architecture, tutorial.
generated: $(STAMP)-test
	$(BIN)/python -m escalade.models.store.tables
	PYTHONPATH=. $(BIN)/python -m tests.web.catalogue
	$(BIN)/python -m escalade.web.i18n.compiler
	PYTHONPATH=. $(BIN)/python -m tests.architecture.readme

# What the pages say in English alone, by language: it waits for whoever translates, and holds up a release, nothing else.
due: $(STAMP)-test
	PYTHONPATH=. $(BIN)/python -m tests.web.catalogue --due

# The documentation as a site: build/docs/index.html.
docs: $(STAMP)-docs
	$(BIN)/python -m sphinx --quiet -W --keep-going -b html docs build/docs

# What is released: wheel, source archive, parts list, digests. The same bytes wherever it is built from one commit.
dist: git $(STAMP)-test
	$(BIN)/python -m tests.release.licences
	$(BIN)/python -m tests.release dist

git:
	@git rev-parse --verify --quiet HEAD >/dev/null || { echo "A release is made of what is committed: that takes git (apt-get install git), and a clone." >&2; exit 1; }

lint: $(STAMP)-lint
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(STAMP)-types
	$(BIN)/mypy

# What deploy/install installs, exactly: every package of a service and what builds one, with the digests of their files.
# uv knows nothing of pip's settings: UV_DEFAULT_INDEX names another index.
LOCK = $(BIN)/uv pip compile --quiet --upgrade --universal --no-build --generate-hashes --no-header --no-annotate --python-version 3.11
lock: $(STAMP)-lock
	$(LOCK) $(EXTRAS:%=--extra %) pyproject.toml --output-file deploy/requirements.txt
	$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")' \
	  | $(LOCK) - --output-file deploy/build.txt

# Both sides of every row, in turns. BENCH_OPTIONS=--quick takes a minute.
bench: $(STAMP)-bench $(WORDS)
	$(BIN)/python -m tests.benchmarks $(BENCH_OPTIONS)

serve: $(STAMP)-web $(WORDS)
	$(BIN)/escalade demo --out demo/ --force --quiet >/dev/null
	$(BIN)/escalade --register demo/register.db serve --demo

clean:
	rm -rf demo build dist *.egg-info htmlcov .coverage .coverage.* .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +
	rm -rf $(VENV) web/locale/*.mo

$(MADE):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "escalade needs Python 3.11 or later, and '$(PYTHON)' is not that. Name another: make PYTHON=python3.13" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "'$(PYTHON)' cannot make an environment: its venv module is missing. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	test -x $(BIN)/pip || $(PYTHON) -m venv --clear $(VENV)
	@touch $@

# One stamp for what the program needs, one for each extra.
$(STAMP): pyproject.toml $(MADE)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[calendar,docx,pdf,sign,xml]'
	@touch $@

# An installation compiles the catalogues; here they are compiled again where one was edited since.
$(WORDS): $(wildcard web/locale/*.po web/locale/*/nouns.toml)
	$(BIN)/python -m escalade.web.i18n.compiler
	@touch $@

$(STAMP)-%: pyproject.toml $(MADE)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[$*]'
	@touch $@
