#!/usr/bin/env bash
# Runs a command with what a desktop session has: a display, a session bus, an unlocked keystore. All of it is
# thrown away afterwards; the user's own keyring is not touched.
set -euo pipefail
[ $# -gt 0 ] || { echo "usage: scripts/with-desktop.sh COMMAND [ARGUMENT …]" >&2; exit 2; }

if [ "$(uname -s)" != Linux ]; then
  exec "$@"
fi

home=$(mktemp -d "${TMPDIR:-/tmp}/rollbook-desktop-XXXXXX")
trap 'rm -rf "$home"' EXIT
mkdir -p "$home/data" "$home/config" "$home/cache" "$home/run"
chmod 700 "$home/run"

export XDG_DATA_HOME="$home/data" XDG_CONFIG_HOME="$home/config" XDG_CACHE_HOME="$home/cache" XDG_RUNTIME_DIR="$home/run"
export WEBKIT_DISABLE_DMABUF_RENDERER="${WEBKIT_DISABLE_DMABUF_RENDERER:-1}"
export NO_AT_BRIDGE=1 GTK_A11Y=none LIBGL_ALWAYS_SOFTWARE=1

# shellcheck disable=SC2016 # the inner shell expands these
xvfb-run -a -s '-screen 0 1400x1000x24' dbus-run-session -- bash -c '
  # The daemon takes the password of the login keyring from its input, a line of its own.
  printf "\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
  "$@"
' with-desktop "$@"
