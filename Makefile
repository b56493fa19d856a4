# The commands of the project. Each makes .venv itself when it is missing or out of date.
PYTHON ?= python3
BIN := .venv/bin
# The language models whose packages are added: make demo EXTRAS=anthropic,bedrock
EXTRAS ?=
comma := ,
RUN := .venv/run$(addprefix -,$(subst $(comma),-,$(EXTRAS))).stamp
INSTALLED := pyproject.toml constraints.txt install/environment.sh

export PYTHON
export HF_HUB_OFFLINE := 1
export TOKENIZERS_PARALLELISM := false

.PHONY: demo test check bench

demo: $(RUN) ## Load the sample agency once and ask it questions.
	@$(BIN)/policydesk demo

test: check ## Everything that CI runs: checks, tests, and the wheel in an empty environment.
	@echo "== tests"
	@$(BIN)/python -m pytest --numprocesses=auto --dist=loadfile
	@echo "== the wheel, in an empty environment"
	@tests/install/wheel.sh

check: .venv/dev.stamp ## Form, types and layers.
	@echo "== ruff"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@echo "== mypy"
	@$(BIN)/mypy
	@echo "== import-linter"
	@$(BIN)/lint-imports

bench: .venv/bench.stamp ## Measure speed, memory and quality: make bench DATA=FOLDER
	@$(BIN)/python -m evals.bench $(if $(DATA),"$(DATA)")

$(RUN): $(INSTALLED)
	@install/environment.sh run "$(EXTRAS)"
	@touch $@

.venv/dev.stamp .venv/bench.stamp: $(INSTALLED)
	@install/environment.sh $(basename $(@F))
	@touch $@
