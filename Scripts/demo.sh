#!/usr/bin/env bash
# Renders the fixtures through the energy-bill template into output/demo and says what came of it.
set -euo pipefail
cd "$(dirname "$0")/.."

out=output/demo
swift build -c release --product billow
billow=$(swift build -c release --show-bin-path)/billow

# A run refuses a folder that is not empty; this one is the demo's own.
rm -rf "$out"
started=$EPOCHREALTIME
"$billow" render templates/energy-bill fixtures/bills.ndjson -o "$out" --as-of 2026-03-31
ended=$EPOCHREALTIME

bills=$(grep -c . fixtures/bills.ndjson)
pages=$(find "$out/documents" -name index.html | wc -l)
bytes=$(find "$out/documents" -name index.html -printf '%s\n' | awk '{ sum += $1 } END { print sum + 0 }')
# EPOCHREALTIME has microseconds after a point, or after the comma of some locales.
awk -v bills="$bills" -v pages="$pages" -v bytes="$bytes" -v from="${started/,/.}" -v to="${ended/,/.}" 'BEGIN {
  seconds = to - from
  printf "%d pages of %d bills, %.2f MB, in %.3f s, start-up included (%d pages/s)\n",
    pages, bills, bytes / 1e6, seconds, pages / seconds
}'

first=$(grep -o '"number": *"[^"]*"' fixtures/bills.ndjson | head -n 1 | cut -d '"' -f 4)
page=$(find "$out/documents" -path "*/$first*/index.html" | head -n 1)
[ -n "$page" ] || page=$(find "$out/documents" -name index.html | sort | head -n 1)
echo "open $PWD/$page"
