#!/usr/bin/env bash
# Microsoft's own Python libraries against the pretended institution. Optional: it needs Python 3.9 or newer and the package index.
set -euo pipefail
cd "$(dirname "$0")/.."
target="${CARGO_TARGET_DIR:-target}"
venv="$target/clients"
if ! command -v python3 >/dev/null; then
  echo "skipped: there is no python3"
  exit 0
fi
if [ ! -x "$venv/bin/python" ] && ! python3 -m venv "$venv"; then
  echo "skipped: python3 makes no virtual environment (on Debian: python3-venv)"
  exit 0
fi
if ! "$venv/bin/pip" install --quiet --disable-pip-version-check -r tests/clients/requirements.txt; then
  echo "skipped: the libraries cannot be installed"
  exit 0
fi
cargo build --locked --workspace --bin rollbook
work="$(mktemp -d)"
"$target/debug/rollbook" sandbox >"$work/sandbox.log" 2>&1 &
sandbox=$!
trap 'kill "$sandbox" 2>/dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 100); do
  root="$(grep -ohE 'http://127\.0\.0\.1:[0-9]+' "$work/sandbox.log" | head -1 || true)"
  if [ -n "$root" ] && curl --silent --fail --output "$work/info.json" "$root/_sandbox/info"; then
    "$venv/bin/python" tests/clients/microsoft.py "$work/info.json"
    exit
  fi
  sleep 0.1
done
echo "the sandbox did not start" >&2
exit 1
