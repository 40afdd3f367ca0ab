# Clear My Record. `make help` tells what there is.

# The distribution's own interpreter, if it will do: those that version managers build take half as long again.
suffices := import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell /usr/bin/python3 -c '$(suffices)' 2>/dev/null && echo /usr/bin/python3 || echo python3)
venv := .venv
python := $(venv)/bin/python
pip := $(python) -m pip install --quiet --disable-pip-version-check --require-hashes
compile := $(python) -m piptools compile --quiet --allow-unsafe --generate-hashes --strip-extras \
	--no-emit-find-links --no-emit-index-url --no-emit-trusted-host

.DEFAULT_GOAL := help
.PHONY: help run test check fix bench requirements clean
# A half-made file is never taken for a whole one.
.DELETE_ON_ERROR:

help: ## list these targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 14

run: $(venv)/installed ## start the application (PORT, WORKERS, DATA_DIR, DEMONSTRATION=0, DATABASE_URL, REDIS_URL)
	@exec $(python) -m clearmyrecord.launcher

test: $(venv)/installed-dev ## run all tests (ARGS="-k relief" for some)
	@$(python) -m pytest $(ARGS)

# The checks start nothing and keep nothing: any key will do, and no data directory of anybody's is touched.
check: export SECRET_KEY = only-for-checks
check: $(venv)/installed-dev ## style, types, migrations, settings
	$(python) -m ruff check .
	$(python) -m ruff format --check .
	@data=$$(mktemp -d) && trap 'rm -rf "$$data"' EXIT && export DATA_DIR="$$data" && set -ex; \
	$(python) -m mypy .; \
	$(python) manage.py makemigrations --check --dry-run; \
	$(python) manage.py check --fail-level WARNING

fix: $(venv)/installed-dev ## mend what the style check can mend
	$(python) -m ruff check --fix .
	$(python) -m ruff format .

bench: $(venv)/installed-dev ## measure speed and memory
	@$(python) -m bench $(ARGS)

requirements: $(venv)/installed-dev ## pin the newest versions that requirements*.in allow
	$(compile) --upgrade --output-file=requirements.txt requirements.in
	$(compile) --upgrade --output-file=requirements-dev.txt requirements-dev.in

clean: ## remove what was installed and cached; data stays
	rm -rf $(venv) .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The files named `created` and `installed…` say that their step was finished.
$(venv)/created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) --version 2>&1)." >&2; \
	  echo "Name another one: make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "Python cannot make virtual environments here. On Debian: apt install python3-venv" >&2; exit 1; }
	@echo "Making $(venv) …"
	@$(PYTHON) -m venv --clear $(venv)
	@touch $@

$(venv)/installed: requirements.txt $(venv)/created
	@echo "Installing the packages of requirements.txt …"
	@$(pip) -r requirements.txt
	@touch $@

$(venv)/installed-dev: requirements-dev.txt $(venv)/installed
	@echo "Installing the packages of requirements-dev.txt …"
	@$(pip) -r requirements-dev.txt
	@touch $@
