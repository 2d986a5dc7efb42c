#!/usr/bin/env bash
# Installs the system packages that are missing, or says which to install. Quick when all is there.
#   scripts/setup.sh           what building and running needs
#   scripts/setup.sh --tests   what the tests need as well
set -euo pipefail
cd "$(dirname "$0")/.."

build=(build-essential pkg-config perl libwebkit2gtk-4.1-dev librsvg2-dev)
tests=(webkit2gtk-driver xvfb xauth dbus gnome-keyring at-spi2-core fonts-dejavu-core fonts-noto-core)
for_tests=
case "${1:-}" in
  '') ;;
  --tests) for_tests=yes ;;
  *)
    echo "usage: scripts/setup.sh [--tests]" >&2
    exit 2
    ;;
esac

say() { printf '%s\n' "$*" >&2; }
has() { command -v "$1" >/dev/null 2>&1; }

need() {
  has "$1" || { say "Rollbook needs $1: $2"; exit 1; }
}

toolchains() {
  need cargo "install Rust 1.95 or later from https://rustup.rs, then open a new shell."
  need node "install Node 20.19 or later with npm, from https://nodejs.org or your package manager."
  need npm "it comes with Node."
  local old='const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'
  node -e "$old" || { say "Rollbook needs Node 20.19 or later; this is $(node --version)."; exit 1; }
  [ -z "$for_tests" ] && return
  local part
  for part in clippy fmt; do
    cargo "$part" --version >/dev/null 2>&1 || { say "The tests need cargo $part: rustup component add clippy rustfmt"; exit 1; }
  done
}

# dpkg-query fails when it does not know one of the packages; it prints the others all the same.
installed() { { dpkg-query -W -f='${db:Status-Abbrev} ${Package}\n' "$@" 2>/dev/null || true; } | sed -n 's/^ii *//p'; }

debian() {
  local wanted=("${build[@]}") missing=() root=() there package
  [ -z "$for_tests" ] || wanted+=("${tests[@]}")
  # Ubuntu has no package chromium but a snap, and many people have Chrome: any of them will do.
  [ -z "$for_tests" ] || scripts/chromium.sh >/dev/null 2>&1 || wanted+=(chromium)
  there=" $(installed "${wanted[@]}" | tr '\n' ' ') "
  for package in "${wanted[@]}"; do
    [[ "$there" == *" $package "* ]] || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0

  say "Rollbook installs these packages with apt: ${missing[*]}"
  [ "$(id -u)" -eq 0 ] || { need sudo "or run scripts/setup.sh --tests as root once."; root=(sudo); }
  # Another apt may be at work, on a new machine above all.
  local apt=("${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300)
  "${apt[@]}" update
  for package in "${missing[@]}"; do
    [[ "$(LC_ALL=C apt-cache policy "$package")" != *'Candidate: '[!\(]* ]] || continue
    say "apt knows no package $package here."
    [ "$package" != chromium ] || say "Install Chromium or Chrome in another way (sudo snap install chromium), or give its path in CHROMIUM."
    exit 1
  done
  "${apt[@]}" install -y --no-install-recommends "${missing[@]}"
}

# Elsewhere Rollbook installs nothing: it says what is missing and how to get it.
tell() {
  local installs=$1 for_build=$2 for_running_tests=$3 missing=() name
  has cc || missing+=("a C compiler")
  has perl || missing+=(perl)
  pkg-config --exists webkit2gtk-4.1 2>/dev/null || missing+=("WebKitGTK 4.1")
  pkg-config --exists librsvg-2.0 2>/dev/null || missing+=(librsvg)
  if [ -n "$for_tests" ]; then
    for name in WebKitWebDriver xvfb-run dbus-run-session dbus-send gnome-keyring-daemon; do
      has "$name" || missing+=("$name")
    done
    scripts/chromium.sh >/dev/null 2>&1 || missing+=(Chromium)
  fi
  [ ${#missing[@]} -gt 0 ] || return 0
  local list
  list=$(printf ', %s' "${missing[@]}")
  say "Missing: ${list:2}. Install, then run this again:"
  say "  $installs $for_build${for_tests:+ $for_running_tests}"
  exit 1
}

linux() {
  if has apt-get; then
    debian
  elif has dnf; then
    tell "sudo dnf install" "gcc-c++ make pkgconf perl webkit2gtk4.1-devel librsvg2-devel" \
      "/usr/bin/WebKitWebDriver xorg-x11-server-Xvfb dbus-daemon dbus-tools gnome-keyring chromium dejavu-sans-fonts"
  elif has pacman; then
    tell "sudo pacman -S --needed" "base-devel perl webkit2gtk-4.1 librsvg" \
      "webkitgtk-6.0 xorg-server-xvfb xorg-xauth dbus gnome-keyring chromium ttf-dejavu"
  else
    tell "With your package manager:" "a C and C++ compiler, make, perl, pkg-config, WebKitGTK 4.1 and librsvg with their headers" \
      "and WebKitWebDriver, Xvfb with xvfb-run, dbus, gnome-keyring, Chromium"
  fi
}

macos() {
  xcode-select -p >/dev/null 2>&1 || { say "Rollbook needs Apple's command line tools: xcode-select --install"; exit 1; }
  [ -z "$for_tests" ] || scripts/chromium.sh >/dev/null || { say "  brew install --cask google-chrome"; exit 1; }
}

windows() {
  has perl || {
    say "Missing: perl. Install, then run this again in a new shell:"
    say "  winget install StrawberryPerl.StrawberryPerl NASM.NASM Microsoft.EdgeWebView2Runtime"
    say "  winget install Microsoft.VisualStudio.2022.BuildTools --override \"--add Microsoft.VisualStudio.Workload.VCTools --passive\""
    exit 1
  }
  [ -z "$for_tests" ] || scripts/chromium.sh >/dev/null || { say "  winget install Google.Chrome"; exit 1; }
}

toolchains
case "$(uname -s)" in
  Linux) linux ;;
  Darwin) macos ;;
  MINGW* | MSYS* | CYGWIN*) windows ;;
  *) say "Rollbook is not made for this system ($(uname -s)); it may work all the same." ;;
esac
