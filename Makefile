# Only Python 3.11+ (with venv) and make are needed. `make run` is the main job.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help run stop test check fix bench chaos demo packages packages-dev
MAKEFLAGS += --no-print-directory

HOST ?= 127.0.0.1
PORT ?= 8000
ARGS ?=
SIZE ?= ci
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; exit; }; done; echo python3)
VENV := .venv/bin/python
RUNTIME := requirements.txt requirements-local.txt

help:
	@echo "make run [PORT=8000 HOST=127.0.0.1]   the portal, from nothing; Ctrl-C stops it"
	@echo "make stop                             stop what make run left"
	@echo "make test [ARGS=...]                  all tests, on servers of their own"
	@echo "make check | make fix                 every check | format and mend"
	@echo "make demo CANDIDATES=n VACANCIES=m APPLICATIONS=k"
	@echo "make bench [SIZE=full]                benchmarks"

packages:
	@$(PYTHON) portal/local/packages.py $(RUNTIME)

packages-dev:
	@$(PYTHON) portal/local/packages.py $(RUNTIME) requirements-dev.txt

run: packages
	@exec $(VENV) manage.py up --tied --host "$(HOST)" --port "$(PORT)"

stop:
	@if [ -x $(VENV) ]; then DEMO=1 $(VENV) manage.py stop; else echo "Nothing was running."; fi

test: packages-dev
	@exec $(VENV) -m portal.local.testing $(ARGS)

demo: packages
	@exec $(VENV) -m portal.local.within demo $(if $(CANDIDATES),--candidates=$(CANDIDATES)) $(if $(VACANCIES),--vacancies=$(VACANCIES)) $(if $(APPLICATIONS),--applications=$(APPLICATIONS))

# What production would set; only for `check --deploy`, which opens no connection.
DEPLOYED := DEMO=0 SECRET_KEY=checked-as-in-production-0123456789-abcdefghijklmnopqrstuvwxyz ALLOWED_HOSTS=jobs.example.org \
	DATABASE_URL=postgres://u:p@db.example.org/safeer REDIS_URL=redis://broker.example.org/0 KEYS_DIR=/etc/safeer/keys EMAIL_URL=smtp://mail.example.org

check: packages-dev
	$(VENV) -m ruff format --check .
	$(VENV) -m ruff check .
	$(VENV) -c 'import sys; from importlinter.cli import lint_imports_command; sys.argv[0] = "lint-imports"; lint_imports_command()'
	$(VENV) -m mypy
	$(VENV) -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	$(DEPLOYED) $(VENV) manage.py check --deploy --fail-level WARNING
	$(VENV) manage.py translations --check
	@echo "All checks passed."

fix: packages-dev
	@$(VENV) -m ruff check --fix .
	@$(VENV) -m ruff format .

bench: packages-dev
	@exec $(VENV) -m portal.local.benching "$(SIZE)"

chaos:
	@echo "make chaos comes with the notifications issue."; exit 2
