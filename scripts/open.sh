#!/usr/bin/env bash
# Builds the app and opens it on the pretend institution.
#   scripts/open.sh [CARGO FLAG …] -- [ARGUMENT OF THE APP …]
set -euo pipefail
cd "$(dirname "$0")/.."

flags=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do
  flags+=("$1")
  shift
done
[ $# -eq 0 ] || shift

command=("${CARGO:-cargo}" run --locked "${flags[@]+"${flags[@]}"}" --package rollbook-desktop -- --demo "$@")
if [ "$(uname -s)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  echo "There is no display here: the window opens on a virtual one, which only programs see. Ctrl-C closes it." >&2
  scripts/setup.sh --tests
  exec scripts/with-desktop.sh "${command[@]}"
fi
exec "${command[@]}"
