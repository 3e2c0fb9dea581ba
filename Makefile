# Two commands on a fresh machine: `make demo` and `make test`. Each makes .venv if it is missing
# and installs what it needs; the stamps in .venv keep later runs from installing again.

PYTHON ?= python3
WORKERS ?= 2

BIN := .venv/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check install --constraint constraints.txt

.NOTPARALLEL:
.PHONY: help demo test docs wheel clean

help:
	@echo 'make demo    simulate a walking person and write demo/report.html'
	@echo 'make test    formatting, lint, types and all tests'
	@echo 'make docs    the documentation, in docs/_build/html'
	@echo 'make wheel   the distribution, in dist'
	@echo 'make clean   remove what the others wrote, but not .venv'

demo: .venv/.core .venv/.llvm
	@$(BIN)/mmwave demo --out demo

test: .venv/.dev .venv/.llvm
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile \
		--no-loadscope-reorder

docs: .venv/.dev
	@$(BIN)/sphinx-build --fail-on-warning --keep-going --quiet docs docs/_build/html
	@echo 'docs/_build/html/index.html'

wheel: .venv/.dev
	@$(BIN)/python -m build --wheel --no-isolation --outdir dist .

clean:
	@rm -rf build dist demo docs/_build .mypy_cache .pytest_cache .ruff_cache

$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Python 3.11 or newer is needed: give it as make PYTHON=...' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		tools/system_package.sh "Python's venv module" python3-venv
	@echo 'Making .venv'
	@$(PYTHON) -m venv .venv

# The build backend goes first, so that the project itself is built with the pinned one.
.venv/.core: pyproject.toml constraints.txt | $(BIN)/pip
	@echo 'Installing mmwave-sim and what it needs (some minutes the first time)'
	@$(PIP) hatchling editables
	@$(PIP) --no-build-isolation --editable .
	@touch $@

.venv/.dev: .venv/.core
	@echo 'Installing the tools for tests and documentation'
	@$(PIP) --no-build-isolation --editable '.[dev,docs]'
	@touch $@

.venv/.llvm: mmwave_sim/_llvm.py | .venv/.core
	@$(BIN)/python -m mmwave_sim._llvm >/dev/null 2>&1 || \
		tools/system_package.sh 'a shared LLVM, 17 or newer,' libllvm19 libllvm20 libllvm18 libllvm17
	@$(BIN)/python -m mmwave_sim._llvm
	@touch $@
