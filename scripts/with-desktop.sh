#!/usr/bin/env bash
# Runs a command with what a desktop session has: a display, a session bus, an unlocked keystore. All of it is
# thrown away afterwards; the user's own display, files and keyring are not touched.
#   scripts/with-desktop.sh COMMAND [ARGUMENT …]
set -euo pipefail
[ $# -gt 0 ] || { echo "usage: scripts/with-desktop.sh COMMAND [ARGUMENT …]" >&2; exit 2; }

if [ "$(uname -s)" != Linux ]; then
  exec "$@"
fi

home=$(mktemp -d "${TMPDIR:-/tmp}/rollbook-XXXXXX")
trap 'rm -rf "$home"' EXIT
mkdir "$home/data" "$home/config" "$home/cache" "$home/run" "$home/tmp"
chmod 700 "$home/run"

export XDG_DATA_HOME="$home/data" XDG_CONFIG_HOME="$home/config" XDG_CACHE_HOME="$home/cache" XDG_RUNTIME_DIR="$home/run"
export TMPDIR="$home/tmp"
# The window must not find the way to a real screen, nor wait for a graphics card or a screen reader.
unset WAYLAND_DISPLAY
export GDK_BACKEND=x11 LIBGL_ALWAYS_SOFTWARE=1 NO_AT_BRIDGE=1 GTK_A11Y=none
export WEBKIT_DISABLE_DMABUF_RENDERER="${WEBKIT_DISABLE_DMABUF_RENDERER:-1}"

# The daemon's file may ask to lock memory. Containers often refuse that, and then it does not start at all; a copy
# does not ask.
if ! gnome-keyring-daemon --version >/dev/null 2>&1; then
  mkdir "$home/bin"
  cp "$(command -v gnome-keyring-daemon)" "$home/bin/"
  export PATH="$home/bin:$PATH"
fi

# shellcheck disable=SC2016 # the inner shell expands these
xvfb-run -a -s '-screen 0 1400x1000x24' dbus-run-session -- bash -c '
  ask() { dbus-send --session --print-reply=literal --reply-timeout=2000 "$@" 2>/dev/null; }
  # Its owner is asked for first: a question to a name without one would start a second daemon.
  unlocked() {
    ask --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets | grep -q true &&
      ask --dest=org.freedesktop.secrets /org/freedesktop/secrets/collection/login \
        org.freedesktop.DBus.Properties.Get string:org.freedesktop.Secret.Collection string:Locked | grep -q false
  }

  # The password of the new login keyring is an empty line.
  gnome-keyring-daemon --foreground --unlock --components=secrets <<<"" >"$TMPDIR/keyring.log" 2>&1 &
  daemon=$!
  trap "kill $daemon 2>/dev/null" EXIT
  for _ in {1..100}; do
    if unlocked; then
      "$@"
      exit
    fi
    sleep 0.1
  done
  echo "The throw-away keystore did not open:" >&2
  cat "$TMPDIR/keyring.log" >&2
  exit 1
' with-desktop "$@"
