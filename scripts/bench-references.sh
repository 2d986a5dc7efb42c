#!/usr/bin/env bash
# Makes what the benchmarks measure against: a Python with polars, rapidfuzz and the numpy that its matrix needs, pinned, in a folder that git does not
# see. Prints the line that a shell evaluates to find it:  eval "$(scripts/bench-references.sh)"
set -euo pipefail
cd "$(dirname "$0")/.."

pinned=(polars==2.1.0 rapidfuzz==3.14.6 numpy==2.4.6)
folder="${CARGO_TARGET_DIR:-target}/bench-references"

say() { printf '%s\n' "$*" >&2; }

need() {
  command -v "$1" >/dev/null 2>&1 || { say "The benchmarks need $1: $2"; exit 1; }
}

# What stands in the mark is what was installed: another pin makes the folder anew.
make_folder() {
  [ "$(cat "$folder/pinned" 2>/dev/null)" = "${pinned[*]}" ] && return
  rm -rf "$folder"
  python3 -m venv "$folder" >&2 || { rm -rf "$folder"; say "python3 cannot make a virtual environment. On Debian and Ubuntu: sudo apt-get install python3-venv"; exit 1; }
  "$folder/bin/python" -m pip install --quiet --disable-pip-version-check --only-binary :all: "${pinned[@]}" >&2 || {
    say "The references (${pinned[*]}) could not be installed from the Python package index. Check the network, then run this again."
    exit 1
  }
  printf '%s\n' "${pinned[*]}" >"$folder/pinned"
}

need python3 "install Python 3.10 or later."
need sqlite3 "install the package sqlite3 (Debian, Ubuntu, Fedora: sqlite3 or sqlite; Arch: sqlite; macOS has it)."
make_folder
printf 'export BENCH_PYTHON=%q\n' "$(cd "$folder" && pwd)/bin/python"
