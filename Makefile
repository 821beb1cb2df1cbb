# The desk's commands. `make run` and `make test` need Python 3.11+ and nothing else.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
.DEFAULT_GOAL := help
.PHONY: help soak fuzz run test check lint format bench clean demo scenarios kit messages pictures

help: ## Show what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# One stamp for each requirements file: nothing is installed again while its text is the same.
$(VENV)/.%.sha256: %.txt requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; say PYTHON=... make"; exit 1; }
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@sum=$$(cat requirements.txt $< | $(PY) -c 'import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())'); \
	if [ "$$(cat $@ 2>/dev/null)" != "$$sum" ]; then \
		echo "Installing $<"; \
		$(PY) -m pip install -qq --disable-pip-version-check -r $< && echo "$$sum" > $@; \
	else touch $@; fi

run: $(VENV)/.requirements.sha256 ## Start the whole desk (PORT=8000); Ctrl-C stops it
	@exec $(PY) -m paletten.run

test: $(VENV)/.requirements-dev.sha256 ## Play all tests on SQLite and on PostgreSQL
	@exec $(PY) -m tests.run

check: $(VENV)/.requirements-dev.sha256 ## Format, lint, types, imports, migrations, OpenAPI
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy .
	$(VENV)/bin/lint-imports
	$(PY) manage.py makemigrations --check --dry-run
	$(PY) manage.py spectacular --validate --fail-on-warn --file /dev/null
	@$(PY) -m tests.deployable

lint: $(VENV)/.requirements-dev.sha256 ## Lint only
	$(VENV)/bin/ruff check .

format: $(VENV)/.requirements-dev.sha256 ## Put the code in form
	$(VENV)/bin/ruff format .
	$(VENV)/bin/ruff check --fix .

bench: $(VENV)/.requirements-dev.sha256 ## Measure releases, filings, pages and the ledger
	@exec $(PY) -m tests.bench

soak: $(VENV)/.requirements-dev.sha256 ## Kill workers twenty times under 500 releases, on both databases
	@DESK_KILLED_RELEASES=500 $(PY) -m tests.run -o faulthandler_timeout=1800 tests/faults/test_workers_killed_at_random.py

fuzz: $(VENV)/.requirements-dev.sha256 ## Try 300 made-up inputs for each operation of the API
	@exec $(PY) -m tests.fuzz

scenarios: $(VENV)/.requirements.sha256 ## Play the scenarios on a scratch database
	$(PY) manage.py scenarios tests/scenarios

kit: ## Make the style sheet and the kit's script again; needs npm, nothing else does
	cd paletten/kit/source && npm ci --no-progress --ignore-scripts && node fixtures.mjs && \
	npx sass --no-source-map --style=compressed --load-path=node_modules desk.scss ../../static/paletten/kit/desk.css && \
	sed 's,//# sourceMappingURL.*,,' node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js > ../../static/paletten/kit/govuk-frontend.min.js

pictures: $(VENV)/.requirements-dev.sha256 ## Take the pictures of the help pages again, by the journeys in a browser
	@DESK_PICTURES=1 $(PY) -m tests.run sqlite -n 2 tests/browser

messages: $(VENV)/.requirements.sha256 ## Collect what is said to people, and compile its translations; needs gettext
	$(PY) manage.py makemessages --locale zh_Hans --no-location --no-wrap --no-obsolete --ignore .venv --ignore var --ignore tests
	$(PY) manage.py compilemessages --locale zh_Hans --ignore .venv

clean: ## Remove caches; data and environment stay
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
