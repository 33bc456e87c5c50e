# Every target does its own set-up: `make test` on a fresh machine needs Python ≥ 3.11 and nothing else.
# More arguments for the program underneath: make test ARGS="-k feeds".

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help serve test test-clients build check bench lighthouse lock clean

VENV := .venv
PY := $(VENV)/bin/python
CLIENTS := .cache/clients
ARGS ?=
UV_VERSION := 0.13.9

# Progress on a terminal, quiet elsewhere and in CI.
ifneq ($(CI),)
QUIET := --quiet
else ifeq ($(MAKE_TERMOUT),)
QUIET := --quiet
endif
PIP := $(PY) -m pip install --disable-pip-version-check --no-warn-script-location $(QUIET)

# Material prints a long notice about MkDocs 2 at every start; our pins are exact.
export NO_MKDOCS_2_WARNING := 1

help:  ## этот список
	@echo "make <команда> [ARGS=\"…\"]"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)$$/  \1	\2/p' $(firstword $(MAKEFILE_LIST))

serve: $(VENV)/site.stamp  ## сайт с примерами на 127.0.0.1:8000, обновляется при правке
	@DEMO=$${DEMO-1} $(PY) -m mkdocs serve --no-strict --livereload -a 127.0.0.1:8000 $(ARGS)

# The day of the build is one for the texts and for the files' dates. Both towns live by Moscow time.
build: $(VENV)/site.stamp  ## сайт для публикации в site/ (DEMO, SITE_TODAY, SITE_URL, PUBLISH из окружения)
	@SITE_TODAY=$${SITE_TODAY:-$$(TZ=Europe/Moscow date +%Y-%m-%d)} && export SITE_TODAY && \
	SOURCE_DATE_EPOCH=$$($(PY) -c 'import datetime as d, sys; \
	print(int(d.datetime.fromisoformat(sys.argv[1] + "T00:00:00+00:00").timestamp()))' "$$SITE_TODAY" 2>/dev/null) || \
	{ echo "SITE_TODAY=$$SITE_TODAY: нужна дата вида 2026-11-22." >&2; exit 1; } && \
	export SOURCE_DATE_EPOCH && \
	$(PY) -m mkdocs build --strict --clean $(ARGS)

check: $(VENV)/site.stamp  ## проверка данных и текстов, секунды
	@$(PY) -m macros check $(ARGS)

test: $(VENV)/test.stamp  ## все тесты, с браузером
	@$(PY) .ci/setup_tests.py
	@$(PY) -m pytest --numprocesses=2 --dist=loadgroup $(QUIET) $(ARGS)

# Real calendar programs; those that are not installed are skipped by name, and fail with CI_CLIENTS=1.
test-clients: $(VENV)/test.stamp $(CLIENTS)/clients.stamp  ## наши календари в Thunderbird, GNOME и khal, минуты
	@$(PY) -m pytest tests/clients $(QUIET) $(ARGS)

bench: $(VENV)/bench.stamp  ## замеры: отношения, измеренные рядом в одном запуске
	@$(PY) .ci/setup_tests.py
	@$(PY) -m tests.bench $(ARGS)

lighthouse: $(VENV)/test.stamp  ## Lighthouse на главных страницах: 100 доступность, практики, SEO; 95 скорость
	@$(PY) .ci/setup_tests.py
	@$(PY) -m tests.lighthouse $(ARGS)

# One resolution for everything first, so that the three lists always agree. Pins stay as they are where
# pyproject.toml allows it; ARGS=--upgrade moves them.
lock: $(VENV)/site.stamp  ## заново закрепить версии: requirements*.txt и package-lock.json
	@$(PIP) uv==$(UV_VERSION)
	@mkdir -p .cache && cat requirements*.txt > .cache/locked.txt
	@$(LOCK) pyproject.toml --group build --group test --group bench -o .cache/locked.txt $(ARGS)
	@$(LOCK) pyproject.toml --group build -c .cache/locked.txt -o requirements.txt $(ARGS)
	@$(LOCK) --group test -c .cache/locked.txt -o requirements-test.txt $(ARGS)
	@$(LOCK) --group bench -c .cache/locked.txt -o requirements-bench.txt $(ARGS)
	@$(LOCK) --group clients -o requirements-clients.txt $(ARGS)
	@npm install --package-lock-only --omit-lockfile-registry-resolved --no-audit --no-fund --loglevel=error
	@$(PY) -c "$$WITHOUT_FUNDING"
LOCK = $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-annotate --custom-compile-command "make lock"

# The sponsors' links are the only addresses left in the lock, and npm does not need them.
define WITHOUT_FUNDING
import json, pathlib
path = pathlib.Path('package-lock.json')
lock = json.loads(path.read_text(encoding='utf-8'))
for package in lock['packages'].values():
    package.pop('funding', None)
path.write_text(json.dumps(lock, ensure_ascii=False, indent=2) + '\n', encoding='utf-8')
endef
export WITHOUT_FUNDING

clean:  ## удалить собранное и кеши (.venv и node_modules остаются)
	@rm -rf site build .cache .pytest_cache .ruff_cache *.egg-info
	@find macros tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/site.stamp: $(PY) requirements.txt pyproject.toml
	@echo "→ ставлю программы сайта в $(VENV)"
	@$(PIP) --require-hashes -r requirements.txt
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/test.stamp: $(VENV)/site.stamp requirements-test.txt
	@echo "→ ставлю программы тестов в $(VENV)"
	@$(PIP) --require-hashes -r requirements-test.txt
	@touch $@

$(VENV)/bench.stamp: $(VENV)/test.stamp requirements-bench.txt
	@echo "→ ставлю программы замеров в $(VENV)"
	@$(PIP) --require-hashes -r requirements-bench.txt
	@touch $@

# Calendar programs have an environment of their own: what they need must not decide what we test with.
$(CLIENTS)/clients.stamp: $(PY) requirements-clients.txt
	@echo "→ ставлю программы календарей в $(CLIENTS)"
	@$(PY) -m venv --clear $(CLIENTS)
	@$(CLIENTS)/bin/python -m pip install --disable-pip-version-check $(QUIET) --require-hashes -r requirements-clients.txt
	@touch $@

$(PY):
	@python=; for name in python3 python3.13 python3.12 python3.11 python3.14 python; do \
	  if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$$name; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "Нужен Python 3.11 или новее, здесь: $$(python3 --version 2>&1)." \
	    "В Debian 12 и Ubuntu 24.04: apt install python3 python3-venv." >&2; \
	  exit 1; \
	fi; \
	if ! $$python -c 'import venv, ensurepip' 2>/dev/null; then \
	  echo "У $$python нет модулей venv и ensurepip. В Debian и Ubuntu поставьте пакет:" \
	    "apt install python3-venv (или $$($$python -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'))." >&2; \
	  exit 1; \
	fi; \
	echo "→ создаю $(VENV): $$($$python --version)"; \
	$$python -m venv --clear $(VENV)
