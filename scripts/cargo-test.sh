#!/usr/bin/env bash
# Runs the Rust tests in two parts, of one build: "crates" is everything but the window, "window" the window.
# cargo-nextest runs them where it is installed (it shows what hangs), else cargo test.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo=${CARGO:-cargo}
part=${1:-}

case "$part" in
  crates | window) shift ;;
  *)
    echo "usage: scripts/cargo-test.sh crates|window [FLAG …]" >&2
    exit 2
    ;;
esac

if [ "$part" = window ] && [ "$(uname -s)" != Linux ]; then
  echo "The window tests are left out: this platform's web view has no WebDriver for them. On Linux they run."
  exit 0
fi

if "$cargo" nextest --version >/dev/null 2>&1; then
  case "$part" in
    crates) which='not binary(window)' ;;
    window) which='binary(window)' ;;
  esac
  exec "$cargo" nextest run --locked --workspace --no-fail-fast --filterset "$which" "$@"
fi

# Two globs that complement each other: whatever a new test file is called, one of the parts runs it.
case "$part" in
  crates) exec "$cargo" test --locked --workspace --no-fail-fast --lib --bins --test '[!w]*' "$@" ;;
  window) exec "$cargo" test --locked --workspace --no-fail-fast --test 'w*' "$@" -- --test-threads=1 ;;
esac
