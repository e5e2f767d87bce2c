# Everything goes through `.venv/bin/infolinia`; these are the words for it.
.DEFAULT_GOAL := help
.PHONY: help setup setup-tests run test check bench

PYTHON ?= python3
BIN := .venv/bin

help: ## Say what each word does
	@echo "make setup   install everything that the product needs (a second time: nothing)"
	@echo "make run     install and start the whole product; Ctrl-C stops it"
	@echo "make check   style, types, walls between rooms, templates, migrations"
	@echo "make test    checks and all tests, beside a PostgreSQL of their own"
	@echo "make bench   speed, as ratios against a yardstick in the same run"

setup:
	@$(PYTHON) tools/setup.py

setup-tests:
	@$(PYTHON) tools/setup.py --tests

run: setup
	@exec $(BIN)/infolinia up

check: setup-tests
	@$(BIN)/python tools/check.py

test: setup-tests
	@passed=yes; $(BIN)/python tools/check.py || passed=no; \
	$(BIN)/infolinia with-postgres -- $(BIN)/python tools/suite.py $(ARGS) || passed=no; \
	test $$passed = yes

bench: setup-tests
	@$(BIN)/infolinia with-postgres -- $(BIN)/python -m benchmarks $(ARGS)
