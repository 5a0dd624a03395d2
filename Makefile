# Everything a person types. `make help` lists it.
PYTHON ?= python3
VENV := .venv
BARE := .venv-bare
BIN := $(VENV)/bin
PIP := bin/pip --quiet --disable-pip-version-check install
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := site
.PHONY: site bare test cover fuzz lint spelling serve check status update pictures lock clean help

site: $(VENV)/ready ## build the whole site, forms included, into site/
	$(BIN)/guide build
	@echo "Built into site/: open site/index.html, or put the folder on any web server."

bare: $(BARE)/ready ## build where nothing is installed but what a build needs
	$(BARE)/bin/guide build --quiet --out $(BARE)/site

test: bare lint ## run every test (sets up a browser and poppler if they are missing)
	$(BIN)/python -m tests.tools
	BUILT=$(BARE)/site $(BIN)/python -m pytest --numprocesses auto --dist worksteal

cover: $(VENV)/ready-to-test ## print which branches the tests of the rooms go through (takes twice as long as they do)
	$(BIN)/python -m pytest --numprocesses auto --cov --cov-report=term:skip-covered tests/checks tests/forms tests/source tests/translation tests/web

fuzz: $(VENV)/ready-to-test ## try sources and translations that nobody would write, 20,000 of each kind
	EXAMPLES=20000 $(BIN)/python -m pytest tests/source/test_fuzz.py tests/translation/test_markup.py tests/translation/test_catalogues.py

lint: $(VENV)/ready-to-test node_modules/ready ## look over code and guide without building
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	node_modules/.bin/biome lint --error-on-warnings
	$(BIN)/actionlint
	$(BIN)/guide check

spelling: $(VENV)/ready-to-test node_modules/ready ## look for misspelled words in the translations
	$(BIN)/python -m tests.spelling

serve: $(VENV)/ready-to-work ## preview at http://127.0.0.1:8000, and show each change as it is saved
	$(BIN)/watchfiles --filter default --sigint-timeout 10 "$(BIN)/guide serve" hooks

check: $(VENV)/ready-to-check ## report what is wrong in pages, forms and translations
	$(BIN)/guide check

status: $(VENV)/ready ## count what is translated, stale, missing and reviewed
	$(BIN)/guide status

update: $(VENV)/ready ## bring the catalogues in step with the English
	$(BIN)/guide update

pictures: $(VENV)/ready-to-work ## take pictures of pages and forms into pictures/
	$(BIN)/python -m tests.tools
	$(BIN)/python -m tests.pictures

lock: $(VENV)/ready-to-work ## write what pyproject.toml asks for, with all that it brings along, into requirements/
	$(LOCK) --extra check --extra test --extra spread --extra work --output-file requirements/work.txt
	$(LOCK) --constraint requirements/work.txt --extra check --extra test --extra spread --output-file requirements/test.txt
	$(LOCK) --constraint requirements/work.txt --extra check --output-file requirements/check.txt
	$(LOCK) --constraint requirements/work.txt --output-file requirements/run.txt

clean: ## delete what was built and set up
	rm -rf site pictures .cache node_modules $(VENV) $(BARE)

help: ## list these targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 12

# What each kind of work needs, installed once and again when it changes: only what the locks name, by its hash.
%/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name it with: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $* || \
	  { echo "On Debian or Ubuntu, python3-venv makes this work: apt-get install python3-venv"; exit 1; }

%/ready: %/bin/python pyproject.toml requirements/run.txt
	$*/$(PIP) --require-hashes --requirement requirements/run.txt
	$*/$(PIP) --no-index --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/ready-to-%: requirements/%.txt $(VENV)/ready
	$(VENV)/$(PIP) --require-hashes --requirement $<
	@touch $@

node_modules/ready: package-lock.json $(VENV)/ready-to-test
	$(BIN)/python -m tests.tools npm
	npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

.PRECIOUS: %/bin/python %/ready

# One lock for each kind of work, for every Python from 3.11 on. What builds the project itself is in each.
BUILDS := $(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"])'
LOCK := $(BUILDS) | $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --custom-compile-command "make lock" pyproject.toml -
