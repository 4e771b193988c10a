#!/usr/bin/env bash
# Installs what the tests need beyond Python packages; where it may not, says what is missing.
set -euo pipefail
have() { command -v "$1" >/dev/null; }
install() { DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1" >/dev/null 2>&1; }

# The shell is the same engine without its windows, for two thirds of the work. Not every Debian has it.
have chromium-headless-shell && exit 0
if [ "$(id -u)" -eq 0 ] && have apt-get; then
  apt-get update -qq || true
  install chromium-headless-shell && exit 0
fi
have chromium || have chromium-browser || have google-chrome && exit 0
if [ "$(id -u)" -eq 0 ] && have apt-get; then
  install chromium && exit 0
fi
echo "Chromium is missing for the tests: install chromium-headless-shell or chromium, then run make test again." >&2
exit 1
