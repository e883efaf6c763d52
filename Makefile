# The commands of daily work. `make check` equals what CI runs.
.PHONY: check test lint docs accuracy

check:
	.ci/run

test:
	.venv/bin/python -m pytest

lint:
	.venv/bin/ruff check
	.venv/bin/mypy
	.venv/bin/lint-imports

docs:
	.venv/bin/python docs/generate.py

accuracy:
	.venv/bin/python -m benchmarks.accuracy
