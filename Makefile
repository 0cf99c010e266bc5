# Everything sets up what it needs, in .venv, once. `make demo` and `make test` are all that a newcomer has to know.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
BENCH_READY := $(VENV)/.ready-bench

.PHONY: demo talk test test-pure sanitize browser spark threads frozen coverage interpreters check page format generate bench fuzz mutants clean
.DEFAULT_GOAL := test

# The project itself with its native path, where there is a compiler, and the tools of the dependency group `dev`, which
# pip learned to install in version 25.1.
$(READY): pyproject.toml hatch_build.py src/ocpp_codec/_core/_speed.c
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed: make PYTHON=...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable . --group dev
	$(BIN)/python -m ocpp_codec.native
	$(BIN)/python -m codegen.sources
	touch $(READY)

# What real and defective frames look like to the library, and a report about them; FRAMES=file.jsonl for a file of your own.
demo: $(READY)
	$(BIN)/python examples/demo.py $(FRAMES)
	@mkdir -p .cache
	@$(BIN)/ocpp-codec report $(or $(FRAMES),examples/session-1.6.jsonl examples/session-2.0.1.jsonl examples/session-2.1.jsonl) \
		-o .cache/report.html && echo "A report about them: open $(CURDIR)/.cache/report.html"

# A CSMS and a station of the examples, against each other, until Ctrl+C.
talk: $(READY)
	@$(BIN)/python examples/csms.py --db .cache/talk.db --log INFO & trap "kill $$!" EXIT INT TERM; sleep 1; \
		$(BIN)/python examples/station.py ws://127.0.0.1:9000/CS001

test: $(READY)
	$(BIN)/python -m pytest --numprocesses 2

# The same without the native path.
test-pure: $(READY)
	OCPP_CODEC_PURE=1 $(BIN)/python -m pytest --numprocesses 2

# The report in a real browser: Chromium, which must be installed (Debian: apt install chromium). Without it they skip.
browser: $(READY)
	$(BIN)/python -m pip install --quiet --group browser
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile tests/browser

# Tables on a real Spark of this machine, with its Java or that of a package; SPARK="pyspark<4" for an older one. Each has an
# environment of its own. ONLY="docs or local" for the tests with such names.
SPARK ?= pyspark
SPARK_VENV := .cache/$(subst <,-below-,$(subst =,-,$(SPARK)))
spark:
	$(PYTHON) -m venv "$(SPARK_VENV)"
	"$(SPARK_VENV)/bin/python" -m pip install --quiet --upgrade "pip>=25.1"
	"$(SPARK_VENV)/bin/python" -m pip install --quiet --editable . --group spark "$(SPARK)"
	"$(SPARK_VENV)/bin/python" -m pytest tests/spark $(if $(ONLY),-k "$(ONLY)")

# A million frames by threads that share their codecs, and a million by threads that do not.
threads: $(READY)
	THREAD_FRAMES=1000000 $(BIN)/python -m pytest tests/interop/test_threads.py

# An application that PyInstaller has packed finds all versions.
frozen: $(READY)
	$(BIN)/python -m pip install --quiet --group frozen
	$(BIN)/python -m pytest tests/unit/test_pyinstaller.py

# How much of each module written by hand the tests reach, branches included; it fails below 98 % of any of them.
coverage: $(READY)
	$(BIN)/python -m pip install --quiet --group coverage
	$(BIN)/python -m pytest --numprocesses 2 --cov --cov-report=term-missing
	@for module in $$(find src/ocpp_codec -name '*.py' -not -path '*/v[0-9]*/*'); do \
		$(BIN)/python -m coverage report --include="$$module" >.cache/coverage/report || { cat .cache/coverage/report; exit 1; } \
	done

# The suite on every supported Python that is at hand; those that are not are named in the summary.
interpreters: $(READY)
	$(BIN)/python -m pip install --quiet --group interpreters
	$(BIN)/python -m nox

# Lint, format, types, of the scripts of the report too, and whether the generated files are up to date.
check: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pyright
	$(BIN)/python -m tools.report_page
	$(BIN)/python -m codegen --check

# The scripts and styles of the report alone.
page: $(READY)
	$(BIN)/python -m tools.report_page

format: $(READY)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(BIN)/python -m tools.report_page --write

# Writes src/ocpp_codec/v*/ from the official schemas and codegen/overlay.
generate: $(READY)
	$(BIN)/python -m codegen

# The peers that `make bench` compares with; those of Node.js only where it is installed.
$(BENCH_READY): $(READY) benchmarks/node/package-lock.json
	$(BIN)/python -m pip install --quiet --group bench
	if command -v npm >/dev/null; then cd benchmarks/node && npm ci --silent --no-audit --no-fund \
		|| echo "the peers of Node.js could not be installed and are left out"; fi
	touch $(BENCH_READY)

# Writes benchmarks/RESULTS.md and its plots; QUICK=1 for rough numbers, beside them in .cache, in about a minute.
bench: $(BENCH_READY)
	$(BIN)/python -m benchmarks $(if $(QUICK),--quick)

# Coverage-guided fuzzing: TARGET=examine_16 for one of them, MINUTES=20 for each, FUZZ=--keep to renew the corpus.
TARGET ?= all
MINUTES ?= 20
fuzz: $(VENV)/.fuzz
	$(BIN)/python -m fuzz $(TARGET) --minutes $(MINUTES) $(FUZZ)

$(VENV)/.fuzz: $(READY)
	$(BIN)/python -m pip install --quiet --group fuzz
	touch $(VENV)/.fuzz

# The native path under the sanitizers of GCC or Clang (address, undefined behaviour): its tests, the vectors, the corpora, and
# ten minutes of inputs that are changed by chance; SANITIZE=--short for half a minute in all.
sanitize: $(READY)
	$(BIN)/python -m tools.sanitize $(SANITIZE)

# Mutation testing: prints the changes of the library that no test notices. MODULE=checks for one module (the last part of
# its name is enough), MUTANTS="--sample 100" for some of its changes, "--stages 2" for the unit tests alone.
mutants: $(READY)
	$(BIN)/python -m tools.mutants $(MODULE) $(MUTANTS)

clean:
	rm -rf $(VENV) .cache dist tools/page/node_modules
