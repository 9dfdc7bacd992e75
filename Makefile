# make demo    all the set-up, then a building of a real photograph comes down, at preview size, in demo/
# make test    all the set-up, then the linters, the types and the tests but the slow ones
# make help    the rest

PYTHON ?= $(firstword $(foreach p,python3.11 python3.12 python3.13 python3,$(shell command -v $(p) 2>/dev/null)))
VENV := .venv
BIN := $(VENV)/bin
STAMPS := .cache/stamps
PLATES := .cache/plates
CATALOGUE := src/coulisse/models/catalogue.toml
EXTRAS ?= dev,demo

# The demo's plate and brief: Debian's photograph if it could be had, else scikit-learn's; or your own.
PLATE ?= $(firstword $(wildcard $(PLATES)/building.jpg $(PLATES)/china.jpg))
BRIEF ?= examples/$(basename $(notdir $(PLATE))).yaml

.DEFAULT_GOAL := help
.PHONY: help setup demo demo-deage test test-slow test-all bench blender gallery docs format clean distclean weights

help:
	@echo "make setup      a virtual environment, the weights, the plates of the demo"
	@echo "make demo       the shot of the README, in demo/ (PLATE=your.jpg BRIEF=your.yaml for your own)"
	@echo "make demo-deage a performer who does not exist grows younger, in demo_deage/"
	@echo "make test       ruff, mypy and the tests but the slow ones"
	@echo "make test-slow  the slow tests (minutes);  make test-all  both"
	@echo "make bench      the benchmarks"
	@echo "make blender    Blender's path tracer in an environment of its own (374 MB): sets and costumes as stills"
	@echo "make gallery    twenty sentences as sets and costumes, in gallery/ (QUALITY=preview|proof|final)"
	@echo "make docs       the pages that are made from the code"
	@echo "make format     format the code"
	@echo "make clean      take away what was made;  make distclean  the environment and fetched files, too"

setup: $(STAMPS)/installed weights $(STAMPS)/plates $(STAMPS)/warm

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "no Python found: install Python 3.11 or newer, or give make PYTHON=..."; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "$(PYTHON) is too old: Python 3.11 or newer is wanted (make PYTHON=...)"; exit 2; }
	$(PYTHON) -m venv $(VENV) \
	  || { rm -rf $(VENV); echo "no venv: on Debian and Ubuntu, apt-get install python3-venv"; exit 2; }

$(STAMPS)/installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --editable '.[$(EXTRAS)]'
	@mkdir -p $(STAMPS) && touch $@

# yunet and sface look for faces: without them nothing is screened, and so the gate lets nothing through. facemesh
# (npm) finds the landmarks of a change of age. makehuman is what costumes are shown and measured on.
# migan in-paints: without it a shot is made by the next best method, so that is no error.
weights: $(STAMPS)/installed
	@test $(STAMPS)/faces -nt $(CATALOGUE) \
	  || { $(BIN)/coulisse models fetch yunet sface facemesh facemesh_bin && touch $(STAMPS)/faces; }
	@test $(STAMPS)/bodies -nt $(CATALOGUE) || { $(BIN)/coulisse models fetch makehuman && touch $(STAMPS)/bodies; }
	@test $(STAMPS)/weights -nt $(CATALOGUE) || { $(BIN)/coulisse models fetch migan && touch $(STAMPS)/weights; } \
	  || echo "setup: going on without the MI-GAN weights: what the building hides is painted in by the classic" \
	  "method, and the report says so. Later: coulisse models fetch migan"

$(STAMPS)/plates: scripts/fetch_plates.py | $(STAMPS)/installed
	$(BIN)/python scripts/fetch_plates.py $(PLATES)
	@touch $@

# Compiles the kernels by making a tiny shot, once; they are compiled again, one by one, where the source changes.
$(STAMPS)/warm: $(STAMPS)/installed | weights
	$(BIN)/coulisse warm
	@touch $@

# A second make, so that PLATE is looked for after the plates have come.
demo: setup
	@$(MAKE) --no-print-directory _demo

.PHONY: _demo
_demo:
	$(BIN)/coulisse collapse $(PLATE) --brief $(BRIEF) --out demo --preview

demo-deage: setup
	scripts/demo_deage.sh $(BIN)

test: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python -m pytest -m "not slow" -n auto --dist loadfile

# Status 5: no test is marked slow.
test-slow: setup
	$(BIN)/python -m pytest -m slow --durations=10 || test $$? -eq 5

test-all: test test-slow

bench: setup
	$(BIN)/python bench/collapse.py
	$(BIN)/python bench/ledger.py
	$(BIN)/python bench/names.py
	$(BIN)/python bench/screening.py
	$(BIN)/python bench/deage.py
	$(BIN)/python bench/art.py

# bpy wants NumPy 1 and Python 3.11, so it lies where render/blender.py looks for it, pinned; nothing else needs it.
BPY := bpy==5.0.1
blender: $(STAMPS)/installed
	@$(BIN)/python -c 'from coulisse.render.blender import interpreter; print("blender:", interpreter())' 2>/dev/null \
	  || { place=$$($(BIN)/python -c 'from coulisse.render.blender import own_place; print(own_place())') \
	  && python3.11 -m venv "$$place" \
	  && "$$place/bin/python" -m pip install --disable-pip-version-check --quiet '$(BPY)' \
	  && $(BIN)/python -c 'from coulisse.render.blender import interpreter; print("blender:", interpreter())'; }

gallery: setup
	$(BIN)/python scripts/gallery.py

docs: $(STAMPS)/installed
	$(BIN)/coulisse brief collapse --format markdown > docs/.brief-collapse.md
	mv docs/.brief-collapse.md docs/brief-collapse.md
	$(BIN)/coulisse brief deage --format markdown > docs/.brief-deage.md
	mv docs/.brief-deage.md docs/brief-deage.md
	$(BIN)/coulisse brief set --format markdown > docs/.brief-stage_set.md
	mv docs/.brief-stage_set.md docs/brief-stage_set.md
	$(BIN)/coulisse brief costume --format markdown > docs/.brief-costume.md
	mv docs/.brief-costume.md docs/brief-costume.md

format: $(STAMPS)/installed
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

clean:
	rm -rf demo demo_deage build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find src tests bench scripts -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean
	rm -rf $(VENV) .cache gallery
