# Every verb says what it does in `make help`: the text after its `##`, and its example after `·`.
# Paths are relative throughout, so that a folder with a space in its name is as good as any other.

PYTHON ?= python3
ARGS ?=
VENV := .venv/bin/python

# An interpreter that is gone (the system's Python was upgraded) calls for a new set-up, whatever the stamps say.
MISSING := $(shell test -x $(VENV) || echo missing)

.DEFAULT_GOAL := help
.PHONY: help run demo test check format lock bench bench-staff shots integrations messages wheel quiz clean missing

help: ## List every verb · make help
	@awk -F ' ## | · ' '/^[a-z-]+:.* ## / { sub(/:.*/, "", $$1); printf "%-13s%s\n%13s%s\n", $$1, $$2, "", $$3 }' Makefile

run: .venv/run.stamp ## Set up and serve the diagnostic · make run ARGS="--port 8123"
	@exec $(VENV) -m quiz run $(ARGS)

demo: .venv/run.stamp ## Set up and serve everything with 20,000 synthetic attempts, and a staff account · make demo
	@exec $(VENV) -m quiz demo $(ARGS)

test: .venv/dev.stamp ## Set up and run every test, those in a browser too · make test ARGS="tests/unit -x"
	@$(VENV) -m tools.chromium
	@$(VENV) -m tools.postgresql
	@$(VENV) -m tools.redis
	@exec $(VENV) -m pytest --numprocesses 4 --dist loadfile --no-loadscope-reorder $(ARGS)

check: .venv/dev.stamp ## Lint: style, types and the import contracts · make check
	@$(VENV) -m ruff check --quiet .
	@$(VENV) -m ruff format --check --quiet . || { echo 'Some files are not formatted; run: make format'; exit 1; }
	@$(VENV) -m mypy
	@PYTHONPATH=. $(VENV) -c 'from importlinter.cli import lint_imports_command as lint; lint()' --no-logo

format: .venv/dev.stamp ## Format the code and mend what can be mended · make format
	@$(VENV) -m ruff check --quiet --fix-only .
	@$(VENV) -m ruff format .

quiz: .venv/run.stamp ## Run any command of the program · make quiz ARGS="check questions.yaml"
	@exec $(VENV) -m quiz $(ARGS)

bench: .venv/dev.stamp ## Measure speed and size beside yardsticks · make bench
	@exec $(VENV) -m bench $(ARGS)

bench-staff: .venv/dev.stamp ## Measure the figures of the staff at 10,000 and a million attempts · make bench-staff
	@exec $(VENV) -m bench.staff $(ARGS)

shots: .venv/dev.stamp ## Take a picture of every page · make shots
	@$(VENV) -m tools.chromium
	@exec $(VENV) -m tests.browser.shots $(ARGS)

integrations: .venv/dev.stamp ## Set up a WordPress and the like, and try the diagnostic in them · make integrations
	@CI=true $(VENV) -m tools.chromium
	@$(VENV) -m tools.wordpress
	@$(VENV) -m tools.npm
	@exec $(VENV) -m pytest tests/integrations $(ARGS)

messages: .venv/dev.stamp ## Gather the messages of the templates and compile the catalogues · make messages
	@$(VENV) -m tools.messages extract
	@$(VENV) -m tools.messages compile

wheel: .venv/dev.stamp ## Build the wheel and the sdist into dist/ · make wheel
	@$(VENV) -m hatchling build

lock: ## Renew requirements/*.txt from pyproject.toml · make lock
	@$(PYTHON) -m tools.lock

clean: ## Remove what make made, and keep var/ with its data · make clean
	@rm -rf .venv dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/%.stamp: requirements/%.txt $(MISSING)
	@command -v "$(PYTHON)" >/dev/null || { echo 'There is no $(PYTHON) here; install Python 3.11 or newer, or say which: make PYTHON=python3.12'; exit 1; }
	@"$(PYTHON)" -m tools.setup $*

missing:
