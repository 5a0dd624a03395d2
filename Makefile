# Everything a person types. `make help` lists it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check
export NO_MKDOCS_2_WARNING := 1
# One lock for each kind of work, for every Python that is named; the build's own needs are in each.
LOCK := $(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"])' | \
  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 \
  --generate-hashes --custom-compile-command "make lock" pyproject.toml -

.DEFAULT_GOAL := site
.PHONY: site test fuzz lint serve check status update pictures lock clean help

site: $(VENV)/ready ## build the whole site, forms included, into site/
	$(BIN)/guide build
	@echo "Built into site/: open site/index.html, or put the folder on any web server."

test: $(VENV)/ready-to-test lint ## run every test (sets up a browser and poppler if they are missing)
	$(BIN)/python -m tests.tools
	$(BIN)/python -m pytest

fuzz: $(VENV)/ready-to-test ## try sources and translations that nobody would write, 20,000 of each kind
	EXAMPLES=20000 $(BIN)/python -m pytest tests/source/test_fuzz.py tests/translation/test_markup.py tests/translation/test_catalogues.py

lint: $(VENV)/ready-to-test ## look over code and guide without building
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/guide check

serve: $(VENV)/ready-to-work ## preview at http://127.0.0.1:8000, and show each change as it is saved
	$(BIN)/watchfiles --filter python --sigint-timeout 10 "$(BIN)/mkdocs serve --quiet" hooks

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
	$(LOCK) --extra check --extra test --extra work --output-file requirements/work.txt
	$(LOCK) --constraint requirements/work.txt --extra check --extra test --output-file requirements/test.txt
	$(LOCK) --constraint requirements/work.txt --extra check --output-file requirements/check.txt
	$(LOCK) --constraint requirements/work.txt --output-file requirements/run.txt

clean: ## delete what was built and set up
	rm -rf site pictures .cache $(VENV)

help: ## list these targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 12

# What each kind of work needs, installed once and again when it changes.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name it with: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV) || \
	  { echo "On Debian or Ubuntu, python3-venv makes this work: apt-get install python3-venv"; exit 1; }

$(VENV)/ready: $(VENV)/bin/python pyproject.toml requirements/run.txt
	$(INSTALL) --requirement requirements/run.txt
	$(INSTALL) --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/ready-to-check $(VENV)/ready-to-test $(VENV)/ready-to-work: $(VENV)/ready-to-%: requirements/%.txt $(VENV)/ready
	$(INSTALL) --requirement $<
	@touch $@
