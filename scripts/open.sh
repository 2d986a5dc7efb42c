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

profile=debug
for flag in "${flags[@]+"${flags[@]}"}"; do
  [ "$flag" != --release ] || profile=release
done
# The whole workspace, as in every other call: then nothing is compiled twice.
"${CARGO:-cargo}" build --locked "${flags[@]+"${flags[@]}"}" --workspace --bins
command=("${CARGO_TARGET_DIR:-target}/$profile/rollbook-desktop" --demo "$@")
if [ "$(uname -s)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  echo "There is no display here: the window opens on a virtual one, which only programs see. Ctrl-C closes it." >&2
  scripts/setup.sh --tests
  exec scripts/with-desktop.sh "${command[@]}"
fi
exec "${command[@]}"
