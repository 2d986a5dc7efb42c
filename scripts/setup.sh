#!/usr/bin/env bash
# Installs the system libraries that are missing, or says which. Quick when all is there.
#   scripts/setup.sh           what building and running needs
#   scripts/setup.sh --tests   what the tests need as well
set -euo pipefail

build=(build-essential pkg-config perl libwebkit2gtk-4.1-dev librsvg2-dev)
tests=(webkit2gtk-driver xvfb xauth dbus gnome-keyring chromium fonts-dejavu-core fonts-noto-core)

say() { printf '%s\n' "$*" >&2; }

need_command() {
  command -v "$1" >/dev/null 2>&1 || { say "Rollbook needs $1: $2"; exit 1; }
}

need_command cargo "install Rust from https://rustup.rs (1.95 or later), then open a new shell."
need_command node "install Node 20 or later with npm from https://nodejs.org or your package manager."
need_command npm "it comes with Node 20 or later."

debian() {
  local wanted=("${build[@]}") missing=() package root=()
  [ "${1:-}" = --tests ] && wanted+=("${tests[@]}")
  for package in "${wanted[@]}"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  say "Installing with apt: ${missing[*]}"
  [ "$(id -u)" -eq 0 ] || { need_command sudo "or run this as root once."; root=(sudo); }
  "${root[@]}" apt-get update -q
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
}

case "$(uname -s)" in
  Linux)
    if command -v apt-get >/dev/null 2>&1; then
      debian "${1:-}"
    elif command -v dnf >/dev/null 2>&1; then
      pkg-config --exists webkit2gtk-4.1 2>/dev/null || {
        say "Install what Rollbook needs, then run this again:"
        say "  sudo dnf install gcc-c++ make pkgconf perl webkit2gtk4.1-devel librsvg2-devel"
        say "For the tests also: webkit2gtk4.1 (WebKitWebDriver) xorg-x11-server-Xvfb dbus-daemon gnome-keyring chromium"
        exit 1
      }
    elif command -v pacman >/dev/null 2>&1; then
      pkg-config --exists webkit2gtk-4.1 2>/dev/null || {
        say "Install what Rollbook needs, then run this again:"
        say "  sudo pacman -S --needed base-devel perl webkit2gtk-4.1 librsvg"
        say "For the tests also: xorg-server-xvfb gnome-keyring chromium"
        exit 1
      }
    else
      pkg-config --exists webkit2gtk-4.1 2>/dev/null || {
        say "Install a C compiler, make, perl, pkg-config, WebKitGTK 4.1 and librsvg with their headers, then run this again."
        exit 1
      }
    fi
    ;;
  Darwin)
    xcode-select -p >/dev/null 2>&1 || { say "Install Apple's command line tools, then run this again: xcode-select --install"; exit 1; }
    [ "${1:-}" = --tests ] && say "On macOS the window tests do not run: WebDriver for WKWebView does not exist."
    ;;
  *)
    say "On Windows: install Visual Studio's C++ build tools, Strawberry Perl and the WebView2 runtime; make comes with MSYS2."
    ;;
esac
exit 0
