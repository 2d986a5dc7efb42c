#!/usr/bin/env bash
# cargo nextest where it is there (it shows what hangs), else cargo test. The arguments choose the packages.
set -euo pipefail
if cargo nextest --version >/dev/null 2>&1; then
  exec cargo nextest run --locked --no-fail-fast "$@"
fi
exec cargo test --locked --no-fail-fast "$@"
