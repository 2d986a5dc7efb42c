# Rollbook's commands. `make help` lists them.

CARGO ?= cargo
NPM ?= npm
UI := npm --prefix ui
PROFILE := $(if $(RELEASE),release,debug)
RELEASE_FLAG := $(if $(RELEASE),--release)
CARGO_FLAGS := --locked
# Debian's stamp of a finished set-up lies beside what it made.
MODULES := ui/node_modules/.package-lock.json

.DEFAULT_GOAL := help
.PHONY: help run test bench build bundle lint lint-rust lint-ui test-rust test-ui test-page test-window screens setup setup-test page clean

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: setup page ## set everything up, build, open the app on the pretend institution
	$(CARGO) build $(CARGO_FLAGS) $(RELEASE_FLAG) -p rollbook-desktop
	target/$(PROFILE)/rollbook-desktop --demo

test: setup-test lint test-rust test-ui test-page ## set everything up, run all tests; needs no display

bench: setup ## benchmarks, as tables
	$(CARGO) bench $(CARGO_FLAGS) -p rollbook-engine --bench sync

build: setup page ## both programs, optimised, in target/release
	$(CARGO) build $(CARGO_FLAGS) --release -p rollbook-desktop -p rollbook-cli

bundle: setup page ## an installer of this platform
	cd ui && npx tauri build --config ../tauri.conf.json

lint: lint-rust lint-ui ## formatting and lints

lint-rust: page
	$(CARGO) fmt --all --check
	$(CARGO) clippy $(CARGO_FLAGS) --workspace --all-targets -- -D warnings

lint-ui: $(MODULES)
	$(UI) run lint

# One build for all crates and the window, so that features unify and nothing is compiled twice.
test-rust: setup-test page
	scripts/with-desktop.sh scripts/cargo-test.sh --workspace

test-ui: $(MODULES)
	$(UI) test

test-page: setup-test $(MODULES)
	$(UI) run e2e

test-window: setup-test page ## only the real window, by WebDriver
	scripts/with-desktop.sh scripts/cargo-test.sh --package rollbook-desktop

screens: setup-test $(MODULES) ## pictures of every screen, in ui/test-results/screens
	$(UI) run screens

setup: ## system libraries and node packages that are missing
	@scripts/setup.sh
	@$(MAKE) --no-print-directory $(MODULES)

setup-test:
	@scripts/setup.sh --tests
	@$(MAKE) --no-print-directory $(MODULES)

$(MODULES): ui/package-lock.json
	$(UI) ci --ignore-scripts --no-audit --no-fund
	@touch $@

# The app has the page inside, so it is built first.
page: ui/dist/index.html

ui/dist/index.html: $(MODULES) $(shell find ui/src ui/index.html ui/vite.config.ts ui/tsconfig.json -type f 2>/dev/null)
	$(UI) run build
	@touch $@

clean: ## what was built
	$(CARGO) clean
	rm -rf ui/dist ui/dist-fixture ui/node_modules
