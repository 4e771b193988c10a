#!/usr/bin/env bash
# Installs what the tests need beyond Python packages; where it may not, says what is missing.
set -euo pipefail
have() { command -v "$1" >/dev/null; }
may_install() { [ "$(id -u)" -eq 0 ] && have apt-get; }
updated=""
install() {
  [ -n "$updated" ] || { apt-get update -qq || true; updated=yes; }
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1" >/dev/null 2>&1
}

# The scanner of files. Its tests are skipped where it is not to be had; it needs no signatures but theirs.
have clamd || { may_install && install clamav-daemon; } || echo "clamd is missing: its tests are skipped." >&2

# What stands before the program. Their tests are skipped where they are not to be had.
for proxy in haproxy nginx caddy; do
  package=$proxy
  [ "$proxy" = nginx ] && package=nginx-light
  have "$proxy" || { may_install && install "$package"; } || echo "$proxy is missing: its tests are skipped." >&2
done

# The other browser. Its tests are skipped where it is not to be had.
have firefox-esr || have firefox || { may_install && install firefox-esr; } ||
  echo "Firefox is missing: its tests are skipped." >&2

# The shell is the same engine without its windows, for two thirds of the work. Not every Debian has it.
have chromium-headless-shell && exit 0
may_install && install chromium-headless-shell && exit 0
have chromium || have chromium-browser || have google-chrome && exit 0
may_install && install chromium && exit 0
echo "Chromium is missing for the tests: install chromium-headless-shell or chromium, then run make test again." >&2
exit 1
