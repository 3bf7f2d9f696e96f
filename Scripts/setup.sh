#!/usr/bin/env bash
# Installs what Billow needs on Debian 12, without asking.
#
#   Scripts/setup.sh build   what `make demo` needs: the C libraries
#   Scripts/setup.sh test    that, and what `make test` needs: validators, a browser, a Python venv
#   Scripts/setup.sh bench   what `make bench` needs besides `build`: the peers it measures beside
#
# Second runs are quick: packages are asked of dpkg, and the venv carries the hash of the
# requirements it was made from. Works as root or with sudo that asks for no password.
# What building needs is fatal when it cannot be had. What only testing needs is fatal where
# CI=true; elsewhere it is reported, and the tests that need it count as skipped.
set -euo pipefail
cd "$(dirname "$0")/.."

group=${1:-build}
case $group in
  build | test | bench) ;;
  *)
    echo "usage: Scripts/setup.sh build|test|bench" >&2
    exit 2
    ;;
esac

state=.setup
log=$state/setup.log
mkdir -p "$state"

say() { printf 'setup: %s\n' "$*"; }
fail() {
  printf 'setup: error: %s\n' "$@" >&2
  exit 1
}
# A missing test tool stops CI only; the tests themselves say what they then cannot check.
lack() {
  if [ "${CI:-}" = true ]; then fail "$@"; fi
  printf 'setup: warning: %s\n' "$@" >&2
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  else
    sudo -n "$@"
  fi
}

# Names of one group's packages, as Scripts/packages.txt lists them.
listed() { awk -v group="$1" '$1 == group { print $2 }' Scripts/packages.txt; }

# Of the names on standard input, those that dpkg does not hold installed.
absent() {
  local name
  while read -r name; do
    dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null | grep -qx installed ||
      printf '%s\n' "$name"
  done
}

apt() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@" \
    >>"$log" 2>&1
}

# Installs the missing packages of a group; the argument after it says how a failure is told.
install_packages() {
  local missing tell=$2
  missing=$(listed "$1" | absent | tr '\n' ' ')
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" -ne 0 ] && ! sudo -n true 2>/dev/null; then
    "$tell" "these Debian packages are missing: $missing" \
      "run this as root, then try again: apt-get install -y --no-install-recommends $missing"
    return 0
  fi
  say "installing $missing"
  # The lists of a fresh machine are empty or old: refresh them only when installing fails.
  # shellcheck disable=SC2086  # the names are words
  if ! apt install -y --no-install-recommends $missing; then
    apt update || true
    # shellcheck disable=SC2086
    if ! apt install -y --no-install-recommends $missing; then
      tail -n 15 "$log" >&2
      "$tell" "apt-get could not install: $(listed "$1" | absent | tr '\n' ' ')(whole log: $log)"
    fi
  fi
}

# A venv of the requirements in a file: the folder's name in .setup, the file.
install_venv() {
  local python=/usr/bin/python3 venv=$state/$1 requirements=$2 key
  [ -x "$python" ] || python=$(command -v python3 || true)
  if [ -z "$python" ]; then
    lack "python3 is missing, so what needs $requirements cannot run"
    return 0
  fi
  key=$({
    "$python" --version
    cat "$requirements"
  } | sha256sum | cut -d ' ' -f 1)
  if [ "$(cat "$venv/made-from" 2>/dev/null)" = "$key" ] && "$venv/bin/python" -c '' 2>/dev/null
  then
    return 0
  fi
  say "making $venv from $requirements"
  if "$python" -m venv --clear "$venv" >>"$log" 2>&1 &&
    "$venv/bin/pip" install --quiet --disable-pip-version-check \
      -r "$requirements" >>"$log" 2>&1; then
    printf '%s\n' "$key" >"$venv/made-from"
  else
    tail -n 15 "$log" >&2
    lack "the Python packages of $requirements could not be installed (whole log: $log)"
  fi
}

command -v swift >/dev/null ||
  fail "swift is not on the path; install Swift 6.3 from https://www.swift.org/install/linux/"

: >"$log"
if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
  install_packages build fail
  if [ "$group" != build ]; then install_packages "$group" lack; fi
else
  say "this is not Debian: install the like of these yourself if they are missing"
  grep -E "^(build|$group) " Scripts/packages.txt
fi
case $group in
  test) install_venv venv Scripts/requirements.txt ;;
  bench) install_venv bench-venv Benchmarks/requirements.txt ;;
esac
