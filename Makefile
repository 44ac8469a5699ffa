# Two commands: `make demo` shows what harmledger does; `make test` proves that it does it.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: demo install parts test test-full quality fit-linking bench lint clean

demo: $(READY)  ## Read the example reports and say where to look.
	$(BIN)/harmledger build examples/reports --out demo --report-pages
	$(BIN)/harmledger verify demo

install: $(READY)  ## A virtual environment with everything, pinned by hash.

$(READY): requirements.lock tools/uv.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tools/uv.txt
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	touch $@

lint: $(READY)  ## Style, types and one-way imports.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

parts: $(READY)  ## The real parts that the tests use: a browser, a database, Java, and the gazetteer.
	tools/browser
	tools/postgres
	tools/java
	$(BIN)/pytest -q tests/unit/places/test_places_gazetteer.py

test: $(READY)  ## What CI runs: every law, and one real run of each part.
	$(MAKE) --no-print-directory -j2 lint parts
	$(BIN)/pytest -m "not full" -n 2 --dist loadfile --no-loadscope-reorder

test-full: $(READY)  ## Before an issue is called resolved: fuzz at length, soak, benchmarks.
	$(MAKE) --no-print-directory -j2 lint parts
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

quality: $(READY)  ## The measured floors, where the measurement set is there.
	$(BIN)/python tools/quality.py

fit-linking: $(READY)  ## The frozen weights of the pair model, from stated priors and a made war (Splink).
	$(BIN)/python tools/fit_linking.py

lock:  ## Newest versions that fit, with hashes.
	$(BIN)/uv pip compile pyproject.toml --group dev -o requirements.lock --generate-hashes --universal \
		--python-version 3.11 --no-header --no-annotate --quiet

clean:
	rm -rf .venv demo
