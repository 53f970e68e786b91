# What a newcomer needs. Repeated runs do only what is left to do.
PYTHON ?= python3
NAME ?=
VENV := .venv
BIN := $(VENV)/bin
# Pip's own configuration says where packages come from; the lock says which, by their hashes.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile \
	--require-hashes

.PHONY: setup demo test bench lint lock

setup: $(VENV)/installed-tests
	@echo "Everything is installed in $(VENV)"

demo: $(VENV)/installed
	@exec $(BIN)/python manage.py up --demo $(if $(PORT),--port $(PORT))

test: $(VENV)/installed-tests
	@tools/test_programs
	$(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

bench: $(VENV)/installed-tests
	@$(BIN)/python -m tests.benchmarks $(NAME)

lint: $(VENV)/installed-tests
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .

# Takes the newest releases that pyproject.toml allows.
lock: $(BIN)/python
	tools/lock

$(BIN)/python:
	@tools/make_venv "$(PYTHON)" $(VENV)

$(VENV)/installed: requirements.lock | $(BIN)/python
	@echo "Installing what Fortnight runs on into $(VENV)"
	@$(INSTALL) -r requirements.lock
	@touch $@

$(VENV)/installed-tests: requirements-test.lock $(VENV)/installed
	@echo "Installing what its tests need into $(VENV)"
	@$(INSTALL) -r requirements-test.lock
	@touch $@
