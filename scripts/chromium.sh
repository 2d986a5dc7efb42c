#!/usr/bin/env bash
# Prints which Chromium the tests of the page use: $CHROMIUM, or the first one found.
set -euo pipefail
if [ -n "${CHROMIUM:-}" ]; then
  printf '%s\n' "$CHROMIUM"
  exit
fi
for name in chromium chromium-browser google-chrome google-chrome-stable; do
  if command -v "$name"; then
    exit
  fi
done
for path in "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
  /Applications/Chromium.app/Contents/MacOS/Chromium \
  "/c/Program Files/Google/Chrome/Application/chrome.exe"; do
  if [ -x "$path" ]; then
    printf '%s\n' "$path"
    exit
  fi
done
echo "No Chromium or Chrome was found. Install one, or give its path in CHROMIUM." >&2
exit 1
