# The commands of this project. `make help` lists them.
PYTHON ?= python3
BIN := .venv/bin
DATA ?=

.PHONY: help setup demo serve test lint bench peers train torture nightly golden clean
.DELETE_ON_ERROR:

help:            ## list the commands
	@grep -E '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 12

.venv/base: requirements/base.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	touch $@

.venv/replay: .venv/base requirements/replay.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/replay.txt
	touch $@

.venv/test: .venv/replay requirements/test.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	touch $@

.venv/peers: .venv/test requirements/peers.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/peers.txt
	touch $@

setup: .venv/test ## make .venv with all that development needs
	@echo "ready: $(BIN)/evenhand --help"

demo: .venv/base ## play the example matter through the real pipeline
	$(BIN)/evenhand demo examples/dossier

serve: .venv/base ## open the example matter: console, public pages, an article with its comment form
	$(BIN)/evenhand serve --example examples/dossier

test: .venv/test ## run the test suite
	$(BIN)/python -m pytest -n 2 --dist loadfile

lint: .venv/test ## style, types, rooms and their direction
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/test ## figures beside the peers' (DATA=folder for those on real posts)
	$(BIN)/python -m bench $(if $(DATA),--data $(DATA))

peers: .venv/peers ## install what `make bench` measures private information beside
	@echo "ready: make bench"

train: .venv/test ## train the model of street addresses anew (DATA=folder)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/training.txt
	$(BIN)/python -m training.address $(DATA)

torture: .venv/test ## 200 kills under load, every byte of a log flipped
	$(BIN)/python -m pytest -m "torture or kills" --torture-kills 200

nightly: torture ## the longest checks

golden: .venv/test ## rewrite the golden files; read the difference like code
	$(BIN)/python -m pytest -q --write-golden

clean:           ## remove what can be made again
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
