# Two commands do everything: `make run` and `make test`. The others are for who changes the program.
PYTHON ?= python3
PYTHONS ?= python3.11 python3.13
VENV ?= .venv
BIN := $(VENV)/bin
RUN_READY := $(VENV)/.run-ready
DEV_READY := $(VENV)/.dev-ready
# Tests wait about half of their time, for processes and for browsers: two cores keep four workers.
PYTEST := $(BIN)/pytest -n 4 --dist loadgroup
# Where it is set, each of the many processes that tests start compiles again all that it imports.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: audit-page run test test-pythons explore check format screens same-screens icons bench lock clean

run: $(RUN_READY)
	$(BIN)/mon-compte $(ARGS)

test: $(DEV_READY)
	@bash tests/needs.sh
	$(PYTEST) $(ARGS)

# The suite on each of these Pythons, each in an environment of its own.
test-pythons:
	@for python in $(PYTHONS); do \
	  $$python --version || { echo "$$python does not run: install it (uv python install, pyenv, apt-get), or name one that does: PYTHONS=\"python3.11 /where/it/is/python3.13\"" >&2; exit 1; }; \
	done
	@for python in $(PYTHONS); do \
	  version=$$($$python -c 'import platform; print(platform.python_version())'); \
	  $(MAKE) test PYTHON=$$python VENV=.venv/pythons/$$version || exit 1; \
	done

# Properties, from another seed each time and many times more: what it finds becomes an `@example`.
explore: $(DEV_READY)
	$(PYTEST) -m hypothesis --hypothesis-profile=explore --timeout=7200 $(ARGS)

check: $(DEV_READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/vulture
	$(BIN)/openapi-spec-validator docs/openapi.json

format: $(DEV_READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

screens: $(DEV_READY)
	@bash tests/needs.sh
	$(BIN)/python -m tests.audit.screens $(ARGS)

# What changed in the pictures is drawn into build/screens-differences.
same-screens: $(DEV_READY)
	@bash tests/needs.sh
	$(BIN)/python -m tests.audit.same_screens $(ARGS)

# After a screen takes a new icon: pages of HTML have the outlines of those in use, and of no other.
icons: $(DEV_READY)
	$(BIN)/python -m tools.fonts

# Writes the criteria of the audit of accessibility into docs/accessibility-audit.md.
audit-page: $(DEV_READY)
	$(BIN)/python -m tools.audit_page

# Writes the table of settings into docs/operating.md.
settings-page: $(DEV_READY)
	$(BIN)/python -m tools.settings_table

bench: $(DEV_READY)
	@bash tests/needs.sh
	$(BIN)/python -m benchmarks

# The lock files hold every version with its hash, for every platform.
lock: $(DEV_READY)
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --extra server --extra simulation pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --all-extras -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:
	rm -rf .venv build dist *.egg-info

$(BIN)/python:
	$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing: apt-get install python3-venv"; exit 1; }

# pip, which every Python has, brings uv, which installs in seconds what takes pip two minutes.
$(BIN)/uv: $(BIN)/python
	awk '/^uv==/, !/\\$$/' requirements-dev.lock > $(VENV)/uv.lock
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r $(VENV)/uv.lock
	@touch $@

install = $(BIN)/uv pip install -q --python $(BIN)/python $(1) || $(BIN)/pip install -q --disable-pip-version-check $(1)

$(RUN_READY): $(BIN)/uv requirements.lock pyproject.toml
	$(call install,--require-hashes -r requirements.lock)
	$(call install,--no-deps -e .)
	@touch $@

$(DEV_READY): $(BIN)/uv requirements-dev.lock pyproject.toml
	$(call install,--require-hashes -r requirements-dev.lock)
	$(call install,--no-deps -e .)
	@touch $@ $(RUN_READY)
