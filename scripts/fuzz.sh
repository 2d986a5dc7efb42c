#!/usr/bin/env bash
# Feeds the readers of files random bytes, each for so many seconds, beginning with the samples of the tests.
#   scripts/fuzz.sh [SECONDS] [TARGET …]
# Needs a nightly compiler and cargo-fuzz (`cargo install cargo-fuzz`).
set -euo pipefail
cd "$(dirname "$0")/.."

seconds="${1:-60}"
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(read_table read_teams read_roster)
if ! cargo +nightly fuzz --version >/dev/null 2>&1; then
  echo "cargo-fuzz or the nightly compiler is missing: rustup toolchain install nightly && cargo install cargo-fuzz" >&2
  exit 1
fi
for target in "${targets[@]}"; do
  corpus="src-tauri/files/fuzz/corpus/$target"
  mkdir -p "$corpus"
  find tests/fixtures/teams-csv tests/fixtures/rosters -maxdepth 1 -type f ! -name '*.md' -exec cp {} "$corpus" \;
  (cd src-tauri/files && cargo +nightly fuzz run "$target" "fuzz/corpus/$target" -- \
    -max_total_time="$seconds" -max_len=20000 -rss_limit_mb=2048 -timeout=10)
done
