# make lab   sets up and opens the course        make test  sets up and runs all the tests
# make build regenerates notebooks/, exercises/, solutions/    make bench  prints the speed ratios
# make slides writes build/slides                make site  writes build/site, the course for a browser
# make student writes build/student, the zip that learners are given
PYTHON ?= $(shell command -v python3.11 || command -v python3 || command -v python)
BIN := .venv/bin
ARGS ?=
# One more than cores: many tests wait for a browser or a clock.
WORKERS ?= 3
# JupyterLab's question about its news covers the lecture at the first start.
NEWS := @jupyterlab/apputils-extension:announcements

# Notebooks keep their labs when they are saved. An install that can be edited leaves this out.
SETTINGS := .venv/share/jupyter/lab/settings/overrides.d

.PHONY: lab test build reach check bench pins lint slides site clean

# Without root_dir the folder of the notebook would be all that JupyterLab shows: no exercises.
lab: .venv/course
	$(BIN)/jupyter lab --ServerApp.root_dir="$(CURDIR)" $(ARGS) notebooks/00_start_here.ipynb

test: .venv/tools lint
	$(BIN)/python tools/build.py --check
	$(BIN)/python -m pytest -n $(WORKERS)
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --nbval-lax notebooks
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --nbval --nbval-sanitize-with tests/nbval.cfg solutions

build: .venv/tools
	$(BIN)/python tools/build.py
	$(BIN)/python tools/course_map.py
	$(BIN)/python tools/run_sheets.py
	$(BIN)/python tools/front_picture.py

# A quarter of an hour on two cores: every claim in 200 worlds; a test says when it has to be run again.
reach: .venv/tools
	$(BIN)/clusterlib reach --output clustercourse/claims/reach.json --overwrite

check: .venv/tools
	$(BIN)/python tools/build.py --check

lint: .venv/tools
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: .venv/bench
	$(BIN)/python benchmarks/run.py

pins: .venv/tools
	$(BIN)/python tools/pins.py

# Both are complete without a network: open build/slides/index.html or build/site/index.html.
slides: .venv/tools
	$(BIN)/python tools/slides.py

site: .venv/tools
	$(BIN)/python tools/edition.py

# What learners are given: build/student/how-clusters-learn-VERSION.zip.
student: .venv/tools
	$(BIN)/python tools/student.py

clean:
	rm -rf .venv build

# The course needs requirements.txt only; the tools to test and build it come on top.
.venv/python:
	$(PYTHON) -m venv .venv
	touch $@

.venv/course: .venv/python requirements.txt pyproject.toml clustercourse/how-clusters-learn.json clustercourse/ipython_kernel_config.json
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	$(BIN)/jupyter labextension disable --level=sys_prefix $(NEWS)
	mkdir -p $(SETTINGS) && cp clustercourse/how-clusters-learn.json $(SETTINGS)
	mkdir -p .venv/etc/ipython && cp clustercourse/ipython_kernel_config.json .venv/etc/ipython
	touch $@

.venv/bench: .venv/tools requirements-bench.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-bench.txt
	touch $@

.venv/tools: .venv/course requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@
