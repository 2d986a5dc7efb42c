# Rollbook's commands. `make help` lists them.

CARGO ?= cargo
NPM ?= npm
UI := $(NPM) --prefix ui
RELEASE_FLAG := $(if $(RELEASE),--release)
# What npm writes last: newer than the lock file, all modules are there.
MODULES := ui/node_modules/.package-lock.json

.DEFAULT_GOAL := help
.PHONY: help run test bench build bundle lint lint-rust lint-ui test-crates test-ui test-page test-engine test-window screens fuzz clients \
	setup setup-test libraries test-tools page clean
# cargo and npm use all cores by themselves; two of them at once only wait for each other's locks.
.NOTPARALLEL:

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: setup page ## set everything up, build, open the app on the pretend institution (RELEASE=1, ARGS="--scenario …")
	scripts/open.sh $(RELEASE_FLAG) -- $(ARGS)

# Cheap and telling things first. Every cargo call takes the whole workspace: then features are the same in all of
# them, and nothing is compiled twice.
test: setup-test page lint test-crates test-ui test-page test-engine test-window ## set everything up, run all tests; needs no display
	@echo "All tests passed."

bench: setup-test page ## benchmarks against named references, as tables
	references="$$(scripts/bench-references.sh)" && eval "$$references" && $(CARGO) bench --locked -p rollbook-core -p rollbook-files -p rollbook-engine --bench '*'
	scripts/with-desktop.sh $(CARGO) bench --locked -p rollbook-desktop --bench window

build: setup page ## both programs, optimised, in target/release
	$(CARGO) build --locked --release -p rollbook-desktop -p rollbook-cli

bundle: setup page ## installers for this platform (BUNDLES=deb takes one kind)
	$(NPM) --prefix ui exec --yes --package=@tauri-apps/cli@~2.12.0 -- tauri build $(if $(BUNDLES),--bundles $(BUNDLES)) -- --locked

lint: lint-rust lint-ui ## formatting, clippy, Biome, types

lint-rust: setup page
	$(CARGO) fmt --all --check
	$(CARGO) clippy --locked --workspace --all-targets -- -D warnings

lint-ui: setup
	$(UI) run lint
	$(UI) exec -- tsc --noEmit --project ui

test-crates: setup-test page ## tests of all crates and of the command line
	scripts/with-desktop.sh scripts/cargo-test.sh crates

test-ui: setup ## tests of the page's logic
	$(UI) test

test-page: setup-test ## the page in Chromium
	CHROMIUM="$$(scripts/chromium.sh)" $(UI) run e2e

test-engine: setup-test page ## the page in Chromium on the program itself, over HTTP on this machine
	$(CARGO) build --locked --workspace --example loopback
	CHROMIUM="$$(scripts/chromium.sh)" $(UI) run e2e:engine

test-window: setup-test page ## the built program's window through WebDriver
	scripts/with-desktop.sh scripts/cargo-test.sh window

clients: setup ## Microsoft's own Python libraries (msal, msgraph-sdk) against the pretended institution; optional
	scripts/clients.sh

fuzz: ## random bytes for the readers of files, FUZZ_SECONDS=60 each; needs nightly and cargo-fuzz
	scripts/fuzz.sh $(or $(FUZZ_SECONDS),60)

screens: setup-test ## pictures of every screen, in ui/test-results/screens
	CHROMIUM="$$(scripts/chromium.sh)" $(UI) run screens

setup: libraries $(MODULES) ## what building and running needs

setup-test: test-tools $(MODULES) ## what the tests need as well

libraries:
	@scripts/setup.sh

test-tools:
	@scripts/setup.sh --tests

$(MODULES): ui/package.json ui/package-lock.json | libraries
	$(UI) ci --ignore-scripts --no-audit --no-fund
	@touch $@

# The program has the page inside, so the page is built first. Folders count as sources: they change when a file goes.
page: ui/dist/index.html

ui/dist/index.html: $(MODULES) $(wildcard ui/*.ts ui/*.json) ui/index.html $(shell find ui/src 2>/dev/null)
	$(UI) run build
	@touch $@

clean: ## remove what was built or installed here
	$(CARGO) clean
	rm -rf ui/dist ui/dist-fixture ui/test-results ui/node_modules gen permissions
